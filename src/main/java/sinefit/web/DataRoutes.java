package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import sinefit.export.CsvTable;
import sinefit.export.JavaProgram;
import sinefit.export.Notebook;
import sinefit.export.NumpyScript;
import sinefit.export.Script;
import sinefit.export.TorchScript;
import sinefit.knob.Knob;
import sinefit.knob.WholeDomain;
import sinefit.stream.Walk;
import sinefit.stream.Workers;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.training.TrainingEvent;

/**
 * A run as data: trace, one step, samples, scripts. What has to be computed is computed by the
 * workers; nobody's slow reading holds one of their threads.
 */
final class DataRoutes {
    private static final String PYTHON = "text/x-python";
    private static final String JAVA = "text/x-java-source";
    private static final String JSON = "application/json";

    private final RecipeParser parser;
    private final Runs runs;
    private final Workers workers;
    private final Deliveries deliveries;

    DataRoutes(RecipeParser parser, Runs runs, Workers workers, Deliveries deliveries) {
        this.parser = parser;
        this.runs = runs;
        this.workers = workers;
        this.deliveries = deliveries;
    }

    void add(RoutesConfig routes) {
        routes.get("/trace.json", ctx -> trace(ctx, JSON, Bodies::trace));
        routes.get("/trace.csv", this::table);
        routes.get("/step.json", this::step);
        routes.get("/samples.json", this::samples);
        routes.get(
                "/code/numpy.py", ctx -> script(ctx, NumpyScript::of, PYTHON, "sinefit_numpy.py"));
        routes.get(
                "/code/torch.py", ctx -> script(ctx, TorchScript::of, PYTHON, "sinefit_torch.py"));
        routes.get("/code/notebook.ipynb", this::notebook);
        routes.get("/code/Sinefit.java", this::java);
    }

    private void table(Context ctx) {
        trace(
                ctx,
                "text/csv; charset=utf-8",
                (recipe, seen) -> {
                    String file = "attachment; filename=\"sinefit.csv\"";
                    ctx.header(Header.CONTENT_DISPOSITION, file);
                    return CsvTable.of(recipe, seen.rows()).getBytes(StandardCharsets.UTF_8);
                });
    }

    private void trace(Context ctx, String type, BiFunction<Recipe, Walk.Seen, byte[]> body) {
        Asked asked = Asked.of(ctx, parser, "every");
        Rows rows = Rows.of(asked);
        Recipe recipe = asked.recipe();
        March march = new March(runs.before(recipe, 0), runs);
        Walk walk = new Walk(march, recipe.steps(), rows::has);
        answer(ctx, type, walk, rows.count(), seen -> body.apply(recipe, seen));
    }

    private void step(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "at");
        int at = asked.get(new Knob<>("at", new WholeDomain(0, asked.steps())), 0L).intValue();
        Recipe recipe = asked.recipe();
        Walk walk = new Walk(new March(runs.before(recipe, at), runs), at, t -> false);
        answer(
                ctx,
                JSON,
                walk,
                1,
                seen -> {
                    if (seen.at() instanceof TrainingEvent.Diverged diverged) {
                        String last = String.valueOf(diverged.lastFinite().step());
                        asked.reject("at", at, "reject.range", "0", last);
                        ctx.status(422);
                        return Refusals.body(asked.invalid(), ctx);
                    }
                    return Bodies.step(recipe, seen);
                });
    }

    /** Does a walk that keeps so many rows, and delivers what is made of it. */
    private void answer(
            Context ctx, String type, Walk walk, int rows, Function<Walk.Seen, byte[]> body) {
        Optional<CompletableFuture<Walk.Seen>> job =
                workers.submit(ctx.ip(), walk.work(), rows, walk);
        if (job.isEmpty()) {
            Deliveries.busy(ctx);
            return;
        }
        ctx.future(
                () ->
                        job.get()
                                .thenCompose(
                                        seen -> deliveries.deliver(ctx, type, body.apply(seen))));
    }

    private void samples(Context ctx) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        ctx.future(() -> deliveries.deliver(ctx, JSON, Bodies.samples(recipe)));
    }

    /** A Java program, unless the run has something that none is written for. */
    private void java(Context ctx) {
        Asked asked = Asked.of(ctx, parser);
        Recipe recipe = asked.recipe();
        for (Knob<?> key : JavaProgram.unwritten(recipe).stream().toList()) {
            asked.reject(key.key(), Written.setting(recipe, key), "reject.java");
            throw asked.invalid();
        }
        script(ctx, JavaProgram::of, JAVA, "Sinefit.java");
    }

    private void notebook(Context ctx) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        ctx.contentType("application/x-ipynb+json");
        ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"sinefit.ipynb\"");
        ctx.result(Notebook.of(recipe).getBytes(StandardCharsets.UTF_8));
    }

    private void script(Context ctx, Function<Recipe, Script> writer, String type, String file) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        ctx.contentType(type + "; charset=utf-8");
        ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
        ctx.result(writer.apply(recipe).text().getBytes(StandardCharsets.UTF_8));
    }
}
