package sinefit.model;

/** A squared error that can be taken over some of its samples. Immutable. */
public interface SampleLoss extends Objective {
    /** The residuals are needed anyway, so the sums come along. */
    @Override
    default void gradient(double[] theta, Evaluation out) {
        evaluate(theta, out);
    }

    /**
     * The same loss over a batch of the samples; a mean is that of the batch.
     *
     * @param rows indices of samples
     * @param from the first of them that counts
     * @param to the first that does not any more
     */
    SampleLoss over(int[] rows, int from, int to);

    /**
     * The loss with so many of the terms that chance decides on; the same for models without any.
     *
     * @param terms 0, 1 or 2
     */
    default SampleLoss rolled(int terms) {
        return this;
    }
}
