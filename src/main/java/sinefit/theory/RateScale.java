package sinefit.theory;

import java.util.Optional;

/**
 * A logarithmic scale of learning rates with the places where behaviour changes.
 *
 * @param low rate at its left end
 * @param high rate at its right end
 * @param oscillates 1/λmax: beyond it the steepest direction overshoots, per cent of the length
 * @param diverges 2/λmax: beyond it the steepest direction grows, per cent of the length
 */
public record RateScale(double low, double high, double oscillates, double diverges) {
    private static final double BELOW_LIMIT = 18;
    private static final double ABOVE_LIMIT = 2.8;
    private static final double AROUND_UNKNOWN = 100;

    /** From well below the stability limit to well above it; around a rate where none is known. */
    public static RateScale of(Optional<Spectrum> spectrum, double rate) {
        if (spectrum.isEmpty()) {
            return new RateScale(rate / AROUND_UNKNOWN, rate * AROUND_UNKNOWN, 100, 100);
        }
        double limit = spectrum.get().stabilityLimit();
        double span = Math.log(BELOW_LIMIT * ABOVE_LIMIT);
        return new RateScale(
                limit / BELOW_LIMIT,
                limit * ABOVE_LIMIT,
                100 * Math.log(BELOW_LIMIT / 2) / span,
                100 * Math.log(BELOW_LIMIT) / span);
    }
}
