package sinefit.model;

/** A loss over the coefficients θ of a model. Immutable and shared by any number of trainers. */
public interface Objective {
    /**
     * Evaluates loss and gradient.
     *
     * @param theta coefficients, not changed
     * @param out receives the values; whatever it held before is overwritten
     */
    void evaluate(double[] theta, Evaluation out);
}
