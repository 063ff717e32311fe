package sinefit.optim;

import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Adadelta: s ← ρ s + (1 − ρ) g²; d = √(u + ε) / √(s + ε) · g; u ← ρ u + (1 − ρ) d²; θ ← θ − η d.
 *
 * <p>u remembers how far steps have gone, s how steep it was; g is the gradient + λθ.
 *
 * <p>Source: M. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv 1212.5701 (2012);
 * {@code torch.optim.Adadelta}.
 */
final class Adadelta extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.LR, 1.0)
                    .with(Options.WEIGHT_DECAY, 0.0)
                    .with(Options.EPS, 1e-6)
                    .with(Options.RHO, 0.9);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    s, way = np.zeros_like(theta), np.zeros_like(theta)""",
                    """
                    g@ = g@ + weight_decay * theta@
                    s@ = rho * s@ + (1 - rho) * g@ ** 2
                    d = np.sqrt(way@ + eps) / np.sqrt(s@ + eps) * g@
                    way@ = rho * way@ + (1 - rho) * d ** 2
                    theta@ -= learning_rate * d""");

    static List<RuleLine> rule(Settings s) {
        return RuleLine.rule(
                s.get(Options.WEIGHT_DECAY) != 0,
                List.of(
                        RuleLine.kept(
                                "square_avg",
                                "s\\leftarrow\\rho\\,s+(1-\\rho)\\,g^2",
                                "s ← ρ s + (1 − ρ) g²"),
                        RuleLine.made(
                                "delta",
                                "d=\\sqrt{u+\\varepsilon}/\\sqrt{s+\\varepsilon}\\;g",
                                "d = √(u + ε) / √(s + ε) · g"),
                        RuleLine.kept(
                                "acc_delta",
                                "u\\leftarrow\\rho\\,u+(1-\\rho)\\,d^2",
                                "u ← ρ u + (1 − ρ) d²")),
                "\\eta\\,d",
                "η d");
    }

    private final double[] square = remembered();
    private final double[] way = remembered();
    private final double[] moved; // the last d, for whoever looks
    private double rate;
    private double rho;
    private double eps;
    private double decay;

    Adadelta(Settings settings, Dtype dtype, int size) {
        super(settings, dtype, size);
        moved = new double[size];
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new Adadelta(settings, dtype, size);
    }

    @Override
    void read(Settings settings) {
        rate = settings.get(OptimizerKind.LR);
        rho = settings.get(Options.RHO);
        eps = round(settings.get(Options.EPS));
        decay = settings.get(Options.WEIGHT_DECAY);
    }

    @Override
    double next(int k, double theta, double gradient) {
        double g = decayed(gradient, decay, theta);
        square[k] = addProduct(times(rho, square[k]), 1 - rho, g, g);
        double steep = divisor(root(round(square[k] + eps)), Options.EPS);
        double d = round(round(root(round(way[k] + eps)) / steep) * g);
        moved[k] = d;
        way[k] = addProduct(times(rho, way[k]), 1 - rho, d, d);
        return add(theta, -rate, d);
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                kept("square_avg", square), made("delta", k -> moved[k]), kept("acc_delta", way));
    }
}
