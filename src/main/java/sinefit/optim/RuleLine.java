package sinefit.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of an optimizer's rule, as it stands on the page beside the numbers it makes.
 *
 * @param name what it makes: {@code gradient} (∂loss/∂θ), {@code decayed} (with weight decay),
 *     {@code change} (what θ is lowered by), {@code new} (θ afterwards), or the name of a {@link
 *     Figure}
 * @param remembered whether that is an entry of the optimizer's state
 * @param tex the line as a formula
 * @param plain the same as plain text
 */
public record RuleLine(String name, boolean remembered, String tex, String plain) {
    /** A line that makes an entry of the state, by PyTorch's name. */
    static RuleLine kept(String name, String tex, String plain) {
        return new RuleLine(name, true, tex, plain);
    }

    /** A line whose result is not remembered. */
    static RuleLine made(String name, String tex, String plain) {
        return new RuleLine(name, false, tex, plain);
    }

    /**
     * A whole rule: the slope g, the lines between, and the step Δ by which θ is lowered.
     *
     * @param decays whether g holds a weight decay
     * @param between what the optimizer makes of g
     * @param step Δ, as a formula
     * @param plain Δ, as plain text
     */
    static List<RuleLine> rule(boolean decays, List<RuleLine> between, String step, String plain) {
        List<RuleLine> rule = new ArrayList<>();
        rule.add(
                decays
                        ? made(
                                "decayed",
                                "g=\\partial L/\\partial\\theta+\\lambda\\,\\theta",
                                "g = ∂L/∂θ + λθ")
                        : made("gradient", "g=\\partial L/\\partial\\theta", "g = ∂L/∂θ"));
        rule.addAll(between);
        rule.add(made("change", "\\Delta=" + step, "Δ = " + plain));
        rule.add(made("new", "\\theta\\leftarrow\\theta-\\Delta", "θ ← θ − Δ"));
        return List.copyOf(rule);
    }
}
