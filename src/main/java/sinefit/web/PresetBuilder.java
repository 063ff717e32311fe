package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Settings;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.problem.Target;
import sinefit.theory.Spectrum;
import sinefit.training.Recipe;
import sinefit.web.view.FormView.PresetView;

/** Runs worth trying, each one click away. */
final class PresetBuilder {
    /** Share of the stability limit at which nothing overshoots. */
    private static final double SETTLING = 0.4;

    /** Shares of the stability limit at which it is seen what a rate too large does. */
    private static final double OSCILLATING = 0.97;

    private static final double DIVERGING = 1.4;

    /** Steps a second at which the swings of ŷ can be followed; at sixty they are a blur. */
    private static final String SWINGS_SEEN = "10";

    private final Messages texts;
    private final Recipe recipe;
    private final Optional<Spectrum> settling;
    private final Function<Recipe, String> address;

    /**
     * Presets beside a run.
     *
     * @param settling its spectrum, if there are rates at which it settles
     * @param address where a run is shown
     */
    PresetBuilder(
            Messages texts,
            Recipe recipe,
            Optional<Spectrum> settling,
            Function<Recipe, String> address) {
        this.texts = texts;
        this.recipe = recipe;
        this.settling = settling;
        this.address = address;
    }

    /**
     * The lessons' own runs, then this one where it overshoots and where it diverges, and, unless
     * they are learnt already, the way to points of one's own.
     */
    List<PresetView> all(boolean ownPoints) {
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
        settling.map(s -> trial("preset.oscillates", OSCILLATING, 3, SWINGS_SEEN, s))
                .ifPresent(presets::add);
        diverging().ifPresent(presets::add);
        if (!ownPoints) {
            presets.add(handful());
        }
        return presets;
    }

    /** This run where it diverges; empty where no rate is known to. */
    Optional<PresetView> diverging() {
        return settling.map(s -> trial("preset.diverges", DIVERGING, 2, null, s));
    }

    /** The lesson on autograd with the target that its tutorial had before. */
    static Recipe olderTarget() {
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
                Double.parseDouble(
                        Figures.typed(share * known.stabilityLimit(recipe.momentumAt(0)), digits));
        Settings settings = recipe.settings().with(Recipe.LR, rate);
        return preset(
                texts.get(name), new Recipe(recipe.preset(), settings, List.of()), true, pace);
    }

    /** The way to points of one's own: from a few on this target, at a rate that suits them. */
    private PresetView handful() {
        Recipe few = recipe.onHandful();
        Optional<Spectrum> known = few.plain() ? Spectrum.of(few) : Optional.empty();
        double limit = known.map(s -> s.stabilityLimit(recipe.momentumAt(0))).orElse(0.0);
        double rate = limit > 0 ? SETTLING * limit : few.rateFor(recipe.n());
        double brief = Math.min(100, Double.parseDouble(Figures.typed(rate, 2)));
        Settings settings = few.settings().with(Recipe.LR, brief);
        Recipe run = new Recipe(recipe.preset(), settings, List.of());
        String detail = texts.get("preset.detail", Written.plain(run.lr()), run.steps());
        String href = address.apply(run);
        return new PresetView(texts.get("preset.points"), detail, href, false, false, null, true);
    }

    private PresetView preset(String name, Recipe run, boolean trial, @Nullable String pace) {
        String detail = texts.get("preset.detail", Written.plain(run.lr()), run.steps());
        boolean current = run.query().equals(recipe.query());
        return new PresetView(name, detail, address.apply(run), current, trial, pace, false);
    }
}
