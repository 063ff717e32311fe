package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sinefit.knob.Knob;
import sinefit.knob.Rejection;
import sinefit.knob.Settings;
import sinefit.knob.ToggleDomain;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.number.Figures;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Target;
import sinefit.theory.RateScale;
import sinefit.theory.Spectrum;
import sinefit.training.PointTable;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.FormView;
import sinefit.web.view.FormView.ChoiceView;
import sinefit.web.view.FormView.FieldView;
import sinefit.web.view.FormView.Hidden;
import sinefit.web.view.FormView.OptimizerView;
import sinefit.web.view.FormView.OptionView;
import sinefit.web.view.FormView.SetupView;
import sinefit.web.view.FormView.SliderView;
import sinefit.web.view.FormView.StartView;
import sinefit.web.view.FormView.SwitchView;

/** Fills the recipe form: fields with what was typed, messages, slider, presets. */
final class FormBuilder {
    private static final List<Knob<?>> FIELDS =
            List.of(Recipe.LR, Recipe.STEPS, Recipe.SEED, Recipe.INIT);

    /** Fields behind a button. */
    private static final List<Knob<?>> SETUP =
            List.of(
                    Recipe.TARGET,
                    Recipe.F,
                    Recipe.MIN,
                    Recipe.MAX,
                    Recipe.N,
                    Recipe.POINTS,
                    Recipe.NOISE,
                    Recipe.MODEL,
                    Recipe.DEGREE,
                    Recipe.BASIS,
                    Recipe.REDUCTION,
                    Recipe.BATCH,
                    Recipe.DTYPE);

    /** What a change of optimizer, model or target needs to know of the run before. */
    private static final List<Knob<?>> CARRIED =
            List.of(
                    Recipe.TARGET,
                    Recipe.F,
                    Recipe.MIN,
                    Recipe.MAX,
                    Recipe.MODEL,
                    Recipe.DEGREE,
                    Recipe.INIT,
                    Recipe.LR);

    /** Those of them that own points have no need of. */
    private static final List<Knob<?>> REPLACED =
            List.of(Recipe.MIN, Recipe.MAX, Recipe.N, Recipe.NOISE);

    /** A change in the middle of a run, up to its value. */
    private static final Pattern CHANGE = Pattern.compile("\\d+:([a-z0-9_]+)=");

    private final Place place;
    private final Messages texts;
    private final Recipe recipe;
    private final Optional<Spectrum> spectrum;
    private final double momentum;
    private final PresetBuilder presets;

    /** The spectrum, if there are rates at all at which the run settles. */
    private final Optional<Spectrum> settling;

    private final Map<String, List<String>> query;
    private final List<Rejection> rejections;

    /** Whether points of one's own are learnt, or were to be. */
    private final boolean ownPoints;

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
        this.presets = new PresetBuilder(texts, recipe, settling, this::address);
        this.rejections = rejections;
        String points = Recipe.POINTS.key();
        this.ownPoints =
                recipe.points().isPresent()
                        || asked(points).filter(text -> !text.isBlank()).isPresent()
                        || asked(Recipe.TARGET.key()).filter(points::equals).isPresent();
    }

    private Optional<String> asked(String key) {
        return query.getOrDefault(key, List.of()).stream().findFirst();
    }

    private String address(Recipe run) {
        return Puzzle.kept(place.address(run, texts.chosen(query)), query);
    }

    FormView build() {
        return new FormView(
                place.path(recipe.preset().slug()),
                hidden(),
                carry(),
                rateField(),
                optimizer(),
                field(Recipe.STEPS, String.valueOf(recipe.steps())),
                field(Recipe.SEED, Written.setting(recipe, Recipe.SEED)),
                field(Recipe.INIT, Written.setting(recipe, Recipe.INIT)),
                starts(),
                setup(),
                slider(),
                presets.all(ownPoints),
                presets.diverging().orElse(null),
                complaints(),
                !rejections.isEmpty());
    }

    /** What the form keeps without showing it. */
    private List<Hidden> hidden() {
        List<Hidden> hidden = new ArrayList<>();
        texts.chosen(query).ifPresent(lang -> hidden.add(new Hidden("lang", lang)));
        recipe.deviations()
                .forEach(
                        (key, values) -> {
                            if (!hasField(key)) {
                                values.forEach(
                                        value -> hidden.add(new Hidden(key, hidden(key, value))));
                            }
                        });
        return hidden;
    }

    private String hidden(String key, String value) {
        return key.equals(Recipe.BUG.key()) ? Puzzle.number(query).orElse(value) : value;
    }

    private static boolean has(List<Knob<?>> fields, String key) {
        return fields.stream().anyMatch(knob -> knob.key().equals(key));
    }

    /** Whether a key has its field behind the button. */
    private boolean inSetup(String key) {
        return ownPoints ? !has(REPLACED, key) && has(SETUP, key) : has(SETUP, key);
    }

    /** Whether a key has a field of its own in this form. */
    private boolean hasField(String key) {
        return has(FIELDS, key) || inSetup(key) || has(optimizerKnobs(), key);
    }

    private List<Knob<?>> optimizerKnobs() {
        List<Knob<?>> knobs = new ArrayList<>(recipe.optimizer().options().knobs());
        knobs.add(Recipe.OPTIMIZER);
        return knobs;
    }

    private String carry() {
        List<Knob<?>> carried = new ArrayList<>(optimizerKnobs());
        carried.addAll(CARRIED);
        Settings settings = recipe.preset().defaults(recipe.optimizer());
        for (Knob<?> knob : carried) {
            settings = copied(knob, settings);
        }
        return new Recipe(recipe.preset(), settings, List.of()).query();
    }

    private <T> Settings copied(Knob<T> knob, Settings into) {
        return recipe.settings().find(knob).map(value -> into.with(knob, value)).orElse(into);
    }

    private OptimizerView optimizer() {
        OptimizerKind kind = recipe.optimizer();
        List<Knob<?>> options = kind.options().knobs();
        List<String> own =
                options.stream()
                        .filter(k -> !kind.options().find(k).equals(recipe.settings().find(k)))
                        .map(k -> k.key() + " = " + Written.plain(Written.setting(recipe, k)))
                        .toList();
        return new OptimizerView(
                kind.inTorch(),
                own.size(),
                String.join(", ", own),
                rejections.stream().anyMatch(r -> has(optimizerKnobs(), r.key()))
                        || changes().anyMatch(r -> changed(r).filter(this::hasField).isPresent()),
                kinds(),
                kind.rate().isPresent() ? Written.plain(kind.rate().getAsDouble()) : null,
                options.stream().map(this::option).toList());
    }

    private ChoiceView kinds() {
        List<OptionView> kinds =
                Arrays.stream(OptimizerKind.values())
                        .map(
                                k ->
                                        new OptionView(
                                                Recipe.OPTIMIZER.format(k),
                                                k.inTorch(),
                                                k == recipe.optimizer()))
                        .toList();
        return new ChoiceView(Recipe.OPTIMIZER.key(), kinds, field(Recipe.OPTIMIZER).error());
    }

    private SwitchView option(Knob<?> option) {
        FieldView field = optionField(option);
        return new SwitchView(
                field,
                option.domain() instanceof ToggleDomain,
                field.value().equals("true"),
                texts.get("option." + option.key()));
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
        String target = texts.get("target." + target());
        return new SetupView(
                texts.get("setup.label", kind(), target),
                rejections.stream().anyMatch(r -> inSetup(r.key())),
                targets(),
                formula(),
                field(Recipe.F, Written.setting(recipe, Recipe.F)),
                ownPoints ? field(Recipe.POINTS, lines()) : null,
                notes(),
                field(Recipe.MIN, Written.bound(Written.setting(recipe, Recipe.MIN))),
                field(Recipe.MAX, Written.bound(Written.setting(recipe, Recipe.MAX))),
                field(Recipe.N, String.valueOf(recipe.n())),
                field(Recipe.NOISE),
                choice(Recipe.MODEL, Recipe.ModelKind.values(), "model."),
                recipe.isPolynomial(),
                field(Recipe.DEGREE, String.valueOf(recipe.polynomial().degree())),
                choice(Recipe.BASIS, Basis.values(), "basis."),
                choice(Recipe.REDUCTION, Reduction.values(), "reduction."),
                field(Recipe.BATCH),
                choice(Recipe.DTYPE, Dtype.values(), "dtype."));
    }

    /** The target as it is to be chosen: of points that were refused, still the points. */
    private String target() {
        Knob<Target> knob = Recipe.TARGET;
        return ownPoints ? knob.format(Target.POINTS) : Written.setting(recipe, knob);
    }

    /** What was left out of the points as they were given. */
    private List<String> notes() {
        return asked(Recipe.POINTS.key()).map(PointTable::notes).orElse(List.of()).stream()
                .map(note -> texts.get(note.reason(), note.words().toArray()))
                .toList();
    }

    /** Own points as two columns. */
    private String lines() {
        return recipe.points().orElse(List.of()).stream()
                .map(point -> Written.plain(point.x()) + "\t" + Written.plain(point.y()))
                .collect(Collectors.joining("\n"));
    }

    /** Whether the target is a formula, or is to be one that was refused. */
    private boolean formula() {
        String own = Recipe.TARGET.format(Target.F);
        boolean wanted =
                query.getOrDefault(Recipe.TARGET.key(), List.of()).contains(own)
                        && rejections.stream().anyMatch(r -> r.key().equals(Recipe.F.key()));
        return wanted || recipe.settings().get(Recipe.TARGET) == Target.F;
    }

    /** The targets, the last of which is whatever one types. */
    private ChoiceView targets() {
        ChoiceView targets = choice(Recipe.TARGET, Target.values(), "target.");
        String own = Recipe.TARGET.format(Target.F);
        List<OptionView> named =
                targets.options().stream()
                        .map(
                                o ->
                                        o.value().equals(own)
                                                ? new OptionView(
                                                        own, texts.get("setup.own"), formula())
                                                : new OptionView(
                                                        o.value(),
                                                        o.label(),
                                                        o.chosen() && !formula()))
                        .toList();
        return new ChoiceView(targets.name(), named, targets.error());
    }

    private <T> ChoiceView choice(Knob<T> knob, T[] values, String words) {
        boolean target = knob.equals(Recipe.TARGET);
        String chosen = target ? target() : Written.setting(recipe, knob);
        List<OptionView> options =
                Arrays.stream(values)
                        .map(knob::format)
                        .map(v -> new OptionView(v, texts.get(words + v), v.equals(chosen)))
                        .toList();
        return new ChoiceView(knob.key(), options, field(knob, "").error());
    }

    /** A field that is empty while it has the lesson's value, which it shows as what it means. */
    private FieldView field(Knob<?> knob) {
        return field(knob, recipe.deviation(knob).map(Written::plain).orElse(""), usual(knob));
    }

    private <T> String usual(Knob<T> knob) {
        return recipe.preset()
                .defaults(recipe.optimizer())
                .find(knob)
                .map(value -> Written.plain(knob.format(value)))
                .orElse("");
    }

    private FieldView field(Knob<?> knob, String value) {
        return field(knob, value, "");
    }

    /** A field, with the text as typed and the message if it was refused. */
    private FieldView field(Knob<?> knob, String value, String usual) {
        for (Rejection rejection : rejections) {
            if (rejection.key().equals(knob.key())) {
                String typed = query.getOrDefault(knob.key(), List.of(value)).get(0);
                String reason = Refusals.reason(texts, rejection);
                int place = typed.strip().length() + 1 < rejection.place() ? 0 : rejection.place();
                return new FieldView(knob.key(), typed, usual, reason, place);
            }
        }
        return new FieldView(knob.key(), value, usual, null, 0);
    }

    /** The rate's field, where changes in the middle of the run have their messages too. */
    private FieldView rateField() {
        FieldView field = field(Recipe.LR, Written.plain(recipe.lr()));
        Optional<Rejection> change =
                changes().filter(r -> changed(r).filter(this::hasField).isEmpty()).findFirst();
        return field.error() == null && change.isPresent()
                ? refused(field, field.value(), change.get())
                : field;
    }

    /** An option's field, where changes of it in the middle of the run have their messages too. */
    private FieldView optionField(Knob<?> option) {
        FieldView field = field(option);
        Optional<Rejection> change =
                changes().filter(r -> changed(r).equals(Optional.of(option.key()))).findFirst();
        if (field.error() != null || change.isEmpty()) {
            return field;
        }
        String text = change.get().value();
        return refused(field, text.substring(text.indexOf('=') + 1), change.get());
    }

    private FieldView refused(FieldView field, String value, Rejection why) {
        String message = Refusals.message(texts, why);
        return new FieldView(field.name(), value, field.usual(), message, 0);
    }

    private Stream<Rejection> changes() {
        return rejections.stream().filter(r -> r.key().equals(RecipeParser.TWEAK));
    }

    /** The option of the optimizer that a refused change was about; empty for the rate. */
    private static Optional<String> changed(Rejection change) {
        Matcher m = CHANGE.matcher(change.value());
        return m.lookingAt() && !m.group(1).equals(Recipe.LR.key())
                ? Optional.of(m.group(1))
                : Optional.empty();
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
        RateScale scale = RateScale.of(spectrum, recipe);
        OptionalDouble usual = recipe.optimizer().rate();
        return new SliderView(
                scale.low(),
                scale.high(),
                scale.oscillates(),
                scale.diverges(),
                settling.map(s -> Figures.typedBelow(s.overshoot(momentum), Written.FIGURES))
                        .orElse(null),
                settling.map(s -> Figures.typedBelow(s.stabilityLimit(momentum), Written.FIGURES))
                        .orElse(null),
                usual.isPresent() ? Written.plain(usual.getAsDouble()) : null,
                usual.isPresent() ? scale.place(usual.getAsDouble()) : 0);
    }

    private List<String> complaints() {
        return rejections.stream()
                .filter(r -> !hasField(r.key()))
                .map(r -> Refusals.message(texts, r))
                .filter(message -> !message.equals(rateField().error()))
                .filter(
                        message ->
                                recipe.optimizer().options().knobs().stream()
                                        .noneMatch(o -> message.equals(optionField(o).error())))
                .toList();
    }
}
