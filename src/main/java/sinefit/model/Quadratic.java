package sinefit.model;

/**
 * Squared error of a linear combination of columns, in double precision, as the quadratic that it
 * is: its gradient is H θ − q with the Hessian H = 2 ΦᵀΦ and q = 2 Φᵀy (over n for the mean), where
 * the columns of Φ are the functions at the samples. H and q are summed up once; an update then
 * costs d² multiply-adds, however many samples there are. Only the sums of a step that is shown are
 * taken over the samples.
 *
 * <p>The orders of summation here are part of a run's identity: others change last bits, and so the
 * digest.
 */
final class Quadratic implements Objective {
    private final SquaredError64 samples;

    /** H by rows. */
    private final double[][] hessian;

    private final double[] q;

    /** As long as no |θₖ| is above this, all values are certain to be finite. */
    private final double harmless;

    Quadratic(double[][] columns, double[] y, Reduction reduction) {
        samples = new SquaredError64(columns, y, reduction);
        int size = columns.length;
        hessian = new double[size][size];
        q = new double[size];
        samples.condense(hessian, q);
        harmless = harmless(columns, y);
    }

    /**
     * No residual is larger than max|θ| Σ max|φₖ| + max|y|. Where that is at most √(MAX/n)/2, not
     * even Σ(ŷ−y)² overflows, and the gradient, a sum of residuals times φₖ, is far from it.
     * Negative or NaN, which is never reached, for values of y beyond.
     */
    private static double harmless(double[][] columns, double[] y) {
        double reach = 0;
        for (double[] column : columns) {
            reach += largest(column);
        }
        return (Math.sqrt(Double.MAX_VALUE / y.length) / 2 - largest(y)) / reach;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        samples.sums(theta, out);
        slope(theta, out.gradient);
    }

    @Override
    public void gradient(double[] theta, Evaluation out) {
        boolean harmless = true;
        for (double coefficient : theta) {
            harmless &= Math.abs(coefficient) <= this.harmless;
        }
        if (!harmless) {
            evaluate(theta, out);
            return;
        }
        slope(theta, out.gradient);
        out.summed = false;
    }

    /**
     * H θ − q, lowest order first. A cubic's four terms are written out: a loop of so few turns
     * would cost more than they do.
     */
    private void slope(double[] theta, double[] gradient) {
        for (int k = 0; k < gradient.length; k++) {
            double[] row = hessian[k];
            double sum = 0;
            int m = 0;
            if (row.length >= 4) {
                sum += row[0] * theta[0];
                sum += row[1] * theta[1];
                sum += row[2] * theta[2];
                sum += row[3] * theta[3];
                m = 4;
            }
            for (; m < row.length; m++) {
                sum += row[m] * theta[m];
            }
            gradient[k] = sum - q[k];
        }
    }
}
