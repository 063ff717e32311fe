package sinefit.model;

import sinefit.number.Dtype;
import sinefit.problem.Samples;

/**
 * The functions φ₀, φ₁, … whose weighted sum a polynomial is. All but the powers of x itself are
 * functions of z = (2x − min − max) / (max − min), which runs from −1 to 1 over the interval.
 */
public enum Basis {
    /** 1, x, x², … */
    MONOMIAL("x", true) {
        @Override
        double next(double x, int k, double last, double before, Dtype dtype) {
            return dtype.round(last * x);
        }
    },
    /** 1, z, z², … */
    SCALED("z", true) {
        @Override
        double next(double z, int k, double last, double before, Dtype dtype) {
            return dtype.round(last * z);
        }
    },
    /** Legendre's Pₖ(z): k Pₖ = (2k − 1) z Pₖ₋₁ − (k − 1) Pₖ₋₂. */
    LEGENDRE("P", false) {
        @Override
        double next(double z, int k, double last, double before, Dtype dtype) {
            double rise = dtype.round(dtype.round((2 * k - 1) * z) * last);
            return dtype.round(dtype.round(rise - dtype.round((k - 1) * before)) / k);
        }
    },
    /** Chebyshev's Tₖ(z): Tₖ = 2z Tₖ₋₁ − Tₖ₋₂. */
    CHEBYSHEV("T", false) {
        @Override
        double next(double z, int k, double last, double before, Dtype dtype) {
            return k == 1 ? z : dtype.round(dtype.round(2 * z * last) - before);
        }
    };

    private final String letter;
    private final boolean powers;

    Basis(String letter, boolean powers) {
        this.letter = letter;
        this.powers = powers;
    }

    /** φₖ from φₖ₋₁ and φₖ₋₂ (0 for k = 1), each operation rounded; k ≥ 1. */
    abstract double next(double z, int k, double last, double before, Dtype dtype);

    /** What the functions are written with: x and z to a power, P and T with an index. */
    public String letter() {
        return letter;
    }

    /** Whether φₖ is the k-th power of {@link #letter}, and not a function of z with an index. */
    public boolean powers() {
        return powers;
    }

    /** Whether the functions are of z, and not of x itself. */
    public boolean scales() {
        return this != MONOMIAL;
    }

    /**
     * The design matrix by columns: {@code [k][i]} is the k-th function at the i-th sample, every
     * operation in the samples' width. The interval is that of the samples, which hold both ends.
     */
    public double[][] columns(Samples samples, int degree) {
        double[] x = samples.x();
        double[][] columns = new double[degree + 1][x.length];
        for (int i = 0; i < x.length; i++) {
            double[] values = at(x[i], x[0], x[x.length - 1], degree, samples.dtype());
            for (int k = 0; k <= degree; k++) {
                columns[k][i] = values[k];
            }
        }
        return columns;
    }

    /** φ₀(x) … φ_degree(x) on the interval from {@code min} to {@code max}. */
    public double[] at(double x, double min, double max, int degree, Dtype dtype) {
        double z = scales() ? scaled(x, min, max, dtype) : x;
        double[] values = new double[degree + 1];
        values[0] = 1;
        for (int k = 1; k <= degree; k++) {
            values[k] = next(z, k, values[k - 1], k == 1 ? 0 : values[k - 2], dtype);
        }
        return values;
    }

    private static double scaled(double x, double min, double max, Dtype dtype) {
        double above = dtype.round(dtype.round(2 * x - min) - max);
        return dtype.round(above / dtype.round(max - min));
    }
}
