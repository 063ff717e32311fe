package sinefit.stream;

import sinefit.knob.Domain;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Refusal;
import sinefit.number.Repr;

/**
 * How fast a run is shown.
 *
 * @param stepsPerSecond infinite for {@code max}: as fast as it goes
 */
public record Speed(double stepsPerSecond) {
    /** As fast as it goes. */
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    /** What is meant when nothing is said. */
    public static final Speed DEFAULT = new Speed(60);

    /** The key of the stream's address. */
    public static final Knob<Speed> KNOB = new Knob<>("speed", new Words());

    public boolean isMax() {
        return Double.isInfinite(stepsPerSecond);
    }

    private static final class Words implements Domain<Speed> {
        private static final RealDomain NUMBERS = RealDomain.between(0.1, 100_000);

        @Override
        public Speed parse(String text) throws Refusal {
            return text.strip().equals("max") ? MAX : new Speed(NUMBERS.parse(text));
        }

        @Override
        public String format(Speed value) {
            return value.isMax() ? "max" : Repr.of(value.stepsPerSecond());
        }
    }
}
