package sinefit.optim;

import java.util.ArrayList;
import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Adam: m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) g²; then
 *
 * <pre>θ ← θ − η/(1 − β₁ᵗ) · m / (√s / √(1 − β₂ᵗ) + ε),   t counting from 1</pre>
 *
 * <p>With AMSGrad the largest s so far stands in place of s. g is the gradient + λθ; in AdamW the
 * weight decay is apart instead: first θ ← (1 − ηλ) θ, and g is the gradient itself.
 *
 * <p>Source: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015; I.
 * Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019; {@code
 * torch.optim.Adam} and {@code AdamW}.
 */
final class Adam extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.LR, 1e-3)
                    .with(Options.WEIGHT_DECAY, 0.0)
                    .with(Options.BETA1, 0.9)
                    .with(Options.BETA2, 0.999)
                    .with(Options.EPS, 1e-8)
                    .with(Options.AMSGRAD, false);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    m, s, largest = np.zeros_like(theta), np.zeros_like(theta), np.zeros_like(theta)
                    steps = np.zeros(len(theta))""",
                    """
                    g@ = g@ + weight_decay * theta@
                    steps@ += 1
                    m@ = beta1 * m@ + (1 - beta1) * g@
                    s@ = beta2 * s@ + (1 - beta2) * g@ ** 2
                    if amsgrad:
                        largest@ = np.maximum(largest@, s@)
                    size = np.sqrt(largest@ if amsgrad else s@) / np.sqrt(1 - beta2 ** steps@) + eps
                    theta@ -= learning_rate / (1 - beta1 ** steps@) * m@ / size""");

    static List<RuleLine> rule(Settings s) {
        boolean decays = s.get(Options.WEIGHT_DECAY) != 0;
        return RuleLine.rule(
                decays,
                moments(s),
                "\\eta\\,\\hat m/(\\sqrt{\\hat s}+\\varepsilon)",
                "η m̂ / (√ŝ + ε)");
    }

    /** The lines that Adam and AdamW share. */
    static List<RuleLine> moments(Settings s) {
        List<RuleLine> lines = new ArrayList<>();
        lines.add(
                RuleLine.kept(
                        "exp_avg",
                        "m\\leftarrow\\beta_1\\,m+(1-\\beta_1)\\,g",
                        "m ← β₁ m + (1 − β₁) g"));
        lines.add(
                RuleLine.kept(
                        "exp_avg_sq",
                        "s\\leftarrow\\beta_2\\,s+(1-\\beta_2)\\,g^2",
                        "s ← β₂ s + (1 − β₂) g²"));
        boolean largest = s.get(Options.AMSGRAD);
        if (largest) {
            lines.add(
                    RuleLine.kept(
                            "max_exp_avg_sq",
                            "\\bar s\\leftarrow\\max(\\bar s,\\,s)",
                            "s̄ ← max(s̄, s)"));
        }
        lines.add(RuleLine.made("m_hat", "\\hat m=m/(1-\\beta_1^{\\,t})", "m̂ = m / (1 − β₁ᵗ)"));
        lines.add(
                RuleLine.made(
                        "s_hat",
                        "\\hat s=" + (largest ? "\\bar s" : "s") + "/(1-\\beta_2^{\\,t})",
                        "ŝ = " + (largest ? "s̄" : "s") + " / (1 − β₂ᵗ)"));
        return lines;
    }

    private final boolean apart;
    private final double[] mean = remembered();
    private final double[] square = remembered();
    private final double[] largest = remembered();
    private final double[] steps = remembered();
    private double rate;
    private double beta1;
    private double beta2;
    private double eps;
    private double decay;
    private boolean amsgrad;

    Adam(Settings settings, Dtype dtype, int size) {
        this(settings, dtype, size, false);
    }

    /**
     * Adam, or AdamW.
     *
     * @param apart whether the weight decay is no part of the gradient
     */
    Adam(Settings settings, Dtype dtype, int size, boolean apart) {
        super(settings, dtype, size);
        this.apart = apart;
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new Adam(settings, dtype, size, apart);
    }

    @Override
    void read(Settings settings) {
        rate = settings.get(OptimizerKind.LR);
        beta1 = settings.get(Options.BETA1);
        beta2 = settings.get(Options.BETA2);
        eps = round(settings.get(Options.EPS));
        decay = settings.get(Options.WEIGHT_DECAY);
        amsgrad = settings.get(Options.AMSGRAD);
    }

    @Override
    double next(int k, double theta, double gradient) {
        double shrunk = apart ? times(1 - rate * decay, theta) : theta;
        double g = apart ? gradient : decayed(gradient, decay, theta);
        double t = ++steps[k];
        mean[k] = add(times(beta1, mean[k]), 1 - beta1, g);
        square[k] = addProduct(times(beta2, square[k]), 1 - beta2, g, g);
        double bound = square[k];
        if (amsgrad) {
            largest[k] = Math.max(largest[k], bound);
            bound = largest[k];
        }
        double started = round(Math.sqrt(1 - StrictMath.pow(beta2, t)));
        double size = divisor(round(round(root(bound) / started) + eps), Options.EPS);
        double step = rate / (1 - StrictMath.pow(beta1, t));
        return addQuotient(shrunk, -step, mean[k], size);
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(kept("step", steps));
        figures.add(kept("exp_avg", mean));
        figures.add(kept("exp_avg_sq", square));
        if (amsgrad) {
            figures.add(kept("max_exp_avg_sq", largest));
        }
        double[] bound = amsgrad ? largest : square;
        figures.add(made("m_hat", k -> corrected(mean[k], beta1, steps[k])));
        figures.add(made("s_hat", k -> corrected(bound[k], beta2, steps[k])));
        return figures;
    }

    /** A running mean that began at 0, without the zeros; 0 as long as there is none. */
    private static double corrected(double mean, double beta, double t) {
        return t == 0 ? 0 : mean / (1 - StrictMath.pow(beta, t));
    }
}
