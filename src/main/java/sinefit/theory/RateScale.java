package sinefit.theory;

import java.util.Optional;
import sinefit.training.Recipe;

/**
 * A logarithmic scale of learning rates with the places where behaviour changes.
 *
 * @param low rate at its left end
 * @param high rate at its right end
 * @param oscillates beyond it the steepest direction overshoots, per cent of the length: 1/λmax, or
 *     less with momentum
 * @param diverges the stability limit: beyond it the steepest direction grows, per cent of the
 *     length
 */
public record RateScale(double low, double high, double oscillates, double diverges) {
    private static final double BELOW_LIMIT = 18;
    private static final double ABOVE_LIMIT = 2.8;
    private static final double AROUND_UNKNOWN = 100;
    private static final double MOST = 100; // the largest rate there is

    /**
     * The scale of a run: where theory is silent, around PyTorch's default rate of the optimizer,
     * or else the lesson's rate, and as wide as the run's own rate needs it.
     */
    public static RateScale of(Optional<Spectrum> spectrum, Recipe recipe) {
        RateScale known = of(spectrum, recipe.lr(), recipe.momentumAt(0));
        boolean silent = known.diverges() == 100;
        return silent ? around(recipe.usualRate(), recipe.lr()) : known;
    }

    private static RateScale around(double usual, double rate) {
        double low = Math.min(usual / AROUND_UNKNOWN, rate / ABOVE_LIMIT);
        double high = Math.max(usual * AROUND_UNKNOWN, rate * ABOVE_LIMIT);
        return new RateScale(low, Math.min(high, MOST), 100, 100);
    }

    /** The place of a rate, per cent of the length. */
    public double place(double rate) {
        return 100 * Math.log(rate / low) / Math.log(high / low);
    }

    /** From well below the stability limit to well above it; around a rate where none is known. */
    public static RateScale of(Optional<Spectrum> spectrum, double rate, double momentum) {
        double limit = spectrum.map(s -> s.stabilityLimit(momentum)).orElse(0.0);
        if (limit == 0) {
            return new RateScale(rate / AROUND_UNKNOWN, rate * AROUND_UNKNOWN, 100, 100);
        }
        double low = limit / BELOW_LIMIT;
        double overshoot = Math.max(low, spectrum.get().overshoot(momentum));
        double span = Math.log(BELOW_LIMIT * ABOVE_LIMIT);
        return new RateScale(
                low,
                limit * ABOVE_LIMIT,
                100 * Math.log(overshoot / low) / span,
                100 * Math.log(BELOW_LIMIT) / span);
    }
}
