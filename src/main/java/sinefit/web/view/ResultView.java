package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ends, for readers without scripts. All numbers are texts already.
 *
 * @param said how it ended, in words
 * @param plot the fit at its end
 * @param rows the first step, some on the way, the last
 * @param printed the last line that the lesson's script prints
 */
public record ResultView(String said, PlotView plot, List<RowView> rows, String printed) {
    /** The values of one step. */
    public record RowView(String step, String loss, String sae, List<String> coefficients) {}

    /**
     * Curves as path data in a box of a width and a height that is stretched over the drawing;
     * ticks and names lie over it, at places in per cent.
     *
     * @param title the drawing in words
     * @param across ticks of the x axis
     * @param up ticks of the y axis
     * @param truth the target; empty where there are points
     * @param dots the points; none where there is a target
     * @param between the area between ŷ and the truth, or the gaps between ŷ and the points
     * @param best the best curve of the kind; null if it is not known
     * @param names of the curves
     */
    public record PlotView(
            int width,
            int height,
            String title,
            List<TickView> across,
            List<TickView> up,
            String truth,
            List<DotView> dots,
            String fit,
            String between,
            @Nullable String best,
            String start,
            List<NameView> names) {}

    /** A point, at a place in per cent. */
    public record DotView(String x, String y) {}

    /**
     * A tick.
     *
     * @param at its place, "25%"
     * @param anchor the text's {@code text-anchor}
     */
    public record TickView(String at, String label, String anchor) {}

    /**
     * A name written onto a curve.
     *
     * @param curve {@code truth}, {@code fit}, {@code best} or {@code start}
     * @param dx pixels to the right of the place
     * @param dy pixels below it
     * @param anchor the text's {@code text-anchor}
     */
    public record NameView(
            String curve, String text, String x, String y, int dx, int dy, String anchor) {}
}
