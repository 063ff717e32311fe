package sinefit.model;

/** A squared error that can be taken over some of its samples. Immutable. */
public interface SampleLoss extends Objective {
    /**
     * How many partial sums side by side make up a sum over the samples of a linear combination.
     * Few enough for the caches and for being added up at every step, enough for loops worth
     * beginning, and such that an array of as many doubles is with its head a multiple of 32 bytes:
     * arrays that were made one after the other then begin alike in the eyes of vector code.
     */
    int LANES = 250;

    /** Unless said otherwise, the sums come along with the residuals. */
    @Override
    default void gradient(double[] theta, Evaluation out) {
        evaluate(theta, out);
    }

    /** Unless said otherwise, no sums are ever left out. */
    @Override
    default void sums(double[] theta, Evaluation out) {
        throw new IllegalStateException("the sums are there already");
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
