package sinefit.training;

import java.util.Optional;
import sinefit.optim.Breakdown;

/** Where a run stands. */
public sealed interface TrainingEvent {
    /** At a step, before its update. */
    record Step(StepValues values) implements TrainingEvent {}

    /** Past the last update; {@code last.step()} is the recipe's number of steps. */
    record Finished(StepValues last) implements TrainingEvent {}

    /**
     * At an end before its time.
     *
     * @param step the first step whose values are not all finite
     * @param lastFinite the values of the step before it
     * @param breakdown the operation of the update between them that has no value; empty if numbers
     *     have outgrown their width
     */
    record Diverged(int step, StepValues lastFinite, Optional<Breakdown> breakdown)
            implements TrainingEvent {}

    /** The newest values there are. */
    default StepValues values() {
        if (this instanceof Step s) {
            return s.values();
        }
        return this instanceof Finished f ? f.last() : ((Diverged) this).lastFinite();
    }
}
