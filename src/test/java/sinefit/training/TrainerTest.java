package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.at;
import static sinefit.testing.Recipes.last;
import static sinefit.testing.Recipes.recipe;
import static sinefit.testing.Recipes.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.problem.Samples;

class TrainerTest {
    /** A few hundred steps with the sums taken in another order. */
    private static final double ORDER_OF_SUMMATION = 1e-11;

    private static final String DIVERGING = "lr=5e-6&steps=2000";

    @Test
    void aTweakTakesEffectBeforeTheUpdateOfItsStep() {
        Recipe recipe = recipe("degree=2&n=50&steps=30&lr=1e-4&tweak=10:lr=5e-4&tweak=20:lr=2e-5");
        Samples samples = recipe.samples();
        double[] theta = recipe.start();
        for (int step = 0; step < 30; step++) {
            double rate = step < 10 ? 1e-4 : step < 20 ? 5e-4 : 2e-5;
            double[] gradient = new double[3];
            for (int i = 0; i < samples.n(); i++) {
                double x = samples.x()[i];
                double residual = theta[0] + theta[1] * x + theta[2] * x * x - samples.y()[i];
                gradient[0] += 2 * residual;
                gradient[1] += 2 * residual * x;
                gradient[2] += 2 * residual * x * x;
            }
            for (int k = 0; k < 3; k++) {
                theta[k] -= rate * gradient[k];
            }
        }
        assertArrayEquals(theta, last(recipe).coefficients(), ORDER_OF_SUMMATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lesson=numpy", "lesson=tensors&degree=5", "degree=1&n=2"})
    void aTweakedRunIsTwoRunsGluedTogether(String query) {
        double[] middle = last(recipe(query + "&lr=2e-8&steps=137")).coefficients();
        String init =
                DoubleStream.of(middle).mapToObj(String::valueOf).collect(Collectors.joining(","));
        StepValues second = last(recipe(query + "&lr=3e-9&steps=163&init=" + init));
        StepValues glued = last(recipe(query + "&lr=2e-8&steps=300&tweak=137:lr=3e-9"));
        assertSame(second.coefficients(), glued.coefficients());
        assertSame(second.gradient(), glued.gradient());
    }

    @Test
    void aCurveHasTheSameLossInEveryBasisAndItsSlopesFollowTheChainRule() {
        double p = Math.PI;
        // Rows: the powers of x; columns: P₀ … P₃ of x/π.
        double[][] powers = {
            {1, 0, -0.5, 0},
            {0, 1 / p, 0, -1.5 / p},
            {0, 0, 1.5 / (p * p), 0},
            {0, 0, 0, 2.5 / (p * p * p)}
        };
        StepValues legendre = at(recipe("basis=legendre&init=1,-2,0.5,3"), 0).values();
        double[] same = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 4; k++) {
                same[i] += powers[i][k] * legendre.coefficients()[k];
            }
        }
        String init =
                DoubleStream.of(same).mapToObj(String::valueOf).collect(Collectors.joining(","));
        StepValues plain = at(recipe("init=" + init), 0).values();
        assertEquals(plain.loss(), legendre.loss(), ORDER_OF_SUMMATION * plain.loss());
        assertEquals(plain.sae(), legendre.sae(), ORDER_OF_SUMMATION * plain.sae());
        for (int k = 0; k < 4; k++) {
            double slope = 0;
            for (int i = 0; i < 4; i++) {
                slope += powers[i][k] * plain.gradient()[i];
            }
            assertEquals(slope, legendre.gradient()[k], 1e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scaled&lr=4e-4", "legendre&lr=4e-4", "chebyshev&lr=3e-4"})
    void inABetterBasisTheRunSoonReachesTheFloorThatAllBasesShare(String basis) {
        double floor = 8.817165410007;
        assertEquals(floor, last(recipe("basis=" + basis)).loss(), 1e-9 * floor);
        assertTrue(last(recipe("lr=3.5e-6")).loss() > 1.0001 * floor);
    }

    @Test
    void aTweakAtStepZeroIsAsIfTheRateHadBeenSet() {
        StepValues set = last(recipe("steps=50&lr=3e-7"));
        StepValues tweaked = last(recipe("steps=50&tweak=0:lr=3e-7"));
        assertSame(set.coefficients(), tweaked.coefficients());
        assertEquals(set.sse(), tweaked.sse());
    }

    /** As {@code torch.optim.SGD}: at first v = g, and a momentum of 0 leaves v alone. */
    @Test
    void momentumIsAVelocityThatForgets() {
        Recipe recipe =
                recipe(
                        "steps=60&lr=1e-7&tweak=10:momentum=0.5&tweak=30:momentum=0"
                                + "&tweak=40:momentum=0.9&tweak=50:lr=2e-7");
        List<StepValues> steps = new ArrayList<>();
        StepValues end = run(recipe, steps::add).values();
        double[] theta = recipe.start();
        double[] v = new double[4];
        for (int step = 0; step < 60; step++) {
            double[] g = steps.get(step).gradient();
            double momentum = step < 10 ? 0 : step < 30 ? 0.5 : step < 40 ? 0 : 0.9;
            double rate = step < 50 ? 1e-7 : 2e-7;
            for (int k = 0; k < 4; k++) {
                if (momentum > 0 && step > 10) {
                    v[k] = momentum * v[k] + g[k];
                }
            }
            if (step == 10) {
                v = g.clone();
            }
            for (int k = 0; k < 4; k++) {
                theta[k] -= rate * (momentum > 0 ? v[k] : g[k]);
            }
            assertSame(theta, (step < 59 ? steps.get(step + 1) : end).coefficients());
        }
    }

    @Test
    void inSinglePrecisionTheVelocityIsSinglePrecisionToo() {
        Recipe recipe = recipe("lesson=tensors&steps=40&lr=1e-7&momentum=0.9");
        List<StepValues> steps = new ArrayList<>();
        run(recipe, steps::add);
        float theta = (float) recipe.start()[1];
        float v = 0;
        for (int step = 0; step < 39; step++) {
            v = 0.9f * v + (float) steps.get(step).gradient()[1];
            theta -= 1e-7f * v;
            assertEquals(theta, steps.get(step + 1).coefficients()[1]);
        }
    }

    @Test
    void aMomentumOfZeroIsPlainDescentToTheLastBit() {
        StepValues plain = last(recipe("steps=300&degree=5&lr=1e-8"));
        StepValues zero =
                last(recipe("steps=300&degree=5&lr=1e-8&momentum=0.9&tweak=0:momentum=0"));
        assertSame(plain.coefficients(), zero.coefficients());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=300&tweak=150:lr=1e-7",
                "steps=300&momentum=0.9&lr=1e-7&tweak=130:momentum=0.5",
                "lesson=tensors&steps=300",
                DIVERGING
            })
    void aCopyGoesItsOwnWayBitForBit(String query) {
        Recipe recipe = recipe(query);
        Trainer one = at(recipe, 120);
        Trainer copy = one.copy();
        while (one.advance()) {
            assertEquals(120, copy.step());
        }
        assertFalse(copy.ended());
        while (copy.advance()) {
            assertTrue(copy.step() <= one.step());
        }
        assertSame(one.values(), copy.values());
        assertTrue(copy.ended());
        assertFalse(copy.advance());
        assertSame(one.values(), copy.copy().values());
        assertEquals(one.event().getClass(), copy.copy().event().getClass());
    }

    @Test
    void aDivergedRunStandsAtItsLastFiniteStep() {
        List<StepValues> rows = new ArrayList<>();
        Trainer trainer = Trainer.start(recipe(DIVERGING));
        do {
            rows.add(trainer.values());
        } while (trainer.advance());
        assertEquals(591, rows.size());
        for (StepValues row : rows) {
            assertTrue(Double.isFinite(row.sse()), "at step " + row.step());
            assertTrue(Double.isFinite(row.sae()), "at step " + row.step());
            assertTrue(Double.isFinite(row.loss()), "at step " + row.step());
        }
        TrainingEvent.Diverged end = (TrainingEvent.Diverged) trainer.event();
        assertEquals(591, end.step());
        assertSame(rows.get(590), end.lastFinite());
        assertFalse(trainer.advance());
        assertEquals(590, trainer.step());
        assertSame(rows.get(590), trainer.values());
    }

    @Test
    void aRunThatDivergesInItsLastUpdateHasDiverged() {
        assertTrue(run(recipe("lr=5e-6&steps=590"), at -> {}) instanceof TrainingEvent.Finished);
        assertTrue(run(recipe("lr=5e-6&steps=591"), at -> {}) instanceof TrainingEvent.Diverged);
    }

    @Test
    void anEventSaysWhereTheRunStands() {
        Trainer trainer = Trainer.start(recipe("steps=1"));
        assertTrue(trainer.event() instanceof TrainingEvent.Step step && step.values().step() == 0);
        assertFalse(trainer.ended());
        assertTrue(trainer.advance());
        assertTrue(trainer.event() instanceof TrainingEvent.Finished end && end.last().step() == 1);
        assertTrue(trainer.ended());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1e-4",
        "1, 1e-4",
        "2, 1e-5",
        "3, 1e-6",
        "4, 1e-7",
        "5, 1e-8",
        "6, 1e-9",
        "7, 1e-10",
        "8, 1e-11",
        "9, 1e-12"
    })
    void theLossFallsAtASmallRateForEveryDegree(int degree, String rate) {
        for (String library : List.of("numpy", "tensors")) {
            for (int n : new int[] {2, 3, 500}) {
                Recipe recipe =
                        recipe(
                                ("lesson=" + library + "&n=" + n + "&steps=200&seed=1")
                                        + ("&degree=" + degree + "&lr=" + rate));
                List<Double> losses = new ArrayList<>();
                StepValues end = run(recipe, row -> losses.add(row.loss())).values();
                assertEquals(200, end.step());
                assertEquals(degree + 1, end.coefficients().length);
                assertTrue(end.loss() < losses.get(0), recipe.query());
            }
        }
    }

    @Test
    void valuesAtAStepAreAShotOfTheMoment() {
        Trainer trainer = Trainer.start(recipe(""));
        StepValues before = trainer.values();
        double[] theta = before.coefficients().clone();
        double[] gradient = before.gradient().clone();
        trainer.advance();
        trainer.advance();
        assertSame(theta, before.coefficients());
        assertSame(gradient, before.gradient());
        assertEquals(0, before.step());
    }

    @Test
    void stepZeroIsTheStartItself() {
        Recipe recipe = recipe("lesson=tensors&seed=9");
        assertSame(recipe.start(), Trainer.start(recipe).values().coefficients());
    }

    private static void assertSame(StepValues expected, StepValues actual) {
        assertEquals(expected.step(), actual.step());
        assertEquals(expected.loss(), actual.loss());
        assertEquals(expected.sse(), actual.sse());
        assertEquals(expected.sae(), actual.sae());
        assertSame(expected.coefficients(), actual.coefficients());
        assertSame(expected.gradient(), actual.gradient());
    }

    /** To the last bit. */
    private static void assertSame(double[] expected, double[] actual) {
        assertArrayEquals(expected, actual);
    }
}
