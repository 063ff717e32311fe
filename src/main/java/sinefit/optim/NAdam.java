package sinefit.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * NAdam: m and s as in {@link Adam}; μₜ = β₁ (1 − ½·0.96^(tψ)), Mₜ = μ₁ μ₂ … μₜ, t counting from 1;
 *
 * <pre>
 * d = √(s / (1 − β₂ᵗ)) + ε
 * θ ← θ − η (1 − μₜ)/(1 − Mₜ) · g/d − η μₜ₊₁/(1 − Mₜ μₜ₊₁) · m/d
 * </pre>
 *
 * <p>ψ is the decay of the momentum; g is the gradient + λθ. This is the paper's rule and {@code
 * torch.optim.NAdam} of PyTorch 2, where M is a float32 whatever the run's width. PyTorch 1 divides
 * by 1 − Mₜ μₜ μₜ₊₁ in the last term, one μₜ too many: a loss that is off by some 1e-4.
 *
 * <p>Source: T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016.
 */
final class NAdam extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.LR, 2e-3)
                    .with(Options.WEIGHT_DECAY, 0.0)
                    .with(Options.BETA1, 0.9)
                    .with(Options.BETA2, 0.999)
                    .with(Options.EPS, 1e-8)
                    .with(Options.MOMENTUM_DECAY, 4e-3);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    m, s = np.zeros_like(theta), np.zeros_like(theta)
                    product = np.ones(len(theta), dtype=np.float32)
                    steps = np.zeros(len(theta))\
                    """,
                    """
                    g@ = g@ + weight_decay * theta@
                    steps@ += 1
                    mu = beta1 * (1 - 0.5 * 0.96 ** (steps@ * momentum_decay))
                    mu_next = beta1 * (1 - 0.5 * 0.96 ** ((steps@ + 1) * momentum_decay))
                    product@ *= mu.astype(np.float32)
                    ahead = product@ * mu_next  # PyTorch 1 has one more mu here, PyTorch 2 has not
                    m@ = beta1 * m@ + (1 - beta1) * g@
                    s@ = beta2 * s@ + (1 - beta2) * g@ ** 2
                    size = np.sqrt(s@ / (1 - beta2 ** steps@)) + eps
                    theta@ -= learning_rate * (1 - mu) / (1 - product@.astype(float)) * g@ / size
                    theta@ -= learning_rate * mu_next / (1 - ahead) * m@ / size\
                    """);

    static List<RuleLine> rule(Settings s) {
        List<RuleLine> lines = new ArrayList<>(Adam.moments(s.with(Options.AMSGRAD, false)));
        lines.removeIf(line -> line.name().endsWith("_hat"));
        lines.add(
                RuleLine.made(
                        "denom",
                        "d=\\sqrt{s/(1-\\beta_2^{\\,t})}+\\varepsilon",
                        "d = √(s / (1 − β₂ᵗ)) + ε"));
        lines.add(
                RuleLine.made(
                        "mu",
                        "\\mu_t=\\beta_1\\,(1-\\tfrac12\\,0.96^{\\,t\\psi})",
                        "μₜ = β₁ (1 − ½ 0.96^(tψ))"));
        lines.add(RuleLine.kept("mu_product", "M\\leftarrow M\\mu_t", "M ← M μₜ"));
        return RuleLine.rule(
                s.get(Options.WEIGHT_DECAY) != 0,
                lines,
                "\\tfrac{\\eta}{d}\\Bigl(\\tfrac{1-\\mu_t}{1-M}\\,g"
                        + "+\\tfrac{\\mu_{t+1}}{1-M\\mu_{t+1}}\\,m\\Bigr)",
                "η/d ((1 − μₜ)/(1 − M) g + μₜ₊₁/(1 − M μₜ₊₁) m)");
    }

    private final double[] mean = remembered();
    private final double[] square = remembered();
    private final double[] product = remembered();
    private final double[] steps = remembered();
    private double rate;
    private double beta1;
    private double beta2;
    private double eps;
    private double decay;
    private double momentumDecay;

    NAdam(Settings settings, Dtype dtype, int size) {
        super(settings, dtype, size);
        Arrays.fill(product, 1);
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new NAdam(settings, dtype, size);
    }

    @Override
    void read(Settings settings) {
        rate = settings.get(OptimizerKind.LR);
        beta1 = settings.get(Options.BETA1);
        beta2 = settings.get(Options.BETA2);
        eps = round(settings.get(Options.EPS));
        decay = settings.get(Options.WEIGHT_DECAY);
        momentumDecay = settings.get(Options.MOMENTUM_DECAY);
    }

    @Override
    double next(int k, double theta, double gradient) {
        double g = decayed(gradient, decay, theta);
        double t = ++steps[k];
        double now = momentum(t);
        double next = momentum(t + 1);
        product[k] = (float) (product[k] * (float) now);
        double ahead = product[k] * next;
        mean[k] = add(times(beta1, mean[k]), 1 - beta1, g);
        square[k] = addProduct(times(beta2, square[k]), 1 - beta2, g, g);
        double size = divisor(size(k), Options.EPS);
        double first = divisor(1 - product[k], Options.BETA1);
        double second = divisor(1 - ahead, Options.BETA1);
        double along = addQuotient(theta, -rate * (1 - now) / first, g, size);
        return addQuotient(along, -rate * next / second, mean[k], size);
    }

    /** d: what both parts of a step are divided by. */
    private double size(int k) {
        double started = round(1 - StrictMath.pow(beta2, steps[k]));
        return round(root(round(square[k] / started)) + eps);
    }

    private double momentum(double t) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, t * momentumDecay));
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                kept("step", steps),
                kept("exp_avg", mean),
                kept("exp_avg_sq", square),
                made("denom", k -> steps[k] == 0 ? 0 : size(k)),
                made("mu", k -> steps[k] == 0 ? 0 : momentum(steps[k])),
                kept("mu_product", product));
    }
}
