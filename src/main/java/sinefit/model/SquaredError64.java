package sinefit.model;

import java.util.Arrays;

/**
 * Squared error of a linear combination of columns, in double precision.
 *
 * <p>Samples are taken in blocks of {@value #BLOCK}; within a block four partial sums run side by
 * side, and the blocks' sums are added in order. That order is part of a run's identity: another
 * one changes last bits, and so the digest.
 */
final class SquaredError64 implements Objective {
    private static final int BLOCK = 128;
    private final double[][] columns;
    private final double[] y;
    private final double scale;
    private final boolean mean;

    SquaredError64(double[][] columns, double[] y, Reduction reduction) {
        this.columns = columns;
        this.y = y;
        this.mean = reduction == Reduction.MEAN;
        this.scale = mean ? 2.0 / y.length : 2.0;
    }

    /** 2 Σ a[i]·b[i] over all samples, for the mean over their number. */
    double scaledDot(double[] a, double[] b) {
        double sum = 0;
        for (int from = 0; from < y.length; from += BLOCK) {
            sum += dot(a, from, b, from, Math.min(BLOCK, y.length - from));
        }
        return scale * sum;
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        pass(theta, out, columns.length);
        for (int k = 0; k < columns.length; k++) {
            out.gradient[k] = scale * out.gradient[k];
        }
    }

    /** Evaluates the sums alone; means nothing for the gradient. */
    void sums(double[] theta, Evaluation out) {
        pass(theta, out, 0);
    }

    /** One pass over the samples: loss, sums and the first Σ(ŷ−y)φₖ. */
    private void pass(double[] theta, Evaluation out, int slopes) {
        double[] residual = out.room64(BLOCK);
        double[] gradient = out.gradient;
        Arrays.fill(gradient, 0);
        double sse = 0;
        double sae = 0;
        for (int from = 0; from < y.length; from += BLOCK) {
            int count = Math.min(BLOCK, y.length - from);
            residuals(theta, from, count, residual);
            sse += dot(residual, 0, residual, 0, count);
            sae += absolute(residual, count);
            for (int k = 0; k < slopes; k++) {
                gradient[k] = gradient[k] + dot(residual, 0, columns[k], from, count);
            }
        }
        out.summed = true;
        out.sse = sse;
        out.sae = sae;
        out.loss = mean ? sse / y.length : sse;
    }

    /** The residuals are needed anyway, so the sums come along. */
    @Override
    public void gradient(double[] theta, Evaluation out) {
        evaluate(theta, out);
    }

    /** r = ŷ − y for the samples from … from + count − 1, lowest order first. */
    private void residuals(double[] theta, int from, int count, double[] r) {
        Arrays.fill(r, 0, count, theta[0]);
        for (int k = 1; k < columns.length; k++) {
            double coefficient = theta[k];
            double[] column = columns[k];
            for (int i = 0; i < count; i++) {
                r[i] += coefficient * column[from + i];
            }
        }
        for (int i = 0; i < count; i++) {
            r[i] -= y[from + i];
        }
    }

    /** Σ a[at + i]·b[from + i] over a block. */
    private static double dot(double[] a, int at, double[] b, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += a[at + i] * b[from + i];
            s1 += a[at + i + 1] * b[from + i + 1];
            s2 += a[at + i + 2] * b[from + i + 2];
            s3 += a[at + i + 3] * b[from + i + 3];
        }
        for (; i < count; i++) {
            s0 += a[at + i] * b[from + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Σ |r[i]| over a block. */
    private static double absolute(double[] r, int count) {
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            s0 += Math.abs(r[i]);
            s1 += Math.abs(r[i + 1]);
        }
        for (; i < count; i++) {
            s0 += Math.abs(r[i]);
        }
        return s0 + s1;
    }
}
