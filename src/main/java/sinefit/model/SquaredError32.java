package sinefit.model;

import java.util.Arrays;

/**
 * Squared error of a linear combination of columns, in single precision.
 *
 * <p>Samples are taken in blocks of {@value #BLOCK}; within a block four partial sums run side by
 * side, and the blocks' sums are added in order. That order is part of a run's identity: another
 * one changes last bits, and so the digest.
 *
 * <p>Columns beyond the last coefficient share it.
 *
 * <p>The twin of {@link SquaredError64}: every operation here is one of 32 bits, as in a float32
 * tensor, and Java cannot say that for two primitive types at once.
 */
final class SquaredError32 implements SampleLoss {
    private static final int BLOCK = 128;
    private final float[][] columns;
    private final float[] y;
    private final float scale;
    private final boolean mean;

    SquaredError32(double[][] columns, double[] y, Reduction reduction) {
        this.columns = new float[columns.length][];
        for (int k = 0; k < columns.length; k++) {
            this.columns[k] = narrow(columns[k]);
        }
        this.y = narrow(y);
        this.mean = reduction == Reduction.MEAN;
        this.scale = mean ? 2f / y.length : 2f;
    }

    private SquaredError32(float[][] columns, float[] y, boolean mean) {
        this.columns = columns;
        this.y = y;
        this.mean = mean;
        this.scale = mean ? 2f / y.length : 2f;
    }

    /** The loss with the first so many columns only. */
    SquaredError32 narrowed(int count) {
        return new SquaredError32(Arrays.copyOf(columns, count), y, mean);
    }

    @Override
    public SampleLoss over(int[] rows, int from, int to) {
        float[][] some = new float[columns.length][];
        for (int k = 0; k < columns.length; k++) {
            some[k] = picked(columns[k], rows, from, to);
        }
        return new SquaredError32(some, picked(y, rows, from, to), mean);
    }

    private static float[] picked(float[] column, int[] rows, int from, int to) {
        float[] some = new float[to - from];
        for (int i = from; i < to; i++) {
            some[i - from] = column[rows[i]];
        }
        return some;
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        float[] residual = out.room32(BLOCK);
        double[] gradient = out.gradient;
        int last = gradient.length - 1;
        Arrays.fill(gradient, 0);
        float sse = 0;
        float sae = 0;
        for (int from = 0; from < y.length; from += BLOCK) {
            int count = Math.min(BLOCK, y.length - from);
            residuals(theta, from, count, residual);
            sse += dot(residual, residual, 0, count);
            sae += absolute(residual, count);
            for (int k = 0; k < columns.length; k++) {
                int owner = Math.min(k, last);
                gradient[owner] = (float) gradient[owner] + dot(residual, columns[k], from, count);
            }
        }
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = scale * (float) gradient[k];
        }
        out.sse = sse;
        out.sae = sae;
        out.loss = mean ? sse / y.length : sse;
    }

    /** r = ŷ − y for the samples from … from + count − 1, lowest order first. */
    private void residuals(double[] theta, int from, int count, float[] r) {
        Arrays.fill(r, 0, count, (float) theta[0]);
        for (int k = 1; k < columns.length; k++) {
            float coefficient = (float) theta[Math.min(k, theta.length - 1)];
            float[] column = columns[k];
            for (int i = 0; i < count; i++) {
                r[i] += coefficient * column[from + i];
            }
        }
        for (int i = 0; i < count; i++) {
            r[i] -= y[from + i];
        }
    }

    /** Σ r[i]·column[from + i] over a block. */
    private static float dot(float[] r, float[] column, int from, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += r[i] * column[from + i];
            s1 += r[i + 1] * column[from + i + 1];
            s2 += r[i + 2] * column[from + i + 2];
            s3 += r[i + 3] * column[from + i + 3];
        }
        for (; i < count; i++) {
            s0 += r[i] * column[from + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Σ |r[i]| over a block. */
    private static float absolute(float[] r, int count) {
        float s0 = 0;
        float s1 = 0;
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

    private static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}
