package sinefit.random;

/**
 * A number as the unevaluated sum of two doubles, good for about 105 bits. {@code hi} is the sum
 * rounded to the nearest double.
 *
 * <p>Plain arithmetic only: where the processor has no fused multiply-add, {@link Math#fma} falls
 * back on BigDecimal and a draw takes a millisecond.
 *
 * <p>Neither overflow nor underflow is cared for: the numbers here lie far from both.
 *
 * <p>Source: T. J. Dekker, "A floating-point technique for extending the available precision",
 * Numerische Mathematik 18 (1971); error bounds of a few 2⁻¹⁰⁶ in M. Joldes, J.-M. Muller, V.
 * Popescu, "Tight and rigorous error bounds for basic building blocks of double-word arithmetic",
 * ACM TOMS 44 (2017).
 *
 * @param hi the leading part
 * @param lo what is left, at most half a unit in the last place of {@code hi}
 */
record DoubleDouble(double hi, double lo) {
    static final DoubleDouble ONE = of(1.0);

    private static final double SPLITTER = 0x1p27 + 1.0;

    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0.0);
    }

    /** a + b, exactly. */
    static DoubleDouble sum(double a, double b) {
        double hi = a + b;
        double shareOfB = hi - a;
        return new DoubleDouble(hi, (a - (hi - shareOfB)) + (b - shareOfB));
    }

    /** a · b, exactly. */
    static DoubleDouble product(double a, double b) {
        DoubleDouble x = halves(a);
        DoubleDouble y = halves(b);
        double hi = a * b;
        double rest = ((x.hi * y.hi - hi) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo;
        return new DoubleDouble(hi, rest);
    }

    /** 1 / n. */
    static DoubleDouble reciprocal(int n) {
        double hi = 1.0 / n;
        DoubleDouble nearlyOne = product(hi, n);
        return new DoubleDouble(hi, ((1.0 - nearlyOne.hi) - nearlyOne.lo) / n);
    }

    DoubleDouble plus(DoubleDouble that) {
        DoubleDouble highs = sum(hi, that.hi);
        DoubleDouble lows = sum(lo, that.lo);
        DoubleDouble inner = normalized(highs.hi, highs.lo + lows.hi);
        return normalized(inner.hi, inner.lo + lows.lo);
    }

    DoubleDouble times(DoubleDouble that) {
        DoubleDouble highs = product(hi, that.hi);
        return normalized(highs.hi, highs.lo + (hi * that.lo + lo * that.hi));
    }

    DoubleDouble dividedBy(DoubleDouble that) {
        double quotient = hi / that.hi;
        DoubleDouble rest = plus(that.times(of(-quotient)));
        return normalized(quotient, rest.hi / that.hi);
    }

    /** The value as two halves of at most 26 bits each, whose products are exact. */
    private static DoubleDouble halves(double value) {
        double shifted = SPLITTER * value;
        double high = shifted - (shifted - value);
        return new DoubleDouble(high, value - high);
    }

    /** a + b, exactly; a is 0 or not smaller than b in magnitude. */
    private static DoubleDouble normalized(double a, double b) {
        double hi = a + b;
        return new DoubleDouble(hi, b - (hi - a));
    }
}
