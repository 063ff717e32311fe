package sinefit.optim;

import java.util.List;
import java.util.Optional;
import sinefit.knob.Settings;

/** How a gradient becomes the next coefficients. Holds the state of one run. */
public interface Optimizer {
    /**
     * Takes one step.
     *
     * @param theta the coefficients, replaced by the next ones
     * @param gradient ∂loss/∂θ at {@code theta}, in the same order; points uphill
     */
    default void update(double[] theta, double[] gradient) {
        update(theta, gradient, theta.length);
    }

    /**
     * Takes one step of the first so many coefficients. The loss does not depend on the others this
     * time, so that they have no gradient: neither they nor their state move.
     *
     * @param theta the coefficients, replaced by the next ones
     * @param gradient ∂loss/∂θ at {@code theta}, in the same order; points uphill
     * @param used how many have a gradient
     */
    void update(double[] theta, double[] gradient, int used);

    /**
     * η if an update is θ ← θ − η g and nothing else: there is no state then, neither used nor
     * changed. NaN if it is not.
     */
    default double plainRate() {
        return Double.NaN;
    }

    /** Goes on with other hyperparameters; the state is kept. */
    void tweak(Settings settings);

    /**
     * What the rate was multiplied by in the last update, where that is not the gradient itself but
     * a memory of gradients; points uphill.
     */
    Optional<double[]> velocity();

    /**
     * What is in force of its state after the last update, and what was made of it on the way, in
     * the order of the rule.
     */
    List<Figure> figures();

    /** The first operation so far that had no value; empty if all of them had one. */
    default Optional<Breakdown> breakdown() {
        return Optional.empty();
    }

    /** A copy that shares no state. */
    Optimizer copy();
}
