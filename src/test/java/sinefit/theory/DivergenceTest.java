package sinefit.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.recipe;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent.Diverged;

/** Why runs diverge, and the scale of rates that says so beforehand. */
class DivergenceTest {
    private static final double ROUNDING = 1e-12;

    /** The run's own growth, measured over its last steps. */
    private static final double MEASURED = 1e-6;

    private static Divergence.Mode blamed(Recipe recipe) {
        Diverged end = (Diverged) Recipes.run(recipe, at -> {});
        return (Divergence.Mode) Divergence.of(end, recipe, Spectrum.of(recipe));
    }

    @Test
    void aRateAboveTheLimitIsBlamedWithItsGrowth() {
        Recipe recipe = recipe("lr=5e-6");
        Divergence.Mode mode = blamed(recipe);
        assertEquals(1.8106, mode.factor(), 5e-5);
        assertEquals(562121.9364, mode.eigenvalue(), 1e-3);
        assertEquals(3.5579469e-6, mode.stabilityLimit(), 1e-13);
    }

    @Test
    void theGrowthToldIsTheGrowthOfTheRun() {
        Recipe recipe = recipe("lr=5e-6");
        double late = Recipes.at(recipe, 500).values().sae();
        double later = Recipes.at(recipe, 501).values().sae();
        Divergence.Mode mode = blamed(recipe);
        assertEquals(mode.factor(), later / late, MEASURED);
    }

    @Test
    void theDirectionToldIsTheOneTheRunLeavesIn() {
        Recipe recipe = recipe("lr=5e-6");
        double[] late = Recipes.at(recipe, 500).values().coefficients();
        double[] later = Recipes.at(recipe, 501).values().coefficients();
        Divergence.Mode mode = blamed(recipe);
        double[] moved = new double[4];
        java.util.Arrays.setAll(moved, k -> later[k] - late[k]);
        double length = Math.sqrt(java.util.Arrays.stream(moved).map(m -> m * m).sum());
        for (int k = 0; k < 4; k++) {
            assertEquals(Math.abs(mode.direction()[k]), Math.abs(moved[k]) / length, MEASURED);
        }
        assertTrue(mode.direction()[3] > 0.9);
    }

    @Test
    void theRateInForceAtTheEndIsTheOneBlamed() {
        Recipe recipe = recipe("tweak=100:lr=8e-6");
        Divergence.Mode mode = blamed(recipe);
        double expected = 8e-6 * mode.eigenvalue() - 1;
        assertEquals(expected, mode.factor(), ROUNDING * expected);
    }

    @Test
    void momentumRaisesTheLimitAndTheGrowthToldIsStillTheRuns() {
        Spectrum spectrum = Spectrum.of(recipe("")).orElseThrow();
        double limit = spectrum.stabilityLimit(0.9);
        assertEquals(1.9 * 3.55794690e-6, limit, 1e-14);
        double lambda = spectrum.steepest();
        assertEquals(0.1 * 0.1 / lambda, spectrum.overshoot(0.81), ROUNDING / lambda);
        assertTrue(Recipes.last(recipe("momentum=0.9&lr=" + 0.99 * limit)).loss() < 300_000);
        Recipe recipe = recipe("momentum=0.9&steps=2000&lr=" + 1.1 * limit);
        Divergence.Mode mode = blamed(recipe);
        assertEquals(limit, mode.stabilityLimit());
        double late = Recipes.at(recipe, 300).values().sae();
        double later = Recipes.at(recipe, 301).values().sae();
        assertEquals(mode.factor(), later / late, MEASURED);
    }

    @Test
    void theMomentumInForceAtTheEndIsTheOneBlamed() {
        Recipe recipe = recipe("momentum=0.9&lr=5e-6&steps=3000&tweak=400:momentum=0");
        assertEquals(1.8106, blamed(recipe).factor(), 5e-5);
        assertEquals(3.5579469e-6, blamed(recipe).stabilityLimit(), 1e-13);
    }

    @Test
    void withAMomentumOfOneNoRateSettles() {
        Recipe recipe = recipe("momentum=1.2&lr=1e-8&steps=20000");
        Divergence.Mode mode = blamed(recipe);
        assertEquals(0, mode.stabilityLimit());
        assertTrue(mode.factor() > 1);
        RateScale scale = RateScale.of(Spectrum.of(recipe), 1e-8, 1.2);
        assertEquals(1e-8, rateAt(scale, 50), ROUNDING);
    }

    @Test
    void withMomentumTheSteepestModeFollowsItsTwoByTwoStep() {
        Spectrum spectrum = Spectrum.of(recipe("")).orElseThrow();
        double lambda = spectrum.steepest();
        for (double momentum : new double[] {0, 0.3, 0.9, 1}) {
            for (double rate : new double[] {1e-8, 1e-6, 3.6e-6, 6.7e-6, 9e-6}) {
                double error = 1;
                double velocity = 0;
                double grown = 0;
                int steps = 4000;
                for (int t = 0; t < steps; t++) {
                    velocity = momentum * velocity + lambda * error;
                    error -= rate * velocity;
                    double size = Math.hypot(error, rate * velocity);
                    grown += Math.log(size);
                    error /= size;
                    velocity /= size;
                }
                double factor = Math.exp(grown / steps);
                assertEquals(factor, spectrum.factor(rate, momentum), 5e-3 * factor);
            }
        }
    }

    @Test
    void belowTheLimitOnlyTheNumbersThemselvesAreToBlame() {
        Recipe recipe = recipe("lr=3.5e-6");
        double[] huge = {1e150, 0, 0, 0};
        StepValues last = new StepValues(7, 1e308, 1e308, 1e150, huge, huge);
        Divergence reason =
                Divergence.of(new Diverged(8, last, Optional.empty()), recipe, Spectrum.of(recipe));
        assertEquals(new Divergence.Overflow(), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "degree=9", "reduction=mean", "degree=0&n=2"})
    void theScaleMarksTheRatesWhereBehaviourChanges(String query) {
        Spectrum spectrum = Spectrum.of(recipe(query)).orElseThrow();
        RateScale scale = RateScale.of(Optional.of(spectrum), 1e-6, 0);
        double limit = spectrum.stabilityLimit();
        assertTrue(scale.low() < limit / 2 && limit < scale.high());
        assertEquals(limit, rateAt(scale, scale.diverges()), ROUNDING * limit);
        assertEquals(limit / 2, rateAt(scale, scale.oscillates()), ROUNDING * limit);
    }

    @Test
    void withoutASpectrumTheScaleSurroundsTheRateItself() {
        RateScale scale = RateScale.of(Optional.empty(), 1e-3, 0);
        assertEquals(1e-3, rateAt(scale, 50), ROUNDING);
        assertEquals(100, scale.diverges());
        assertEquals(100, scale.oscillates());
    }

    private static double rateAt(RateScale scale, double percent) {
        return scale.low() * Math.pow(scale.high() / scale.low(), percent / 100);
    }
}
