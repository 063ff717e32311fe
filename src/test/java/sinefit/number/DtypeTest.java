package sinefit.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DtypeTest {
    private static final int MANY = 100_000;

    /** Digits of an exact-enough square root: rounding it to a float cannot go wrong. */
    private static final MathContext WIDE = new MathContext(60);

    @Test
    void doublePrecisionIsLeftAlone() {
        assertEquals(0.1, Dtype.FLOAT64.round(0.1));
        assertEquals(Double.MIN_VALUE, Dtype.FLOAT64.round(Double.MIN_VALUE));
        assertEquals(Double.MAX_VALUE, Dtype.FLOAT64.round(Double.MAX_VALUE));
    }

    @Test
    void singlePrecisionRoundsToTheNearestFloatAndTiesToEven() {
        assertEquals(0.10000000149011612, Dtype.FLOAT32.round(0.1));
        assertEquals(16777216.0, Dtype.FLOAT32.round(16777217.0));
        assertEquals(16777220.0, Dtype.FLOAT32.round(16777219.0));
        assertEquals(Double.POSITIVE_INFINITY, Dtype.FLOAT32.round(3.5e38));
        assertEquals(0.0, Dtype.FLOAT32.round(1e-50));
        assertEquals(-0.0, Dtype.FLOAT32.round(-1e-50));
    }

    @Test
    void roundingARoundedValueChangesNothing() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            double once = Dtype.FLOAT32.round(random.nextGaussian() * 1e3);
            assertEquals(once, Dtype.FLOAT32.round(once));
            assertEquals(once, (double) (float) once);
        }
    }

    @Test
    void roundedDoubleArithmeticIsFloatArithmetic() {
        Random random = new Random(2);
        for (int i = 0; i < MANY; i++) {
            float a = Float.intBitsToFloat(random.nextInt());
            float b = Float.intBitsToFloat(random.nextInt());
            assertEquals((double) (a + b), Dtype.FLOAT32.round((double) a + b));
            assertEquals((double) (a - b), Dtype.FLOAT32.round((double) a - b));
            assertEquals((double) (a * b), Dtype.FLOAT32.round((double) a * b));
            assertEquals((double) (a / b), Dtype.FLOAT32.round((double) a / b));
        }
    }

    @Test
    void aRoundedSquareRootIsTheFloatNearestTheExactOne() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            float value = Math.scalb(1 + random.nextFloat(), random.nextInt(60) - 30);
            float exact = Float.parseFloat(new BigDecimal(value).sqrt(WIDE).toString());
            assertEquals((double) exact, Dtype.FLOAT32.round(Math.sqrt(value)));
        }
    }

    @Test
    void eachWidthIsWrittenWithItsOwnDigits() {
        double third = (float) (1 / 3.0);
        assertEquals("0.33333334", Dtype.FLOAT32.repr(third));
        assertEquals("0.3333333432674408", Dtype.FLOAT64.repr(third));
    }
}
