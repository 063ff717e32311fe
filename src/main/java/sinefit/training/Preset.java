package sinefit.training;

import java.util.List;
import sinefit.knob.Settings;

/**
 * What a lesson's run is made of when its link says nothing.
 *
 * @param slug the lesson's name in links
 * @param library whose points and random numbers it uses
 * @param printed what its script prints
 * @param start the lesson's start, lowest order first; cut, or padded with zeros, to the model
 * @param defaults a value for every knob of {@link Recipe#knobs} but init and seed
 */
public record Preset(
        String slug, Library library, Printed printed, List<Double> start, Settings defaults) {
    /** What the lesson's script prints every hundredth step. */
    public enum Printed {
        /** Σ|ŷ−y|, as the NumPy post does. */
        SAE,
        /** The loss itself. */
        LOSS
    }
}
