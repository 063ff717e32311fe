package sinefit.lesson;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.Settings;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Target;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/**
 * What of a run goes along to another lesson, and what stays when its optimizer, model or target
 * becomes another.
 *
 * <p>The rule: whatever differs from the old lesson's own run goes along, if the new run takes it;
 * the problem (target, interval, noise) goes as a whole. A rate, with its changes in mid-run, goes
 * along only where it means the same: same optimizer and, for plain descent, same curvature. Else
 * the new run takes its usual one ({@link #usualRate}). Nor does a rate go along that would diverge
 * there, as far as theory knows.
 */
public final class Carry {
    private static final List<Knob<?>> PROBLEM =
            List.of(Recipe.TARGET, Recipe.F, Recipe.MIN, Recipe.MAX, Recipe.NOISE);

    /** What decides how steep the loss is. */
    private static final List<Knob<?>> CURVATURE =
            List.of(
                    Recipe.MIN,
                    Recipe.MAX,
                    Recipe.N,
                    Recipe.MODEL,
                    Recipe.DEGREE,
                    Recipe.BASIS,
                    Recipe.REDUCTION,
                    Recipe.BATCH);

    /** Told whenever they become others, also where they are the lessons' own. */
    private static final List<Knob<?>> TOLD = List.of(Recipe.OPTIMIZER, Recipe.LR);

    /** Of the stability limit: a rate below it is a crawl. */
    private static final double CRAWL = 0.02;

    private final RecipeParser parser;
    private final ToDoubleFunction<Recipe> limits;

    /**
     * A carrier.
     *
     * @param limits stability limit of a run's rate; 0 where none is known
     */
    public Carry(RecipeParser parser, ToDoubleFunction<Recipe> limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /** The run of a lesson that keeps of another run what it can. */
    public Recipe to(Lesson lesson, Recipe from) {
        Map<String, List<String>> query = new LinkedHashMap<>(from.deviations());
        if (PROBLEM.stream().anyMatch(knob -> query.containsKey(knob.key()))) {
            PROBLEM.forEach(knob -> put(query, knob, from));
        }
        query.put(RecipeParser.LESSON, List.of(lesson.slug()));
        query.remove(Recipe.LR.key());
        List<String> tweaks = query.remove(RecipeParser.TWEAK);
        Recipe to = parser.salvage(query, Set.of());
        if (to.optimizer() != from.optimizer()) {
            OptimizerKind.allOptions().forEach(option -> query.remove(option.key()));
            to = parser.salvage(query, Set.of());
        }
        boolean same = sameRates(from, to);
        boolean chosen =
                from.deviation(Recipe.LR).isPresent()
                        || from.deviation(Recipe.OPTIMIZER).isPresent();
        boolean kept = same && chosen && !beyond(from, to, limits.applyAsDouble(to));
        query.put(Recipe.LR.key(), List.of(Recipe.LR.format(kept ? from.lr() : usualRate(to))));
        if (same && tweaks != null && (kept || !chosen)) {
            query.put(RecipeParser.TWEAK, tweaks);
            Recipe changed = parser.salvage(query, Set.of());
            if (changed.tweaks().stream().anyMatch(tweak -> diverges(changed, tweak.step()))) {
                query.remove(RecipeParser.TWEAK);
            }
        }
        return parser.salvage(query, Set.of());
    }

    /** Whether theory knows that the rate in force at a step of a run would never settle. */
    private boolean diverges(Recipe recipe, int step) {
        double limit = limits.applyAsDouble(recipe);
        double momentum = 1 + recipe.momentumAt(step);
        double there = limit / (1 + recipe.momentumAt(0)) * momentum;
        return limit > 0 && recipe.settingsAt(step).get(Recipe.LR) > there;
    }

    /**
     * Whether a run's own rate, which another lesson's run could have, is beyond that one's limit.
     *
     * @param limit of the other run's rate; 0 where none is known
     */
    public static boolean beyond(Recipe from, Recipe to, double limit) {
        return sameRates(from, to)
                && from.deviation(Recipe.LR).isPresent()
                && limit > 0
                && from.lr() > limit;
    }

    /**
     * What was typed into the form of a run, without what only meant something to the run's old
     * optimizer, model or target, if these are others now.
     *
     * @param typed all fields of the form
     */
    public Map<String, List<String>> mended(Recipe from, Map<String, List<String>> typed) {
        Map<String, List<String>> query = new LinkedHashMap<>(typed);
        Settings defaults = from.preset().defaults();
        mendFormula(from, query, read(Recipe.TARGET, query, defaults));
        OptimizerKind optimizer = read(Recipe.OPTIMIZER, query, defaults);
        Recipe.ModelKind model = read(Recipe.MODEL, query, defaults);
        boolean otherOptimizer = optimizer != from.optimizer();
        boolean otherModel = model != from.settings().get(Recipe.MODEL);
        if (!otherOptimizer && !otherModel) {
            return query;
        }
        if (otherOptimizer) {
            OptimizerKind.allOptions().stream()
                    .filter(
                            option ->
                                    !optimizer.options().knobs().contains(option)
                                            || unchanged(option, from, query))
                    .forEach(option -> query.remove(option.key()));
        }
        if (otherModel && unchanged(Recipe.INIT, from, query)) {
            query.remove(Recipe.INIT.key()); // another model has other coefficients
        }
        boolean alike = optimizer.rate().isPresent() && from.optimizer().rate().isPresent();
        if (unchanged(Recipe.LR, from, query) && (!alike || (otherOptimizer && isUsual(from)))) {
            query.remove(Recipe.LR.key());
            query.remove(RecipeParser.TWEAK);
            Recipe to = parser.salvage(query, query.keySet());
            query.put(Recipe.LR.key(), List.of(Recipe.LR.format(usualRate(to))));
        } else if (otherOptimizer) {
            query.remove(RecipeParser.TWEAK);
        }
        return query;
    }

    /**
     * A target that becomes a formula begins as the formula of the old one, and leaves it behind.
     */
    private static void mendFormula(Recipe from, Map<String, List<String>> query, Target target) {
        Target old = from.settings().get(Recipe.TARGET);
        if (target == Target.F && old != Target.F && text(Recipe.F, query).isEmpty()) {
            query.put(Recipe.F.key(), List.of(old.formula()));
        } else if (target != Target.F && old == Target.F && unchanged(Recipe.F, from, query)) {
            query.remove(Recipe.F.key());
        }
    }

    /**
     * The rate of a run of which nobody has chosen one: the lesson's where that is made for such a
     * run, else PyTorch's default of its optimizer, else that of the lesson with its model. On a
     * problem that is not the lesson's own and of which theory knows, a rate of plain descent that
     * diverges or crawls becomes half the stability limit, rounded down.
     */
    public double usualRate(Recipe recipe) {
        double rate = lessonsRate(recipe);
        Recipe own = new Recipe(recipe.preset(), recipe.preset().defaults(), List.of());
        double limit = sameRates(own, recipe) ? 0 : limits.applyAsDouble(recipe);
        return limit > 0 && !(rate < limit && rate >= CRAWL * limit) ? calm(limit) : rate;
    }

    private static double lessonsRate(Recipe recipe) {
        Settings own = recipe.preset().defaults();
        Recipe.ModelKind model = recipe.settings().get(Recipe.MODEL);
        if (own.get(Recipe.OPTIMIZER) == recipe.optimizer() && own.get(Recipe.MODEL) == model) {
            return own.get(Recipe.LR);
        }
        OptionalDouble torch = recipe.optimizer().rate();
        if (torch.isPresent()) {
            return torch.getAsDouble();
        }
        for (Lesson lesson : Lesson.values()) {
            Settings other = lesson.preset().defaults();
            if (other.get(Recipe.MODEL) == model
                    && other.get(Recipe.OPTIMIZER) == recipe.optimizer()) {
                return other.get(Recipe.LR);
            }
        }
        return own.get(Recipe.LR);
    }

    private static double calm(double limit) {
        return new BigDecimal(limit / 2).round(new MathContext(2, RoundingMode.DOWN)).doubleValue();
    }

    private boolean isUsual(Recipe recipe) {
        double lr = recipe.lr();
        return lr == usualRate(recipe)
                || lr == recipe.preset().defaults().get(Recipe.LR)
                || lr == recipe.usualRate();
    }

    private static boolean sameRates(Recipe one, Recipe other) {
        return one.optimizer() == other.optimizer()
                && (one.optimizer().rate().isPresent()
                        || CURVATURE.stream().allMatch(knob -> same(knob, one, other)));
    }

    private static boolean same(Knob<?> knob, Recipe one, Recipe other) {
        return one.settings().find(knob).equals(other.settings().find(knob));
    }

    private static <T> void put(Map<String, List<String>> query, Knob<T> knob, Recipe from) {
        from.settings()
                .find(knob)
                .ifPresent(value -> query.put(knob.key(), List.of(knob.format(value))));
    }

    private static Optional<String> text(Knob<?> knob, Map<String, List<String>> query) {
        return query.getOrDefault(knob.key(), List.of()).stream()
                .findFirst()
                .filter(t -> !t.isBlank());
    }

    /** What is asked for; the default where nothing is, or nothing that can be read. */
    private static <T> T read(Knob<T> knob, Map<String, List<String>> query, Settings defaults) {
        Optional<String> text = text(knob, query);
        try {
            return text.isEmpty() ? defaults.get(knob) : knob.parse(text.get());
        } catch (Refusal e) {
            return defaults.get(knob);
        }
    }

    /** Whether a field holds what the run has, or nothing. */
    private static <T> boolean unchanged(
            Knob<T> knob, Recipe from, Map<String, List<String>> query) {
        Optional<String> text = text(knob, query);
        try {
            return text.isEmpty()
                    || from.settings().find(knob).equals(Optional.of(knob.parse(text.get())));
        } catch (Refusal e) {
            return false;
        }
    }

    /**
     * What became of a run on its way, in the order of the canonical form.
     *
     * @param kept what was the learner's own and still is
     * @param changed what has another value now
     * @param dropped what was the learner's own and means nothing any more
     */
    public record Account(List<String> kept, List<String> changed, List<String> dropped) {
        /** Whether there is anything to tell. */
        public boolean silent() {
            return kept.isEmpty() && changed.isEmpty() && dropped.isEmpty();
        }
    }

    /** What became of a run, by the keys of its recipe. */
    public static Account account(Recipe from, Recipe to) {
        List<String> kept = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (Knob<?> knob : from.knobs()) {
            boolean own = from.deviation(knob).isPresent();
            if (own && useless(knob, from, to)) {
                dropped.add(knob.key());
            } else if (same(knob, from, to)) {
                if (own) {
                    kept.add(knob.key());
                }
            } else if (own || TOLD.contains(knob)) {
                (to.settings().find(knob).isPresent() ? changed : dropped).add(knob.key());
            }
        }
        if (!from.tweaks().isEmpty()) {
            (from.tweaks().equals(to.tweaks()) ? kept : dropped).add(RecipeParser.TWEAK);
        }
        return new Account(List.copyOf(kept), List.copyOf(changed), List.copyOf(dropped));
    }

    private static boolean useless(Knob<?> knob, Recipe from, Recipe to) {
        boolean polynomials = knob.equals(Recipe.DEGREE) || knob.equals(Recipe.BASIS);
        boolean option = from.optimizer().options().knobs().contains(knob);
        return (polynomials && !to.isPolynomial())
                || (option && to.optimizer() != from.optimizer());
    }
}
