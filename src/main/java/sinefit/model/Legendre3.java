package sinefit.model;

import java.util.Arrays;
import java.util.List;
import sinefit.number.Dtype;
import sinefit.problem.Samples;

/**
 * ŷ = a + b P₃(c + d x), with Legendre's P₃(z) = (5z³ − 3z)/2 and its slope P₃′(z) = 3(5z² − 1)/2.
 */
public record Legendre3() implements Model {
    private static final int BLOCK = 128;

    @Override
    public int size() {
        return 4;
    }

    @Override
    public List<String> parameters() {
        return Model.letters(size());
    }

    @Override
    public double at(double x, double min, double max, double[] theta) {
        double z = theta[2] + theta[3] * x;
        return theta[0] + theta[1] * 0.5 * (5 * z * z * z - 3 * z);
    }

    /** Measured against a polynomial's columns, which are made once and not at every step. */
    @Override
    public int cost() {
        return 40;
    }

    @Override
    public SampleLoss overSamples(Samples samples, Reduction reduction) {
        return new Loss(samples, reduction == Reduction.MEAN, 1);
    }

    /** The squared error with a gradient that takes P₃′(z) for 15z²/2: a mistake to be found. */
    public SampleLoss misdifferentiated(Samples samples, Reduction reduction) {
        return new Loss(samples, reduction == Reduction.MEAN, 0);
    }

    /**
     * Sums of blocks are added in order; every operation is rounded to the samples' width.
     *
     * @param less what is taken from 5z² in the slope 3(5z² − 1)/2: 1, and 0 where it is forgotten
     */
    private record Loss(Samples samples, boolean mean, int less) implements SampleLoss {
        @Override
        public SampleLoss over(int[] rows, int from, int to) {
            double[] x = new double[to - from];
            double[] y = new double[to - from];
            for (int i = from; i < to; i++) {
                x[i - from] = samples.x()[rows[i]];
                y[i - from] = samples.y()[rows[i]];
            }
            return new Loss(new Samples(x, y, samples.dtype()), mean, less);
        }

        @Override
        public void evaluate(double[] theta, Evaluation out) {
            Dtype w = samples.dtype();
            double[] x = samples.x();
            double[] y = samples.y();
            double scale = mean ? w.round(2.0 / y.length) : 2;
            Arrays.fill(out.gradient, 0);
            out.sse = 0;
            out.sae = 0;
            double[] g = new double[4];
            for (int from = 0; from < x.length; from += BLOCK) {
                int to = Math.min(from + BLOCK, x.length);
                double sse = 0;
                double sae = 0;
                Arrays.fill(g, 0);
                for (int i = from; i < to; i++) {
                    double z = w.round(theta[2] + w.round(theta[3] * x[i]));
                    double z2 = w.round(z * z);
                    double fives = w.round(5 * w.round(z2 * z));
                    double p = w.round(0.5 * w.round(fives - w.round(3 * z)));
                    double slope = w.round(1.5 * w.round(w.round(5 * z2) - less));
                    double fit = w.round(theta[0] + w.round(theta[1] * p));
                    double r = w.round(fit - y[i]);
                    sse = w.round(sse + w.round(r * r));
                    sae = w.round(sae + Math.abs(r));
                    double inner = w.round(w.round(r * theta[1]) * slope);
                    g[0] = w.round(g[0] + r);
                    g[1] = w.round(g[1] + w.round(r * p));
                    g[2] = w.round(g[2] + inner);
                    g[3] = w.round(g[3] + w.round(inner * x[i]));
                }
                out.sse = w.round(out.sse + sse);
                out.sae = w.round(out.sae + sae);
                for (int k = 0; k < g.length; k++) {
                    out.gradient[k] = w.round(out.gradient[k] + g[k]);
                }
            }
            for (int k = 0; k < g.length; k++) {
                out.gradient[k] = w.round(scale * out.gradient[k]);
            }
            out.loss = mean ? w.round(out.sse / y.length) : out.sse;
            out.summed = true;
        }
    }
}
