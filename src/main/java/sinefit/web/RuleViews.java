package sinefit.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.optim.OptimizerKind;
import sinefit.optim.RuleLine;
import sinefit.optim.Symbol;
import sinefit.training.Recipe;
import sinefit.training.Tweak;
import sinefit.web.view.RuleView;
import sinefit.web.view.RuleView.ConstantView;
import sinefit.web.view.RuleView.LineView;

/** The rules by which a run's optimizer makes the next coefficients. */
final class RuleViews {
    private static final int RMSPROP_ALONE = 4; // lines: no momentum, not centered

    private RuleViews() {}

    /** Each rule once, with the steps from which it holds; none for plain descent. */
    static List<RuleView> of(Recipe recipe) {
        if (recipe.optimizer() == OptimizerKind.SGD && simple(recipe)) {
            return List.of();
        }
        List<RuleView> views = new ArrayList<>();
        stretches(recipe).forEach((rule, from) -> views.add(view(recipe, rule, from)));
        return List.copyOf(views);
    }

    /**
     * Whether the optimizer ends by flipping half a rate to either side of θ*: RMSprop, whose steps
     * are as long as the rate wherever a slope only changes its sign.
     */
    static boolean flips(Recipe recipe) {
        return stretches(recipe).keySet().stream()
                        .allMatch(rule -> rule.size() == RMSPROP_ALONE && !decays(rule))
                && recipe.optimizer() == OptimizerKind.RMSPROP;
    }

    private static boolean decays(List<RuleLine> rule) {
        return rule.get(0).name().equals("decayed");
    }

    /** A text that is another one if any rule, or where it begins to hold, is another one. */
    static String signature(Recipe recipe) {
        return of(recipe).stream()
                .map(rule -> rule.from() + ":" + Integer.toHexString(rule.lines().hashCode()))
                .collect(Collectors.joining(" "));
    }

    private static boolean simple(Recipe recipe) {
        List<RuleLine> plain = OptimizerKind.SGD.rule(OptimizerKind.SGD.options());
        return stretches(recipe).keySet().equals(Set.of(plain));
    }

    private static Map<List<RuleLine>, List<Integer>> stretches(Recipe recipe) {
        Map<List<RuleLine>, List<Integer>> stretches = new LinkedHashMap<>();
        IntStream tweaked = recipe.tweaks().stream().mapToInt(Tweak::step);
        Set<Integer> changes = new TreeSet<>();
        IntStream.concat(IntStream.of(0), tweaked).forEach(changes::add);
        List<RuleLine> last = List.of();
        for (int step : changes) {
            List<RuleLine> rule = recipe.optimizer().rule(recipe.settingsAt(step));
            if (!rule.equals(last)) {
                stretches.computeIfAbsent(rule, r -> new ArrayList<>()).add(step);
                last = rule;
            }
        }
        return stretches;
    }

    private static RuleView view(Recipe recipe, List<RuleLine> rule, List<Integer> from) {
        Settings settings = recipe.settingsAt(from.get(0));
        List<Knob<?>> knobs = new ArrayList<>(List.of(Recipe.LR));
        knobs.addAll(recipe.optimizer().options().knobs());
        List<ConstantView> constants = new ArrayList<>();
        for (Knob<?> knob : knobs) {
            Optional<Symbol> symbol = OptimizerKind.symbol(knob).filter(s -> named(rule, s));
            if (symbol.isPresent() && settings.find(knob).orElse(null) instanceof Double value) {
                constants.add(
                        new ConstantView(
                                knob.key(),
                                symbol.get().tex(),
                                symbol.get().plain(),
                                Written.plain(value)));
            }
        }
        List<LineView> lines =
                rule.stream()
                        .map(
                                line ->
                                        new LineView(
                                                line.name(),
                                                line.tex(),
                                                line.plain(),
                                                line.remembered()))
                        .toList();
        String steps = from.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return new RuleView(steps, recipe.optimizer().inTorch(), constants, lines);
    }

    /** Whether a symbol stands in a rule by itself: η, and not η₁. */
    private static boolean named(List<RuleLine> rule, Symbol symbol) {
        Pattern alone = Pattern.compile(Pattern.quote(symbol.tex()) + "(?![_A-Za-z])");
        return rule.stream().anyMatch(line -> alone.matcher(line.tex()).find());
    }
}
