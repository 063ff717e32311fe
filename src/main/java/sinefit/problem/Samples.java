package sinefit.problem;

import sinefit.number.Dtype;

/**
 * The points to be fitted, rising in x. Immutable: the arrays are never written to after
 * construction and must not be by readers.
 *
 * @param x positions, endpoints included
 * @param y the target there, of the same length
 * @param dtype width of every value
 */
@SuppressWarnings("ArrayRecordComponent") // shared by thousands of streams: no copies
public record Samples(double[] x, double[] y, Dtype dtype) {
    /** n points of a target between {@code low} and {@code high}; n ≥ 2. */
    public static Samples of(
            Target target, Linspace linspace, double low, double high, int n, Dtype dtype) {
        double[] x = linspace.points(low, high, n, dtype);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = dtype.round(target.at(x[i]));
        }
        return new Samples(x, y, dtype);
    }

    public int n() {
        return x.length;
    }
}
