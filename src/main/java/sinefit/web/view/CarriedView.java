package sinefit.web.view;

import java.util.List;

/**
 * What became of a run on its way from another lesson.
 *
 * @param kept what is as it was: "degree 5"
 * @param changed what is another now: "learning rate 1e-6 → 0.001"
 * @param dropped what means nothing any more
 * @param close address of the page without this line
 */
public record CarriedView(
        List<String> kept, List<String> changed, List<String> dropped, String close) {}
