package sinefit.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import sinefit.graph.Flow;
import sinefit.graph.GradientBench;
import sinefit.graph.GraphPass;
import sinefit.graph.LossGraph;
import sinefit.knob.Knob;
import sinefit.knob.WholeDomain;
import sinefit.stream.Walk;
import sinefit.stream.Wire;
import sinefit.training.Decided;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.training.TrainingEvent;

/**
 * The loss of one step taken apart: the graph with all that flows through it, the gradient bench.
 */
final class TapeRoutes {
    private static final String JSON = "application/json";
    private static final String SAMPLE = "sample";

    private final RecipeParser parser;
    private final Runs runs;
    private final Answers answers;

    TapeRoutes(RecipeParser parser, Runs runs, Answers answers) {
        this.parser = parser;
        this.runs = runs;
        this.answers = answers;
    }

    void add(RoutesConfig routes) {
        routes.get("/graph.json", this::graph);
        routes.get("/gradients.json", this::gradients);
    }

    private void graph(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "at", SAMPLE);
        int most = asked.readable() ? asked.recipe().n() - 1 : 0;
        Optional<Long> sample = asked.find(new Knob<>(SAMPLE, new WholeDomain(0, most)));
        answer(
                ctx,
                asked,
                GraphPass::work,
                (at, decided) ->
                        new GraphPass(
                                asked.recipe(),
                                at.coefficients(),
                                decided,
                                sample.map(Long::intValue).orElse(-1)),
                (at, flow) -> graph(asked.recipe(), at, flow, sample));
    }

    private void gradients(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "at");
        answer(
                ctx,
                asked,
                GradientBench::work,
                (at, decided) -> new GradientBench(asked.recipe(), at, decided),
                (at, rows) -> gradients(asked.recipe(), at, rows));
    }

    /** What a step's values are looked into with. */
    private interface Look<T> extends BiFunction<StepValues, Decided, Supplier<Optional<T>>> {}

    /** Goes to the step asked for and looks into it; a step past a run's divergence is a 422. */
    private <T> void answer(
            Context ctx,
            Asked asked,
            ToLongFunction<Recipe> work,
            Look<T> look,
            BiFunction<StepValues, T, byte[]> body) {
        int at = asked.at(0);
        Recipe recipe = asked.recipe();
        Trainer trainer = runs.before(recipe, at);
        Walk walk = new Walk(new March(trainer, runs), at, t -> false);
        answers.answer(
                ctx,
                JSON,
                walk.work(1) + work.applyAsLong(recipe),
                1,
                new Inside<>(walk, trainer, look),
                found -> {
                    if (found.inside().isEmpty()) {
                        String last = String.valueOf(found.at().step());
                        asked.reject("at", at, "reject.range", "0", last);
                        ctx.status(422);
                        return List.of(Refusals.body(asked.invalid(), ctx)).iterator();
                    }
                    return List.of(body.apply(found.at(), found.inside().get())).iterator();
                });
    }

    /**
     * What was found.
     *
     * @param at the step's values; of a run that diverged before it, its last ones
     * @param inside what is inside of it; empty in a run that diverged before it
     */
    private record Found<T>(StepValues at, Optional<T> inside) {}

    /** A walk to a step and then a look into it. */
    private static final class Inside<T> implements Supplier<Optional<Found<T>>> {
        private final Walk walk;
        private final Trainer trainer;
        private final Look<T> look;
        private Optional<Found<Supplier<Optional<T>>>> there = Optional.empty();

        Inside(Walk walk, Trainer trainer, Look<T> look) {
            this.walk = walk;
            this.trainer = trainer;
            this.look = look;
        }

        @Override
        public Optional<Found<T>> get() {
            if (there.isEmpty()) {
                there = walk.get().map(this::there);
                return there.filter(found -> found.inside.isEmpty())
                        .map(found -> new Found<>(found.at, Optional.empty()));
            }
            Found<Supplier<Optional<T>>> found = there.get();
            return found.inside
                    .flatMap(Supplier::get)
                    .map(inside -> new Found<>(found.at, Optional.of(inside)));
        }

        private Found<Supplier<Optional<T>>> there(Walk.Seen seen) {
            StepValues at = seen.at().values();
            return new Found<>(
                    at,
                    seen.at() instanceof TrainingEvent.Diverged
                            ? Optional.empty()
                            : Optional.of(look.apply(at, trainer.decided())));
        }
    }

    private static byte[] graph(Recipe recipe, StepValues at, Flow flow, Optional<Long> sample) {
        List<LossGraph.Node> nodes = LossGraph.of(recipe).nodes();
        return Wire.object(
                json -> {
                    Wire.recipe(json, recipe);
                    json.writeNumberField("step", at.step());
                    json.writeNumberField("samples", flow.samples());
                    json.writeStringField("of", sample.isPresent() ? SAMPLE : "rms");
                    if (sample.isPresent()) {
                        json.writeNumberField(SAMPLE, sample.get());
                    }
                    json.writeArrayFieldStart("nodes");
                    for (int i = 0; i < nodes.size(); i++) {
                        Flow.Part part = flow.parts()[i];
                        LossGraph.Node node = nodes.get(i);
                        json.writeStartObject();
                        json.writeStringField("id", node.id());
                        json.writeNumberField("size", node.many() ? flow.samples() : 1);
                        number(json, "value", part == null ? Double.NaN : part.value());
                        number(json, "slope", part == null ? Double.NaN : part.slope());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static byte[] gradients(Recipe recipe, StepValues at, List<GradientBench.Row> rows) {
        return Wire.object(
                json -> {
                    Wire.recipe(json, recipe);
                    json.writeNumberField("step", at.step());
                    json.writeArrayFieldStart("rows");
                    for (GradientBench.Row row : rows) {
                        json.writeStartObject();
                        json.writeStringField("parameter", row.parameter());
                        number(json, "hand", row.hand());
                        number(json, "tape", row.tape());
                        number(json, "difference", row.difference());
                        number(json, "h", row.h());
                        number(json, "handError", row.handError());
                        number(json, "differenceError", row.differenceError());
                        number(json, "commonDigits", row.digits());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
