package sinefit.web.view;

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
 */
public record ProblemView(
        String target, String min, String max, int samples, int degree, @Nullable String floor) {}
