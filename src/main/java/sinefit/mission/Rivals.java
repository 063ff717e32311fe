package sinefit.mission;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.lesson.Lesson;
import sinefit.optim.OptimizerKind;
import sinefit.theory.Spectra;
import sinefit.theory.Spectrum;
import sinefit.theory.Sweep;
import sinefit.training.Bug;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/** Runs that a learner's run is measured against. */
final class Rivals {
    private static final RecipeParser PARSER = Lesson.parser();

    private static final int RATES = 100;

    private Rivals() {}

    /** A lesson's own run. */
    static Recipe own(String lesson) {
        return PARSER.parse(Map.of(RecipeParser.LESSON, List.of(lesson)), Set.of());
    }

    /** The same run by plain descent over all samples, without tweaks. */
    static Recipe plain(Recipe recipe) {
        Settings settings = recipe.settings().without(Recipe.BATCH);
        for (Knob<?> option : recipe.optimizer().options().knobs()) {
            settings = settings.without(option);
        }
        settings =
                settings.with(Recipe.OPTIMIZER, OptimizerKind.SGD).and(OptimizerKind.SGD.options());
        return new Recipe(recipe.preset(), settings, List.of());
    }

    /** The same run without tweaks. */
    static Recipe untweaked(Recipe recipe) {
        return new Recipe(recipe.preset(), recipe.settings(), List.of());
    }

    /** Plain descent at the rate that ends lowest, as theory tells it of a hundred rates. */
    static Recipe bestPlain(Recipe recipe, Spectra spectra) {
        Recipe plain = plain(recipe);
        double limit = spectra.of(plain).map(Spectrum::stabilityLimit).orElse(recipe.lr());
        double[] rates = Sweep.Axis.LR.values(limit / 10, limit, RATES);
        Supplier<Optional<Sweep>> sweep = Sweep.of(plain, Sweep.Axis.LR, rates, spectra);
        Optional<Sweep> done = sweep.get();
        while (done.isEmpty()) {
            done = sweep.get();
        }
        double best =
                done.get().points().stream()
                        .filter(point -> Double.isFinite(point.loss()))
                        .min(Comparator.comparingDouble(Sweep.Point::loss))
                        .map(Sweep.Point::value)
                        .orElse(recipe.lr());
        return atRate(plain, best);
    }

    static Recipe atRate(Recipe recipe, double rate) {
        return new Recipe(
                recipe.preset(), recipe.settings().with(Recipe.LR, rate), recipe.tweaks());
    }

    /** The same run without momentum, whose slopes are never thrown away. */
    static Recipe accumulating(Recipe recipe) {
        Settings settings =
                recipe.settings().with(Recipe.MOMENTUM, 0.0).with(Recipe.BUG, Bug.ZERO_GRAD);
        return new Recipe(recipe.preset(), settings, recipe.tweaks());
    }

    /** A run that starts at the optimum; empty where nobody knows it. */
    static Optional<Recipe> atOptimum(Recipe recipe, Spectra spectra) {
        return spectra.bottom(recipe)
                .map(
                        optimum ->
                                recipe.settings()
                                        .without(Recipe.SEED)
                                        .with(Recipe.STEPS, 1L)
                                        .with(Recipe.INIT, Arrays.stream(optimum).boxed().toList()))
                .map(settings -> new Recipe(recipe.preset(), settings, List.of()));
    }

    static Optional<Spectrum> spectrum(Recipe recipe, Spectra spectra) {
        return spectra.of(plain(recipe));
    }

    static double floor(Recipe recipe, Spectra spectra) {
        return spectrum(recipe, spectra).map(Spectrum::floor).orElse(Double.NaN);
    }
}
