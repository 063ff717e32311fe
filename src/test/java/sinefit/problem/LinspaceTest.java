package sinefit.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.number.Dtype;

/** Against numpy.linspace (1.24) and torch.linspace (1.13), to the last bit. */
class LinspaceTest {
    /** Points closer than this many units in the last place of the ends may coincide. */
    private static final double UNITS_APART = 8;

    @Test
    void numpyStepsFromTheLowEndInDoublePrecision() {
        double[] seven = {
            -3.141592653589793,
            -2.0943951023931957,
            -1.0471975511965979,
            0.0,
            1.0471975511965974,
            2.094395102393195,
            3.141592653589793
        };
        assertArrayEquals(seven, Linspace.NUMPY.points(-Math.PI, Math.PI, 7, Dtype.FLOAT64), 0.0);
    }

    @Test
    void torchStepsFromBothEndsInItsOwnWidth() {
        double[] seven = {
            -3.1415927410125732,
            -2.094395160675049,
            -1.0471975803375244,
            0.0,
            1.0471975803375244,
            2.094395160675049,
            3.1415927410125732
        };
        assertArrayEquals(seven, Linspace.TORCH.points(-Math.PI, Math.PI, 7, Dtype.FLOAT32), 0.0);
    }

    /**
     * PyTorch's own last bits depend on the machine's vector width: it adds multiples of the step
     * to the first lane of each vector. This is its formula without lanes, never further away than
     * one unit of the larger end.
     */
    @ParameterizedTest
    @CsvSource({
        "FLOAT64, -3.141592653589793, 3.141592653589793, 2000, "
                + "0:-3.141592653589793 1:-3.1384494893540853 666:-1.0482452726085003 "
                + "999:-0.001571582117853845 1000:0.0015715821178538454 1999:3.141592653589793",
        "FLOAT32, -3.141592653589793, 3.141592653589793, 2000, "
                + "0:-3.1415927410125732 1:-3.1384496688842773 666:-1.0482451915740967 "
                + "999:-0.0015715770423412323 1000:0.0015715761110186577 1999:3.1415927410125732",
        "FLOAT64, 0.1, 2.5, 101, " + "0:0.1 1:0.124 33:0.892 " + "49:1.276 50:1.3 51:1.324 100:2.5",
        "FLOAT32, 0.1, 2.5, 101, "
                + "0:0.10000000149011612 1:0.12399999797344208 33:0.8920000195503235 "
                + "49:1.2760000228881836 50:1.2999999523162842 51:1.3240000009536743 100:2.5",
        "FLOAT64, -100.0, 33.3, 1999, "
                + "0:-100.0 1:-99.93328328328329 666:-55.56666666666666 "
                + "998:-33.416716716716714 999:-33.349999999999994 1998:33.3",
        "FLOAT32, -100.0, 33.3, 1999, "
                + "0:-100.0 1:-99.93328094482422 666:-55.56666564941406 "
                + "998:-33.416717529296875 999:-33.349998474121094 1998:33.29999923706055"
    })
    void torchPointsAreTheLibrarysUpToItsVectorWidth(
            Dtype dtype, double low, double high, int n, String points) {
        double[] x = Linspace.TORCH.points(low, high, n, dtype);
        double largest = Math.max(Math.abs(low), Math.abs(high));
        double unit = dtype == Dtype.FLOAT32 ? Math.ulp((float) largest) : Math.ulp(largest);
        for (String point : points.split(" ", -1)) {
            int i = Integer.parseInt(point.substring(0, point.indexOf(':')));
            double torch = Double.parseDouble(point.substring(point.indexOf(':') + 1));
            assertEquals(torch, x[i], unit, point);
        }
    }

    /** The first 64 bits of SHA-256 over all points, as big-endian doubles. */
    @ParameterizedTest
    @CsvSource({
        "NUMPY, FLOAT64, -3.141592653589793, 3.141592653589793, 2000, 00b051547e1bab4d",
        "NUMPY, FLOAT32, -3.141592653589793, 3.141592653589793, 2000, 387fc7b8850f17ad",
        "NUMPY, FLOAT64, 0.1, 2.5, 101, 6664e6815878183a",
        "NUMPY, FLOAT32, 0.1, 2.5, 101, a778670a571ad1b2",
        "NUMPY, FLOAT64, -100, 33.3, 1999, 2499bdd6ed14a1e3",
        "NUMPY, FLOAT32, -100, 33.3, 1999, 1738cca3bf265d0c",
        "NUMPY, FLOAT64, -3.141592653589793, 3.141592653589793, 20000, f9230d375d6e6e2c",
        "NUMPY, FLOAT64, -1, 1, 2, e75fc878eb75f073",
        "TORCH, FLOAT32, -1, 1, 2, e75fc878eb75f073"
    })
    void everyPointIsTheLibrarysToTheLastBit(
            Linspace linspace, Dtype dtype, double low, double high, int n, String sha) {
        assertEquals(sha, sha(linspace.points(low, high, n, dtype)));
    }

    @ParameterizedTest
    @EnumSource(Linspace.class)
    void pointsRiseFromOneEndToTheOther(Linspace linspace) {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Dtype dtype = i % 2 == 0 ? Dtype.FLOAT64 : Dtype.FLOAT32;
            double low = 200 * random.nextDouble() - 100;
            double high = low + (100 - low) * random.nextDouble();
            int n = 2 + random.nextInt(3000);
            double unit = dtype == Dtype.FLOAT32 ? Math.ulp(100f) : Math.ulp(100.0);
            if ((high - low) / n < UNITS_APART * unit) {
                continue;
            }
            double[] x = linspace.points(low, high, n, dtype);
            assertEquals(n, x.length);
            assertEquals(dtype.round(low), x[0]);
            assertEquals(dtype.round(high), x[n - 1]);
            for (int k = 1; k < n; k++) {
                assertTrue(x[k] > x[k - 1], linspace + " " + low + " … " + high + " at " + k);
                assertEquals(dtype.round(x[k]), x[k]);
            }
        }
    }

    private static String sha(double[] points) {
        ByteBuffer bytes = ByteBuffer.allocate(points.length * Double.BYTES);
        DoubleStream.of(points).forEach(bytes::putDouble);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
