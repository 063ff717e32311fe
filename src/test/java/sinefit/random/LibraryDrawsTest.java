package sinefit.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.testing.Golden;

/** Layers, dice and permutations, against what the real libraries drew. */
class LibraryDrawsTest {
    private static final double LAST_PLACE = 1e-16;

    static Stream<JsonNode> seeds() {
        return StreamSupport.stream(Golden.seeds().spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLinearLayerStartsAsTorchsOwn(JsonNode seed) {
        double[] start = new TorchNormals(seed.get("seed").asLong(), true).linear(3);
        JsonNode linear = seed.get("torch_linear");
        assertEquals(linear.get("bias").asDouble(), start[0]);
        for (int k = 0; k < 3; k++) {
            assertEquals(linear.get("weight").get(k).asDouble(), start[k + 1]);
        }
    }

    /**
     * {@code torch.manual_seed(9); torch.nn.Linear(5, 1, dtype=torch.float64)}, bias first here.
     */
    @Test
    void aLinearLayerOfDoublesStartsAsTorchsOwn() {
        double[] expected = {
            0.0967459009945587,
            -0.226937577005778,
            0.3033643440393758,
            -0.13978580608951216,
            -0.3730803315534068,
            -0.40829112741304185
        };
        assertArrayEquals(expected, new TorchNormals(9, false).linear(5), LAST_PLACE);
        double[] one = {0.6783432952216775, -0.5074478488340127};
        assertArrayEquals(one, new TorchNormals(9, false).linear(1), LAST_PLACE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void diceFallAsPythons(JsonNode seed) {
        PythonDice dice = new PythonDice(seed.get("seed").asLong());
        int thrown = 0;
        for (JsonNode order : seed.get("python_orders")) {
            if (thrown++ == 20) {
                dice = dice.copy();
            }
            assertEquals(order.asInt(), dice.next());
        }
    }

    /** Two permutations after {@code np.random.seed(3)}. */
    @Test
    void numpysPermutations() {
        NormalDraws draws = new NumpyNormals(3);
        assertArrayEquals(new int[] {5, 4, 1, 2, 9, 6, 7, 0, 3, 8}, draws.permutation(10));
        assertArrayEquals(new int[] {3, 8, 2, 1, 9, 4, 0, 6, 7, 5}, draws.permutation(10));
        NormalDraws large = new NumpyNormals(3);
        assertEquals(91447940, folded(large.permutation(20_000)));
        assertEquals(2067653602, folded(large.permutation(20_000)));
    }

    /** Two permutations after {@code torch.manual_seed(3)}. */
    @Test
    void torchsPermutations() {
        NormalDraws draws = new TorchNormals(3, true);
        assertArrayEquals(new int[] {6, 0, 3, 7, 8, 5, 1, 9, 2, 4}, draws.permutation(10));
        assertArrayEquals(new int[] {9, 8, 5, 3, 0, 6, 7, 2, 1, 4}, draws.permutation(10));
        NormalDraws large = new TorchNormals(3, true);
        assertEquals(578642675, folded(large.permutation(20_000)));
        assertEquals(907622133, folded(large.permutation(20_000)));
    }

    @Test
    void aPermutationLeavesTheKeptNormalAlone() {
        NormalDraws numpy = new NumpyNormals(3);
        numpy.next();
        assertArrayEquals(new int[] {2, 1, 3, 4, 0}, numpy.permutation(5));
        assertEquals(0.43650985051198943, numpy.copy().next(), LAST_PLACE);
        NormalDraws torch = new TorchNormals(3, true);
        torch.next();
        assertArrayEquals(new int[] {0, 1, 2, 4, 3}, torch.permutation(5));
        assertEquals(0.17483338713645935, torch.copy().next());
    }

    private static long folded(int[] order) {
        long hash = 0;
        for (int value : order) {
            hash = (hash * 31 + value) % ((1L << 31) - 1);
        }
        return hash;
    }
}
