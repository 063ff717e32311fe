package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.testing.Recipes;

class DigestTest {
    /** Taken on JDK 17 and 25. A change here is a change of results: raise the engine's version. */
    @ParameterizedTest
    @CsvSource({
        "'', c269f8a8e6eac716bc7c5c723e0188ceebbd5e09dae785f216d32de52b088d16",
        "lesson=tensors, 10104e6a2856a8227569df62072dfe6d59f7baecc1e96975c557e9805bae11fd",
        "lr=5e-6, 44794aef4ebddc1991421dcf2a4484d3839db2d87e24ad894a5d886f610bad1f",
        "lesson=tensors&seed=42&dtype=float64, "
                + "a90948c81470874569fa3f5db640236563770542d8085b6a8e7910a35b5f0720",
        "seed=7&dtype=float32&target=exp&min=-1&max=1&lr=1e-4, "
                + "2642ad283747a276c30421d795d6273088ceecfed5f688451a8c32366e8a8bd8",
        "reduction=mean&lr=1e-3&target=tanh, "
                + "26371fd405e771503d5276aaa3dc3fd9e2417ee7df064561eb780ac11505a963",
        "tweak=300:lr=2e-6&tweak=600:lr=5e-7&target=cos, "
                + "90f59e8865a06498702072db4d1d53dd4cd0c82a6218b6f75382bcbcac0dcb75",
        "degree=9&lr=1e-12&n=257&seed=1, "
                + "221408de06d7a87e80b9701ac0d64b844bc72de38c03961deb692e3bcbaa540f",
        "lesson=tensors&lr=1e-5, 7714a55a228766250edb740abbf909a4137615190281c0fd51af5537a0ec0362",
        "target=step&degree=0&n=3&lr=0.01&steps=1, "
                + "a09d381e602e6f8a0cea56170999e51cae48983bdae54ebab29449878f2e7bbc"
    })
    void aRunHasTheSameFingerprintOnEveryMachineAndJdk(String query, String digest) {
        Recipe recipe = Recipes.recipe(query);
        assertEquals(digest, Digest.of(recipe, Recipes.last(recipe)));
    }

    /**
     * Runs whose rule was mended: all of NAdam, and Rprop where the rate changed before its first
     * step.
     */
    private static final Pattern MENDED =
            Pattern.compile(
                    ".*optimizer=nadam.*"
                            + "|optimizer=rprop.*tweak=0:lr=0.5.*"
                            + "|lesson=dynamic&optimizer=rprop.*tweak=1:lr=0.5.*"
                            + "|lesson=tensors&optimizer=rprop.*tweak=0:lr=0.02.*");

    static Stream<Arguments> before() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        DigestTest.class.getResourceAsStream("/golden/digests.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ?\\| ", -1))
                    .map(row -> Arguments.of(row[0], row[1]));
        }
    }

    /** Other runs keep theirs, and so their links; these have an engine of their own. */
    @ParameterizedTest
    @MethodSource("before")
    void aMendedRuleChangesTheDigestsOfItsOwnRunsOnly(String query, String before) {
        Recipe recipe = Recipes.recipe(query);
        boolean mended = MENDED.matcher(query).matches();
        String now = Digest.of(recipe, Recipes.last(recipe));
        assertEquals(!mended, now.equals(before), query);
        assertEquals(mended, Digest.engine(recipe) == 4, query);
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
