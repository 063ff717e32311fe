package sinefit.optim;

import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * Rprop: only the sign of the gradient counts. θ ← θ − sign(g) Δ, where each coefficient's own step
 * Δ grows by η₂ while its slope keeps its sign and shrinks by η₁ when it turns; it stays between
 * its bounds. After a turn that coefficient waits a step.
 *
 * <p>The learning rate is the first Δ, and nothing else: what counts is the rate in force at a
 * coefficient's first update, and to change it later has no effect.
 *
 * <p>Source: M. Riedmiller, H. Braun, "A direct adaptive method for faster backpropagation
 * learning: the RPROP algorithm", ICNN 1993; {@code torch.optim.Rprop}.
 */
final class Rprop extends Elementwise {
    static final Settings OPTIONS =
            Settings.EMPTY
                    .with(Options.LR, 1e-2)
                    .with(Options.ETA1, 0.5)
                    .with(Options.ETA2, 1.2)
                    .with(Options.STEP_MIN, 1e-6)
                    .with(Options.STEP_MAX, 50.0);

    static final InNumpy NUMPY =
            new InNumpy(
                    """
                    step, before = np.full_like(theta, np.nan), np.zeros_like(theta)\
                    """,
                    """
                    step@ = np.where(np.isnan(step@), learning_rate, step@)  # the first one
                    turn = g@ * before@
                    factor = np.where(turn > 0, eta2, np.where(turn < 0, eta1, 1))
                    step@ = np.minimum(np.maximum(step@ * factor, step_min), step_max)
                    before@ = np.where(turn < 0, 0, g@)
                    theta@ -= np.sign(before@) * step@\
                    """);

    static List<RuleLine> rule(Settings s) {
        return RuleLine.rule(
                false,
                List.of(
                        RuleLine.kept(
                                "step_size",
                                "\\delta\\leftarrow\\delta\\cdot\\begin{cases}\\eta_2&gg_-\\!>0\\\\"
                                        + "\\eta_1&gg_-\\!<0\\end{cases}\\;\\;"
                                        + "\\delta_{\\min}\\!\\le\\delta\\le\\delta_{\\max}",
                                "δ ← δ η₂ if g g₋ > 0, δ η₁ if g g₋ < 0; δmin ≤ δ ≤ δmax"),
                        RuleLine.kept(
                                "prev",
                                "g_-\\!\\leftarrow\\begin{cases}g&gg_-\\!\\ge0\\\\"
                                        + "0&gg_-\\!<0\\end{cases}",
                                "g₋ ← g, or 0 if g g₋ < 0")),
                "\\operatorname{sign}(g_-)\\,\\delta",
                "sign(g₋) δ");
    }

    private final double[] step = remembered();
    private final double[] begun = remembered(); // 1 once there is a step
    private final double[] before = remembered();
    private double rate;
    private double shrink;
    private double grow;
    private double least;
    private double most;

    Rprop(Settings settings, Dtype dtype, int size) {
        super(settings, dtype, size);
        read(settings);
    }

    @Override
    Elementwise fresh(Settings settings, Dtype dtype, int size) {
        return new Rprop(settings, dtype, size);
    }

    @Override
    void read(Settings settings) {
        rate = round(settings.get(OptimizerKind.LR));
        shrink = round(settings.get(Options.ETA1));
        grow = round(settings.get(Options.ETA2));
        least = round(settings.get(Options.STEP_MIN));
        most = round(settings.get(Options.STEP_MAX));
    }

    @Override
    double next(int k, double theta, double gradient) {
        if (begun[k] == 0) {
            step[k] = rate;
            begun[k] = 1;
        }
        double turn = round(gradient * before[k]);
        double factor = turn > 0 ? grow : turn < 0 ? shrink : 1;
        step[k] = Math.min(Math.max(round(step[k] * factor), least), most);
        before[k] = turn < 0 ? 0 : gradient;
        return round(theta - round(Math.signum(before[k]) * step[k]));
    }

    @Override
    public List<Figure> figures() {
        double[] sizes = step.clone();
        for (int k = 0; k < sizes.length; k++) {
            sizes[k] = begun[k] == 0 ? rate : step[k]; // where it would begin
        }
        return List.of(kept("step_size", sizes), kept("prev", before));
    }
}
