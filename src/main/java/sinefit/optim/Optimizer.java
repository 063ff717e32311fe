package sinefit.optim;

import sinefit.knob.Settings;

/** How a gradient becomes the next coefficients. Holds the state of one run. */
public interface Optimizer {
    /**
     * Takes one step.
     *
     * @param theta the coefficients, replaced by the next ones
     * @param gradient ∂loss/∂θ at {@code theta}, in the same order; points uphill
     */
    void update(double[] theta, double[] gradient);

    /** Goes on with other hyperparameters; the state is kept. */
    void tweak(Settings settings);

    /** A copy that shares no state. */
    Optimizer copy();
}
