package sinefit.optim;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Gradient descent: θ ← θ − η g. With momentum: v ← μ v + g, then θ ← θ − η v; at first v = g.
 *
 * <p>As {@code theta -= learning_rate * gradient} in NumPy and as {@code torch.optim.SGD}: every
 * operation is rounded to the run's width. As there, a momentum of 0 neither uses nor changes v.
 */
final class Sgd implements Optimizer {
    static final Knob<Double> MOMENTUM = new Knob<>("momentum", RealDomain.atLeast(0));
    static final Settings OPTIONS = Settings.EMPTY.with(MOMENTUM, 0.0);

    private final Dtype dtype;
    private double rate;
    private double momentum;
    private double @Nullable [] velocity;

    Sgd(Settings settings, Dtype dtype) {
        this.dtype = dtype;
        tweak(settings);
    }

    @Override
    public void update(double[] theta, double[] gradient) {
        double[] along = momentum == 0 ? gradient : accelerate(gradient);
        for (int k = 0; k < theta.length; k++) {
            theta[k] = dtype.round(theta[k] - dtype.round(rate * along[k]));
        }
    }

    private double[] accelerate(double[] gradient) {
        double[] v = velocity;
        if (v == null) {
            v = gradient.clone();
            velocity = v;
        } else {
            for (int k = 0; k < v.length; k++) {
                v[k] = dtype.round(dtype.round(momentum * v[k]) + gradient[k]);
            }
        }
        return v;
    }

    @Override
    public void tweak(Settings settings) {
        rate = dtype.round(settings.get(OptimizerKind.LR));
        momentum = dtype.round(settings.get(MOMENTUM));
    }

    @Override
    public Optional<double[]> velocity() {
        return momentum == 0
                ? Optional.empty()
                : Optional.ofNullable(velocity).map(double[]::clone);
    }

    @Override
    public Optimizer copy() {
        Settings settings = OPTIONS.with(OptimizerKind.LR, rate).with(MOMENTUM, momentum);
        Sgd copy = new Sgd(settings, dtype);
        copy.velocity = velocity == null ? null : velocity.clone();
        return copy;
    }
}
