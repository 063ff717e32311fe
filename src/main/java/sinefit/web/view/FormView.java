package sinefit.web.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The recipe form, a plain GET form. An empty field means the lesson's default.
 *
 * @param action the lesson's path
 * @param hidden what has no field of its own: the language, if it was chosen, and recipe keys that
 *     differ from the defaults
 * @param carry the run that the fields were filled with, as far as a field that changes what others
 *     mean needs to know it: a query
 * @param lr learning rate
 * @param optimizer the optimizer and its options, behind a button
 * @param steps number of updates
 * @param seed seed of the start; empty if the start is not drawn
 * @param init explicit start, comma-separated; empty when the start is the lesson's or drawn
 * @param starts the start values in force, one a coefficient, shown in fields of their own where
 *     there are scripts (which join them into {@code init})
 * @param setup what is learnt and how, behind a button
 * @param slider the learning rate as a slider
 * @param presets runs worth trying
 * @param diverging the one of them that diverges; null where no rate is known to
 * @param complaints messages on keys that have no field
 * @param refused whether anything was wrong with what was sent
 */
public record FormView(
        String action,
        List<Hidden> hidden,
        String carry,
        FieldView lr,
        OptimizerView optimizer,
        FieldView steps,
        FieldView seed,
        FieldView init,
        List<StartView> starts,
        SetupView setup,
        SliderView slider,
        List<PresetView> presets,
        @Nullable PresetView diverging,
        List<String> complaints,
        boolean refused) {
    /** Whether the start is the lesson's, neither typed nor drawn. */
    public boolean lessonsStart() {
        return init.value().isEmpty() && seed.value().isEmpty();
    }

    /** A key that the form keeps without showing it. */
    public record Hidden(String name, String value) {}

    /**
     * One field.
     *
     * @param name the recipe key
     * @param value the text in the field: as typed if it was refused
     * @param usual what an empty field means; empty if that is told elsewhere
     * @param error what is wrong with it; null if nothing
     * @param place the character that is to blame, from 1; 0 if none is
     */
    public record FieldView(
            String name, String value, String usual, @Nullable String error, int place) {
        private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|.", Pattern.DOTALL);

        /** The text before the character that is to blame. */
        public String before() {
            return value.strip().substring(0, place - 1);
        }

        /** The word or sign there; a space at the end of the text, where something is missing. */
        public String there() {
            Matcher matcher = WORD.matcher(value.strip()).region(place - 1, value.strip().length());
            return matcher.lookingAt() ? matcher.group() : "\u00a0";
        }

        /** The text after it. */
        public String after() {
            String text = value.strip();
            return text.substring(Math.min(text.length(), place - 1 + there().length()));
        }
    }

    /**
     * A field with a few words to choose from.
     *
     * @param name the recipe key
     * @param error what is wrong with what was sent; null if nothing
     */
    public record ChoiceView(String name, List<OptionView> options, @Nullable String error) {}

    /**
     * One of these words.
     *
     * @param value as in the recipe
     * @param label as a person reads it
     */
    public record OptionView(String value, String label, boolean chosen) {}

    /**
     * The optimizer with its options.
     *
     * @param label its name
     * @param more how many of its options are not PyTorch's defaults
     * @param told these, "momentum = 0.9"
     * @param refused whether anything in here was
     * @param rate PyTorch's default rate; null if it has none
     */
    public record OptimizerView(
            String label,
            int more,
            String told,
            boolean refused,
            ChoiceView kind,
            @Nullable String rate,
            List<SwitchView> options) {}

    /**
     * An option of an optimizer.
     *
     * @param toggle whether it is on or off, and nothing else
     * @param on whether it is on
     * @param hint what it does, in a few words
     */
    public record SwitchView(FieldView field, boolean toggle, boolean on, String hint) {}

    /**
     * The problem, and what changes how it is learnt.
     *
     * @param label what is set, in short: "cubic, sin x"
     * @param refused whether anything in here was
     * @param formula whether the target is the formula f
     * @param points points of one's own, one a line; null where they are a target's. With them
     *     {@code min}, {@code max} and {@code n} mean nothing
     * @param notes what was left out of the points as they were given
     * @param polynomial whether degree and basis mean anything
     */
    public record SetupView(
            String label,
            boolean refused,
            ChoiceView target,
            boolean formula,
            FieldView f,
            @Nullable FieldView points,
            List<String> notes,
            FieldView min,
            FieldView max,
            FieldView n,
            FieldView noise,
            ChoiceView model,
            boolean polynomial,
            FieldView degree,
            ChoiceView basis,
            ChoiceView reduction,
            FieldView batch,
            ChoiceView dtype) {}

    /** The start value of one coefficient, with its letter. */
    public record StartView(String name, String value) {}

    /**
     * A run to try, one click away.
     *
     * @param name what it is
     * @param detail its rate and length, as a person writes them
     * @param href its address
     * @param current whether it is the run shown
     * @param trial whether it is there to be seen training, so that choosing it starts it
     * @param pace steps a second at which a trial is seen best; null: whatever is chosen
     * @param points whether it is the way to points of one's own
     */
    public record PresetView(
            String name,
            String detail,
            String href,
            boolean current,
            boolean trial,
            @Nullable String pace,
            boolean points) {}

    /**
     * Logarithmic slider over the learning rate; positions are per cent of its length.
     *
     * @param low rate at its left end
     * @param high rate at its right end
     * @param oscillates where rates begin to overshoot in the steepest direction
     * @param diverges where the stability limit stands; rates beyond it diverge
     * @param overshoots the rate at {@code oscillates} as a person writes it; null like the next
     * @param limit the stability limit as a person writes it; null (and the two positions 100)
     *     where there is none or it cannot be known
     * @param usual PyTorch's default rate of the optimizer; null if it has none
     * @param usualAt where that stands
     */
    public record SliderView(
            double low,
            double high,
            double oscillates,
            double diverges,
            @Nullable String overshoots,
            @Nullable String limit,
            @Nullable String usual,
            double usualAt) {}
}
