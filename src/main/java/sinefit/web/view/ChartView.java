package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as a picture of its own. All places are in units of the picture, from its upper left
 * corner; curves are path data in units of the plot, whose corner is at {@code left}, {@code top}.
 *
 * @param lang the language of its words
 * @param title what it shows, in a sentence
 * @param description the recipe, and the link to the run
 * @param paper the colour of its ground
 * @param dots points of one's own
 * @param letters names at the ends of lines
 */
public record ChartView(
        String lang,
        String title,
        String description,
        int width,
        int height,
        String paper,
        int left,
        int top,
        List<RuleView> rules,
        List<CurveView> curves,
        List<DotView> dots,
        List<RuleView> samples,
        List<WordView> words,
        List<WordView> letters) {
    /**
     * A straight line.
     *
     * @param dash as {@code stroke-dasharray}; null for a solid one
     */
    public record RuleView(
            double x1,
            double y1,
            double x2,
            double y2,
            String stroke,
            double width,
            @Nullable String dash) {}

    /**
     * A curve, or, with a fill, an area.
     *
     * @param name {@code truth}, {@code fit}, {@code best}, {@code start}, {@code loss}, {@code
     *     sae}, {@code foretold}, {@code floor}, {@code between}; a coefficient's letter, with
     *     {@code *} for its best value
     */
    public record CurveView(
            String name,
            String d,
            @Nullable String stroke,
            double width,
            @Nullable String dash,
            @Nullable String fill,
            double opacity) {}

    /** A point in the plot. */
    public record DotView(double x, double y, String fill) {}

    /**
     * A text.
     *
     * @param kind {@code title}, {@code under}, {@code note}, {@code legend}, {@code tick}, {@code
     *     axis}, {@code caption}, {@code link}, {@code letter}
     * @param anchor {@code start}, {@code middle}, {@code end}
     */
    public record WordView(
            String kind,
            String text,
            double x,
            double y,
            int size,
            int weight,
            String fill,
            String anchor,
            boolean italic) {}
}
