package sinefit.web.view;

/**
 * What the run learns, for the prose.
 *
 * @param target name of the target, as in the recipe: {@code sin}, {@code exp} …
 * @param min left end of the interval, as a person writes it ("−π")
 * @param max right end of the interval
 * @param samples number of points
 * @param bestKnown whether the best curve of the kind, and what it leaves, can be told
 */
public record ProblemView(String target, String min, String max, int samples, boolean bestKnown) {}
