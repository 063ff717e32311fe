package sinefit.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.Rejection;
import sinefit.knob.Settings;
import sinefit.number.Dtype;
import sinefit.number.Repr;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Formula;
import sinefit.problem.Linspace;
import sinefit.problem.Point;
import sinefit.problem.Samples;
import sinefit.problem.Target;

/**
 * Reads a recipe from a query: the only parser. Keys come in any order; a missing or empty value
 * takes the lesson's default; everything that is wrong is reported at once.
 */
public final class RecipeParser {
    /** The key that names the lesson. */
    public static final String LESSON = "lesson";

    /** The key of changes in the middle of a run, the only one that may be repeated. */
    public static final String TWEAK = "tweak";

    static final String DEFAULT_LESSON = "numpy";

    /** Most multiply-adds a run may take with every step shown: some ten seconds of one core. */
    static final long BUDGET = 20_000_000_000L;

    private static final int MOST_TWEAKS = 32;

    private final Map<String, Preset> presets = new LinkedHashMap<>();

    /** A parser for these lessons. */
    public RecipeParser(Collection<Preset> presets) {
        presets.forEach(preset -> this.presets.put(preset.slug(), preset));
    }

    /**
     * Reads a recipe.
     *
     * @param query keys with all their values, decoded
     * @param ignored keys that are somebody else's
     * @throws InvalidRecipe if anything is wrong, naming each bad key
     */
    public Recipe parse(Map<String, List<String>> query, Set<String> ignored) {
        Reading reading = new Reading(query);
        reading.refuseUnknown(ignored);
        Recipe recipe = reading.recipe();
        if (reading.rejections.isEmpty()) {
            reading.refuseHopeless(recipe);
        }
        if (!reading.rejections.isEmpty()) {
            throw new InvalidRecipe(reading.rejections);
        }
        return recipe;
    }

    /**
     * The recipe of those keys of a query that are good by themselves, for a page that must show
     * something beside its messages.
     */
    public Recipe salvage(Map<String, List<String>> query, Set<String> ignored) {
        Map<String, List<String>> good = new LinkedHashMap<>(query);
        good.keySet().retainAll(known(ignored));
        while (true) {
            try {
                return parse(good, ignored);
            } catch (InvalidRecipe e) {
                // Every round drops a key, so this ends, at the latest with the bare defaults.
                Set<String> bad = new HashSet<>();
                e.rejections().forEach(r -> bad.add(r.key()));
                boolean dropped = good.keySet().removeAll(bad);
                // Without its formula or its points the target is none.
                if (bad.contains(Recipe.F.key()) || bad.contains(Recipe.POINTS.key())) {
                    dropped |= good.remove(Recipe.TARGET.key()) != null;
                }
                if (!dropped) {
                    good.keySet().retainAll(Set.of(LESSON));
                }
            }
        }
    }

    private static Set<String> known(Set<String> ignored) {
        Set<String> known = new HashSet<>(ignored);
        known.add(LESSON);
        known.add(TWEAK);
        Recipe.KNOBS.forEach(knob -> known.add(knob.key()));
        OptimizerKind.allOptions().forEach(option -> known.add(option.key()));
        return known;
    }

    /** One query being read. */
    private final class Reading {
        private final Map<String, List<String>> query;
        private final List<Rejection> rejections = new ArrayList<>();

        Reading(Map<String, List<String>> query) {
            this.query = query;
        }

        void refuseUnknown(Set<String> ignored) {
            Set<String> known = known(ignored);
            query.forEach(
                    (key, values) -> {
                        if (!known.contains(key)) {
                            reject(key, String.join(" ", values), "reject.unknown");
                        } else if (values.size() > 1
                                && !key.equals(TWEAK)
                                && !ignored.contains(key)) {
                            reject(key, String.join(" ", values), "reject.twice");
                        }
                    });
        }

        Recipe recipe() {
            Preset preset = preset();
            Settings settings = read(Recipe.OPTIMIZER, preset.defaults());
            OptimizerKind optimizer = settings.get(Recipe.OPTIMIZER);
            settings = preset.defaults(optimizer);
            for (Knob<?> knob : Recipe.KNOBS) {
                settings = knob.equals(Recipe.OPTIMIZER) ? settings : read(knob, settings);
            }
            refuseForeign(optimizer);
            for (Knob<?> option : optimizer.options().knobs()) {
                settings = read(option, settings);
            }
            for (Knob<?> option : optimizer.contradiction(settings).stream().toList()) {
                reject(option, "reject." + option.key());
            }
            settings = withPoints(withoutUseless(settings));
            Recipe untouched = new Recipe(preset, settings, List.of());
            settings = checkStart(untouched, settings);
            checkTarget(settings);
            checkBatch(settings);
            checkBug(preset, settings);
            checkInterval(settings);
            return new Recipe(preset, settings, tweaks(untouched));
        }

        /** What does nothing has no place in the address: a polynomial's degree without one. */
        private Settings withoutUseless(Settings settings) {
            return settings.get(Recipe.MODEL) == Recipe.ModelKind.POLYNOMIAL
                    ? settings
                    : settings.with(Recipe.DEGREE, Recipe.DEFAULTS.get(Recipe.DEGREE))
                            .with(Recipe.BASIS, Recipe.DEFAULTS.get(Recipe.BASIS));
        }

        /** Own points stand in place of a target and all that it is sampled by. */
        private Settings withPoints(Settings settings) {
            Optional<List<Point>> points = settings.find(Recipe.POINTS);
            boolean named = settings.get(Recipe.TARGET) == Target.POINTS;
            if (points.isEmpty()) {
                if (named && !rejected(Recipe.POINTS)) {
                    reject(Recipe.POINTS, "reject.noPoints");
                }
                return settings;
            }
            for (Knob<?> knob : Recipe.IN_PLACE) {
                boolean same = named && knob.equals(Recipe.TARGET);
                if (!same && text(knob.key()).isPresent() && !rejected(knob)) {
                    reject(knob, "reject.inPlace");
                }
            }
            if (settings.find(Recipe.F).isPresent()) {
                reject(Recipe.F, "reject.inPlace");
            }
            return Recipe.withPoints(settings, points.get());
        }

        /** A formula and the target that it is come together or not at all. */
        private void checkTarget(Settings settings) {
            boolean wanted = settings.get(Recipe.TARGET) == Target.F;
            boolean given = settings.find(Recipe.F).isPresent();
            if (wanted && !given && !rejected(Recipe.F)) {
                reject(Recipe.F, "reject.noFormula");
            } else if (given && !wanted && !rejected(Recipe.TARGET)) {
                reject(Recipe.F, "reject.notTarget", "target=f");
            }
        }

        private void checkBatch(Settings settings) {
            long n = settings.get(Recipe.N);
            if (settings.find(Recipe.BATCH).orElse(1L) > n && !rejected(Recipe.N)) {
                reject(Recipe.BATCH, "reject.range", "1", String.valueOf(n));
            }
        }

        /** A mistake that the program cannot have is an error, too. */
        private void checkBug(Preset preset, Settings settings) {
            settings.find(Recipe.BUG)
                    .flatMap(bug -> bug.needs(preset, settings))
                    .ifPresent(needed -> reject(Recipe.BUG, "reject.notTarget", needed));
        }

        /** An option of another optimizer is an error, not a silent default. */
        private void refuseForeign(OptimizerKind optimizer) {
            List<Knob<?>> own = optimizer.options().knobs();
            for (Knob<?> option : OptimizerKind.allOptions()) {
                boolean foreign = !own.contains(option) && text(option.key()).isPresent();
                if (foreign && !rejected(option)) {
                    reject(option, "reject.option", Recipe.OPTIMIZER.format(optimizer));
                }
            }
        }

        private Preset preset() {
            String slug = text(LESSON).orElse(DEFAULT_LESSON).strip();
            Preset preset = presets.get(slug);
            if (preset != null) {
                return preset;
            }
            reject(LESSON, slug, "reject.choice", String.join(", ", presets.keySet()));
            return presets.values().iterator().next();
        }

        private <T> Settings read(Knob<T> knob, Settings settings) {
            Optional<String> text = text(knob.key());
            try {
                return text.isEmpty() ? settings : settings.with(knob, knob.parse(text.get()));
            } catch (Refusal e) {
                rejections.add(e.of(knob.key(), text.get()));
                return settings;
            }
        }

        /** An explicit start must fit the model; one that equals the default is left out. */
        private Settings checkStart(Recipe recipe, Settings settings) {
            Optional<List<Double>> init = settings.find(Recipe.INIT);
            if (init.isEmpty()) {
                return settings;
            }
            int size = recipe.model().size();
            if (init.get().size() != size && !rejected(Recipe.DEGREE)) {
                String given = String.valueOf(init.get().size());
                reject(Recipe.INIT, "reject.count", String.valueOf(size), given);
            }
            Settings without = settings.without(Recipe.INIT);
            Recipe drawn = new Recipe(recipe.preset(), without, List.of());
            List<Double> start = drawn.defaultStart();
            boolean shifts = drawn.drawsStart() && drawn.drawsMore(); // other draws than without it
            return init.get().equals(start) && !shifts ? without : settings;
        }

        private void checkInterval(Settings settings) {
            // A basis that scales the interval needs one that is still there in the run's width.
            boolean scales = settings.get(Recipe.BASIS).scales();
            Dtype width = scales ? settings.get(Recipe.DTYPE) : Dtype.FLOAT64;
            double low = settings.get(Recipe.MIN);
            double high = settings.get(Recipe.MAX);
            if (width.round(low) < width.round(high)
                    || rejected(Recipe.MIN)
                    || rejected(Recipe.MAX)) {
                return;
            }
            if (settings.find(Recipe.POINTS).isPresent()) {
                reject(Recipe.POINTS, "reject.pointsSame");
                return;
            }
            if (text(Recipe.MIN.key()).isPresent()) {
                reject(Recipe.MIN, "reject.order", Recipe.MAX.format(high));
            } else {
                reject(Recipe.MAX, "reject.order", Recipe.MIN.format(low));
            }
        }

        private List<Tweak<?>> tweaks(Recipe recipe) {
            List<String> texts =
                    query.getOrDefault(TWEAK, List.of()).stream()
                            .filter(t -> !t.isBlank())
                            .toList();
            if (texts.size() > MOST_TWEAKS) {
                String count = String.valueOf(texts.size());
                reject(TWEAK, count, "reject.tweaks", String.valueOf(MOST_TWEAKS));
                return List.of();
            }
            List<Knob<?>> tweakable = recipe.optimizer().tweakable();
            TweakDomain domain = new TweakDomain(recipe.steps(), tweakable);
            Map<Integer, Map<Integer, Tweak<?>>> sorted = new TreeMap<>();
            for (String text : texts) {
                try {
                    Tweak<?> tweak = domain.parse(text);
                    int order = tweakable.indexOf(tweak.knob());
                    sorted.computeIfAbsent(tweak.step(), s -> new TreeMap<>()).put(order, tweak);
                } catch (Refusal e) {
                    rejections.add(e.of(TWEAK, text));
                }
            }
            List<Tweak<?>> tweaks = new ArrayList<>();
            sorted.values().forEach(atOneStep -> tweaks.addAll(atOneStep.values()));
            return tweaks;
        }

        /**
         * What only shows when all keys are read: too much work, or nothing finite to start from.
         */
        void refuseHopeless(Recipe recipe) {
            if (recipe.work() > BUDGET) {
                String most = String.valueOf(BUDGET / recipe.workPerStep());
                reject("steps", String.valueOf(recipe.steps()), "reject.tooMuch", most);
                return;
            }
            if (recipe.startsHarmless()) {
                return;
            }
            Samples samples = recipe.samples();
            Optional<Double> undefined = undefined(recipe, samples);
            if (undefined.isPresent()) {
                reject(Recipe.F, "reject.undefined", Repr.of(undefined.get()));
            } else if (!Trainer.start(recipe, recipe.objective(samples)).finite()) {
                if (Arrays.stream(samples.y()).allMatch(Double::isFinite)) {
                    List<Double> start = Arrays.stream(recipe.start()).boxed().toList();
                    reject(Recipe.INIT, start, "reject.notFinite");
                } else {
                    reject(Recipe.TARGET, recipe.settings().get(Recipe.TARGET), "reject.notFinite");
                }
            }
        }

        /**
         * Where a formula is not finite: at a sample, or where its curve is drawn between them;
         * empty if there is no such place.
         */
        private static Optional<Double> undefined(Recipe recipe, Samples samples) {
            Optional<Formula> f = recipe.settings().find(Recipe.F);
            if (f.isEmpty()) {
                return Optional.empty();
            }
            double[] x = samples.x();
            double[] y = samples.y();
            OptionalInt at =
                    IntStream.range(0, y.length).filter(i -> !Double.isFinite(y[i])).findFirst();
            if (at.isPresent()) {
                return Optional.of(x[at.getAsInt()]);
            }
            double low = recipe.settings().get(Recipe.MIN);
            double high = recipe.settings().get(Recipe.MAX);
            return Arrays.stream(
                            Linspace.NUMPY.points(low, high, 2 * Recipe.CURVE - 1, Dtype.FLOAT64))
                    .filter(v -> !Double.isFinite(recipe.dtype().round(f.get().applyAsDouble(v))))
                    .boxed()
                    .findFirst();
        }

        private boolean rejected(Knob<?> knob) {
            return rejections.stream().anyMatch(r -> r.key().equals(knob.key()));
        }

        private Optional<String> text(String key) {
            return query.getOrDefault(key, List.of()).stream()
                    .findFirst()
                    .filter(t -> !t.isBlank());
        }

        /** Refuses what was given, or, where nothing was, the value that the lesson gave. */
        private <T> void reject(Knob<T> knob, T value, String reason) {
            reject(knob.key(), text(knob.key()).orElseGet(() -> knob.format(value)), reason);
        }

        private void reject(Knob<?> knob, String reason, String... bounds) {
            reject(knob.key(), text(knob.key()).orElse(""), reason, bounds);
        }

        private void reject(String key, String value, String reason, String... bounds) {
            rejections.add(new Rejection(key, value, reason, List.of(bounds)));
        }
    }
}
