package sinefit.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/** What is predicted, against runs that were iterated step by step. */
class PredictionTest {
    private static final double AGREED = 1e-9;

    /**
     * What a run's own rounding leaves in its residuals, as a share of the longest so far: θ is
     * rounded at its size at the time. An error of ε in a residual r changes r² by 2rε + ε². It
     * matters where a run was thrown far out, or fits exactly; the same iteration in 80 bits agrees
     * with the prediction there.
     */
    private static final double ROUNDING = 1e-14;

    private static final int RECIPES = 200;

    /** Full-batch recipes of all kinds whose condition number is at most 1e12. */
    static Stream<String> recipes() {
        Random random = new Random(4);
        List<String> queries = new ArrayList<>();
        while (queries.size() < RECIPES) {
            String problem = problem(random);
            Optional<Spectrum> spectrum = Spectrum.of(recipe(problem));
            if (spectrum.isPresent() && spectrum.get().optimum().isPresent()) {
                queries.add(problem + run(random, spectrum.get()));
            }
        }
        return queries.stream();
    }

    private static String problem(Random random) {
        double low = -4 + 4 * random.nextDouble();
        double high = low + 0.5 + 5 * random.nextDouble();
        boolean symmetric = random.nextInt(3) == 0;
        List<String> targets = List.of("sin", "cos", "exp", "abs", "tanh", "step");
        return "target="
                + targets.get(random.nextInt(targets.size()))
                + "&min="
                + (symmetric ? -high : low)
                + "&max="
                + (symmetric && high <= 0 ? 1 - high : high)
                + "&n="
                + (10 + random.nextInt(300))
                + "&degree="
                + random.nextInt(10)
                + (random.nextBoolean() ? "&reduction=mean" : "");
    }

    private static String run(Random random, Spectrum spectrum) {
        int steps = 1 + random.nextInt(2500);
        StringBuilder query = new StringBuilder("&seed=" + random.nextInt(1000));
        query.append("&steps=").append(steps).append("&lr=").append(rate(random, spectrum, 1.15));
        if (random.nextBoolean()) {
            query.append("&momentum=").append(0.98 * random.nextDouble());
            query.append("&tweak=").append(random.nextInt(steps));
            query.append(":momentum=").append(random.nextInt(3) * 0.45);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            query.append("&tweak=").append(random.nextInt(steps));
            query.append(":lr=").append(rate(random, spectrum, 1.02));
        }
        return query.toString();
    }

    private static double rate(Random random, Spectrum spectrum, double most) {
        return Math.min(100, spectrum.stabilityLimit() * most * random.nextDouble());
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void theLossIsForetoldOverTheWholeRun(String query) {
        Recipe recipe = recipe(query);
        Prediction prediction = prediction(recipe);
        TrainingEvent end = Recipes.run(recipe, new Foretold(prediction));
        if (end instanceof TrainingEvent.Diverged diverged) {
            // The gradient leaves the finite numbers a step before or after the loss does.
            assertTrue(prediction.lossAt(diverged.step() + 1) > 1e290);
        }
    }

    /** Compares step after step. */
    private static final class Foretold implements Consumer<StepValues> {
        private final Prediction prediction;
        private double peak;

        Foretold(Prediction prediction) {
            this.prediction = prediction;
        }

        @Override
        public void accept(StepValues at) {
            peak = Math.max(peak, at.loss());
            double off = ROUNDING * Math.sqrt(peak);
            double rounding = off * Math.sqrt(at.loss()) + off * off;
            double predicted = prediction.lossAt(at.step());
            assertEquals(
                    at.loss(),
                    predicted,
                    AGREED * at.loss() + rounding,
                    () -> "at step " + at.step());
        }
    }

    @Test
    void thePostsRunIsForetoldToTwelveDigits() {
        Recipe recipe = recipe("");
        Prediction prediction = prediction(recipe);
        Recipes.run(
                recipe,
                at -> assertEquals(at.loss(), prediction.lossAt(at.step()), 2e-12 * at.loss()));
    }

    @Test
    void whatRoundingDecidesIsForetoldAsFarAsTheRunGoesTheSameWay() {
        // A condition number of 1e13: no optimum is told, but the loss of the run is.
        Recipe recipe = recipe("degree=9&min=-5&max=5&lr=1e-16&steps=500&init=1,1,1,1,0,0,0,0,0,0");
        Prediction prediction = prediction(recipe);
        assertTrue(Spectrum.of(recipe).orElseThrow().optimum().isEmpty());
        Recipes.run(recipe, new Foretold(prediction));
    }

    @Test
    void fewerSamplesThanCoefficientsAreForetoldToo() {
        Recipe recipe = recipe("n=2&lr=1e-4&steps=300");
        Prediction prediction = prediction(recipe);
        TrainingEvent end = Recipes.run(recipe, new Foretold(prediction));
        assertTrue(end instanceof TrainingEvent.Finished);
    }

    @ParameterizedTest
    @CsvSource({"1e-6, 2470", "3.547046e-6, 933"})
    void theFirstStepWithinOnePercentIsTheKnownOne(double rate, long known) {
        Recipe recipe = recipe("steps=5000&lr=" + rate);
        Spectrum spectrum = Spectrum.of(recipe).orElseThrow();
        double near = 1.01 * spectrum.floor();
        assertEquals(OptionalLong.of(known), Prediction.of(recipe, spectrum).firstAtMost(near));
        double[] before = {0};
        Recipes.run(
                recipe,
                at -> {
                    if (at.step() == known - 1) {
                        before[0] = at.loss();
                    } else if (at.step() == known) {
                        assertTrue(before[0] > near && at.loss() <= near);
                    }
                });
    }

    @Test
    void theBestPairOfRateAndMomentumIsFasterThanTheBestRate() {
        Spectrum spectrum = Spectrum.of(recipe("")).orElseThrow();
        Spectrum.Pair best = spectrum.bestPair();
        assertEquals(6.388e-6, best.rate(), 5e-10);
        assertEquals(0.80094, best.momentum(), 5e-6);
        double near = 1.01 * spectrum.floor();
        String query = "steps=2000&lr=" + best.rate() + "&momentum=" + best.momentum();
        assertFirst(recipe(query), near);
        assertTrue(prediction(recipe(query)).firstAtMost(near).orElseThrow() < 100);
        assertEquals(
                OptionalLong.empty(), prediction(recipe("momentum=0.9&lr=7e-6")).firstAtMost(near));
    }

    @Test
    void aStepIsFoundPastATweakAndBeforeADivergence() {
        double near = 1.01 * Spectrum.of(recipe("")).orElseThrow().floor();
        // The bad rate is taken back: what comes later counts from there.
        String query = "steps=5000&lr=4e-6&tweak=20:lr=3e-6";
        assertFirst(recipe(query), near);
        // It diverges in the end, but the loss falls before.
        assertFirst(recipe("lr=3.6e-6&steps=800"), 20_000);
        assertEquals(OptionalLong.empty(), prediction(recipe("lr=4e-6")).firstAtMost(near));
        assertEquals(OptionalLong.empty(), prediction(recipe("")).firstAtMost(8));
        assertEquals(OptionalLong.of(0), prediction(recipe("")).firstAtMost(1e6));
    }

    private static void assertFirst(Recipe recipe, double loss) {
        long[] first = {-1};
        Recipes.run(
                recipe,
                at -> {
                    if (first[0] < 0 && at.loss() <= loss) {
                        first[0] = at.step();
                    }
                });
        assertTrue(first[0] > 0);
        assertEquals(OptionalLong.of(first[0]), prediction(recipe).firstAtMost(loss));
    }

    @Test
    void singlePrecisionIsFollowedUpToItsRounding() {
        Recipe recipe = recipe("lesson=tensors");
        Prediction prediction = prediction(recipe);
        Recipes.run(
                recipe,
                at -> assertEquals(at.loss(), prediction.lossAt(at.step()), 1e-4 * at.loss()));
        assertEquals(
                Double.POSITIVE_INFINITY,
                prediction(recipe("lesson=tensors&lr=1e-5&steps=200")).lossAt(200));
    }

    private static Prediction prediction(Recipe recipe) {
        return Prediction.of(recipe, Spectrum.of(recipe).orElseThrow());
    }
}
