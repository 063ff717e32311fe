package sinefit.model;

/**
 * The loss and its gradient at one point. Mutable, so that a step allocates nothing; each trainer
 * has its own.
 */
public final class Evaluation {
    /**
     * Whether sse, sae and loss belong to the gradient. They may have been left out, those of some
     * step before standing there, where all values are certain to be finite.
     */
    public boolean summed;

    /** Σ(ŷ−y)². */
    public double sse;

    /** Σ|ŷ−y|. */
    public double sae;

    /** The objective: sse, or its mean. */
    public double loss;

    /** ∂loss/∂θ, in the order of θ; points uphill. */
    public final double[] gradient;

    /**
     * How many coefficients the loss depends on this time: the first ones. The others have no
     * gradient, which is shown as 0.
     */
    public int used;

    public Evaluation(int size) {
        gradient = new double[size];
        used = size;
    }

    /** A copy that shares nothing. */
    public Evaluation copy() {
        Evaluation copy = new Evaluation(gradient.length);
        copy.summed = summed;
        copy.sse = sse;
        copy.sae = sae;
        copy.loss = loss;
        copy.used = used;
        System.arraycopy(gradient, 0, copy.gradient, 0, gradient.length);
        return copy;
    }

    /** Whether loss, sums and gradient are all finite; θ then is, too, or no residual would be. */
    public boolean finite() {
        if (!summed) {
            return true;
        }
        boolean finite = Double.isFinite(sse) && Double.isFinite(sae) && Double.isFinite(loss);
        for (double g : gradient) {
            finite &= Double.isFinite(g);
        }
        return finite;
    }
}
