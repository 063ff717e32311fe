package sinefit.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sinefit.training.Recipe;
import sinefit.training.TrainingEvent;

/** Why a run left the finite numbers. */
public sealed interface Divergence {
    /**
     * The rate was above the stability limit: the steepest direction grew at every step.
     *
     * @param eigenvalue λmax
     * @param factor growth of that direction's error in one step: without momentum |1 − ηλmax|
     * @param stabilityLimit of the rate with the momentum there was: 2(1 + μ)/λmax; 0 if none
     * @param direction λmax's unit eigenvector: the share of each coefficient
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the wire and gone
    record Mode(double eigenvalue, double factor, double stabilityLimit, double[] direction)
            implements Divergence {
        /** The names of the coefficients that make up most of the direction. */
        public List<String> mainly(List<String> names) {
            double most = Arrays.stream(direction).map(Math::abs).max().orElse(0);
            return IntStream.range(0, names.size())
                    .filter(k -> Math.abs(direction[k]) >= most / 2)
                    .mapToObj(names::get)
                    .toList();
        }
    }

    /** The numbers themselves were too large for the width, whatever the rate. */
    record Overflow() implements Divergence {}

    /**
     * The reason for a recipe's divergence, by the rate and the momentum in force when it ended.
     */
    static Divergence of(TrainingEvent.Diverged event, Recipe recipe, Optional<Spectrum> spectrum) {
        int step = event.lastFinite().step();
        double rate = recipe.settingsAt(step).get(Recipe.LR);
        double momentum = recipe.momentumAt(step);
        return spectrum.filter(s -> rate > s.stabilityLimit(momentum))
                .<Divergence>map(
                        s ->
                                new Mode(
                                        s.steepest(),
                                        s.factor(rate, momentum),
                                        s.stabilityLimit(momentum),
                                        s.direction()))
                .orElse(new Overflow());
    }
}
