package sinefit.mission;

import java.util.List;
import java.util.Optional;
import sinefit.theory.Spectra;
import sinefit.training.Recipe;

/**
 * What a goal is judged by.
 *
 * @param recipe of the learner's run
 * @param outcomes how the trials went, in their order
 * @param answer what was typed; empty if nothing
 * @param spectra what theory knows
 */
public record Evidence(
        Recipe recipe, List<Outcome> outcomes, Optional<Double> answer, Spectra spectra) {
    Outcome mine() {
        return outcomes.get(0);
    }

    Outcome rival() {
        return outcomes.get(1);
    }

    /** The least loss that a run's model and samples allow; NaN if nobody knows. */
    double floor() {
        return Rivals.floor(recipe, spectra);
    }

    /** How far a loss is above the floor, in parts of the floor; not below 0. */
    double above(double loss) {
        return Math.max(0, loss / floor() - 1);
    }
}
