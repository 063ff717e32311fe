package sinefit.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Adagrad: s ← s + g²; θ ← θ − ηₜ g / (√s + ε), ηₜ = η / (1 + (t − 1) κ), t counting from 1.
 *
 * <p>κ is the decay of the rate; s starts at the initial accumulator value; g is the gradient + λθ.
 *
 * <p>Source: J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", JMLR 12 (2011); {@code torch.optim.Adagrad}.
 */
final class Adagrad extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.LR, 1e-2)
                    .with(Options.WEIGHT_DECAY, 0.0)
                    .with(Options.LR_DECAY, 0.0)
                    .with(Options.INITIAL_ACCUMULATOR_VALUE, 0.0)
                    .with(Options.EPS, 1e-10);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    s = np.full_like(theta, initial_accumulator_value)
                    steps = np.zeros(len(theta))""",
                    """
                    g@ = g@ + weight_decay * theta@
                    slowed = learning_rate / (1 + steps@ * lr_decay)
                    steps@ += 1
                    s@ += g@ ** 2
                    theta@ -= slowed * g@ / (np.sqrt(s@) + eps)""");

    static List<RuleLine> rule(Settings s) {
        List<RuleLine> lines = new ArrayList<>();
        lines.add(RuleLine.kept("sum", "s\\leftarrow s+g^2", "s ← s + g²"));
        boolean slows = s.get(Options.LR_DECAY) != 0;
        if (slows) {
            lines.add(
                    RuleLine.made(
                            "clr",
                            "\\eta_t=\\eta/(1+(t-1)\\,\\kappa)",
                            "ηₜ = η / (1 + (t − 1) κ)"));
        }
        return RuleLine.rule(
                s.get(Options.WEIGHT_DECAY) != 0,
                lines,
                (slows ? "\\eta_t" : "\\eta") + "\\,g/(\\sqrt{s}+\\varepsilon)",
                (slows ? "ηₜ" : "η") + " g / (√s + ε)");
    }

    private final double[] sum = remembered();
    private final double[] steps = remembered();
    private double rate;
    private double decay;
    private double rateDecay;
    private double eps;

    Adagrad(Settings settings, Dtype dtype, int size) {
        super(settings, dtype, size);
        Arrays.fill(sum, round(settings.get(Options.INITIAL_ACCUMULATOR_VALUE)));
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new Adagrad(settings, dtype, size);
    }

    /** Another initial value comes too late in the middle of a run. */
    @Override
    void read(Settings settings) {
        rate = settings.get(OptimizerKind.LR);
        decay = settings.get(Options.WEIGHT_DECAY);
        rateDecay = settings.get(Options.LR_DECAY);
        eps = round(settings.get(Options.EPS));
    }

    @Override
    double next(int k, double theta, double gradient) {
        double g = decayed(gradient, decay, theta);
        double slowed = rate / (1 + steps[k]++ * rateDecay);
        sum[k] = addProduct(sum[k], 1, g, g);
        double size = divisor(round(root(sum[k]) + eps), Options.EPS);
        return addQuotient(theta, -slowed, g, size);
    }

    @Override
    public List<Figure> figures() {
        Figure slowed = made("clr", k -> rate / (1 + (steps[k] - 1) * rateDecay));
        List<Figure> figures = List.of(kept("step", steps), kept("sum", sum));
        return rateDecay == 0 ? figures : List.of(figures.get(0), figures.get(1), slowed);
    }
}
