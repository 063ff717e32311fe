package sinefit.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sinefit.optim.Breakdown;
import sinefit.training.Recipe;
import sinefit.training.TrainingEvent;
import sinefit.training.Tweak;

/** Why a run left the finite numbers. */
public sealed interface Divergence {
    /** What it is called on the wire. */
    String kind();

    /**
     * The rate was above the stability limit: the steepest direction grew at every step.
     *
     * @param eigenvalue λmax
     * @param factor growth of that direction's error in one step: without momentum |1 − ηλmax|
     * @param stabilityLimit of the rate with the momentum there was: 2(1 + μ)/λmax; 0 if none
     * @param direction λmax's unit eigenvector: the share of each coefficient
     * @param rate η, the one that made it grow
     * @param momentum μ along with it
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the wire and gone
    record Mode(
            double eigenvalue,
            double factor,
            double stabilityLimit,
            double[] direction,
            double rate,
            double momentum)
            implements Divergence {
        @Override
        public String kind() {
            return "mode";
        }

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
    record Overflow() implements Divergence {
        @Override
        public String kind() {
            return "overflow";
        }
    }

    /**
     * The last update divided by 0 or took the root of a negative number.
     *
     * @param operation which of the two
     * @param option key of the hyperparameter that would have prevented it
     * @param coefficient name of the one whose update it was
     */
    record Broken(Breakdown.Kind operation, String option, String coefficient)
            implements Divergence {
        @Override
        public String kind() {
            return operation.label();
        }
    }

    /**
     * The reason for a recipe's divergence. A mode is blamed by the rate and the momentum in force
     * when it ended, or, if that rate lets errors shrink, by the last before it that made them
     * grow.
     */
    static Divergence of(TrainingEvent.Diverged event, Recipe recipe, Optional<Spectrum> spectrum) {
        if (event.breakdown().isPresent()) {
            Breakdown broken = event.breakdown().get();
            String name = recipe.model().parameters().get(broken.coefficient());
            return new Broken(broken.kind(), broken.option(), name);
        }
        int last = event.lastFinite().step();
        return spectrum.flatMap(known -> mode(recipe, known, last))
                .<Divergence>map(mode -> mode)
                .orElse(new Overflow());
    }

    private static Optional<Mode> mode(Recipe recipe, Spectrum spectrum, int last) {
        return Stream.concat(Stream.of(0), recipe.tweaks().stream().map(Tweak::step))
                .filter(step -> step <= last)
                .sorted(Comparator.reverseOrder())
                .map(step -> mode(recipe, step, spectrum))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The steepest mode, if it grows by what is in force at a step. */
    private static Optional<Mode> mode(Recipe recipe, int step, Spectrum spectrum) {
        double rate = recipe.settingsAt(step).get(Recipe.LR);
        double momentum = recipe.momentumAt(step);
        double limit = spectrum.stabilityLimit(momentum);
        return recipe.dtype().round(rate) <= limit
                ? Optional.empty()
                : Optional.of(
                        new Mode(
                                spectrum.steepest(),
                                spectrum.factor(rate, momentum),
                                limit,
                                spectrum.direction(),
                                rate,
                                momentum));
    }
}
