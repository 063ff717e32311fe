package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Knob;
import sinefit.knob.Rejection;
import sinefit.knob.Settings;
import sinefit.lesson.Lesson;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Figures;
import sinefit.problem.Target;
import sinefit.theory.RateScale;
import sinefit.theory.Spectrum;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.FormView;
import sinefit.web.view.FormView.ChoiceView;
import sinefit.web.view.FormView.FieldView;
import sinefit.web.view.FormView.Hidden;
import sinefit.web.view.FormView.OptionView;
import sinefit.web.view.FormView.PresetView;
import sinefit.web.view.FormView.SetupView;
import sinefit.web.view.FormView.SliderView;
import sinefit.web.view.FormView.StartView;

/** Fills the recipe form: fields with what was typed, messages, slider, presets. */
final class FormBuilder {
    private static final List<Knob<?>> FIELDS =
            List.of(Recipe.LR, Recipe.STEPS, Recipe.SEED, Recipe.INIT);

    /** Fields behind a button. */
    private static final List<Knob<?>> SETUP =
            List.of(
                    Recipe.TARGET,
                    Recipe.MIN,
                    Recipe.MAX,
                    Recipe.N,
                    Recipe.DEGREE,
                    Recipe.BASIS,
                    Recipe.REDUCTION,
                    Recipe.MOMENTUM);

    /** Shares of the stability limit at which it is seen what a rate too large does. */
    private static final double OSCILLATING = 0.97;

    private static final double DIVERGING = 1.4;

    /** Steps a second at which the swings of ŷ can be followed; at sixty they are a blur. */
    private static final String SWINGS_SEEN = "10";

    private final Place place;
    private final Messages texts;
    private final Recipe recipe;
    private final Optional<Spectrum> spectrum;
    private final double momentum;

    /** The spectrum, if there are rates at all at which the run settles. */
    private final Optional<Spectrum> settling;

    private final Map<String, List<String>> query;
    private final List<Rejection> rejections;

    /** A form, from what a page is made of (see {@link PageBuilder}). */
    FormBuilder(
            Place place,
            Messages texts,
            Recipe recipe,
            Optional<Spectrum> spectrum,
            Map<String, List<String>> query,
            List<Rejection> rejections) {
        this.place = place;
        this.texts = texts;
        this.recipe = recipe;
        this.spectrum = spectrum;
        this.momentum = recipe.momentumAt(0);
        this.settling = spectrum.filter(s -> s.stabilityLimit(momentum) > 0);
        this.query = query;
        this.rejections = rejections;
    }

    FormView build() {
        return new FormView(
                place.path(recipe.preset().slug()),
                hidden(),
                rateField(),
                field(Recipe.STEPS, String.valueOf(recipe.steps())),
                field(Recipe.SEED, Written.setting(recipe, Recipe.SEED)),
                field(Recipe.INIT, Written.setting(recipe, Recipe.INIT)),
                starts(),
                setup(),
                slider(),
                presets(),
                settling.map(s -> trial("preset.diverges", DIVERGING, 2, null, s)).orElse(null),
                complaints(),
                !rejections.isEmpty());
    }

    /** What the form keeps without showing it. */
    private List<Hidden> hidden() {
        List<Hidden> hidden = new ArrayList<>();
        recipe.deviations()
                .forEach(
                        (key, values) -> {
                            boolean shown = key.equals(Recipe.F.key()) && formula();
                            if (!shown && !has(FIELDS, key) && !has(SETUP, key)) {
                                values.forEach(value -> hidden.add(new Hidden(key, value)));
                            }
                        });
        return hidden;
    }

    private static boolean has(List<Knob<?>> fields, String key) {
        return fields.stream().anyMatch(knob -> knob.key().equals(key));
    }

    /** What kind of curve learns, in a word. */
    private String kind() {
        if (recipe.settings().get(Recipe.MODEL) != Recipe.ModelKind.POLYNOMIAL) {
            return texts.get("setup.model." + Written.setting(recipe, Recipe.MODEL));
        }
        int degree = recipe.polynomial().degree();
        return texts.get(degree > 3 ? "setup.kind" : "setup.kind" + degree, degree);
    }

    private SetupView setup() {
        String target = texts.get("target." + Written.setting(recipe, Recipe.TARGET));
        return new SetupView(
                texts.get("setup.label", kind(), target),
                rejections.stream().anyMatch(r -> has(SETUP, r.key())),
                choice(Recipe.TARGET, targets(), "target."),
                formula() ? field(Recipe.F, Written.setting(recipe, Recipe.F)) : null,
                field(Recipe.MIN, Written.bound(Written.setting(recipe, Recipe.MIN))),
                field(Recipe.MAX, Written.bound(Written.setting(recipe, Recipe.MAX))),
                field(Recipe.N, String.valueOf(recipe.n())),
                field(Recipe.DEGREE, String.valueOf(recipe.polynomial().degree())),
                choice(Recipe.BASIS, Basis.values(), "basis."),
                choice(Recipe.REDUCTION, Reduction.values(), "reduction."),
                field(
                        Recipe.MOMENTUM,
                        recipe.settings().find(Recipe.MOMENTUM).map(Written::plain).orElse("")));
    }

    private boolean formula() {
        return recipe.settings().get(Recipe.TARGET) == Target.F;
    }

    /** A formula is no choice without its text. */
    private Target[] targets() {
        return Arrays.stream(Target.values())
                .filter(t -> t != Target.F || formula())
                .toArray(Target[]::new);
    }

    private <T> ChoiceView choice(Knob<T> knob, T[] values, String words) {
        String chosen = Written.setting(recipe, knob);
        List<OptionView> options =
                Arrays.stream(values)
                        .map(knob::format)
                        .map(v -> new OptionView(v, texts.get(words + v), v.equals(chosen)))
                        .toList();
        return new ChoiceView(knob.key(), options, field(knob, "").error());
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
        FieldView field = field(Recipe.LR, Written.plain(recipe.lr()));
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
                .mapToObj(
                        k ->
                                new StartView(
                                        names.get(k), Written.plain(recipe.dtype().repr(start[k]))))
                .toList();
    }

    private SliderView slider() {
        RateScale scale = RateScale.of(spectrum, recipe.lr(), momentum);
        return new SliderView(
                scale.low(),
                scale.high(),
                scale.oscillates(),
                scale.diverges(),
                settling.map(s -> Figures.typed(s.overshoot(momentum), Written.FIGURES))
                        .orElse(null),
                settling.map(s -> Figures.typed(s.stabilityLimit(momentum), Written.FIGURES))
                        .orElse(null));
    }

    /** The lessons' own runs, then this one where it overshoots and where it diverges. */
    private List<PresetView> presets() {
        List<PresetView> presets = new ArrayList<>();
        for (Lesson lesson : Lesson.values()) {
            String name = texts.get("lesson." + lesson.slug() + ".name");
            Recipe own = new Recipe(lesson.preset(), lesson.preset().defaults(), List.of());
            presets.add(
                    preset(texts.get("preset.lesson", lesson.number(), name), own, false, null));
        }
        if (recipe.preset().equals(Lesson.AUTOGRAD.preset())) {
            presets.add(preset(texts.get("preset.sin"), olderTarget(), false, null));
        }
        settling.ifPresent(
                s -> {
                    presets.add(trial("preset.oscillates", OSCILLATING, 3, SWINGS_SEEN, s));
                    presets.add(trial("preset.diverges", DIVERGING, 2, null, s));
                });
        return presets;
    }

    /** The lesson on autograd with the target that its tutorial had before. */
    private static Recipe olderTarget() {
        Settings settings =
                Lesson.AUTOGRAD
                        .preset()
                        .defaults()
                        .with(Recipe.TARGET, Target.SIN)
                        .with(Recipe.MIN, -Math.PI)
                        .with(Recipe.MAX, Math.PI)
                        .with(Recipe.LR, 1e-6);
        return new Recipe(Lesson.AUTOGRAD.preset(), settings, List.of());
    }

    /** The run at a share of the stability limit, from its start. */
    private PresetView trial(
            String name, double share, int digits, @Nullable String pace, Spectrum known) {
        double rate =
                Double.parseDouble(Figures.typed(share * known.stabilityLimit(momentum), digits));
        Settings settings = recipe.settings().with(Recipe.LR, rate);
        return preset(
                texts.get(name), new Recipe(recipe.preset(), settings, List.of()), true, pace);
    }

    private PresetView preset(String name, Recipe run, boolean trial, @Nullable String pace) {
        String detail = texts.get("preset.detail", Written.plain(run.lr()), run.steps());
        boolean current = run.query().equals(recipe.query());
        return new PresetView(
                name, detail, place.address(run, texts.chosen(query)), current, trial, pace);
    }

    private List<String> complaints() {
        return rejections.stream()
                .filter(r -> !r.key().equals(Recipe.F.key()) || !formula())
                .filter(r -> !has(FIELDS, r.key()) && !has(SETUP, r.key()))
                .map(r -> Refusals.message(texts, r))
                .filter(message -> !message.equals(rateField().error()))
                .toList();
    }
}
