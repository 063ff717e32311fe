package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Recipes;

/** A run opened in its middle against the run iterated from its start. */
class RunsTest {
    /** Costly enough for checkpoints: some 25 steps apart. */
    private static final String COSTLY =
            "lesson=tensors&n=20000&degree=9&min=-1&max=1&lr=1e-5&steps=1100&tweak=600:lr=2e-5";

    private static final String CHEAP = "n=100&steps=2000&lr=1e-5";

    @ParameterizedTest
    @ValueSource(strings = {COSTLY, CHEAP})
    void aRunOpenedAnywhereIsTheRunFromTheStart(String query) {
        Recipe recipe = Recipes.recipe(query);
        List<StepValues> rows = new ArrayList<>();
        Runs runs = new Runs();
        pass(runs, runs.before(recipe, 0), rows);
        Random random = new Random(1);
        for (int i = 0; i < 12; i++) {
            int step = i == 0 ? recipe.steps() : random.nextInt(recipe.steps());
            Trainer trainer = runs.before(recipe, step);
            assertTrue(trainer.step() <= step);
            while (trainer.step() < step) {
                assertTrue(trainer.advance());
            }
            assertSame(rows.get(step), trainer.values());
        }
    }

    @Test
    void aCostlyRunIsOpenedAtACheckpoint() {
        Recipe recipe = Recipes.recipe(COSTLY);
        Runs runs = new Runs();
        assertEquals(0, runs.before(recipe, 1000).step());
        pass(runs, runs.before(recipe, 0), new ArrayList<>());
        int nearest = runs.before(recipe, 1000).step();
        assertTrue(nearest > 700, "opened at " + nearest);
        assertEquals(nearest, runs.before(recipe, nearest).step());
        assertTrue(runs.before(recipe, nearest - 1).step() < nearest);
    }

    @Test
    void whoOpensARunGetsATrainerOfTheirOwn() {
        Recipe recipe = Recipes.recipe(COSTLY);
        Runs runs = new Runs();
        pass(runs, runs.before(recipe, 0), new ArrayList<>());
        Trainer one = runs.before(recipe, 900);
        Trainer other = runs.before(recipe, 900);
        assertNotSame(one, other);
        StepValues before = other.values();
        one.advance();
        assertSame(before, other.values());
        assertSame(before, runs.before(recipe, 900).values());
    }

    @Test
    void recipesThatDifferOnlyInTheirWidthAreKeptApart() {
        Runs runs = new Runs();
        Recipe single = Recipes.recipe("dtype=float32");
        Recipe both = Recipes.recipe("");
        assertSame(Trainer.start(single).values(), runs.before(single, 0).values());
        assertSame(Trainer.start(both).values(), runs.before(both, 0).values());
    }

    private static void pass(Runs runs, Trainer trainer, List<StepValues> rows) {
        March march = new March(trainer, runs);
        while (!trainer.ended()) {
            rows.add(trainer.values());
            march.advance();
        }
        rows.add(trainer.values());
    }

    private static void assertSame(StepValues expected, StepValues actual) {
        assertEquals(expected.step(), actual.step());
        assertEquals(expected.sse(), actual.sse());
        assertEquals(expected.sae(), actual.sae());
        assertArrayEquals(expected.coefficients(), actual.coefficients());
        assertArrayEquals(expected.gradient(), actual.gradient());
    }
}
