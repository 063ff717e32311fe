package sinefit.optim;

import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Gradient descent: θ ← θ − η g.
 *
 * <p>As {@code theta -= learning_rate * gradient} in NumPy and {@code torch.optim.SGD} without
 * options: the product is rounded to the run's width, then the difference.
 */
final class Sgd implements Optimizer {
    private final Dtype dtype;
    private double rate;

    Sgd(Settings settings, Dtype dtype) {
        this.dtype = dtype;
        this.rate = dtype.round(settings.get(OptimizerKind.LR));
    }

    @Override
    public void update(double[] theta, double[] gradient) {
        for (int k = 0; k < theta.length; k++) {
            theta[k] = dtype.round(theta[k] - dtype.round(rate * gradient[k]));
        }
    }

    @Override
    public void tweak(Settings settings) {
        rate = dtype.round(settings.get(OptimizerKind.LR));
    }

    @Override
    public Optimizer copy() {
        return new Sgd(Settings.EMPTY.with(OptimizerKind.LR, rate), dtype);
    }
}
