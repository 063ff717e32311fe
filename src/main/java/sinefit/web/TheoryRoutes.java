package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import sinefit.knob.ChoiceDomain;
import sinefit.knob.Knob;
import sinefit.knob.WholeDomain;
import sinefit.stream.Wire;
import sinefit.theory.RateScale;
import sinefit.theory.Spectra;
import sinefit.theory.Spectrum;
import sinefit.theory.Sweep;
import sinefit.theory.Sweep.Axis;
import sinefit.theory.Unknowable;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.Texts;

/** What can be said of a run without running it. */
final class TheoryRoutes {
    private static final String JSON = "application/json";
    private static final Knob<Axis> KEY = new Knob<>("key", ChoiceDomain.of(Axis.class));
    private static final Knob<Long> COUNT = new Knob<>("count", new WholeDomain(1, Sweep.MOST));
    private static final long USUAL_COUNT = 200;

    /** What a predicted row takes, in multiply-adds; measured. */
    private static final long ROW_WORK = 4_000;

    private final RecipeParser parser;
    private final Spectra spectra;
    private final Answers answers;

    TheoryRoutes(RecipeParser parser, Spectra spectra, Answers answers) {
        this.parser = parser;
        this.spectra = spectra;
        this.answers = answers;
    }

    void add(RoutesConfig routes) {
        routes.get("/theory.json", this::theory);
        routes.get("/sweep.json", this::sweep);
    }

    private void theory(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "every");
        Rows rows = Rows.of(asked);
        Recipe recipe = asked.recipe();
        Texts texts = Pages.texts(ctx);
        answers.answer(
                ctx,
                JSON,
                rows.count() * ROW_WORK,
                0,
                () -> Optional.of(spectra.of(recipe)),
                spectrum -> theory(recipe, spectrum, rows, texts));
    }

    private static Iterator<byte[]> theory(
            Recipe recipe, Optional<Spectrum> spectrum, Rows rows, Texts texts) {
        Optional<Unknowable> unknowable = Unknowable.of(recipe, spectrum);
        if (unknowable.isEmpty()) {
            return TheoryJson.all(recipe, spectrum.orElseThrow(), rows);
        }
        byte[] silent =
                Wire.object(
                        json -> {
                            Wire.recipe(json, recipe);
                            json.writeBooleanField("applies", false);
                            json.writeStringField("why", Written.why(texts, unknowable.get()));
                        });
        return List.of(silent).iterator();
    }

    private void sweep(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "key", "low", "high", "count");
        Axis axis = asked.get(KEY, Axis.LR);
        int count = asked.get(COUNT, USUAL_COUNT).intValue();
        RateScale usual =
                asked.readable() ? usual(asked.recipe()) : RateScale.of(Optional.empty(), 1, 0);
        double[] ends =
                switch (axis) {
                    case LR -> new double[] {usual.low(), usual.high()};
                    case STEPS -> new double[] {1, asked.steps()};
                    case DEGREE -> new double[] {0, 9};
                };
        double low = end(asked, "low", axis.knob(), ends[0]);
        double high = end(asked, "high", axis.knob(), ends[1]);
        if (low > high) {
            asked.reject("low", axis.text(low), "reject.sweep", axis.text(high));
        }
        Recipe recipe = asked.recipe();
        double[] values = axis.values(low, high, count);
        answers.answer(
                ctx,
                JSON,
                Sweep.work(recipe, axis, values.length),
                0,
                Sweep.of(recipe, axis, values, spectra),
                sweep -> TheoryJson.sweep(recipe, sweep));
    }

    private RateScale usual(Recipe recipe) {
        return RateScale.of(spectra.of(recipe), recipe);
    }

    /** One end of the range, which may be what the swept hyperparameter itself may be. */
    private static <T extends Number> double end(
            Asked asked, String key, Knob<T> swept, double usual) {
        return asked.find(new Knob<>(key, swept.domain())).map(Number::doubleValue).orElse(usual);
    }
}
