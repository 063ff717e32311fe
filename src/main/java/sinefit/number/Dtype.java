package sinefit.number;

/** The width of a run's arithmetic. A value of either width is kept in a {@code double}. */
public enum Dtype {
    FLOAT64,
    FLOAT32;

    /**
     * The nearest value of this width. A sum, difference, product, quotient or square root of two
     * such values, rounded by this, is exactly what arithmetic of this width gives: 53 bits are
     * more than twice 24, so rounding twice rounds as once.
     */
    public double round(double value) {
        return this == FLOAT32 ? (float) value : value;
    }

    /** The value as Python prints a number of this width, with the fewest digits that tell it. */
    public String repr(double value) {
        return this == FLOAT32 ? Repr.of((float) value) : Repr.of(value);
    }
}
