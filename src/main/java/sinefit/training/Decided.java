package sinefit.training;

import java.util.Optional;

/**
 * What chance decided on for one step.
 *
 * @param terms how many of the terms that dice decide on are in the model: 0, 1 or 2
 * @param rows indices of the samples in the step's batch; empty if it sees all of them
 */
public record Decided(int terms, Optional<int[]> rows) {
    /** Where nothing is left to chance. */
    public static final Decided NOTHING = new Decided(0, Optional.empty());
}
