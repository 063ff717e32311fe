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
        "'', aff97fea0fdff8d0246ae2ee5f81f1e0258946537293017abb1e632682386889",
        "lesson=tensors, 8a76ff24aec351a00349612e39317e00a40b28845ce9fad53b6cf731aa0a4553",
        "lr=5e-6, 27d0a1d23f85e2de987e1898df9a0b3e42aad184a571a516d68b56f53a92a7f6",
        "lesson=tensors&seed=42&dtype=float64, "
                + "e24346e281eca3caa13525167968e4fe7871d58ba6889112ec1b36fea4d32aca",
        "seed=7&dtype=float32&target=exp&min=-1&max=1&lr=1e-4, "
                + "195ebe13c66298c58eb4833a30d88c71d01ce018a0d3bb7b40ec9a179c814b74",
        "reduction=mean&lr=1e-3&target=tanh, "
                + "01d57531fadf39df42dc7b46ea2f7e3e77efb1d38371bfd9de77872ef3ff236e",
        "tweak=300:lr=2e-6&tweak=600:lr=5e-7&target=cos, "
                + "0782c19ccbe87283fabe39e2a133afb9648bdc7f4159fd14a748a19d13af8d04",
        "degree=9&lr=1e-12&n=257&seed=1, "
                + "6f9b36178909daeb42f83275323f361b14dd72e3d39c684fb2deb0557db83079",
        "lesson=tensors&lr=1e-5, ad5087b1dedc20242e3c27013f311bdb0600df881e6356104d7b2d1134c043a1",
        "target=step&degree=0&n=3&lr=0.01&steps=1, "
                + "6db6fa1667ffac53a75f287ca829a658c82b11b141699f81552640bc7498ae25"
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
