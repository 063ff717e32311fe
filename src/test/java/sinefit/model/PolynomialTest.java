package sinefit.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import sinefit.number.Dtype;
import sinefit.problem.Samples;

class PolynomialTest {
    @Test
    void coefficientsAreNamedInRisingOrder() {
        assertEquals(List.of("a"), new Polynomial(0, Basis.MONOMIAL).parameters());
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
                new Polynomial(9, Basis.MONOMIAL).parameters());
        assertEquals(10, new Polynomial(9, Basis.MONOMIAL).size());
    }

    @Test
    void columnsAreThePowersOfTheSamples() {
        double[] x = {-2, 0, 0.5, 3};
        Samples samples = new Samples(x, new double[4], Dtype.FLOAT64);
        double[][] columns = Basis.MONOMIAL.columns(samples, 3);
        assertEquals(4, columns.length);
        assertArrayEquals(new double[] {1, 1, 1, 1}, columns[0]);
        assertArrayEquals(x, columns[1]);
        assertArrayEquals(new double[] {4, 0, 0.25, 9}, columns[2]);
        assertArrayEquals(new double[] {-8, 0, 0.125, 27}, columns[3]);
    }

    @Test
    void powersAreRoundedToTheWidthOfTheSamples() {
        double third = (float) (1 / 3.0);
        Samples samples = new Samples(new double[] {third}, new double[1], Dtype.FLOAT32);
        double[][] columns = Basis.MONOMIAL.columns(samples, 3);
        float square = (float) third * (float) third;
        assertEquals(square, columns[2][0]);
        assertEquals(square * (float) third, columns[3][0]);
    }
}
