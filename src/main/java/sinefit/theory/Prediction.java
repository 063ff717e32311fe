package sinefit.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import sinefit.knob.Settings;
import sinefit.number.Dtype;
import sinefit.optim.OptimizerKind;
import sinefit.training.Recipe;
import sinefit.training.Tweak;

/**
 * Any step of a run without running it, in exact arithmetic: in the direction of each mode the
 * error is multiplied by 1 − ηλ a step (by a 2×2 matrix with momentum), so t steps are a power.
 *
 * <p>What is carried is σe, the length of the residuals that the mode still causes: it stays
 * accurate where σ is tiny. A run in single precision follows it up to its rounding.
 */
public final class Prediction {
    /** How far ahead a step is looked for. */
    private static final long HORIZON = 1L << 50;

    /** The same with momentum, where every step has to be looked at. */
    private static final int PATIENCE = 1_000_000;

    private static final double NEARLY_LINEAR = 0.5;

    private final Spectrum spectrum;
    private final List<Stretch> stretches = new ArrayList<>();
    private final double largest;

    /**
     * Steps under one rate and one momentum.
     *
     * @param from its first step
     * @param residual σe of each mode before the update of that step
     * @param velocity σv of each mode before it
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Stretch(
            long from, double rate, double momentum, double[] residual, double[] velocity) {}

    private Prediction(Spectrum spectrum, double largest) {
        this.spectrum = spectrum;
        this.largest = largest;
    }

    /** The prediction of a recipe with this spectrum, its tweaks included. */
    public static Prediction of(Recipe recipe, Spectrum spectrum) {
        Dtype dtype = recipe.dtype();
        Prediction prediction =
                new Prediction(
                        spectrum, dtype == Dtype.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE);
        List<Spectrum.Mode> modes = spectrum.modes();
        double[] start = recipe.start();
        double[] residual = new double[modes.size()];
        for (int k = 0; k < residual.length; k++) {
            Spectrum.Mode mode = modes.get(k);
            residual[k] = mode.sigma() * mode.of(start) - mode.reach();
        }
        prediction.begin(0, recipe.settings(), dtype, residual, new double[residual.length]);
        for (Tweak<?> tweak : recipe.tweaks()) {
            Stretch last = prediction.stretches.get(prediction.stretches.size() - 1);
            double[][] there = prediction.state(last, tweak.step() - last.from());
            if (tweak.step() == last.from()) {
                prediction.stretches.remove(last);
            }
            Settings settings = recipe.settingsAt(tweak.step());
            prediction.begin(tweak.step(), settings, dtype, there[0], there[1]);
        }
        return prediction;
    }

    private void begin(
            long from, Settings settings, Dtype dtype, double[] residual, double[] velocity) {
        double rate = dtype.round(settings.get(Recipe.LR));
        double momentum = dtype.round(settings.find(OptimizerKind.MOMENTUM).orElse(0.0));
        stretches.add(new Stretch(from, rate, momentum, residual, velocity));
    }

    /**
     * The loss before the update of a step, t ≥ 0; infinite once the run has left the finite
     * numbers of its width.
     */
    public double lossAt(long step) {
        for (int i = 1; i < stretches.size() && stretches.get(i).from() <= step; i++) {
            if (loss(stretches.get(i).residual()) > largest) {
                return Double.POSITIVE_INFINITY; // what was lost on the way does not come back
            }
        }
        Stretch stretch = stretchAt(step);
        double loss = loss(state(stretch, step - stretch.from())[0]);
        return loss <= largest ? loss : Double.POSITIVE_INFINITY;
    }

    /**
     * The first step at which the loss is no higher than this; empty if there is none, or, with
     * momentum, none within a million steps.
     */
    public OptionalLong firstAtMost(double loss) {
        for (int i = 0; i < stretches.size(); i++) {
            long from = stretches.get(i).from();
            long to = i + 1 < stretches.size() ? stretches.get(i + 1).from() : HORIZON;
            OptionalLong found =
                    stretches.get(i).momentum() == 0
                            ? search(loss, from, to)
                            : scan(loss, from, Math.min(to, from + PATIENCE));
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    /** Without momentum the loss of a stretch is a sum of exponentials: convex in the step. */
    private OptionalLong search(double loss, long from, long to) {
        long lowest = first(from, to, this::rising);
        return lossAt(lowest) <= loss
                ? OptionalLong.of(first(from, lowest, step -> lossAt(step) <= loss))
                : OptionalLong.empty();
    }

    /** Whether the loss is no lower after a step than before it. */
    private boolean rising(long step) {
        double next = lossAt(step + 1);
        return next > lossAt(step) || Double.isInfinite(next);
    }

    /** The first step for which a condition holds that goes on holding; {@code to} if none. */
    private static long first(long from, long to, LongPredicate holds) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private OptionalLong scan(double loss, long from, long to) {
        Stretch stretch = stretchAt(from);
        double[] residual = stretch.residual().clone();
        double[] velocity = stretch.velocity().clone();
        for (long step = from; step <= to; step++) {
            double now = loss(residual);
            if (now <= loss) {
                return OptionalLong.of(step);
            }
            if (!(now <= largest)) {
                break;
            }
            for (int k = 0; k < residual.length; k++) {
                velocity[k] = stretch.momentum() * velocity[k] + curvature(k) * residual[k];
                residual[k] -= stretch.rate() * velocity[k];
            }
        }
        return OptionalLong.empty();
    }

    private double curvature(int mode) {
        return spectrum.modes().get(mode).eigenvalue();
    }

    private Stretch stretchAt(long step) {
        Stretch at = stretches.get(0);
        for (Stretch stretch : stretches) {
            if (stretch.from() <= step) {
                at = stretch;
            }
        }
        return at;
    }

    private double loss(double[] residual) {
        double sum = 0;
        for (double r : residual) {
            sum += r * r;
        }
        return spectrum.beyond() + spectrum.perSample() * sum;
    }

    /** Residuals and velocities of the modes after so many steps of a stretch. */
    private double[][] state(Stretch stretch, long steps) {
        int size = stretch.residual().length;
        double[] residual = new double[size];
        double[] velocity = new double[size];
        for (int k = 0; k < size; k++) {
            double r = stretch.residual()[k];
            double v = stretch.velocity()[k];
            double eigenvalue = curvature(k);
            if (steps == 0) {
                residual[k] = r;
                velocity[k] = v;
            } else if (stretch.momentum() == 0) {
                residual[k] = r * shrunk(stretch.rate() * eigenvalue, steps);
                velocity[k] = v; // a momentum of 0 does not touch it
            } else {
                double[] m = Momentum.power(stretch.rate(), stretch.momentum(), eigenvalue, steps);
                residual[k] = m[0] * r + m[1] * v;
                velocity[k] = m[2] * r + m[3] * v;
            }
        }
        return new double[][] {residual, velocity};
    }

    /** (1 − x)ᵗ, also where 1 − x would lose what matters of x. */
    private static double shrunk(double x, long steps) {
        return Math.abs(x) < NEARLY_LINEAR
                ? Math.exp(steps * Math.log1p(-x))
                : Math.pow(1 - x, (double) steps);
    }
}
