package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.testing.Recipes;

class DigestTest {
    /** Taken on JDK 17 and 25. A change here is a change of results: raise the engine's version. */
    @ParameterizedTest
    @CsvSource({
        "'', 0738c9dd3e2ce35b67688a6a10ddbb04f86488b396c39237f6ac4731ccc373d1",
        "lesson=tensors, 8a76ff24aec351a00349612e39317e00a40b28845ce9fad53b6cf731aa0a4553",
        "lr=5e-6, 6c4648e49fc692fad7b7c3c40cc73ced2121a761eabdfaf95eb4cf662294fc92",
        "lesson=tensors&seed=42&dtype=float64, "
                + "16e46a132953185dcb20a4bd1a2935f83c9fe5e554120d3421956c940db1ed79",
        "seed=7&dtype=float32&target=exp&min=-1&max=1&lr=1e-4, "
                + "195ebe13c66298c58eb4833a30d88c71d01ce018a0d3bb7b40ec9a179c814b74",
        "reduction=mean&lr=1e-3&target=tanh, "
                + "f36389f8714faf9fbf1446b339422f3a0832d80a97d89936e1ba9cde3b45057f",
        "tweak=300:lr=2e-6&tweak=600:lr=5e-7&target=cos, "
                + "a3acfab66380f3ea81f7d4275e3f19fd8c4c13dfa8daf1ea89a35fccfd0f0dd9",
        "degree=9&lr=1e-12&n=257&seed=1, "
                + "a1863d4d0fc35e4b01e82400d61a164e0de80834da840484900eb31fb2bb82c7",
        "lesson=tensors&lr=1e-5, ad5087b1dedc20242e3c27013f311bdb0600df881e6356104d7b2d1134c043a1",
        "target=step&degree=0&n=3&lr=0.01&steps=1, "
                + "aee1b3e34ca12e40dc5f3b92c90e1498429fee302383250e4e506741013f0f2e"
    })
    void aRunHasTheSameFingerprintOnEveryMachineAndJdk(String query, String digest) {
        Recipe recipe = Recipes.recipe(query);
        assertEquals(digest, Digest.of(recipe, Recipes.last(recipe)));
    }

    @Test
    void oneBitMoreOrLessChangesIt() {
        Recipe recipe = Recipes.recipe("degree=2&steps=5");
        StepValues last = Recipes.last(recipe);
        Set<String> digests = new HashSet<>();
        digests.add(Digest.of(recipe, last));
        for (int k = 0; k < 5; k++) {
            double[] theta = last.coefficients().clone();
            double sse = k == 3 ? Math.nextUp(last.sse()) : last.sse();
            double sae = k == 4 ? Math.nextDown(last.sae()) : last.sae();
            if (k < 3) {
                theta[k] = Math.nextUp(theta[k]);
            }
            StepValues other = new StepValues(5, last.loss(), sse, sae, theta, last.gradient());
            digests.add(Digest.of(recipe, other));
        }
        assertEquals(6, digests.size());
    }

    @Test
    void theSignOfZeroChangesIt() {
        Recipe recipe = Recipes.recipe("degree=0");
        double[] none = {1};
        StepValues plus = new StepValues(5, 0, 0, 0, new double[] {0.0}, none);
        StepValues minus = new StepValues(5, 0, 0, 0, new double[] {-0.0}, none);
        assertNotEquals(Digest.of(recipe, plus), Digest.of(recipe, minus));
    }

    @Test
    void theRecipeIsPartOfIt() {
        StepValues last = Recipes.last(Recipes.recipe("steps=5"));
        assertNotEquals(
                Digest.of(Recipes.recipe("steps=5"), last),
                Digest.of(Recipes.recipe("steps=6"), last));
    }
}
