package sinefit.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.problem.Formula;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.Trainer;

/** The gradient three ways, and P₃′ as people type it. */
class GradientBenchTest {
    private static List<GradientBench.Row> bench(String query, int step) {
        Recipe recipe = Recipes.recipe(query);
        Trainer trainer = Recipes.at(recipe, step);
        GradientBench bench = new GradientBench(recipe, trainer.values(), trainer.decided());
        for (int turn = 0; turn < 100; turn++) {
            Optional<List<GradientBench.Row>> rows = bench.get();
            if (rows.isPresent()) {
                return rows.get();
            }
        }
        throw new AssertionError("goes on for ever");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "degree=5&lr=1e-8",
                "model=legendre3&init=0.1,-1,0.2,0.3",
                "batch=100&init=1,2,-1,0.5",
                "lesson=dynamic&dtype=float64&init=1,2,-1,0.5,0.1&lr=1e-9"
            })
    void inDoublePrecisionFormulaAndTapeAreOneAndDifferencesAreClose(String query) {
        for (int step : new int[] {0, 5}) {
            for (GradientBench.Row row : bench(query, step)) {
                if (row.tape() == 0) {
                    assertEquals(0, row.hand()); // the dice have left it out
                    assertEquals(0, row.difference());
                    continue;
                }
                assertTrue(row.handError() < 1e-11, row.toString());
                assertTrue(row.differenceError() < 1e-6, row.toString());
            }
        }
    }

    @Test
    void inSinglePrecisionTheRunsOwnFormulaKeepsSevenDigits() {
        for (GradientBench.Row row : bench("lesson=function&init=0.1,-1,0.2,0.3", 0)) {
            assertTrue(row.handError() < 1e-4 && row.handError() > 1e-9, row.toString());
        }
    }

    @Test
    void whatTheTwoLossesHaveInCommonIsWhatTheDifferenceLacks() {
        for (GradientBench.Row row : bench("", 100)) {
            double lacking = Math.pow(10, row.digits() - 15.95);
            assertTrue(row.differenceError() < 100 * lacking, row + " " + lacking);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(15 z^2 - 3)/2",
                "3(5z^2-1)/2",
                "7.5*z**2 - 1.5",
                "1.5 * (5 * z * z - 1)",
                "sqrt((7.5z^2-1.5)^2) * sign(7.5z^2-1.5)"
            })
    void theSlopePassesHoweverItIsWritten(String text) throws Formula.Unreadable {
        SlopeCheck check = SlopeCheck.of(Formula.parse(text, "z"));
        assertTrue(check.passes(), text + " " + check.worst());
        assertTrue(check.fromDifferences() < 1e-9, text + " " + check.fromDifferences());
    }

    @Test
    void aWrongSlopeIsToldWhereItIsWorst() throws Formula.Unreadable {
        SlopeCheck check = SlopeCheck.of(Formula.parse("(15z^2 - 3)", "z"));
        assertFalse(check.passes());
        assertEquals(-1, check.worst().z());
        assertEquals(12, check.worst().typed());
        assertEquals(6, check.worst().tape(), 1e-15);
        assertEquals(6, check.fromDifferences(), 1e-9);
    }

    @Test
    void whatIsNoNumberSomewhereIsWorstThere() throws Formula.Unreadable {
        SlopeCheck check = SlopeCheck.of(Formula.parse("7.5z^3/z - 1.5", "z"));
        assertFalse(check.passes());
        assertEquals(0, check.worst().z());
        assertEquals(Double.POSITIVE_INFINITY, check.worst().error());
    }
}
