package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the run learns, for the prose.
 *
 * @param target name of the target, as in the recipe: {@code sin}, {@code exp} …
 * @param min left end of the interval, as a person writes it ("−π")
 * @param max right end of the interval
 * @param samples number of points
 * @param degree of the polynomial that learns
 * @param floor the loss of the best curve of the kind, as a person writes it; null where that
 *     cannot be told
 * @param exact whether the best curve goes through all points, so that the floor is 0
 * @param eigenvalues of the Hessian, rising, as a person writes them; empty without a floor
 * @param taylor the loss of the target's Taylor polynomial of that degree, as a person writes it;
 *     null if it has none
 */
public record ProblemView(
        String target,
        String min,
        String max,
        int samples,
        int degree,
        @Nullable String floor,
        boolean exact,
        List<String> eigenvalues,
        @Nullable String taylor) {}
