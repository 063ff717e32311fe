package sinefit.optim;

import java.util.Locale;

/**
 * An operation of an update that has no value, whatever the width of its numbers: what it gives is
 * no number, or infinite, and the run ends there.
 *
 * @param kind which operation
 * @param option key of the hyperparameter that would have prevented it
 * @param coefficient whose update it was: its index
 */
public record Breakdown(Kind kind, String option, int coefficient) {
    /** Operations that have no value somewhere. */
    public enum Kind {
        /** A division by 0. */
        DIVISION,
        /** The square root of a negative number. */
        ROOT;

        /** What it is called on the wire and in message keys. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
