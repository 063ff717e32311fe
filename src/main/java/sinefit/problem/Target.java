package sinefit.problem;

import java.util.function.DoubleUnaryOperator;

/** The functions to be fitted. By StrictMath: the same bits on every machine and JDK. */
public enum Target {
    SIN(StrictMath::sin),
    COS(StrictMath::cos),
    EXP(StrictMath::exp),
    ABS(StrictMath::abs),
    TANH(StrictMath::tanh),
    /** −1 below 0, else 1. */
    STEP(x -> x < 0 ? -1 : 1);

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final DoubleUnaryOperator function;

    Target(DoubleUnaryOperator function) {
        this.function = function;
    }

    /** The value at x, in double precision. */
    public double at(double x) {
        return function.applyAsDouble(x);
    }

    /** The values at evenly spaced points, ends included, to draw the curve. */
    public double[] curve(double low, double high, int points) {
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            y[i] = at(low + (high - low) * i / (points - 1));
        }
        return y;
    }
}
