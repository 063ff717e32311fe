package sinefit.model;

import java.util.Arrays;

/**
 * Squared error of a linear combination of columns, in single precision.
 *
 * <p>Samples are taken in blocks of {@value #BLOCK}; within a block four partial sums run side by
 * side (of absolute values two), and the blocks' sums are added in order. That order is part of a
 * run's identity: another one changes last bits, and so the digest. Each block has arrays of its
 * own, since loops over several arrays at one and the same index are what compilers make fast.
 *
 * <p>Columns beyond the last coefficient share it.
 *
 * <p>The twin of {@link SquaredError64}: every operation here is one of 32 bits, as in a float32
 * tensor, and Java cannot say that for two primitive types at once.
 */
final class SquaredError32 implements SampleLoss {
    private static final int BLOCK = 128;

    /** {@code [block][k]}: the k-th column's part. */
    private final float[][][] columns;

    /** By blocks. */
    private final float[][] y;

    private final int n;
    private final float scale;
    private final boolean mean;

    SquaredError32(double[][] columns, double[] y, Reduction reduction) {
        this(columns, y, reduction == Reduction.MEAN);
    }

    private SquaredError32(double[][] columns, double[] y, boolean mean) {
        this(
                new float[(y.length + BLOCK - 1) / BLOCK][columns.length][],
                blocks(y),
                y.length,
                mean);
        for (int k = 0; k < columns.length; k++) {
            float[][] parts = blocks(columns[k]);
            for (int b = 0; b < parts.length; b++) {
                this.columns[b][k] = parts[b];
            }
        }
    }

    private SquaredError32(float[][][] columns, float[][] y, int n, boolean mean) {
        this.columns = columns;
        this.y = y;
        this.n = n;
        this.mean = mean;
        this.scale = mean ? 2f / n : 2f;
    }

    /** The loss with the first so many columns only. */
    SquaredError32 narrowed(int count) {
        float[][][] some = new float[columns.length][][];
        Arrays.setAll(some, b -> Arrays.copyOf(columns[b], count));
        return new SquaredError32(some, y, n, mean);
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
        return new SquaredError32(some, values, mean);
    }

    private static float[][] blocks(double[] values) {
        float[][] blocks = new float[(values.length + BLOCK - 1) / BLOCK][];
        for (int b = 0; b < blocks.length; b++) {
            int from = b * BLOCK;
            blocks[b] = new float[Math.min(BLOCK, values.length - from)];
            for (int i = 0; i < blocks[b].length; i++) {
                blocks[b][i] = (float) values[from + i];
            }
        }
        return blocks;
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        float[] residual = out.room32(BLOCK);
        double[] gradient = out.gradient;
        int last = gradient.length - 1;
        Arrays.fill(gradient, 0);
        out.sse = 0;
        out.sae = 0;
        for (int b = 0; b < y.length; b++) {
            float[][] block = columns[b];
            int count = y[b].length;
            residuals(theta, block, y[b], residual);
            addSums(residual, count, out);
            int k = 0;
            for (; k + 3 < theta.length; k += 4) {
                addDots(residual, block, k, count, gradient);
            }
            for (; k < block.length; k++) {
                int owner = Math.min(k, last);
                gradient[owner] = (float) gradient[owner] + dot(residual, block[k], count);
            }
        }
        for (int k = 0; k < theta.length; k++) {
            gradient[k] = scale * (float) gradient[k];
        }
        float sse = (float) out.sse;
        out.loss = mean ? sse / n : sse;
        out.summed = true;
    }

    /** r = ŷ − y over a block, lowest order first. */
    private static void residuals(double[] theta, float[][] columns, float[] y, float[] r) {
        Arrays.fill(r, (float) theta[0]);
        for (int k = 1; k < columns.length; k++) {
            float coefficient = (float) theta[Math.min(k, theta.length - 1)];
            float[] column = columns[k];
            for (int i = 0; i < column.length; i++) {
                r[i] += coefficient * column[i];
            }
        }
        for (int i = 0; i < y.length; i++) {
            r[i] -= y[i];
        }
    }

    /** Adds Σ r² and Σ |r| over a block. */
    private static void addSums(float[] r, int count, Evaluation out) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float a0 = 0;
        float a1 = 0;
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
        out.sse = (float) out.sse + ((s0 + s1) + (s2 + s3));
        out.sae = (float) out.sae + (a0 + a1);
    }

    /** Σ a·b over a block. */
    private static float dot(float[] a, float[] b, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
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
    private static void addDots(float[] r, float[][] columns, int k, int count, double[] sums) {
        float[] a = columns[k];
        float[] b = columns[k + 1];
        float[] c = columns[k + 2];
        float[] d = columns[k + 3];
        float p0 = 0;
        float p1 = 0;
        float p2 = 0;
        float p3 = 0;
        float q0 = 0;
        float q1 = 0;
        float q2 = 0;
        float q3 = 0;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float t0 = 0;
        float t1 = 0;
        float t2 = 0;
        float t3 = 0;
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
        sums[k] = (float) sums[k] + ((p0 + p1) + (p2 + p3));
        sums[k + 1] = (float) sums[k + 1] + ((q0 + q1) + (q2 + q3));
        sums[k + 2] = (float) sums[k + 2] + ((s0 + s1) + (s2 + s3));
        sums[k + 3] = (float) sums[k + 3] + ((t0 + t1) + (t2 + t3));
    }
}
