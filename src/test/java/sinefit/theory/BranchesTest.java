package sinefit.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.Trainer;

class BranchesTest {
    private static List<Double> limits(String query) {
        return Branches.stabilityLimits(Recipes.recipe(query), 0);
    }

    @Test
    void theThreeCurvesHaveLimitsFarApart() {
        List<Double> limits = limits("lesson=dynamic");
        assertEquals(3.558e-6, limits.get(0), 5e-10);
        assertEquals(4.643e-7, limits.get(1), 5e-11);
        assertEquals(5.136e-8, limits.get(2), 5e-12);
    }

    @Test
    void theMeanRaisesThemByTheNumberOfSamples() {
        List<Double> limits = limits("lesson=dynamic");
        List<Double> mean = limits("lesson=dynamic&reduction=mean");
        for (int i = 0; i < limits.size(); i++) {
            assertEquals(2000 * limits.get(i), mean.get(i), 1e-9 * mean.get(i));
        }
    }

    @Test
    void theCubicsIsThatOfThePolynomial() {
        Recipe cubic = Recipes.recipe("min=-1&max=2&n=50");
        double limit = Spectrum.of(cubic).orElseThrow().stabilityLimit();
        List<Double> limits = limits("lesson=dynamic&dtype=float64&min=-1&max=2&n=50");
        assertEquals(limit, limits.get(0), 1e-12 * limit);
    }

    /** Of plain descent, the steepest limit parts runs that diverge from runs that do not. */
    @Test
    void farAboveTheLowestARunDiverges() {
        String run = "lesson=dynamic&momentum=0&steps=2000&lr=";
        double lowest = limits("lesson=dynamic").get(2);
        assertTrue(lossAtTheEnd(run + lowest / 2) < 1e5);
        assertTrue(lossAtTheEnd(run + 3 * lowest) > 1e10);
    }

    private static double lossAtTheEnd(String query) {
        Trainer trainer = Trainer.start(Recipes.recipe(query));
        boolean on = true;
        while (on) {
            on = trainer.advance();
        }
        return trainer.values().loss();
    }
}
