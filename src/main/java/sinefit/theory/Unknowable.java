package sinefit.theory;

import java.util.List;
import java.util.Optional;
import sinefit.training.Recipe;

/**
 * Why nothing reliable can be said beforehand about a run.
 *
 * @param reason key of the sentence
 * @param figures what the sentence names, in its order
 */
public record Unknowable(String reason, List<Double> figures) {
    /** The reason for a recipe; empty if theory applies to it. */
    public static Optional<Unknowable> of(Recipe recipe, Optional<Spectrum> spectrum) {
        if (!recipe.plain()) {
            String reason =
                    recipe.bug().isPresent()
                            ? "theory.bug"
                            : !recipe.isPolynomial()
                                    ? "theory.model"
                                    : recipe.batch().isPresent()
                                            ? "theory.batch"
                                            : "theory.optimizer";
            return Optional.of(new Unknowable(reason, List.of()));
        }
        if (spectrum.isEmpty()) {
            return Optional.of(new Unknowable("theory.overflow", List.of()));
        }
        Spectrum known = spectrum.get();
        if (known.optimum().isPresent()) {
            return Optional.empty();
        }
        double size = recipe.model().size();
        return Optional.of(
                recipe.n() < size
                        ? new Unknowable("theory.few", List.of((double) recipe.n(), size))
                        : new Unknowable("theory.hopeless", List.of(known.conditionNumber())));
    }
}
