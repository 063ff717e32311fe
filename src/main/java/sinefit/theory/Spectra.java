package sinefit.theory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import sinefit.training.Recipe;

/** The spectra of problems, each computed once while it is remembered, and few at a time. */
public final class Spectra {
    private static final int REMEMBERED = 500;

    /** A decomposition needs some ten megabytes at most: a crowd of them would need the heap. */
    private final Semaphore atATime = new Semaphore(2);

    private final Cache<Recipe.Problem, Optional<Spectrum>> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** As {@link Spectrum#of}; empty where theory does not apply to the run. */
    public Optional<Spectrum> of(Recipe recipe) {
        return !recipe.plain()
                ? Optional.empty()
                : known.get(recipe.problem(), problem -> compute(recipe));
    }

    /**
     * θ*, where the loss of a run is least: also of one whose optimizer no theory knows, since the
     * loss is what it is. Empty if the loss is another one at every step, or is no quadratic.
     */
    public Optional<double[]> bottom(Recipe recipe) {
        return !recipe.isPolynomial() || recipe.batch().isPresent()
                ? Optional.empty()
                : known.get(recipe.problem(), problem -> compute(recipe))
                        .flatMap(Spectrum::optimum);
    }

    private Optional<Spectrum> compute(Recipe recipe) {
        atATime.acquireUninterruptibly();
        try {
            return Spectrum.of(recipe);
        } finally {
            atATime.release();
        }
    }
}
