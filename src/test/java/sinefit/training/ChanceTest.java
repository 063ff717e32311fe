package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Recipes;

/** Runs in which chance has a part can be continued anywhere, like all others. */
class ChanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch=7&n=50&lr=1e-5&steps=40&noise=0.2",
                "lesson=tensors&batch=50&n=50&lr=1e-5&steps=40",
                "lesson=dynamic&steps=40&n=50",
                "lesson=dynamic&steps=40&n=50&batch=16&optimizer=adam&lr=0.01",
                "optimizer=rprop&lr=0.01&steps=40"
            })
    void aTrainerTakenUpAnywhereGoesOnAsTheOriginal(String query) {
        Recipe recipe = Recipes.recipe(query);
        List<double[]> whole = new ArrayList<>();
        Recipes.run(recipe, at -> whole.add(at.coefficients()));
        StepValues end = Recipes.last(recipe);
        for (int step = 0; step < 40; step += 3) {
            Trainer there = Trainer.at(Recipes.at(recipe, step).point(), recipe.objective());
            assertArrayEquals(whole.get(step), there.values().coefficients());
            while (there.advance()) {
                // on to the end
            }
            assertArrayEquals(end.coefficients(), there.values().coefficients(), query);
            assertEquals(end.sse(), there.values().sse());
        }
    }

    @Test
    void anEpochSeesEachSampleOnce() {
        // At a rate too small to move, the batches' losses add up to that of all samples.
        String query = "batch=7&n=50&lr=1e-300&steps=16&seed=3";
        Recipe recipe = Recipes.recipe(query);
        List<StepValues> steps = new ArrayList<>();
        Recipes.run(recipe, steps::add);
        double first = steps.stream().limit(8).mapToDouble(StepValues::loss).sum();
        double second = steps.stream().skip(8).mapToDouble(StepValues::loss).sum();
        assertEquals(steps.get(0).sse(), first, 1e-12 * first);
        assertEquals(first, second, 1e-12 * first);
        assertTrue(steps.get(0).loss() != steps.get(8).loss(), "every epoch has its own order");
    }

    @Test
    void withoutEItsGradientIsZeroAndItStays() {
        List<StepValues> steps = new ArrayList<>();
        Recipes.run(Recipes.recipe("lesson=dynamic&steps=60"), steps::add);
        int without = 0;
        for (int t = 0; t + 1 < steps.size(); t++) {
            boolean stays = steps.get(t).coefficients()[4] == steps.get(t + 1).coefficients()[4];
            assertEquals(steps.get(t).gradient()[4] == 0, stays);
            without += stays ? 1 : 0;
        }
        assertTrue(without > 5 && without < 40, "some: " + without);
    }

    @Test
    void anInitThatEqualsTheDrawnStartIsKeptWhereItShiftsTheNoise() {
        Recipe drawn = Recipes.recipe("seed=1&noise=1&degree=0");
        String same = "seed=1&noise=1&degree=0&init=" + drawn.start()[0];
        assertTrue(Recipes.recipe(same).query().contains("init="));
        assertTrue(Recipes.recipe(same).samples().y()[0] != drawn.samples().y()[0]);
        assertEquals("degree=0&seed=1", Recipes.recipe(same.replace("&noise=1", "")).query());
    }

    @Test
    void whatDoesNothingIsNotInTheAddress() {
        assertEquals("lesson=function", Recipes.recipe("lesson=function&degree=5").query());
        assertEquals("model=legendre3", Recipes.recipe("model=legendre3&basis=chebyshev").query());
        assertEquals(
                "optimizer=adamw&weight_decay=0.0&lr=0.1",
                Recipes.recipe("optimizer=adamw&weight_decay=0&lr=0.1&eps=1e-8").query());
        assertEquals("lesson=optim", Recipes.recipe("lesson=optim&optimizer=rmsprop").query());
        assertEquals(
                "lesson=dynamic&momentum=0.0", Recipes.recipe("lesson=dynamic&momentum=0").query());
    }
}
