package sinefit.web.view;

import java.util.List;

/**
 * A link that could not be read as it is.
 *
 * @param reasons what is wrong, a sentence for each key
 * @param instead the run that is shown in its place, in words
 */
public record RefusedView(List<String> reasons, String instead) {}
