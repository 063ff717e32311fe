package sinefit.mission;

import java.util.List;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/**
 * How a trial went.
 *
 * @param rows the values of all steps before its end if they were asked for; else empty
 * @param end where it stands at the end
 */
public record Outcome(List<StepValues> rows, TrainingEvent end) {
    StepValues last() {
        return end.values();
    }

    /**
     * Whether it ended early, for numbers that grew too large or for an operation without a value.
     */
    boolean diverged() {
        return end instanceof TrainingEvent.Diverged;
    }

    /** Whether it grew beyond all numbers. */
    boolean grew() {
        return end instanceof TrainingEvent.Diverged diverged && diverged.breakdown().isEmpty();
    }

    /** Why it ended early: "diverged", or the operation that has no value, "division" or "root". */
    String early() {
        return end instanceof TrainingEvent.Diverged diverged
                ? diverged.breakdown().map(each -> each.kind().label()).orElse("diverged")
                : "";
    }
}
