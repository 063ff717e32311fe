package sinefit.optim;

import java.util.ArrayList;
import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * RMSprop: s ← α s + (1 − α) g²; θ ← θ − η g / (√s + ε).
 *
 * <p>Centered: m ← α m + (1 − α) g, and s − m² in place of s. With momentum μ: v ← μ v + g / (√s +
 * ε); θ ← θ − η v. g is the gradient + λθ.
 *
 * <p>Source: G. Hinton, "Neural networks for machine learning", lecture 6 (2012); {@code
 * torch.optim.RMSprop}. As there, a momentum of 0 leaves v alone.
 */
final class RmsProp extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.LR, 1e-2)
                    .with(Options.MOMENTUM, 0.0)
                    .with(Options.WEIGHT_DECAY, 0.0)
                    .with(Options.ALPHA, 0.99)
                    .with(Options.CENTERED, false)
                    .with(Options.EPS, 1e-8);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    s, m, v = np.zeros_like(theta), np.zeros_like(theta), np.zeros_like(theta)""",
                    """
                    g@ = g@ + weight_decay * theta@
                    s@ = alpha * s@ + (1 - alpha) * g@ ** 2
                    spread = s@
                    if centered:
                        m@ = alpha * m@ + (1 - alpha) * g@
                        spread = s@ - m@ ** 2
                    step = g@ / (np.sqrt(spread) + eps)
                    if momentum > 0:
                        v@ = momentum * v@ + step
                        step = v@
                    theta@ -= learning_rate * step""");

    static List<RuleLine> rule(Settings s) {
        List<RuleLine> lines = new ArrayList<>();
        lines.add(
                RuleLine.kept(
                        "square_avg",
                        "s\\leftarrow\\alpha\\,s+(1-\\alpha)\\,g^2",
                        "s ← α s + (1 − α) g²"));
        boolean centered = s.get(Options.CENTERED);
        if (centered) {
            lines.add(
                    RuleLine.kept(
                            "grad_avg",
                            "m\\leftarrow\\alpha\\,m+(1-\\alpha)\\,g",
                            "m ← α m + (1 − α) g"));
        }
        String root = "(\\sqrt{" + (centered ? "s-m^2" : "s") + "}+\\varepsilon)";
        String size = centered ? "(√(s − m²) + ε)" : "(√s + ε)";
        boolean decays = s.get(Options.WEIGHT_DECAY) != 0;
        if (s.get(Options.MOMENTUM) > 0) {
            lines.add(
                    RuleLine.kept(
                            "momentum_buffer",
                            "v\\leftarrow\\mu\\,v+g/" + root,
                            "v ← μ v + g / " + size));
            return RuleLine.rule(decays, lines, "\\eta\\,v", "η v");
        }
        return RuleLine.rule(decays, lines, "\\eta\\,g/" + root, "η g / " + size);
    }

    private final double[] square = remembered();
    private final double[] mean = remembered();
    private final double[] velocity = remembered();
    private double rate;
    private double alpha;
    private double eps;
    private double decay;
    private double momentum;
    private boolean centered;

    RmsProp(Settings settings, Dtype dtype, int size) {
        super(settings, dtype, size);
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new RmsProp(settings, dtype, size);
    }

    @Override
    void read(Settings settings) {
        rate = settings.get(OptimizerKind.LR);
        alpha = settings.get(Options.ALPHA);
        eps = round(settings.get(Options.EPS));
        decay = settings.get(Options.WEIGHT_DECAY);
        momentum = settings.get(Options.MOMENTUM);
        centered = settings.get(Options.CENTERED);
    }

    @Override
    double next(int k, double theta, double gradient) {
        double g = decayed(gradient, decay, theta);
        square[k] = addProduct(times(alpha, square[k]), 1 - alpha, g, g);
        double spread = square[k];
        if (centered) {
            mean[k] = add(times(alpha, mean[k]), 1 - alpha, g);
            spread = addProduct(spread, -1, mean[k], mean[k]);
        }
        // Squares that weigh less than nothing are α's doing; their spread is rounding's.
        double root = root(spread, square[k] < 0 ? Options.ALPHA : Options.CENTERED);
        double size = divisor(round(root + eps), Options.EPS);
        if (momentum > 0) {
            velocity[k] = addQuotient(times(momentum, velocity[k]), 1, g, size);
            return add(theta, -rate, velocity[k]);
        }
        return addQuotient(theta, -rate, g, size);
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(List.of(kept("square_avg", square)));
        if (centered) {
            figures.add(kept("grad_avg", mean));
        }
        if (momentum > 0) {
            figures.add(kept("momentum_buffer", velocity));
        }
        return figures;
    }
}
