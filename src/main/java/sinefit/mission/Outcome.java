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

    boolean diverged() {
        return end instanceof TrainingEvent.Diverged;
    }
}
