package sinefit.web.view;

import java.util.List;

/**
 * An optimizer's rule, with the terms in force in some stretch of a run.
 *
 * @param from the steps at which such a stretch begins, "0 500"
 * @param optimizer its name, as PyTorch writes it
 * @param constants the hyperparameters that it names
 * @param lines of the rule, in their order; the last is the next θ
 */
public record RuleView(
        String from, String optimizer, List<ConstantView> constants, List<LineView> lines) {
    /**
     * A hyperparameter.
     *
     * @param key in the recipe
     * @param tex its symbol, as a formula
     * @param plain the same as plain text
     * @param value where the stretch begins, as a person writes it
     */
    public record ConstantView(String key, String tex, String plain, String value) {}

    /**
     * A line.
     *
     * @param name what it makes; of an entry of the optimizer's state PyTorch's name
     * @param tex as a formula
     * @param plain as plain text
     * @param remembered whether it is an entry of the state
     */
    public record LineView(String name, String tex, String plain, boolean remembered) {}
}
