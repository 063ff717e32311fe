package sinefit.theory;

import java.util.Optional;

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
