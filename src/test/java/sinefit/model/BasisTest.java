package sinefit.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.number.Dtype;
import sinefit.problem.Samples;

/** The functions of each basis, against their closed forms. */
class BasisTest {
    private static final double ROUNDING = 1e-13;
    private static final double MIN = -2;
    private static final double MAX = 5;

    private static double[] at(Basis basis, double z) {
        double x = (MIN + MAX + z * (MAX - MIN)) / 2;
        return basis.at(x, MIN, MAX, 9, Dtype.FLOAT64);
    }

    @Test
    void chebyshevsAreCosinesOfMultiplesOfAnAngle() {
        for (double z = -1; z <= 1; z += 0.125) {
            double[] values = at(Basis.CHEBYSHEV, z);
            for (int k = 0; k <= 9; k++) {
                assertEquals(Math.cos(k * Math.acos(z)), values[k], ROUNDING);
            }
        }
    }

    @Test
    void legendresAreTheirPolynomials() {
        for (double z = -1; z <= 1; z += 0.125) {
            double[] values = at(Basis.LEGENDRE, z);
            assertEquals(1, values[0]);
            assertEquals(z, values[1], ROUNDING);
            assertEquals((3 * z * z - 1) / 2, values[2], ROUNDING);
            assertEquals((5 * Math.pow(z, 3) - 3 * z) / 2, values[3], ROUNDING);
            double p6 = 231 * Math.pow(z, 6) - 315 * Math.pow(z, 4) + 105 * z * z - 5;
            assertEquals(p6 / 16, values[6], ROUNDING);
            double p9 =
                    12155 * Math.pow(z, 9)
                            - 25740 * Math.pow(z, 7)
                            + 18018 * Math.pow(z, 5)
                            - 4620 * Math.pow(z, 3)
                            + 315 * z;
            assertEquals(p9 / 128, values[9], ROUNDING);
        }
    }

    @Test
    void scaledOnesArePowersOfZ() {
        double[] values = at(Basis.SCALED, -0.5);
        for (int k = 0; k <= 9; k++) {
            assertEquals(Math.pow(-0.5, k), values[k], ROUNDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIntervalIsThatOfTheSamples(Basis basis) {
        Samples samples = new Samples(new double[] {MIN, 0, MAX}, new double[3], Dtype.FLOAT64);
        double[][] columns = basis.columns(samples, 9);
        for (int i = 0; i < 3; i++) {
            double[] expected = basis.at(samples.x()[i], MIN, MAX, 9, Dtype.FLOAT64);
            for (int k = 0; k <= 9; k++) {
                assertEquals(expected[k], columns[k][i]);
            }
        }
        if (basis.scales()) {
            double[] ends = {columns[9][0], columns[9][2]};
            assertArrayEquals(new double[] {-1, 1}, ends, ROUNDING);
        }
    }

    @Test
    void inSinglePrecisionEveryOperationIsOfThatWidth() {
        float low = (float) -Math.PI;
        float high = (float) Math.PI;
        float x = 1.1f;
        double[] xs = {low, x, high};
        Samples samples = new Samples(xs, new double[3], Dtype.FLOAT32);
        float z = (2 * x - low - high) / (high - low);
        float p2 = (3 * z * z - 1) / 2;
        float p3 = (5 * z * p2 - 2 * z) / 3;
        float p4 = (7 * z * p3 - 3 * p2) / 4;
        double[][] legendre = Basis.LEGENDRE.columns(samples, 4);
        assertEquals(z, legendre[1][1]);
        assertEquals(p2, legendre[2][1]);
        assertEquals(p3, legendre[3][1]);
        assertEquals(p4, legendre[4][1]);
        float t2 = 2 * z * z - 1;
        double[][] chebyshev = Basis.CHEBYSHEV.columns(samples, 3);
        assertEquals(t2, chebyshev[2][1]);
        assertEquals(2 * z * t2 - z, chebyshev[3][1]);
        assertEquals(z * z * z, Basis.SCALED.columns(samples, 3)[3][1]);
    }
}
