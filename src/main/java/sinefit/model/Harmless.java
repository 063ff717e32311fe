package sinefit.model;

/** How large coefficients may be for all values of a step to be certain to be finite. */
final class Harmless {
    private Harmless() {}

    /**
     * What no |θₖ| may be above. No residual is then larger than max|θ| Σ max|φₖ| + max|y|. Where
     * that is at most √(MAX/n)/2, not even Σ(ŷ−y)² overflows, and where it is at most MAX / (4 n
     * max|φₖ|), no slope does.
     *
     * @param columns {@code [k]}: φₖ at the samples
     * @param max MAX, the largest number of the run's width
     * @return negative or NaN, which nothing is at most, for values of y beyond
     */
    static double limit(double[][] columns, double[] y, double max) {
        double reach = 0;
        double largest = 0;
        for (double[] column : columns) {
            double most = largest(column);
            reach += most;
            largest = Math.max(largest, most);
        }
        double bySquares = Math.sqrt(max / y.length) / 2;
        double bySlopes = max / 4 / y.length / largest;
        return (Math.min(bySquares, bySlopes) - largest(y)) / reach;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Whether no coefficient is above a limit; not a number is. */
    static boolean within(double limit, double[] theta) {
        boolean within = true;
        for (double coefficient : theta) {
            within &= Math.abs(coefficient) <= limit;
        }
        return within;
    }
}
