package sinefit.problem;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** The functions to be fitted. By StrictMath: the same bits on every machine and JDK. */
public enum Target implements DoubleUnaryOperator {
    SIN(
            StrictMath::sin,
            "sin(x)",
            0,
            1,
            0,
            -1.0 / 6,
            0,
            1.0 / 120,
            0,
            -1.0 / 5040,
            0,
            1.0 / 362880),
    COS(StrictMath::cos, "cos(x)", 1, 0, -1.0 / 2, 0, 1.0 / 24, 0, -1.0 / 720, 0, 1.0 / 40320, 0),
    EXP(
            StrictMath::exp,
            "exp(x)",
            1,
            1,
            1.0 / 2,
            1.0 / 6,
            1.0 / 24,
            1.0 / 120,
            1.0 / 720,
            1.0 / 5040,
            1.0 / 40320,
            1.0 / 362880),
    ABS(StrictMath::abs, "abs(x)"),
    TANH(
            StrictMath::tanh,
            "tanh(x)",
            0,
            1,
            0,
            -1.0 / 3,
            0,
            2.0 / 15,
            0,
            -17.0 / 315,
            0,
            62.0 / 2835),
    /** −1 below 0, else 1. */
    STEP(x -> x < 0 ? -1 : 1, "sign(x)"),
    /** A formula of one's own, which is not known here: nowhere defined. */
    F(x -> Double.NaN, ""),
    /** Points of one's own: no function at all. */
    POINTS(x -> Double.NaN, "");

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final DoubleUnaryOperator function;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final double[] series;

    private final String formula;

    Target(DoubleUnaryOperator function, String formula, double... series) {
        this.function = function;
        this.formula = formula;
        this.series = series;
    }

    /**
     * Coefficients of its Taylor polynomial about 0, of the degree up to 9, lowest power first;
     * empty where it has none.
     */
    public Optional<double[]> taylor(int degree) {
        return degree < series.length
                ? Optional.of(Arrays.copyOf(series, degree + 1))
                : Optional.empty();
    }

    /** How one would type it as a {@link Formula}; the step's is 0 at 0. Empty for {@link #F}. */
    public String formula() {
        return formula;
    }

    /** Its values as an expression of a program; not of {@link #F} and {@link #POINTS}. */
    public String written(Formula.Language language) {
        try {
            return Formula.parse(formula).in(language);
        } catch (Formula.Unreadable e) {
            throw new IllegalStateException(name(), e);
        }
    }

    /** The value at x, in double precision. */
    public double at(double x) {
        return function.applyAsDouble(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return at(x);
    }

    /** The values of a function at evenly spaced points, ends included, to draw its curve. */
    public static double[] curve(DoubleUnaryOperator f, double low, double high, int points) {
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            y[i] = f.applyAsDouble(low + (high - low) * i / (points - 1));
        }
        return y;
    }
}
