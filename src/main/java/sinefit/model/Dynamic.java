package sinefit.model;

import java.util.Arrays;
import java.util.List;
import sinefit.number.Dtype;
import sinefit.problem.Samples;

/**
 * ŷ = a + b x + c x² + d x³, and by chance, anew at every step, + e x⁴, or + e x⁴ + e x⁵ with the
 * same e. While no die has e, the loss does not depend on it: e has no gradient.
 */
public record Dynamic() implements Model {
    private static final int ALWAYS = 4;
    private static final int MOST = 6;

    @Override
    public int size() {
        return ALWAYS + 1;
    }

    @Override
    public List<String> parameters() {
        return Model.letters(size());
    }

    /** Of the terms that are always there. */
    @Override
    public double at(double x, double min, double max, double[] theta) {
        return theta[0] + x * (theta[1] + x * (theta[2] + x * theta[3]));
    }

    @Override
    public int cost() {
        return MOST;
    }

    @Override
    public SampleLoss overSamples(Samples samples, Reduction reduction) {
        SampleLoss[] ways = new SampleLoss[MOST - ALWAYS + 1];
        double[][] columns = Basis.MONOMIAL.columns(samples, MOST - 1);
        if (samples.dtype() == Dtype.FLOAT64) {
            SquaredError64 most =
                    new SquaredError64(Basis.MONOMIAL, columns, samples.y(), reduction);
            Arrays.setAll(ways, terms -> most.narrowed(ALWAYS + terms));
        } else {
            SquaredError32 most =
                    new SquaredError32(Basis.MONOMIAL, columns, samples.y(), reduction);
            Arrays.setAll(ways, terms -> most.narrowed(ALWAYS + terms));
        }
        return new Loss(ways, 0);
    }

    /**
     * The loss with so many of the terms that chance decides on.
     *
     * @param ways the loss with none of them, with one, with two
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Loss(SampleLoss[] ways, int terms) implements SampleLoss {
        @Override
        public void evaluate(double[] theta, Evaluation out) {
            ways[terms].evaluate(theta, out);
            out.used = terms == 0 ? ALWAYS : ALWAYS + 1;
        }

        @Override
        public SampleLoss over(int[] rows, int from, int to) {
            SampleLoss[] some = ways.clone();
            some[terms] = ways[terms].over(rows, from, to);
            return new Loss(some, terms);
        }

        @Override
        public SampleLoss rolled(int roll) {
            return new Loss(ways, roll);
        }
    }
}
