package sinefit.problem;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
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
    /** n points of a target function between {@code low} and {@code high}; n ≥ 2. */
    public static Samples of(
            DoubleUnaryOperator target,
            Linspace linspace,
            double low,
            double high,
            int n,
            Dtype dtype) {
        double[] x = linspace.points(low, high, n, dtype);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = dtype.round(target.applyAsDouble(x[i]));
        }
        return new Samples(x, y, dtype);
    }

    /** Points of one's own, at least 2, rising in x. */
    public static Samples of(List<Point> points, Dtype dtype) {
        return new Samples(
                points.stream().mapToDouble(point -> dtype.round(point.x())).toArray(),
                points.stream().mapToDouble(point -> dtype.round(point.y())).toArray(),
                dtype);
    }

    /**
     * The same points, off by σ times what is drawn for each of them.
     *
     * @param sigma σ, standard deviation of the noise
     * @param draws standard normal numbers in the run's width, one a point in their order
     */
    public Samples withNoise(double sigma, DoubleSupplier draws) {
        double[] off = y.clone();
        double size = dtype.round(sigma);
        for (int i = 0; i < off.length; i++) {
            off[i] = dtype.round(off[i] + dtype.round(size * draws.getAsDouble()));
        }
        return new Samples(x, off, dtype);
    }

    public int n() {
        return x.length;
    }
}
