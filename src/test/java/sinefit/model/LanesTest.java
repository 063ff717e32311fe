package sinefit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.number.Dtype;
import sinefit.problem.Linspace;
import sinefit.problem.Samples;
import sinefit.problem.Target;

/**
 * The order in which sums are added up, to the last bit, against loops that do nothing else:
 * however many samples the engine takes at once.
 */
class LanesTest {
    private static final int LANES = SampleLoss.LANES;

    /** Around the ends of one, two and three blocks, and of pairs of them. */
    static IntStream sizes() {
        return IntStream.of(
                2, 7, 249, 250, 251, 499, 500, 501, 749, 750, 751, 999, 1000, 1001, 1251, 2000);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everySumIsAddedUpInItsOrder(int n) {
        Random random = new Random(n);
        for (Dtype dtype : Dtype.values()) {
            Samples samples = Samples.of(Target.SIN, Linspace.NUMPY, -3, 2.5, n, dtype);
            for (Basis basis : Basis.values()) {
                for (int degree = 0; degree <= 9; degree++) {
                    for (double[] theta : thetas(degree + 1, random)) {
                        for (Reduction reduction : Reduction.values()) {
                            compare(samples, new Polynomial(degree, basis), theta, reduction);
                        }
                    }
                }
            }
        }
    }

    /** An ordinary one, zeros with a sign, one that overflows, one that is no number. */
    private static double[][] thetas(int size, Random random) {
        double[] signed = new double[size];
        Arrays.fill(signed, -0.0);
        double[] large = random.doubles(size, -1e30, 1e30).toArray();
        large[size - 1] = 1e200;
        double[] none = random.doubles(size, -1, 1).toArray();
        none[size / 2] = Double.NaN;
        return new double[][] {random.doubles(size, -1, 1).toArray(), signed, large, none};
    }

    private static void compare(
            Samples samples, Polynomial model, double[] given, Reduction reduction) {
        boolean single = samples.dtype() == Dtype.FLOAT32;
        double[] theta = Arrays.stream(given).map(samples.dtype()::round).toArray();
        double[][] columns = model.basis().columns(samples, model.degree());
        int n = samples.n();
        int size = theta.length;
        double[][] lanes = new double[size + 2][LANES];
        for (int i = 0; i < n; i++) {
            double r = theta[0];
            for (int k = 1; k < size; k++) {
                r = round(r + round(theta[k] * columns[k][i], single), single);
            }
            r = round(r - samples.y()[i], single);
            double product = r;
            for (int k = 0; k < size; k++) {
                if (k > 0) {
                    product =
                            model.basis().powers()
                                    ? round(product * columns[1][i], single)
                                    : round(r * columns[k][i], single);
                }
                add(lanes[k], i, product, single);
            }
            add(lanes[size], i, round(r * r, single), single);
            add(lanes[size + 1], i, Math.abs(r), single);
        }
        Evaluation out = new Evaluation(size);
        model.squaredError(samples, reduction).evaluate(theta, out);
        String what = samples.dtype() + " " + model + " n " + n + " " + reduction;
        double scale = reduction == Reduction.MEAN ? round(2.0 / n, single) : 2;
        for (int k = 0; k < size; k++) {
            double slope = round(scale * total(lanes[k], single), single);
            assertEquals(slope + 0.0, out.gradient[k] + 0.0, what);
        }
        assertEquals(total(lanes[size], single), out.sse, what);
        assertEquals(total(lanes[size + 1], single), out.sae, what);
    }

    private static double round(double value, boolean single) {
        return single ? (float) value : value;
    }

    private static void add(double[] lanes, int sample, double value, boolean single) {
        int lane = sample % LANES;
        lanes[lane] = round(lanes[lane] + value, single);
    }

    private static double total(double[] lanes, boolean single) {
        double[] sums = new double[8];
        for (int i = 0; i < LANES; i++) {
            sums[i % 8] = round(sums[i % 8] + lanes[i], single);
        }
        for (int width = 1; width < 8; width *= 2) {
            for (int i = 0; i < 8; i += 2 * width) {
                sums[i] = round(sums[i] + sums[i + width], single);
            }
        }
        return sums[0];
    }
}
