package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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

/** What can be said of a run without running it. */
final class TheoryRoutes {
    private static final String JSON = "application/json";
    private static final Knob<Axis> KEY = new Knob<>("key", ChoiceDomain.of(Axis.class));
    private static final Knob<Long> COUNT = new Knob<>("count", new WholeDomain(1, Sweep.MOST));
    private static final long USUAL_COUNT = 200;

    private final RecipeParser parser;
    private final Spectra spectra;
    private final Deliveries deliveries;

    TheoryRoutes(RecipeParser parser, Spectra spectra, Deliveries deliveries) {
        this.parser = parser;
        this.spectra = spectra;
        this.deliveries = deliveries;
    }

    void add(RoutesConfig routes) {
        routes.get("/theory.json", this::theory);
        routes.get("/sweep.json", this::sweep);
    }

    private void theory(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "every");
        Rows rows = Rows.of(asked);
        Recipe recipe = asked.recipe();
        Optional<Spectrum> spectrum = spectra.of(recipe);
        Optional<Unknowable> unknowable = Unknowable.of(recipe, spectrum);
        byte[] body =
                Wire.object(
                        json -> {
                            Wire.recipe(json, recipe);
                            json.writeBooleanField("applies", unknowable.isEmpty());
                            if (unknowable.isPresent()) {
                                String why = Written.why(Pages.texts(ctx), unknowable.get());
                                json.writeStringField("why", why);
                            } else {
                                TheoryJson.all(json, recipe, spectrum.orElseThrow(), rows);
                            }
                        });
        ctx.future(() -> deliveries.deliver(ctx, JSON, body));
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
        Sweep sweep = Sweep.of(recipe, axis, axis.values(low, high, count), spectra);
        ctx.future(() -> deliveries.deliver(ctx, JSON, TheoryJson.sweep(recipe, sweep)));
    }

    private RateScale usual(Recipe recipe) {
        return RateScale.of(spectra.of(recipe), recipe.lr(), recipe.momentumAt(0));
    }

    /** One end of the range, which may be what the swept hyperparameter itself may be. */
    private static <T extends Number> double end(
            Asked asked, String key, Knob<T> swept, double usual) {
        return asked.find(new Knob<>(key, swept.domain())).map(Number::doubleValue).orElse(usual);
    }
}
