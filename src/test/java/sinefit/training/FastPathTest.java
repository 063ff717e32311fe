package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.recipe;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.model.Objective;
import sinefit.model.Polynomial;
import sinefit.model.Reduction;

/** Runs over the sums of the samples against the same runs over the samples themselves. */
class FastPathTest {
    /**
     * Of max(1, max|θ|), at every step of runs of up to 1000 steps. Whatever the conditioning: each
     * update is off by a few units in the last place of the largest θ, since η times any entry of H
     * is at most 2, and only after about κ steps would flat directions have gathered κ of those.
     */
    private static final double CLOSE = 1e-11;

    /** Of sums that are computed over the samples either way, from such coefficients. */
    private static final double SUMS = 1e-9;

    /** Recipes at some share of the largest rate that is sure to be stable. */
    static Stream<String> settling() {
        return queries(1, 100, random -> 0.02 + 1.9 * random.nextDouble(), random -> 1);
    }

    /** Recipes far above that rate, some from far out: they end early, late or at once. */
    static Stream<String> diverging() {
        return queries(
                2,
                150,
                random -> Math.pow(10, 1 + 8 * random.nextDouble()),
                random -> Math.pow(10, 150 * random.nextDouble() * random.nextInt(2)));
    }

    private interface Drawn {
        double from(Random random);
    }

    private static Stream<String> queries(int seed, int count, Drawn share, Drawn size) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> query(random, share, size));
    }

    private static String query(Random random, Drawn share, Drawn size) {
        double low = -4 * random.nextDouble();
        double high = low + 0.2 + 5 * random.nextDouble();
        int degree = random.nextInt(3) == 0 ? 3 : random.nextInt(10);
        double scale = size.from(random);
        String init =
                String.join(
                        ",",
                        IntStream.rangeClosed(0, degree)
                                .mapToObj(k -> text(scale * random.nextGaussian()))
                                .toList());
        String problem =
                "target=%s&min=%s&max=%s&n=%d&degree=%d&basis=%s&reduction=%s&init=%s"
                        .formatted(
                                any(random, "sin", "cos", "exp", "abs", "tanh", "step"),
                                text(low),
                                text(high),
                                any(random, 2, 3, 5, 127, 128, 129, 500, 2000),
                                degree,
                                any(random, "monomial", "scaled", "legendre", "chebyshev"),
                                any(random, "sum", "mean"),
                                init);
        double stable = 1 / trace(recipe(problem));
        String momentum = any(random, "0", "0", "0.5", "0.9");
        return problem
                + "&lesson=%s&steps=%d&lr=%s&momentum=%s"
                        .formatted(
                                any(random, "numpy", "tensors&dtype=float64"),
                                200 + random.nextInt(801),
                                text(Math.min(100, stable * share.from(random))),
                                momentum)
                + "&tweak=%d:lr=%s"
                        .formatted(
                                random.nextInt(200),
                                text(Math.min(100, stable * share.from(random))))
                + (momentum.equals("0") ? "" : "&tweak=" + random.nextInt(200) + ":momentum=0.3");
    }

    @SafeVarargs
    private static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.6e", value).replace("+", "");
    }

    /** That of H: at least its largest eigenvalue. */
    private static double trace(Recipe recipe) {
        double sum = 0;
        Polynomial model = (Polynomial) recipe.model();
        for (double[] column : model.basis().columns(recipe.samples(), model.degree())) {
            sum += Arrays.stream(column).map(v -> 2 * v * v).sum();
        }
        return recipe.reduction() == Reduction.MEAN ? sum / recipe.n() : sum;
    }

    private static Trainer overSamples(Recipe recipe) {
        Objective loop = recipe.model().squaredError(recipe.samples(), recipe.reduction());
        return Trainer.start(recipe, loop);
    }

    @ParameterizedTest
    @MethodSource("settling")
    void coefficientsAndSumsAreThoseOfTheLoopOverTheSamples(String query) {
        Recipe recipe = recipe(query);
        Trainer fast = Trainer.start(recipe);
        Trainer loop = overSamples(recipe);
        do {
            StepValues expected = loop.values();
            StepValues actual = fast.values();
            assertClose(expected.coefficients(), actual.coefficients(), query);
            assertEquals(expected.sse(), actual.sse(), SUMS * Math.max(1, expected.sse()));
            assertEquals(expected.sae(), actual.sae(), SUMS * Math.max(1, expected.sae()));
            assertEquals(expected.loss(), actual.loss(), SUMS * Math.max(1, expected.loss()));
        } while (bothAdvance(fast, loop));
        assertEquals(recipe.steps(), fast.step());
        assertEquals(recipe.steps(), loop.step());
    }

    private static boolean bothAdvance(Trainer one, Trainer other) {
        boolean first = one.advance();
        boolean second = other.advance();
        return first && second;
    }

    private static void assertClose(double[] expected, double[] actual, String what) {
        double largest = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k], CLOSE * largest, what);
        }
    }

    /** Nobody looks at the steps in between: the end must be found all the same. */
    @ParameterizedTest
    @MethodSource("diverging")
    void aRunDivergesAtTheVeryStepWhereTheLoopDoes(String query) {
        Recipe recipe = recipe(query);
        TrainingEvent.Diverged expected = (TrainingEvent.Diverged) end(overSamples(recipe));
        TrainingEvent.Diverged actual = (TrainingEvent.Diverged) end(Trainer.start(recipe));
        assertEquals(expected.step(), actual.step(), query);
        assertEquals(expected.lastFinite().step(), actual.lastFinite().step());
    }

    private static TrainingEvent end(Trainer trainer) {
        while (trainer.advance()) {
            // on to the end
        }
        return trainer.event();
    }

    @ParameterizedTest
    @MethodSource({"settling", "diverging"})
    void lookingAtStepsChangesNothing(String query) {
        Recipe recipe = recipe(query);
        Trainer watched = Trainer.start(recipe);
        Trainer alone = Trainer.start(recipe);
        Random random = new Random(query.hashCode());
        do {
            StepValues values = watched.values();
            if (random.nextInt(50) == 0) {
                assertSame(values, alone.copy().values());
            }
        } while (bothAdvance(watched, alone));
        assertEquals(watched.event().getClass(), alone.event().getClass());
        assertSame(watched.values(), alone.values());
    }

    /** What a cubic's descent has a way of its own around, or must not be fooled by. */
    static Stream<String> peculiar() {
        return Stream.of(
                "target=f&f=0*x&init=0,0,0,0",
                "target=f&f=0*x&init=-0,-0,-0,-0&lr=1e-3",
                "target=f&f=-0*x&init=-0,0,-0,0&min=0&max=1",
                "target=cos&init=0,-0,0,-0&lr=0.001&reduction=mean",
                "init=1e140,0,0,0&lr=1e-6",
                "weight_decay=10",
                "tweak=50:momentum=0.9&tweak=120:momentum=0",
                "tweak=1:lr=2e-6&tweak=2:lr=3e-6&tweak=399:lr=1e-9",
                "tweak=0:weight_decay=3",
                "bug=sign&lr=1e-9",
                "batch=100",
                "noise=0.5&seed=3",
                "optimizer=adam&lr=0.01",
                "lesson=tensors",
                "lesson=dynamic&lr=1e-9&steps=400");
    }

    @ParameterizedTest
    @MethodSource({"settling", "diverging", "peculiar"})
    void stepsTakenInOneGoAreTheStepsTakenOneByOne(String query) {
        Recipe recipe = recipe(query);
        Trainer single = Trainer.start(recipe);
        Trainer striding = Trainer.start(recipe);
        Random random = new Random(query.hashCode());
        while (striding.advance(1 + random.nextInt(random.nextInt(60) + 1))) {
            while (single.step() < striding.step()) {
                assertTrue(single.advance(), query);
            }
            assertSame(single.values(), striding.values());
        }
        assertFalse(single.advance(), query);
        assertEquals(single.event().getClass(), striding.event().getClass());
        assertSame(single.values(), striding.values());
    }

    @Test
    void aStrideStopsWhereItIsTold() {
        Trainer trainer = Trainer.start(recipe("steps=1000&tweak=300:lr=2e-6"));
        assertTrue(trainer.advance(200));
        assertEquals(200, trainer.step());
        assertTrue(trainer.advance(200));
        assertEquals(300, trainer.step(), "a change of the rate comes first");
        assertTrue(trainer.advance(10_000));
        assertEquals(1000, trainer.step());
        assertFalse(trainer.advance(1));
    }

    private static void assertSame(StepValues expected, StepValues actual) {
        assertEquals(expected.step(), actual.step());
        assertEquals(expected.loss(), actual.loss());
        assertEquals(expected.sse(), actual.sse());
        assertEquals(expected.sae(), actual.sae());
        assertArrayEquals(expected.coefficients(), actual.coefficients());
        assertArrayEquals(expected.gradient(), actual.gradient());
    }

    /** The sums overflow while every coefficient and slope is still far from it. */
    @Test
    void aRunHasDivergedWhenOnlyItsSumsHave() {
        Recipe recipe = recipe("degree=0&init=1e151&lr=3e-3&steps=1000");
        Trainer trainer = Trainer.start(recipe);
        TrainingEvent.Diverged end = (TrainingEvent.Diverged) end(trainer);
        double largest = Math.abs(end.lastFinite().coefficients()[0]);
        assertTrue(largest > 1e151 && largest < 1e154, "ended at " + largest);
        assertTrue(Double.isFinite(end.lastFinite().sse()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lr=1e-6", "lesson=tensors", "momentum=0.9&degree=9&lr=1e-13"})
    void aStepAllocatesNothing(String query) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Trainer trainer = Trainer.start(recipe("steps=4000&" + query));
        long self = Thread.currentThread().getId();
        long before = 0;
        for (int i = 0; i < 3_000; i++) {
            assertTrue(trainer.advance());
            if (i == 1_000) {
                before = threads.getThreadAllocatedBytes(self);
            }
        }
        long allocated = threads.getThreadAllocatedBytes(self) - before;
        assertTrue(allocated < 2_000, allocated + " bytes in 2000 steps");
    }

    @Test
    void everyPolynomialOverAllSamplesInDoublePrecisionTakesIt() {
        assertTrue(recipe("basis=legendre&reduction=mean&momentum=0.5").takesFastPath());
        assertTrue(recipe("lesson=tensors&dtype=float64").takesFastPath());
        assertFalse(recipe("dtype=float32").takesFastPath());
        assertFalse(recipe("batch=100").takesFastPath());
        assertFalse(recipe("lesson=function&dtype=float64").takesFastPath());
    }
}
