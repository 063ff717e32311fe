package sinefit.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Gradient descent: θ ← θ − η g, where g is the gradient + λθ (weight decay λ).
 *
 * <p>With momentum μ and dampening τ: v ← μ v + (1 − τ) g, at first v = g; then θ ← θ − η v, or θ ←
 * θ − η (g + μ v) with Nesterov's momentum.
 *
 * <p>As {@code theta -= learning_rate * gradient} in NumPy and as {@code torch.optim.SGD}: every
 * operation is rounded to the run's width. As there, a momentum of 0 neither uses nor changes v.
 */
final class Sgd extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.MOMENTUM, 0.0)
                    .with(Options.DAMPENING, 0.0)
                    .with(Options.NESTEROV, false)
                    .with(Options.WEIGHT_DECAY, 0.0);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    v = np.zeros_like(theta)
                    moving = np.zeros(len(theta), dtype=bool)""",
                    """
                    g@ = g@ + weight_decay * theta@
                    along = g@
                    if momentum != 0:
                        v@ = np.where(moving@, momentum * v@ + (1 - dampening) * g@, g@)
                        moving@ = True
                        along = g@ + momentum * v@ if nesterov else v@
                    theta@ -= learning_rate * along""");

    static List<RuleLine> rule(Settings s) {
        List<RuleLine> lines = new ArrayList<>();
        boolean decays = s.get(Options.WEIGHT_DECAY) != 0;
        if (s.get(Options.MOMENTUM) == 0) {
            return RuleLine.rule(decays, lines, "\\eta\\,g", "η g");
        }
        boolean damped = s.get(Options.DAMPENING) != 0;
        lines.add(
                RuleLine.kept(
                        "momentum_buffer",
                        damped
                                ? "v\\leftarrow\\mu\\,v+(1-\\tau)\\,g,\\;\\;v_1=g"
                                : "v\\leftarrow\\mu\\,v+g",
                        damped ? "v ← μ v + (1 − τ) g, at first g" : "v ← μ v + g"));
        return s.get(Options.NESTEROV)
                ? RuleLine.rule(decays, lines, "\\eta\\,(g+\\mu\\,v)", "η (g + μ v)")
                : RuleLine.rule(decays, lines, "\\eta\\,v", "η v");
    }

    private final double[] velocity = remembered();
    private final double[] moving = remembered(); // 1 once there is a velocity
    private double rate;
    private double momentum;
    private double fresh;
    private boolean nesterov;
    private double decay;

    Sgd(Settings settings, Dtype dtype, int size) {
        super(settings, dtype, size);
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new Sgd(settings, dtype, size);
    }

    @Override
    void read(Settings settings) {
        rate = round(settings.get(OptimizerKind.LR));
        momentum = round(settings.get(Options.MOMENTUM));
        fresh = round(1 - settings.get(Options.DAMPENING));
        nesterov = settings.get(Options.NESTEROV);
        decay = settings.get(Options.WEIGHT_DECAY);
    }

    @Override
    double next(int k, double theta, double gradient) {
        double g = decayed(gradient, decay, theta);
        return round(theta - round(rate * (momentum == 0 ? g : along(k, g))));
    }

    @Override
    public double plainRate() {
        return momentum == 0 && decay == 0 ? rate : Double.NaN;
    }

    private double along(int k, double g) {
        if (moving[k] == 0) {
            velocity[k] = g;
            moving[k] = 1;
        } else {
            velocity[k] = round(round(momentum * velocity[k]) + round(fresh * g));
        }
        return nesterov ? round(g + round(momentum * velocity[k])) : velocity[k];
    }

    /** v, unless there is no momentum. */
    @Override
    public Optional<double[]> velocity() {
        return momentum == 0 ? Optional.empty() : Optional.of(velocity.clone());
    }

    @Override
    public List<Figure> figures() {
        return momentum == 0 ? List.of() : List.of(kept("momentum_buffer", velocity));
    }
}
