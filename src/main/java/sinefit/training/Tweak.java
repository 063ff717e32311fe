package sinefit.training;

import sinefit.knob.Knob;
import sinefit.knob.Settings;

/**
 * A hyperparameter changed in the middle of a run.
 *
 * @param step takes effect before the update of this step
 * @param knob what is changed
 * @param value its new value
 */
public record Tweak<T>(int step, Knob<T> knob, T value) {
    /** The settings from this step on. */
    Settings applied(Settings before) {
        return before.with(knob, value);
    }

    /** As in a link: {@code 500:lr=2e-06}. */
    @Override
    public String toString() {
        return step + ":" + knob.key() + "=" + knob.format(value);
    }
}
