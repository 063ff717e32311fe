package sinefit.model;

import java.util.Arrays;

/**
 * Squared error of a linear combination of columns, in double precision.
 *
 * <p>A sum over the samples is one of {@value SampleLoss#LANES} partial sums side by side, its
 * lanes: the i-th sample goes to lane i mod {@value SampleLoss#LANES}; see {@link #total} for how
 * lanes are added up. The samples are kept in blocks with one for each lane: loops over several
 * arrays at one and the same index, with no more than ten places read or written, are what
 * compilers make vector code of. Powers of x are multiplied out, r x² as (r x) x.
 *
 * <p>The order of all that is part of a run's identity: another one changes last bits, and so the
 * digest.
 *
 * <p>The first column is 1 everywhere. Columns beyond the last coefficient share it.
 */
final class SquaredError64 implements SampleLoss {
    /** Room for a block's residuals, and for the lanes of each sum. */
    private static final ThreadLocal<double[][]> ROOM =
            ThreadLocal.withInitial(() -> new double[3 + Model.MOST_COEFFICIENTS][LANES]);

    private static final int RESIDUALS = 0;
    private static final int OTHERS = 1; // the next block's
    private static final int SQUARES = 1;
    private static final int ABSOLUTES = 2;
    private static final int SLOPES = 3;

    /** {@code [block][k]}: the k-th column's part. */
    private final double[][][] columns;

    /** Whether the k-th column is the k-th power of the one with index 1. */
    private final boolean powers;

    /** By blocks. */
    private final double[][] y;

    private final int n;
    private final double scale;
    private final boolean mean;

    /** As long as no |θₖ| is above this, all values are certain to be finite. */
    private final double harmless;

    SquaredError64(Basis basis, double[][] columns, double[] y, Reduction reduction) {
        this(
                columns,
                basis.powers(),
                y,
                reduction == Reduction.MEAN,
                Harmless.limit(columns, y, Double.MAX_VALUE));
    }

    private SquaredError64(
            double[][] columns, boolean powers, double[] y, boolean mean, double harmless) {
        this(
                new double[(y.length + LANES - 1) / LANES][columns.length][],
                powers,
                blocks(y),
                y.length,
                mean,
                harmless);
        for (int k = 0; k < columns.length; k++) {
            double[][] parts = blocks(columns[k]);
            for (int b = 0; b < parts.length; b++) {
                this.columns[b][k] = parts[b];
            }
        }
    }

    private SquaredError64(
            double[][][] columns,
            boolean powers,
            double[][] y,
            int n,
            boolean mean,
            double harmless) {
        this.columns = columns;
        this.powers = powers;
        this.y = y;
        this.n = n;
        this.mean = mean;
        this.scale = mean ? 2.0 / n : 2.0;
        this.harmless = harmless;
    }

    /** The loss with the first so many columns only. */
    SquaredError64 narrowed(int count) {
        double[][][] some = new double[columns.length][][];
        Arrays.setAll(some, b -> Arrays.copyOf(columns[b], count));
        return new SquaredError64(some, powers, y, n, mean, harmless);
    }

    @Override
    public SampleLoss over(int[] rows, int from, int to) {
        double[][] some = new double[columns[0].length][to - from];
        double[] values = new double[to - from];
        for (int i = from; i < to; i++) {
            int block = rows[i] / LANES;
            int at = rows[i] % LANES;
            for (int k = 0; k < some.length; k++) {
                some[k][i - from] = columns[block][k][at];
            }
            values[i - from] = y[block][at];
        }
        // Fewer samples overflow no sooner than all of them.
        return new SquaredError64(some, powers, values, mean, harmless);
    }

    private static double[][] blocks(double[] values) {
        double[][] blocks = new double[(values.length + LANES - 1) / LANES][];
        for (int b = 0; b < blocks.length; b++) {
            int from = b * LANES;
            blocks[b] = Arrays.copyOfRange(values, from, Math.min(from + LANES, values.length));
        }
        return blocks;
    }

    /** Fills in H = 2 ΦᵀΦ, by rows, and q = 2 Φᵀy; for the mean over the number of samples. */
    void condense(double[][] hessian, double[] q) {
        double[] lanes = new double[LANES];
        for (int k = 0; k < q.length; k++) {
            for (int m = 0; m < q.length; m++) {
                Arrays.fill(lanes, 0);
                for (int b = 0; b < y.length; b++) {
                    addProducts(columns[b][k], columns[b][m], lanes);
                }
                hessian[k][m] = scale * total(lanes);
            }
            Arrays.fill(lanes, 0);
            for (int b = 0; b < y.length; b++) {
                addProducts(columns[b][k], y[b], lanes);
            }
            q[k] = scale * total(lanes);
        }
    }

    /** What no |θₖ| may be above for all values to be certain to be finite. */
    double harmless() {
        return harmless;
    }

    @Override
    public void evaluate(double[] theta, Evaluation out) {
        slopes(theta, out.gradient);
        sums(theta, out);
    }

    @Override
    public void gradient(double[] theta, Evaluation out) {
        if (Harmless.within(harmless, theta)) {
            slopes(theta, out.gradient);
            out.summed = false;
        } else {
            evaluate(theta, out);
        }
    }

    @Override
    public void sums(double[] theta, Evaluation out) {
        double[][] room = ROOM.get();
        double[] r = room[RESIDUALS];
        double[] squares = room[SQUARES];
        double[] absolutes = room[ABSOLUTES];
        Arrays.fill(squares, 0);
        Arrays.fill(absolutes, 0);
        boolean cubic = isCubic(theta);
        for (int b = 0; b < y.length; b++) {
            if (cubic) {
                addSumsOfCubic(theta, columns[b][1], y[b], squares, absolutes);
            } else {
                residuals(theta, columns[b], y[b], r);
                addSums(r, y[b].length, squares, absolutes);
            }
        }
        out.sse = total(squares);
        out.sae = total(absolutes);
        out.loss = mean ? out.sse / n : out.sse;
        out.summed = true;
    }

    /** 2 Σ(ŷ−y)φₖ, for the mean over the number of samples. */
    private void slopes(double[] theta, double[] gradient) {
        double[][] room = ROOM.get();
        int count = columns[0].length;
        for (int k = 0; k < count; k++) {
            Arrays.fill(room[SLOPES + k], 0);
        }
        double[] r = room[RESIDUALS];
        int b = 0;
        if (isCubic(theta)) {
            double[] s = room[OTHERS];
            for (; (b + 2) * LANES <= n; b += 2) {
                double[] x = columns[b][1];
                double[] z = columns[b + 1][1];
                addCubics(theta, x, y[b], r, z, y[b + 1], s, room[SLOPES], room[SLOPES + 1]);
                addTwoPowers(r, x, s, z, room[SLOPES + 2], room[SLOPES + 3]);
            }
        }
        for (; b < y.length; b++) {
            double[] x = columns[b][Math.min(1, count - 1)];
            residuals(theta, columns[b], y[b], r);
            addTo(r, y[b].length, room[SLOPES]);
            for (int k = 1; k < count; k++) {
                if (powers) {
                    addPower(r, x, room[SLOPES + k]);
                } else {
                    addProducts(r, columns[b][k], room[SLOPES + k]);
                }
            }
        }
        Arrays.fill(gradient, 0);
        for (int k = 0; k < count; k++) {
            gradient[Math.min(k, gradient.length - 1)] += total(room[SLOPES + k]);
        }
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = scale * gradient[k];
        }
    }

    /**
     * Whether it is a cubic in powers, as most are: it has loops of its own, with the same sums.
     */
    private boolean isCubic(double[] theta) {
        return powers && columns[0].length == 4 && theta.length == 4;
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

    /**
     * Adds a cubic's residuals r and r x to their lanes, of two blocks at once: a lane takes one
     * after the other, but is read and written only once.
     *
     * @param x of the first block
     * @param rx receives its r x
     * @param z of the second one
     * @param sz receives its r x
     */
    private static void addCubics(
            double[] theta,
            double[] x,
            double[] y,
            double[] rx,
            double[] z,
            double[] yz,
            double[] sz,
            double[] lanes,
            double[] ofOnce) {
        double a = theta[0];
        double b = theta[1];
        double c = theta[2];
        double d = theta[3];
        for (int i = 0; i < LANES; i++) {
            double square = x[i] * x[i];
            double r = a + b * x[i] + c * square + d * (square * x[i]) - y[i];
            double once = r * x[i];
            double other = z[i] * z[i];
            double s = a + b * z[i] + c * other + d * (other * z[i]) - yz[i];
            double otherOnce = s * z[i];
            rx[i] = once;
            sz[i] = otherOnce;
            lanes[i] = lanes[i] + r + s;
            ofOnce[i] = ofOnce[i] + once + otherOnce;
        }
    }

    /** Adds r² and |r| of a cubic's residuals to their lanes. */
    private static void addSumsOfCubic(
            double[] theta, double[] x, double[] y, double[] squares, double[] absolutes) {
        double a = theta[0];
        double b = theta[1];
        double c = theta[2];
        double d = theta[3];
        for (int i = 0; i < x.length; i++) {
            double square = x[i] * x[i];
            double residual = a + b * x[i] + c * square + d * (square * x[i]) - y[i];
            squares[i] += residual * residual;
            absolutes[i] += Math.abs(residual);
        }
    }

    /** Adds r² and |r| to their lanes. */
    private static void addSums(double[] r, int count, double[] squares, double[] absolutes) {
        for (int i = 0; i < count; i++) {
            squares[i] += r[i] * r[i];
            absolutes[i] += Math.abs(r[i]);
        }
    }

    private static void addTo(double[] r, int count, double[] lanes) {
        for (int i = 0; i < count; i++) {
            lanes[i] += r[i];
        }
    }

    private static void addProducts(double[] a, double[] b, double[] lanes) {
        for (int i = 0; i < b.length; i++) {
            lanes[i] += a[i] * b[i];
        }
    }

    /** Adds r x² and r x³ to their lanes, of two blocks at once. */
    private static void addTwoPowers(
            double[] rx, double[] x, double[] sz, double[] z, double[] ofTwice, double[] ofThrice) {
        for (int i = 0; i < LANES; i++) {
            double twice = rx[i] * x[i];
            double otherTwice = sz[i] * z[i];
            ofTwice[i] = ofTwice[i] + twice + otherTwice;
            ofThrice[i] = ofThrice[i] + twice * x[i] + otherTwice * z[i];
        }
    }

    /** Multiplies r by x, and adds it to its lanes. */
    private static void addPower(double[] r, double[] x, double[] lanes) {
        for (int i = 0; i < x.length; i++) {
            double next = r[i] * x[i];
            r[i] = next;
            lanes[i] += next;
        }
    }

    /** Adds up lanes: each to one of eight sums, by its index, and these pair by pair. */
    private static double total(double[] lanes) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i + 7 < LANES; i += 8) {
            s0 += lanes[i];
            s1 += lanes[i + 1];
            s2 += lanes[i + 2];
            s3 += lanes[i + 3];
            s4 += lanes[i + 4];
            s5 += lanes[i + 5];
            s6 += lanes[i + 6];
            s7 += lanes[i + 7];
        }
        s0 += lanes[i]; // LANES is two more than a multiple of eight
        s1 += lanes[i + 1];
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
