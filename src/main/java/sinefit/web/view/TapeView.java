package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loss of a step taken apart. With its numbers at the start, where those are cheap; all others
 * come later, by script.
 *
 * @param nodes in the order in which they are computed
 * @param edges from what a node is made of to the node
 * @param height of the drawing in pixels; its width is whatever there is
 * @param samples how many numbers a vector has, as a person writes it
 * @param parameters the coefficients' letters, in their order
 * @param single whether the run computes in single precision
 * @param slope a slope typed by the learner; null in lessons without one
 * @param tutorials the two targets that the tutorial has had; null in other lessons
 */
public record TapeView(
        List<NodeView> nodes,
        List<EdgeView> edges,
        int height,
        String samples,
        List<String> parameters,
        boolean single,
        @Nullable SlopeView slope,
        @Nullable TutorialsView tutorials) {
    /**
     * A node: a card, or a stack of cards for a vector.
     *
     * @param id its name on the wire
     * @param part {@code given}, {@code forward} or {@code loss}: when it is computed
     * @param letter of the coefficient that it is or is made of; null if none
     * @param x of its left edge, in per cent
     * @param y of its upper edge, in pixels
     * @param many whether it is a vector
     * @param forward when it is lit as the phase goes forward, from 0 to 1
     * @param backward when it is lit as the slopes go back, from 0 to 1
     * @param label its name in pieces
     * @param value its value at the start; empty if that is not told
     * @param slope its slope there
     * @param made how it is computed
     * @param rule how its slope comes about
     */
    public record NodeView(
            String id,
            String part,
            @Nullable String letter,
            String x,
            int y,
            boolean many,
            String forward,
            String backward,
            List<PieceView> label,
            String value,
            String slope,
            MathView made,
            MathView rule) {}

    /**
     * A piece of a name.
     *
     * @param style its classes
     * @param dy pixels by which it and what comes after it stand lower
     */
    public record PieceView(String style, String text, int dy) {}

    /** A formula, and the same as plain text. */
    public record MathView(String tex, String plain) {}

    /**
     * An edge in straight pieces, the arrow at the end of the last.
     *
     * @param to what it leads to
     * @param part when that is computed
     * @param letter of the coefficient whose way it is; null if none
     */
    public record EdgeView(
            String to,
            String part,
            @Nullable String letter,
            String forward,
            String backward,
            List<LineView> lines) {}

    /** The run that the tutorial has now, and the one that it had before. */
    public record TutorialsView(TutorialView newer, TutorialView older) {}

    /**
     * What is known of one of them beforehand, as a person writes it.
     *
     * @param rate its learning rate
     * @param steps its number of updates
     * @param floor the loss of the best cubic
     * @param taylor the loss of the target's Taylor cubic
     * @param condition the condition number
     * @param limit the stability limit
     * @param last the loss at its end, predicted
     * @param optimum the best cubic's coefficients, lowest order first
     */
    public record TutorialView(
            String rate,
            int steps,
            String floor,
            String taylor,
            String condition,
            String limit,
            String last,
            List<String> optimum) {}

    /** A line; x in per cent, y in pixels. */
    public record LineView(String x1, int y1, String x2, int y2) {}

    /**
     * A slope that the learner types.
     *
     * @param typed as it was typed; empty before
     * @param error what is wrong with the text; null if nothing
     * @param verdict what came of the check, in words; null before it
     * @param passes whether it is the slope
     * @param detail the figures behind the verdict
     * @param plot both curves; null without a check
     * @param kept keys of the page that its form keeps
     */
    public record SlopeView(
            String typed,
            @Nullable String error,
            @Nullable String verdict,
            boolean passes,
            @Nullable String detail,
            @Nullable SlopePlotView plot,
            List<FormView.Hidden> kept) {}

    /**
     * Two curves over z from −1 to 1 as path data in a box 200 × 100.
     *
     * @param zero y of the zero line
     * @param worst x of the worst place in per cent; null if none stands out
     */
    public record SlopePlotView(String truth, String typed, String zero, @Nullable String worst) {}
}
