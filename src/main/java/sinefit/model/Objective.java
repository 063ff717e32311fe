package sinefit.model;

/** A loss over the coefficients θ of a model. Immutable and shared by any number of trainers. */
public interface Objective {
    /**
     * Evaluates all that is shown of a step: loss, sums and gradient.
     *
     * @param theta coefficients, not changed
     * @param out receives the values; whatever it held before is overwritten
     */
    void evaluate(double[] theta, Evaluation out);

    /**
     * Evaluates what the update of a step needs: the gradient, to the bit that of {@link
     * #evaluate}. The sums may be left out where they would be extra work and are certain to be
     * finite.
     *
     * @param theta coefficients, not changed
     * @param out receives the values, and whether the sums are among them
     */
    void gradient(double[] theta, Evaluation out);

    /**
     * Evaluates what {@link #gradient} has left out: loss and sums, to the bit those of {@link
     * #evaluate}.
     *
     * @param theta coefficients, not changed
     * @param out holds the gradient there, which is left as it is
     */
    void sums(double[] theta, Evaluation out);

    /**
     * Makes updates θ ← θ − η ∇ in one go: to the bit what {@link #gradient} and plain descent make
     * of it one after the other. Ends early, at latest where a value is no longer certain to be
     * finite.
     *
     * @param theta coefficients, replaced by the last ones
     * @param at holds the gradient at {@code theta}, and then that at the last ones, without sums
     * @param rate η
     * @param most how many updates at most
     * @return how many were made: 0 where nothing is gained by it
     */
    default int descend(double[] theta, Evaluation at, double rate, int most) {
        return 0;
    }
}
