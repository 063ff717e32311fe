package sinefit.model;

import java.util.Arrays;

/**
 * Squared error of a linear combination of columns, in double precision.
 *
 * <p>Samples are taken in blocks of {@value #BLOCK}; within a block four partial sums run side by
 * side (of absolute values two), and the blocks' sums are added in order. That order is part of a
 * run's identity: another one changes last bits, and so the digest. Each block has arrays of its
 * own, since loops over several arrays at one and the same index are what compilers make fast.
 *
 * <p>Columns beyond the last coefficient share it.
 */
final class SquaredError64 implements SampleLoss {
    private static final int BLOCK = 128;

    /** {@code [block][k]}: the k-th column's part. */
    private final double[][][] columns;

    /** By blocks. */
    private final double[][] y;

    private final int n;
    private final double scale;
    private final boolean mean;

    SquaredError64(double[][] columns, double[] y, Reduction reduction) {
        this(columns, y, reduction == Reduction.MEAN);
    }

    private SquaredError64(double[][] columns, double[] y, boolean mean) {
        this(
                new double[(y.length + BLOCK - 1) / BLOCK][columns.length][],
                blocks(y),
                y.length,
                mean);
        for (int k = 0; k < columns.length; k++) {
            double[][] parts = blocks(columns[k]);
            for (int b = 0; b < parts.length; b++) {
                this.columns[b][k] = parts[b];
            }
        }
    }

    private SquaredError64(double[][][] columns, double[][] y, int n, boolean mean) {
        this.columns = columns;
        this.y = y;
        this.n = n;
        this.mean = mean;
        this.scale = mean ? 2.0 / n : 2.0;
    }

    /** The loss with the first so many columns only. */
    SquaredError64 narrowed(int count) {
        double[][][] some = new double[columns.length][][];
        Arrays.setAll(some, b -> Arrays.copyOf(columns[b], count));
        return new SquaredError64(some, y, n, mean);
    }

    @Override
    public SampleLoss over(int[] rows, int from, int to) {
        double[][] some = new double[columns[0].length][to - from];
        double[] values = new double[to - from];
        for (int i = from; i < to; i++) {
            int block = rows[i] / BLOCK;
            int at = rows[i] % BLOCK;
            for (int k = 0; k < some.length; k++) {
                some[k][i - from] = columns[block][k][at];
            }
            values[i - from] = y[block][at];
        }
        return new SquaredError64(some, values, mean);
    }

    private static double[][] blocks(double[] values) {
        double[][] blocks = new double[(values.length + BLOCK - 1) / BLOCK][];
        for (int b = 0; b < blocks.length; b++) {
            int from = b * BLOCK;
            blocks[b] = Arrays.copyOfRange(values, from, Math.min(from + BLOCK, values.length));
        }
        return blocks;
    }

    /** Fills in H = 2 ΦᵀΦ, by rows, and q = 2 Φᵀy; for the mean over the number of samples. */
    void condense(double[][] hessian, double[] q) {
        for (int b = 0; b < y.length; b++) {
            for (int k = 0; k < q.length; k++) {
                for (int m = 0; m < q.length; m++) {
                    hessian[k][m] += dot(columns[b][k], columns[b][m], y[b].length);
                }
                q[k] += dot(columns[b][k], y[b], y[b].length);
            }
        }
        for (int k = 0; k < q.length; k++) {
            for (int m = 0; m < q.length; m++) {
                hessian[k][m] = scale * hessian[k][m];
            }
            q[k] = scale * q[k];
        }
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        pass(theta, out, theta.length);
        for (int k = 0; k < theta.length; k++) {
            out.gradient[k] = scale * out.gradient[k];
        }
    }

    /** Evaluates the sums alone; means nothing for the gradient. */
    void sums(double[] theta, Evaluation out) {
        pass(theta, out, 0);
    }

    /** One pass over the samples: loss, sums and Σ(ŷ−y)φₖ for so many coefficients, all or none. */
    private void pass(double[] theta, Evaluation out, int slopes) {
        double[] residual = out.room64(BLOCK);
        double[] gradient = out.gradient;
        int last = gradient.length - 1;
        Arrays.fill(gradient, 0);
        out.sse = 0;
        out.sae = 0;
        for (int b = 0; b < y.length; b++) {
            double[][] block = columns[b];
            int count = y[b].length;
            residuals(theta, block, y[b], residual);
            addSums(residual, count, out);
            int k = 0;
            for (; k + 3 < slopes; k += 4) {
                addDots(residual, block, k, count, gradient);
            }
            for (int all = slopes == 0 ? 0 : block.length; k < all; k++) {
                gradient[Math.min(k, last)] += dot(residual, block[k], count);
            }
        }
        out.loss = mean ? out.sse / n : out.sse;
        out.summed = true;
    }

    /** r = ŷ − y over a block, lowest order first. */
    private static void residuals(double[] theta, double[][] columns, double[] y, double[] r) {
        Arrays.fill(r, theta[0]);
        for (int k = 1; k < columns.length; k++) {
            double coefficient = theta[Math.min(k, theta.length - 1)];
            double[] column = columns[k];
            for (int i = 0; i < column.length; i++) {
                r[i] += coefficient * column[i];
            }
        }
        for (int i = 0; i < y.length; i++) {
            r[i] -= y[i];
        }
    }

    /** Adds Σ r² and Σ |r| over a block. */
    private static void addSums(double[] r, int count, Evaluation out) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double a0 = 0;
        double a1 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += r[i] * r[i];
            s1 += r[i + 1] * r[i + 1];
            s2 += r[i + 2] * r[i + 2];
            s3 += r[i + 3] * r[i + 3];
            a0 += Math.abs(r[i]);
            a1 += Math.abs(r[i + 1]);
            a0 += Math.abs(r[i + 2]);
            a1 += Math.abs(r[i + 3]);
        }
        for (int even = count & ~1; i < count; i++) {
            s0 += r[i] * r[i];
            if (i < even && i % 2 == 1) {
                a1 += Math.abs(r[i]);
            } else {
                a0 += Math.abs(r[i]);
            }
        }
        out.sse += (s0 + s1) + (s2 + s3);
        out.sae += a0 + a1;
    }

    /** Σ a·b over a block. */
    private static double dot(double[] a, double[] b, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < count; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Adds Σ r·column over a block to the sum of each of four columns from the k-th on: while one
     * addition is under way, those of other columns begin.
     */
    private static void addDots(double[] r, double[][] columns, int k, int count, double[] sums) {
        double[] a = columns[k];
        double[] b = columns[k + 1];
        double[] c = columns[k + 2];
        double[] d = columns[k + 3];
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            p0 += r[i] * a[i];
            q0 += r[i] * b[i];
            s0 += r[i] * c[i];
            t0 += r[i] * d[i];
            p1 += r[i + 1] * a[i + 1];
            q1 += r[i + 1] * b[i + 1];
            s1 += r[i + 1] * c[i + 1];
            t1 += r[i + 1] * d[i + 1];
            p2 += r[i + 2] * a[i + 2];
            q2 += r[i + 2] * b[i + 2];
            s2 += r[i + 2] * c[i + 2];
            t2 += r[i + 2] * d[i + 2];
            p3 += r[i + 3] * a[i + 3];
            q3 += r[i + 3] * b[i + 3];
            s3 += r[i + 3] * c[i + 3];
            t3 += r[i + 3] * d[i + 3];
        }
        for (; i < count; i++) {
            p0 += r[i] * a[i];
            q0 += r[i] * b[i];
            s0 += r[i] * c[i];
            t0 += r[i] * d[i];
        }
        sums[k] += (p0 + p1) + (p2 + p3);
        sums[k + 1] += (q0 + q1) + (q2 + q3);
        sums[k + 2] += (s0 + s1) + (s2 + s3);
        sums[k + 3] += (t0 + t1) + (t2 + t3);
    }
}
