package sinefit.problem;

import sinefit.number.Dtype;

/** Evenly spaced points as two libraries compute them, endpoints included. */
public enum Linspace {
    /** {@code numpy.linspace}: i·step + low in double precision, then narrowed. */
    NUMPY {
        @Override
        public double[] points(double low, double high, int n, Dtype dtype) {
            double step = (high - low) / (n - 1);
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = dtype.round(i == n - 1 ? high : i * step + low);
            }
            return x;
        }
    },
    /** {@code torch.linspace}: from both ends, in the width asked for. */
    TORCH {
        @Override
        public double[] points(double low, double high, int n, Dtype dtype) {
            double start = dtype.round(low);
            double end = dtype.round(high);
            double step = dtype.round(dtype.round(end - start) / (n - 1));
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] =
                        i < n / 2
                                ? dtype.round(start + dtype.round(step * i))
                                : dtype.round(end - dtype.round(step * (n - 1 - i)));
            }
            return x;
        }
    };

    /** n points from {@code low} to {@code high}, both included; n ≥ 2. */
    public abstract double[] points(double low, double high, int n, Dtype dtype);
}
