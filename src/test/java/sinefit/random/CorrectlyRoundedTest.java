package sinefit.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against BigDecimal at 60 digits, by other series than the ones under test. */
class CorrectlyRoundedTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-62");
    private static final int ARGUMENTS = 3000;

    @Test
    void theLogarithmIsTheNearestDouble() {
        uniform(1, 0.0, 1.0).forEach(CorrectlyRoundedTest::assertNearestLog);
    }

    @Test
    void theLogarithmIsTheNearestDoubleNearOneAndOverTheWholeRange() {
        uniform(2, 1.0 - 0x1p-20, 1.0 + 0x1p-20).forEach(CorrectlyRoundedTest::assertNearestLog);
        uniform(3, -1000, 1000)
                .map(exponent -> Math.scalb(1.0 + Math.abs(exponent) / 1001, (int) exponent))
                .forEach(CorrectlyRoundedTest::assertNearestLog);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0x1p-53,
                0x1p-104,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                0x1.fffffffffffffp-1,
                0x1.0000000000001p0,
                Math.E,
                0x1.6a09e667f3bccp0,
                0x1.6a09e667f3bcdp0
            })
    void theLogarithmIsTheNearestDoubleAtTheEdges(double x) {
        assertNearestLog(x);
    }

    @Test
    void theLogarithmOfOneIsZero() {
        assertEquals(0.0, CorrectlyRounded.log(1.0));
    }

    @Test
    void theLibrarysLogarithmWouldNotDo() {
        long missed =
                uniform(1, 0.0, 1.0)
                        .filter(x -> StrictMath.log(x) != CorrectlyRounded.log(x))
                        .count();
        assertNotEquals(0, missed);
    }

    @Test
    void sineAndCosineAreTheNearestDoublesOverTheWholeTurn() {
        uniform(4, 0.0, 2.0 * Math.PI).forEach(CorrectlyRoundedTest::assertNearestSineAndCosine);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2})
    void sineAndCosineAreTheNearestDoublesWhereOneOfThemNearlyVanishes(double halfTurns) {
        double angle = halfTurns * Math.PI;
        assertNearestSineAndCosine(angle);
        assertNearestSineAndCosine(Math.nextDown(angle));
        assertNearestSineAndCosine(0x1p-51 * Math.round(angle * 0x1p51 + 1));
        assertNearestSineAndCosine(halfTurns * 0x1p-40);
    }

    @Test
    void sineAndCosineOfZeroAreExact() {
        assertEquals(0.0, CorrectlyRounded.sin(0.0));
        assertEquals(1.0, CorrectlyRounded.cos(0.0));
    }

    private static DoubleStream uniform(long seed, double from, double to) {
        return new SplittableRandom(seed).doubles(ARGUMENTS, from, to);
    }

    private static void assertNearestLog(double x) {
        assertEquals(log(x).doubleValue(), CorrectlyRounded.log(x), () -> "ln " + x);
    }

    private static void assertNearestSineAndCosine(double angle) {
        BigDecimal x = new BigDecimal(angle);
        assertEquals(
                x.multiply(alternatingSeries(x, 3), DIGITS).doubleValue(),
                CorrectlyRounded.sin(angle),
                () -> "sin " + angle);
        assertEquals(
                alternatingSeries(x, 2).doubleValue(),
                CorrectlyRounded.cos(angle),
                () -> "cos " + angle);
    }

    /**
     * One Newton step of third order from the library's logarithm y: ln x = y + ln(1 + (x/eʸ − 1)).
     */
    private static BigDecimal log(double x) {
        BigDecimal y = new BigDecimal(StrictMath.log(x));
        BigDecimal z = new BigDecimal(x).divide(exp(y), DIGITS).subtract(BigDecimal.ONE);
        BigDecimal z2 = z.multiply(z, DIGITS);
        BigDecimal z3 = z2.multiply(z, DIGITS);
        return y.add(z)
                .subtract(z2.divide(BigDecimal.valueOf(2), DIGITS))
                .add(z3.divide(BigDecimal.valueOf(3), DIGITS));
    }

    /** eʸ = (e^(y/1024))^1024, the inner one by its power series. */
    private static BigDecimal exp(BigDecimal y) {
        MathContext digits = new MathContext(DIGITS.getPrecision() + 8);
        BigDecimal part = y.divide(BigDecimal.valueOf(1024), digits);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(NEGLIGIBLE.movePointLeft(8)) > 0; n++) {
            term = term.multiply(part, digits).divide(BigDecimal.valueOf(n), digits);
            sum = sum.add(term, digits);
        }
        return sum.pow(1024, digits);
    }

    /** 1 − x²/(n(n−1)) + …, the Taylor series of cos x for n = 2 and of sin x / x for n = 3. */
    private static BigDecimal alternatingSeries(BigDecimal x, int firstTerm) {
        BigDecimal minusX2 = x.multiply(x, DIGITS).negate();
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = firstTerm; term.abs().compareTo(NEGLIGIBLE) > 0; n += 2) {
            term = term.multiply(minusX2, DIGITS).divide(BigDecimal.valueOf(n * (n - 1L)), DIGITS);
            sum = sum.add(term);
        }
        return sum;
    }
}
