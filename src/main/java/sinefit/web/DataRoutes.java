package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import sinefit.export.CsvTable;
import sinefit.export.NumpyScript;
import sinefit.export.Script;
import sinefit.export.TorchScript;
import sinefit.knob.Knob;
import sinefit.knob.WholeDomain;
import sinefit.problem.Samples;
import sinefit.stream.Walk;
import sinefit.stream.Wire;
import sinefit.stream.Workers;
import sinefit.training.Digest;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/** A run as data: trace, one step, samples, scripts. */
final class DataRoutes {
    private static final int MOST_ROWS = 20_000;
    private static final int USUAL_ROWS = 1_000;

    private final RecipeParser parser;
    private final Runs runs;
    private final Workers workers;

    DataRoutes(RecipeParser parser, Runs runs, Workers workers) {
        this.parser = parser;
        this.runs = runs;
        this.workers = workers;
    }

    void add(RoutesConfig routes) {
        routes.get("/trace.json", ctx -> trace(ctx, DataRoutes::traceJson));
        routes.get("/trace.csv", ctx -> trace(ctx, DataRoutes::traceCsv));
        routes.get("/step.json", this::step);
        routes.get("/samples.json", this::samples);
        routes.get("/code/numpy.py", ctx -> script(ctx, NumpyScript::of, "sinefit_numpy.py"));
        routes.get("/code/torch.py", ctx -> script(ctx, TorchScript::of, "sinefit_torch.py"));
    }

    /** How a finished walk is answered. */
    private interface Answer {
        void write(Context ctx, Recipe recipe, Walk.Seen seen);
    }

    private void trace(Context ctx, Answer answer) {
        Asked asked = Asked.of(ctx, parser, "every");
        long usual = Math.max(1, asked.steps() / USUAL_ROWS);
        long every = asked.get(new Knob<>("every", new WholeDomain(1, 1_000_000)), usual);
        if (asked.steps() / every + 1 > MOST_ROWS) {
            asked.reject("every", every, "reject.rows", String.valueOf(MOST_ROWS));
        }
        Recipe recipe = asked.recipe();
        walk(ctx, recipe, recipe.steps(), t -> t == 0 || t % every == every - 1, 0, answer);
    }

    private void walk(
            Context ctx,
            Recipe recipe,
            int until,
            java.util.function.IntPredicate keep,
            int from,
            Answer answer) {
        Walk walk = new Walk(runs.before(recipe, from), runs, until, keep);
        Optional<CompletableFuture<Walk.Seen>> job = workers.submit(walk);
        if (job.isEmpty()) {
            ctx.status(429).header(Header.RETRY_AFTER, "1");
            return;
        }
        ctx.future(() -> job.get().thenAccept(seen -> answer.write(ctx, recipe, seen)));
    }

    private static void traceJson(Context ctx, Recipe recipe, Walk.Seen seen) {
        StepValues last = seen.at().values();
        boolean diverged = seen.at() instanceof TrainingEvent.Diverged;
        byte[] body =
                Wire.object(
                        json -> {
                            Wire.recipe(json, recipe);
                            json.writeArrayFieldStart("trace");
                            for (StepValues row : seen.rows()) {
                                json.writeStartObject();
                                Wire.values(json, row);
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                            Wire.values(json, "final", last);
                            json.writeStringField("outcome", diverged ? "diverged" : "finished");
                            json.writeStringField("digest", Digest.of(recipe, last));
                        });
        Refusals.json(ctx, body);
    }

    private static void traceCsv(Context ctx, Recipe recipe, Walk.Seen seen) {
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"sinefit.csv\"");
        ctx.result(CsvTable.of(recipe, seen.rows()));
    }

    private void step(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "at");
        long at = asked.get(new Knob<>("at", new WholeDomain(0, asked.steps())), 0L);
        Recipe recipe = asked.recipe();
        walk(
                ctx,
                recipe,
                (int) at,
                t -> false,
                (int) at,
                (c, r, seen) -> {
                    if (seen.at() instanceof TrainingEvent.Diverged diverged) {
                        String last = String.valueOf(diverged.lastFinite().step());
                        asked.reject("at", at, "reject.range", "0", last);
                        Refusals.answer(asked.invalid(), c);
                    } else {
                        stepJson(c, r, seen);
                    }
                });
    }

    private static void stepJson(Context ctx, Recipe recipe, Walk.Seen seen) {
        StepValues at = seen.at().values();
        byte[] body =
                Wire.object(
                        json -> {
                            Wire.recipe(json, recipe);
                            Wire.values(json, at);
                            json.writeObjectFieldStart("phases");
                            json.writeObjectFieldStart("forward");
                            Wire.numbers(json, "coefficients", at.coefficients());
                            json.writeEndObject();
                            json.writeObjectFieldStart("loss");
                            Wire.number(json, "sse", at.sse());
                            Wire.number(json, "sae", at.sae());
                            Wire.number(json, "loss", at.loss());
                            json.writeEndObject();
                            json.writeObjectFieldStart("gradient");
                            Wire.numbers(json, "gradient", at.gradient());
                            json.writeEndObject();
                            if (seen.next().isPresent()) {
                                json.writeObjectFieldStart("update");
                                double rate = recipe.settingsAt(at.step()).get(Recipe.LR);
                                Wire.number(json, "lr", rate);
                                Wire.numbers(json, "coefficients", seen.next().get());
                                json.writeEndObject();
                            }
                            json.writeEndObject();
                        });
        Refusals.json(ctx, body);
    }

    private void samples(Context ctx) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        Samples samples = recipe.samples();
        byte[] body =
                Wire.object(
                        json -> {
                            Wire.recipe(json, recipe);
                            Wire.numbers(json, "x", samples.x());
                            Wire.numbers(json, "y", samples.y());
                        });
        Refusals.json(ctx, body);
    }

    private void script(Context ctx, Function<Recipe, Script> writer, String file) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        ctx.contentType("text/x-python; charset=utf-8");
        ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
        ctx.result(writer.apply(recipe).text().getBytes(StandardCharsets.UTF_8));
    }
}
