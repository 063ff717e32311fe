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

    Quadratic(Basis basis, double[][] columns, double[] y, Reduction reduction) {
        samples = new SquaredError64(basis, columns, y, reduction);
        int size = columns.length;
        hessian = new double[size][size];
        q = new double[size];
        samples.condense(hessian, q);
        harmless = samples.harmless();
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        slope(theta, out.gradient);
        sums(theta, out);
    }

    @Override
    public void gradient(double[] theta, Evaluation out) {
        if (Harmless.within(harmless, theta)) {
            slope(theta, out.gradient);
            out.summed = false;
        } else {
            evaluate(theta, out);
        }
    }

    @Override
    public void sums(double[] theta, Evaluation out) {
        samples.sums(theta, out);
    }

    /**
     * A cubic's updates, with everything at hand: nothing is fetched or put away between two of
     * them, so that each waits for nothing but the gradient it needs.
     */
    @Override
    public int descend(double[] theta, Evaluation at, double rate, int most) {
        if (theta.length != 4) {
            return 0;
        }
        double[] h0 = hessian[0];
        double[] h1 = hessian[1];
        double[] h2 = hessian[2];
        double[] h3 = hessian[3];
        double h00 = h0[0], h01 = h0[1], h02 = h0[2], h03 = h0[3];
        double h10 = h1[0], h11 = h1[1], h12 = h1[2], h13 = h1[3];
        double h20 = h2[0], h21 = h2[1], h22 = h2[2], h23 = h2[3];
        double h30 = h3[0], h31 = h3[1], h32 = h3[2], h33 = h3[3];
        // Added last, 0 − q leaves the same zero as a sum that began with 0, and one addition less.
        double p0 = 0 - q[0], p1 = 0 - q[1], p2 = 0 - q[2], p3 = 0 - q[3];
        double a = theta[0], b = theta[1], c = theta[2], d = theta[3];
        double[] g = at.gradient;
        double ga = g[0], gb = g[1], gc = g[2], gd = g[3];
        int taken = 0;
        for (; taken < most; taken++) {
            double nextA = a - rate * ga;
            double nextB = b - rate * gb;
            double nextC = c - rate * gc;
            double nextD = d - rate * gd;
            if (!(Math.abs(nextA) <= harmless
                    && Math.abs(nextB) <= harmless
                    && Math.abs(nextC) <= harmless
                    && Math.abs(nextD) <= harmless)) {
                break;
            }
            a = nextA;
            b = nextB;
            c = nextC;
            d = nextD;
            ga = h00 * a + h01 * b + h02 * c + h03 * d + p0;
            gb = h10 * a + h11 * b + h12 * c + h13 * d + p1;
            gc = h20 * a + h21 * b + h22 * c + h23 * d + p2;
            gd = h30 * a + h31 * b + h32 * c + h33 * d + p3;
        }
        if (taken > 0) {
            theta[0] = a;
            theta[1] = b;
            theta[2] = c;
            theta[3] = d;
            g[0] = ga;
            g[1] = gb;
            g[2] = gc;
            g[3] = gd;
            at.summed = false;
        }
        return taken;
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
