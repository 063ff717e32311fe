package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import sinefit.knob.Knob;
import sinefit.knob.Rejection;
import sinefit.knob.Settings;
import sinefit.lesson.Lesson;
import sinefit.model.Reduction;
import sinefit.number.Repr;
import sinefit.stream.Overviews.Overview;
import sinefit.theory.RateScale;
import sinefit.theory.Spectrum;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.FormView;
import sinefit.web.view.FormView.FieldView;
import sinefit.web.view.FormView.Hidden;
import sinefit.web.view.FormView.PresetView;
import sinefit.web.view.FormView.SliderView;
import sinefit.web.view.FormView.StartView;
import sinefit.web.view.LessonView;
import sinefit.web.view.PageView;
import sinefit.web.view.ProblemView;
import sinefit.web.view.RunView;
import sinefit.web.view.RunView.TermView;

/** Fills what the templates are given, from a recipe and what was wrong with the query. */
final class PageBuilder {
    private static final List<Knob<?>> FIELDS =
            List.of(Recipe.LR, Recipe.STEPS, Recipe.SEED, Recipe.INIT);

    /** Shares of the stability limit at which it is seen what a rate too large does. */
    private static final double OSCILLATING = 0.97;

    private static final double DIVERGING = 1.4;

    private final Messages texts;
    private final Recipe recipe;
    private final Map<String, List<String>> query;
    private final List<Rejection> rejections;
    private final Optional<Spectrum> spectrum;

    /**
     * A page.
     *
     * @param recipe the run to show
     * @param spectrum what theory knows of it
     * @param query what was asked, as typed
     * @param rejections what of it was refused
     */
    PageBuilder(
            Messages texts,
            Recipe recipe,
            Optional<Spectrum> spectrum,
            Map<String, List<String>> query,
            List<Rejection> rejections) {
        this.texts = texts;
        this.recipe = recipe;
        this.query = query;
        this.rejections = rejections;
        this.spectrum = spectrum;
    }

    /** The page without the run's result: all that its form needs. */
    PageView build() {
        return build(Optional.empty());
    }

    /** The page, with how the run ends if that is known. */
    PageView build(Optional<Overview> overview) {
        List<LessonView> ladder = Arrays.stream(Lesson.values()).map(this::rung).toList();
        LessonView current = ladder.stream().filter(LessonView::current).findFirst().orElseThrow();
        return new PageView(
                texts,
                current,
                ladder,
                run(),
                overview.map(new ResultBuilder(texts, recipe, spectrum)::of).orElse(null),
                form(),
                ScriptViews.of(recipe),
                address(Optional.of(texts.other().lang())));
    }

    private LessonView rung(Lesson lesson) {
        String slug = lesson.slug();
        String lang = lang().map(l -> "?lang=" + l).orElse("");
        return new LessonView(
                lesson.number(),
                slug,
                texts.get("lesson." + slug + ".name"),
                texts.get("lesson." + slug + ".setting"),
                "/lessons/" + slug + lang,
                slug.equals(recipe.preset().slug()));
    }

    /** The language, if the reader chose one in the address. */
    private Optional<String> lang() {
        return query.containsKey("lang") ? Optional.of(texts.lang()) : Optional.empty();
    }

    private String address(Optional<String> lang) {
        return address(recipe, lang);
    }

    /** The canonical address of a run's page, in a language if one is named. */
    private static String address(Recipe run, Optional<String> lang) {
        String pageQuery = run.pageQuery();
        List<String> parts = new ArrayList<>();
        if (!pageQuery.isEmpty()) {
            parts.add(pageQuery);
        }
        lang.ifPresent(l -> parts.add("lang=" + l));
        String path = "/lessons/" + run.preset().slug();
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }

    private RunView run() {
        List<String> names = recipe.model().parameters();
        List<TermView> terms =
                IntStream.range(0, names.size())
                        .mapToObj(k -> new TermView(names.get(k), k))
                        .toList();
        return new RunView(
                recipe.query(),
                recipe.steps(),
                plain(recipe.lr()),
                terms,
                recipe.preset().printed() == Printed.SAE,
                recipe.reduction() == Reduction.MEAN,
                problem(),
                Set.of("lr", "steps").containsAll(recipe.deviations().keySet()),
                RunJson.of(recipe, address(Optional.empty()), spectrum));
    }

    private ProblemView problem() {
        return new ProblemView(
                setting(Recipe.TARGET),
                written(setting(Recipe.MIN)),
                written(setting(Recipe.MAX)),
                recipe.n(),
                recipe.model().degree(),
                spectrum.filter(s -> s.optimum().isPresent())
                        .map(s -> figures(s.floor()))
                        .orElse(null));
    }

    /** A bound of the interval as a person writes it: −π, 2π, 1. */
    private static String written(String canonical) {
        return canonical.replace("pi", "π").replace('-', '−').replaceFirst("\\.0$", "");
    }

    private FormView form() {
        return new FormView(
                "/lessons/" + recipe.preset().slug(),
                hidden(),
                rateField(),
                field(Recipe.STEPS, String.valueOf(recipe.steps())),
                field(Recipe.SEED, setting(Recipe.SEED)),
                field(Recipe.INIT, setting(Recipe.INIT)),
                starts(),
                slider(),
                presets(),
                spectrum.map(s -> trial("preset.diverges", DIVERGING, 2, s)).orElse(null),
                complaints(),
                !rejections.isEmpty());
    }

    /** What the form keeps without showing it. */
    private List<Hidden> hidden() {
        List<Hidden> hidden = new ArrayList<>();
        recipe.deviations()
                .forEach(
                        (key, values) -> {
                            if (FIELDS.stream().noneMatch(knob -> knob.key().equals(key))) {
                                values.forEach(value -> hidden.add(new Hidden(key, value)));
                            }
                        });
        return hidden;
    }

    private <T> String setting(Knob<T> knob) {
        return recipe.settings().find(knob).map(knob::format).orElse("");
    }

    /** A field, with the text as typed and the message if it was refused. */
    private FieldView field(Knob<?> knob, String value) {
        for (Rejection rejection : rejections) {
            if (rejection.key().equals(knob.key())) {
                String typed = query.getOrDefault(knob.key(), List.of(value)).get(0);
                return new FieldView(knob.key(), typed, Refusals.reason(texts, rejection));
            }
        }
        return new FieldView(knob.key(), value, null);
    }

    /** The rate's field, where changes in the middle of the run have their messages too. */
    private FieldView rateField() {
        FieldView field = field(Recipe.LR, plain(recipe.lr()));
        return rejections.stream()
                .filter(r -> field.error() == null && r.key().equals(RecipeParser.TWEAK))
                .findFirst()
                .map(r -> new FieldView(field.name(), field.value(), Refusals.message(texts, r)))
                .orElse(field);
    }

    private List<StartView> starts() {
        List<String> names = recipe.model().parameters();
        double[] start = recipe.start();
        return IntStream.range(0, names.size())
                .mapToObj(k -> new StartView(names.get(k), plain(recipe.dtype().repr(start[k]))))
                .toList();
    }

    private SliderView slider() {
        RateScale scale = RateScale.of(spectrum, recipe.lr());
        return new SliderView(
                scale.low(),
                scale.high(),
                scale.oscillates(),
                scale.diverges(),
                spectrum.map(s -> figures(s.stabilityLimit() / 2)).orElse(null),
                spectrum.map(s -> figures(s.stabilityLimit())).orElse(null));
    }

    /** The lessons' own runs, then this one where it overshoots and where it diverges. */
    private List<PresetView> presets() {
        List<PresetView> presets = new ArrayList<>();
        for (Lesson lesson : Lesson.values()) {
            String name = texts.get("lesson." + lesson.slug() + ".name");
            Recipe own = new Recipe(lesson.preset(), lesson.preset().defaults(), List.of());
            presets.add(preset(texts.get("preset.lesson", lesson.number(), name), own, false));
        }
        spectrum.ifPresent(
                s -> {
                    presets.add(trial("preset.oscillates", OSCILLATING, 3, s));
                    presets.add(trial("preset.diverges", DIVERGING, 2, s));
                });
        return presets;
    }

    /** The run at a share of the stability limit, from its start. */
    private PresetView trial(String name, double share, int digits, Spectrum known) {
        double rate = Double.parseDouble(rounded(share * known.stabilityLimit(), digits));
        Settings settings = recipe.settings().with(Recipe.LR, rate);
        return preset(texts.get(name), new Recipe(recipe.preset(), settings, List.of()), true);
    }

    private PresetView preset(String name, Recipe run, boolean trial) {
        String detail = texts.get("preset.detail", plain(run.lr()), run.steps());
        boolean current = run.query().equals(recipe.query());
        return new PresetView(name, detail, address(run, lang()), current, trial);
    }

    private List<String> complaints() {
        return rejections.stream()
                .filter(r -> FIELDS.stream().noneMatch(knob -> knob.key().equals(r.key())))
                .map(r -> Refusals.message(texts, r))
                .filter(message -> !message.equals(rateField().error()))
                .toList();
    }

    /** A number as a person types it: 1e-6, not 1e-06; 1, not 1.0. */
    private static String plain(double value) {
        return plain(Repr.of(value));
    }

    private static String plain(String repr) {
        return repr.replaceFirst("e([+-])0", "e$1").replaceFirst("\\.0$", "");
    }

    /** Four figures, as 3.558e-6. */
    private static String figures(double value) {
        return plain(Double.parseDouble(rounded(value, 4)));
    }

    private static String rounded(double value, int figures) {
        return String.format(Locale.ROOT, "%." + (figures - 1) + "e", value);
    }
}
