package sinefit.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what Python 3.11 and NumPy 1.24 print, and against exact decimal arithmetic. */
class ReprTest {
    private static final int MANY = 100_000;

    /** Exact decimals of extreme doubles have a thousand digits. */
    private static final int FEWER = 10_000;

    /** Any decimal of this many digits is told from all others by a double. */
    private static final int SAFE_DIGITS = 15;

    @ParameterizedTest
    @CsvSource({
        "3ff0000000000000, 1.0",
        "0000000000000000, 0.0",
        "8000000000000000, -0.0",
        "430c6bf526340000, 1000000000000000.0",
        "4341c37937e07fff, 9999999999999998.0",
        "4341c37937e08000, 1e+16",
        "4341c37937e08001, 1.0000000000000002e+16",
        "437b69b4ba630f35, 1.2345678901234568e+17",
        "4376345785d8a000, 1e+17",
        "4480f0cf064dd592, 1e+22",
        "44b52d02c7e14af6, 1e+23",
        "3fb999999999999a, 0.1",
        "3fd3333333333333, 0.3",
        "3f1a36e2eb1c432d, 0.0001",
        "3f202e4b6ce5dc68, 0.00012345",
        "3f1a36e2eb1c432c, 9.999999999999999e-05",
        "3ee4f8b588e368f1, 1e-05",
        "3e8421f5f40d8376, 1.5e-07",
        "0000000000000001, 5e-324",
        "0000000000000002, 1e-323",
        "0010000000000000, 2.2250738585072014e-308",
        "000fffffffffffff, 2.225073858507201e-308",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "3d30000000000000, 5.684341886080802e-14",
        "4340000000000000, 9007199254740992.0",
        "43b0000000000000, 1.152921504606847e+18",
        "43e0000000000000, 9.223372036854776e+18",
        "400921fb54442d18, 3.141592653589793",
        "c00921fb54442d18, -3.141592653589793",
        "4059000000000000, 100.0",
        "54b249ad2594c37d, 1e+100",
        "3ec0c6f7a0b5ed8d, 2e-06",
        "405edd2f1a9fbe77, 123.456",
        "bddb7cdfd9d7bdbb, -1e-10",
        "3eb0000000000000, 9.5367431640625e-07",
        "44c52d02c7e14af6, 2e+23",
        "3fd5555555555555, 0.3333333333333333",
        "3fe5555555555555, 0.6666666666666666",
        "447c7e83209e90b2, 8.41e+21",
        "37000e792dcaf70a, 9e-44",
        "0000000000000016, 1.1e-322"
    })
    void aDoubleIsWrittenAsPythonWritesIt(String bits, String python) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertEquals(python, Repr.of(value));
    }

    @ParameterizedTest
    @CsvSource({
        "3f800000, 1.0",
        "3dcccccd, 0.1",
        "80000000, -0.0",
        "4b800000, 16777216.0",
        "5a0e1bca, 1e+16",
        "58635fa9, 1000000000000000.0",
        "4ceb79a3, 123456790.0",
        "3a83126f, 0.001",
        "3727c5ac, 1e-05",
        "00800000, 1.1754944e-38",
        "00000001, 1e-45",
        "7f7fffff, 3.4028235e+38",
        "bd800000, -0.0625",
        "29800000, 5.684342e-14",
        "40490fdb, 3.1415927",
        "3eaaaaab, 0.33333334",
        "501502f9, 10000000000.0",
        "4c000000, 33554432.0",
        "50000000, 8589935000.0",
        "60ad78ec, 1e+20",
        "38cd8559, 9.8e-05"
    })
    void aFloatIsWrittenAsNumpyWritesIt(String bits, String numpy) {
        float value = Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16));
        assertEquals(numpy, Repr.of(value));
    }

    @Test
    void anyDoubleReadsBackAsItself() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            double value = finite(random);
            String text = Repr.of(value);
            assertEquals(bits(value), bits(Double.parseDouble(text)), text);
            assertTrue(digits(text) <= digits(Double.toString(value)), text);
        }
    }

    @Test
    void anyFloatReadsBackAsItself() {
        Random random = new Random(2);
        for (int i = 0; i < MANY; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                String text = Repr.of(value);
                assertEquals(
                        Float.floatToRawIntBits(value),
                        Float.floatToRawIntBits(Float.parseFloat(text)),
                        text);
            }
        }
    }

    @Test
    void noShorterDecimalReadsBackAsTheDouble() {
        Random random = new Random(3);
        for (int i = 0; i < FEWER; i++) {
            double value = finite(random);
            String text = Repr.of(value);
            int shorter = digits(text) - 1;
            if (shorter > 0) {
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.UP, RoundingMode.DOWN}) {
                    BigDecimal other = new BigDecimal(value).round(new MathContext(shorter, mode));
                    assertTrue(Double.parseDouble(other.toString()) != value, text);
                }
            }
        }
    }

    @Test
    void aShortDecimalComesBackDigitForDigit() {
        Random random = new Random(4);
        for (int i = 0; i < MANY; i++) {
            int length = 1 + random.nextInt(SAFE_DIGITS);
            BigInteger unscaled = BigInteger.valueOf((long) (random.nextDouble() * 1e15));
            BigDecimal decimal =
                    new BigDecimal(unscaled, random.nextInt(80) - 40)
                            .round(new MathContext(length));
            double value = Double.parseDouble(decimal.toString());
            assertEquals(0, decimal.compareTo(new BigDecimal(Repr.of(value))), decimal.toString());
        }
    }

    private static double finite(Random random) {
        double value;
        do {
            value = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(value));
        return value;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** Significant digits. */
    private static int digits(String number) {
        BigDecimal decimal = new BigDecimal(number).stripTrailingZeros();
        return decimal.precision();
    }
}
