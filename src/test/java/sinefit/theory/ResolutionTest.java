package sinefit.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;

/** What of a run is only rounding, against runs that have come to their floor. */
class ResolutionTest {
    private static Resolution resolution(Recipe recipe) {
        return Resolution.of(recipe, Spectrum.of(recipe));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basis=legendre&lr=4e-4&steps=1000",
                "steps=20000&lr=3.5e-6",
                "lesson=tensors&basis=legendre&lr=4e-4&steps=600",
                "reduction=mean&basis=legendre&lr=0.8&steps=600",
                "basis=chebyshev&n=20000&lr=2e-5&steps=2000&reduction=sum",
                "target=exp&min=-1&max=1&lr=2e-4&steps=20000",
                "noise=1&n=50&lr=1e-4&seed=3&steps=20000"
            })
    void whereARunHasComeToItsFloorItIsWithinIt(String query) {
        Recipe recipe = recipe(query);
        double floor = Spectrum.of(recipe).orElseThrow().floor();
        List<Double> excesses = new ArrayList<>();
        Recipes.run(recipe, at -> excesses.add(at.loss() - floor));
        double least = resolution(recipe).excess();
        List<Double> late = excesses.subList(excesses.size() - 100, excesses.size());
        late.forEach(excess -> assertTrue(Math.abs(excess) <= least, excess + " of " + least));
        // And not so coarse that it would hide what is measured.
        double wide = recipe.dtype() == sinefit.number.Dtype.FLOAT32 ? 3e-6 : 1e-14;
        assertTrue(least < wide * floor, least / floor + " of the floor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "points=-1:1,1:2&degree=1&lr=0.1&steps=1000",
                "points=-1:-1,1:1&degree=1&init=0,0&lr=0.25&steps=20",
                "points=0:0.1,1:0.2,2:0.3&degree=1&lr=0.1&steps=3000",
                "lesson=tensors&points=0:0.1,1:0.2,2:0.3&degree=1&lr=0.1&steps=3000"
            })
    void anExactFitHasAFloorOfNothingAndEndsAboutItsResolution(String query) {
        Recipe recipe = recipe(query);
        assertEquals(0, Spectrum.of(recipe).orElseThrow().floor());
        double end = Recipes.last(recipe).loss();
        double least = resolution(recipe).loss();
        assertTrue(end <= 4 * least, end + " of " + least);
    }

    @Test
    void withoutTheoryItIsThatOfTheSamples() {
        Recipe recipe = recipe("lesson=optim&batch=10");
        Resolution told = Resolution.of(recipe, Optional.empty());
        assertTrue(told.loss() > 0 && told.loss() < 1e-10);
        assertEquals(told.loss(), told.excess());
    }
}
