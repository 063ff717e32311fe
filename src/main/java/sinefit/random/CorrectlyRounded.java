package sinefit.random;

/**
 * Logarithm, sine and cosine as the double nearest to the true value. {@link StrictMath} promises
 * only to come within one unit in the last place, and {@link Math} may give other bits on another
 * JDK; a C library of today is nearly always right, so being right is how to agree with it.
 *
 * <p>Computed to a relative error below 2⁻⁹⁸, then rounded once. The result could be the wrong
 * neighbour only where the true value lies within 2⁻⁴⁵ of a unit in the last place of the middle
 * between two doubles: about one argument in 10¹³.
 */
final class CorrectlyRounded {
    // Terms after these are below 2⁻¹⁰⁸ of the sum, for the largest argument the reduction leaves.
    private static final int LAST_TERM_OF_ATANH = 41;
    private static final int LAST_TERM_OF_SIN = 27;
    private static final int LAST_TERM_OF_COS = 28;

    private static final double SQRT_2 = Math.sqrt(2.0);
    private static final DoubleDouble LN_2 =
            new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);

    // π/2 in three parts: near a multiple of it the first one cancels.
    private static final double HALF_PI_1 = 0x1.921fb54442d18p0;
    private static final double HALF_PI_2 = 0x1.1a62633145c07p-54;
    private static final double HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;

    private CorrectlyRounded() {}

    /**
     * The natural logarithm: x = 2ᵏm with m near 1, and ln m = 2 artanh s with s = (m − 1)/(m + 1).
     *
     * @param x positive, finite, not subnormal
     */
    static double log(double x) {
        int k = Math.getExponent(x);
        double m = Math.scalb(x, -k);
        if (m > SQRT_2) {
            m *= 0.5;
            k++;
        }
        DoubleDouble s = DoubleDouble.of(m - 1.0).dividedBy(DoubleDouble.sum(m, 1.0));
        DoubleDouble s2 = s.times(s);
        DoubleDouble series = DoubleDouble.reciprocal(LAST_TERM_OF_ATANH);
        for (int n = LAST_TERM_OF_ATANH - 2; n >= 1; n -= 2) {
            series = series.times(s2).plus(DoubleDouble.reciprocal(n));
        }
        DoubleDouble halfLogOfM = s.times(series);
        return LN_2.times(DoubleDouble.of(k)).plus(halfLogOfM).plus(halfLogOfM).hi();
    }

    /**
     * The sine.
     *
     * @param angle 0 … 2π
     */
    static double sin(double angle) {
        return sinOfQuarterTurnsPlus(0, angle);
    }

    /**
     * The cosine.
     *
     * @param angle 0 … 2π
     */
    static double cos(double angle) {
        return sinOfQuarterTurnsPlus(1, angle);
    }

    private static double sinOfQuarterTurnsPlus(int quarterTurns, double angle) {
        double nearest = Math.rint(angle / HALF_PI_1);
        DoubleDouble rest =
                DoubleDouble.of(angle)
                        .plus(DoubleDouble.product(-nearest, HALF_PI_1))
                        .plus(DoubleDouble.product(-nearest, HALF_PI_2))
                        .plus(DoubleDouble.product(-nearest, HALF_PI_3));
        int quadrant = ((int) nearest + quarterTurns) & 3;
        boolean alongCosine = (quadrant & 1) == 1;
        DoubleDouble magnitude =
                alongCosine
                        ? alternatingSeries(rest, LAST_TERM_OF_COS)
                        : rest.times(alternatingSeries(rest, LAST_TERM_OF_SIN));
        return quadrant < 2 ? magnitude.hi() : -magnitude.hi();
    }

    /**
     * 1 − x²/(n(n−1)) · (…), outermost n being 2 or 3: cos x for an even last term, else sin x / x.
     */
    private static DoubleDouble alternatingSeries(DoubleDouble x, int lastTerm) {
        DoubleDouble minusX2 = x.times(new DoubleDouble(-x.hi(), -x.lo()));
        DoubleDouble series = DoubleDouble.ONE;
        for (int n = lastTerm; n > 1; n -= 2) {
            DoubleDouble ratio = minusX2.times(DoubleDouble.reciprocal(n * (n - 1)));
            series = series.times(ratio).plus(DoubleDouble.ONE);
        }
        return series;
    }
}
