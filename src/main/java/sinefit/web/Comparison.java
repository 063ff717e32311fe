package sinefit.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sinefit.knob.Knob;
import sinefit.model.Reduction;
import sinefit.number.Figures;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Samples;
import sinefit.stream.Wire;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Tweak;
import sinefit.web.CompareRoute.Pinned;
import sinefit.web.view.CompareView;
import sinefit.web.view.CompareView.KeyView;
import sinefit.web.view.CompareView.RunView;
import sinefit.web.view.Texts;

/** The run shown beside pinned ones: what differs, and what of them can be laid over its charts. */
final class Comparison {
    /** Where a key means nothing. */
    private static final String NONE = "–";

    /** Points that are told one by one. */
    private static final int TOLD = 3;

    private final Texts texts;
    private final RecipeWords words;
    private final Pinned shown;
    private final List<Pinned> all;

    Comparison(Texts texts, Pinned shown, List<Pinned> pins) {
        this.texts = texts;
        this.words = new RecipeWords(texts);
        this.shown = shown;
        this.all = Stream.concat(Stream.of(shown), pins.stream()).toList();
    }

    /**
     * The table.
     *
     * @param refused pins that are left out, a sentence each
     * @param broken their places in the address
     */
    CompareView view(List<String> refused, String broken) {
        return new CompareView(
                texts,
                IntStream.range(0, all.size()).mapToObj(i -> run(i, all.get(i))).toList(),
                keys(),
                all.stream().anyMatch(Comparison::losesOtherwise),
                IntStream.range(1, all.size()).boxed().flatMap(i -> notes(i, all.get(i))).toList(),
                refused,
                broken);
    }

    private static boolean losesOtherwise(Pinned pin) {
        return pin.recipe().reduction() == Reduction.MEAN || pin.recipe().batch().isPresent();
    }

    private RunView run(int number, Pinned pin) {
        Recipe recipe = pin.recipe();
        return new RunView(
                number,
                pin.place(),
                Place.PAGE.path(recipe.preset().slug()),
                Puzzle.kept(recipe.pageQuery(), pin.query()),
                data(pin));
    }

    private String data(Pinned pin) {
        Recipe recipe = pin.recipe();
        Recipe run = shown.recipe();
        byte[] bytes =
                Wire.object(
                        json -> {
                            json.writeStringField("lesson", recipe.preset().slug());
                            json.writeStringField("query", recipe.query());
                            json.writeNumberField("steps", recipe.steps());
                            json.writeNumberField("seen", recipe.batch().orElse(recipe.n()));
                            json.writeNumberField("n", recipe.n());
                            json.writeBooleanField("mean", recipe.reduction() == Reduction.MEAN);
                            Wire.number(json, "lr", recipe.lr());
                            Wire.number(json, "min", recipe.settings().get(Recipe.MIN));
                            Wire.number(json, "max", recipe.settings().get(Recipe.MAX));
                            json.writeStringField("dtype", text(recipe, Recipe.DTYPE));
                            json.writeStringField("model", text(recipe, Recipe.MODEL));
                            json.writeStringField("basis", text(recipe, Recipe.BASIS));
                            json.writeArrayFieldStart("parameters");
                            for (String name : recipe.model().parameters()) {
                                json.writeString(name);
                            }
                            json.writeEndArray();
                            json.writeBooleanField("problem", sameProblem(run, recipe));
                            json.writeBooleanField("meaning", sameMeaning(run, recipe));
                            json.writeBooleanField("landscape", sameLandscape(run, recipe));
                        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(Recipe recipe, Knob<?> knob) {
        return Written.setting(recipe, knob);
    }

    /** Whether both are to fit the same curve or points, over the same interval. */
    static boolean sameProblem(Recipe one, Recipe other) {
        return Stream.of(Recipe.TARGET, Recipe.F, Recipe.POINTS, Recipe.MIN, Recipe.MAX)
                .allMatch(knob -> text(one, knob).equals(text(other, knob)));
    }

    /** Whether the coefficients, as far as both have them, mean the same. */
    static boolean sameMeaning(Recipe one, Recipe other) {
        return sameProblem(one, other)
                && Stream.of(Recipe.MODEL, Recipe.BASIS)
                        .allMatch(knob -> text(one, knob).equals(text(other, knob)));
    }

    /** Whether both go down the same landscape, to within rounding and a factor. */
    static boolean sameLandscape(Recipe one, Recipe other) {
        boolean alike =
                sameMeaning(one, other)
                        && one.n() == other.n()
                        && one.model().parameters().equals(other.model().parameters())
                        && text(one, Recipe.NOISE).equals(text(other, Recipe.NOISE));
        return alike && (!one.hasNoise() || sameSamples(one.samples(), other.samples()));
    }

    private static boolean sameSamples(Samples one, Samples other) {
        return Arrays.equals(one.y(), other.y());
    }

    private List<KeyView> keys() {
        List<KeyView> keys = new ArrayList<>();
        add(
                keys,
                RecipeParser.LESSON,
                texts.get("compare.key.lesson"),
                r -> texts.get("lesson." + r.preset().slug() + ".name"));
        Set<Knob<?>> knobs = new LinkedHashSet<>();
        for (Knob<?> knob : Recipe.KNOBS) {
            knobs.add(knob);
            if (knob.equals(Recipe.OPTIMIZER)) {
                all.forEach(pin -> knobs.addAll(pin.recipe().optimizer().options().knobs()));
            }
        }
        for (Knob<?> knob : knobs) {
            if (knob.equals(Recipe.INIT)) {
                starts(keys);
            } else if (knob.equals(Recipe.POINTS)) {
                points(keys);
            } else if (knob.equals(Recipe.BUG)) {
                bugs(keys);
            } else if (!OptimizerKind.allOptions().contains(knob) || matters(knob)) {
                add(keys, knob.key(), words.name(knob.key()), r -> value(knob, r));
            }
        }
        add(keys, RecipeParser.TWEAK, words.name(RecipeParser.TWEAK), this::tweaks);
        return keys;
    }

    /** A key has a row where its values differ. */
    private void add(List<KeyView> keys, String key, String name, Function<Recipe, String> value) {
        List<String> values = all.stream().map(pin -> value.apply(pin.recipe())).toList();
        if (new LinkedHashSet<>(values).size() > 1) {
            keys.add(new KeyView(key, name, values));
        }
    }

    private String value(Knob<?> knob, Recipe recipe) {
        boolean ofPolynomials = knob.equals(Recipe.DEGREE) || knob.equals(Recipe.BASIS);
        String value = ofPolynomials && !recipe.isPolynomial() ? "" : words.value(knob, recipe);
        if (value.isEmpty() && knob.equals(Recipe.BATCH)) {
            return texts.get("setup.batch.all");
        }
        return value.isEmpty() ? NONE : value;
    }

    /** Options that only follow from there being another optimizer, at their defaults, are none. */
    private boolean matters(Knob<?> option) {
        List<Recipe> having =
                all.stream()
                        .map(Pinned::recipe)
                        .filter(r -> r.optimizer().options().knobs().contains(option))
                        .toList();
        return having.stream().anyMatch(r -> r.deviation(option).isPresent())
                || having.stream().map(r -> text(r, option)).distinct().count() > 1;
    }

    /** Start values; where all are drawn, the seeds tell. */
    private void starts(List<KeyView> keys) {
        if (all.stream().map(Pinned::recipe).allMatch(Recipe::drawsStart)) {
            return;
        }
        add(keys, Recipe.INIT.key(), texts.get("compare.key.init"), this::start);
    }

    private String start(Recipe recipe) {
        return Arrays.stream(recipe.start())
                .mapToObj(Figures::coefficient)
                .map(text -> text.replaceFirst("\\.0+$", ""))
                .collect(Collectors.joining(", "));
    }

    private void points(List<KeyView> keys) {
        add(
                keys,
                Recipe.POINTS.key(),
                texts.get("compare.key.points"),
                r -> r.points().isEmpty() ? NONE : text(r, Recipe.POINTS));
        keys.replaceAll(
                row ->
                        row.key().equals(Recipe.POINTS.key())
                                ? new KeyView(
                                        row.key(),
                                        row.name(),
                                        row.values().stream().map(Comparison::brief).toList())
                                : row);
    }

    private static String brief(String points) {
        List<String> pairs =
                List.of(points.replaceAll("\\.0(?=[:,]|$)", "").replace('-', '−').split(",", -1));
        String first = String.join(", ", pairs.subList(0, Math.min(TOLD, pairs.size())));
        return pairs.size() > TOLD ? first + " …" : first;
    }

    /** Mistakes, but those that are still to be found. */
    private void bugs(List<KeyView> keys) {
        List<String> values =
                all.stream()
                        .map(
                                pin ->
                                        pin.recipe().bug().isEmpty()
                                                ? NONE
                                                : Puzzle.number(pin.query()).isPresent()
                                                        ? texts.get("compare.puzzle")
                                                        : texts.get(
                                                                "lab.bug."
                                                                        + text(
                                                                                pin.recipe(),
                                                                                Recipe.BUG)))
                        .toList();
        if (new LinkedHashSet<>(values).size() > 1) {
            keys.add(new KeyView(Recipe.BUG.key(), texts.get("compare.key.bug"), values));
        }
    }

    private String tweaks(Recipe recipe) {
        String told = recipe.tweaks().stream().map(this::tweak).collect(Collectors.joining(", "));
        return told.isEmpty() ? NONE : told;
    }

    private <T> String tweak(Tweak<T> tweak) {
        String value = Written.plain(tweak.knob().format(tweak.value()));
        String name = words.name(tweak.knob().key());
        return texts.get("compare.tweak", Figures.whole(tweak.step()), name, value);
    }

    /** What of a pinned run is not to be compared, or drawn otherwise than it says. */
    private Stream<String> notes(int number, Pinned pin) {
        Recipe run = shown.recipe();
        Recipe other = pin.recipe();
        List<String> notes = new ArrayList<>();
        if (run.query().equals(other.query())) {
            return Stream.of(texts.get("compare.note.same", number));
        }
        if (!sameProblem(run, other)) {
            notes.add(texts.get("compare.note.problem", number));
        } else if (!sameMeaning(run, other)) {
            notes.add(texts.get("compare.note.meaning", number));
        } else if (!sameLandscape(run, other)) {
            notes.add(texts.get("compare.note.landscape", number));
        }
        if (run.reduction() != other.reduction()) {
            String as =
                    run.reduction() == Reduction.MEAN ? "compare.note.mean" : "compare.note.sum";
            notes.add(texts.get(as, number));
        }
        if (run.reduction() == Reduction.SUM && run.n() != other.n()) {
            String count = Figures.whole(other.n());
            notes.add(texts.get("compare.note.count", number, count, Figures.whole(run.n())));
        }
        return notes.stream();
    }
}
