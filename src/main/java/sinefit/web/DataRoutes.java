package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import sinefit.export.CsvTable;
import sinefit.export.JavaProgram;
import sinefit.export.Notebook;
import sinefit.export.NumpyScript;
import sinefit.export.Script;
import sinefit.export.TorchScript;
import sinefit.knob.Rejection;
import sinefit.stream.Walk;
import sinefit.theory.Spectra;
import sinefit.training.InvalidRecipe;
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
    /** The program in NumPy, at an address that is a good name for its file. */
    static final String NUMPY = "/code/sinefit_numpy.py";

    /** The same in PyTorch. */
    static final String TORCH = "/code/sinefit_torch.py";

    /** What keeps a program that is called like a library from importing itself. */
    private static final String ALOOF =
            """
            import os, sys
            here, name = os.path.split(os.path.realpath(sys.argv[0]))
            if name in ('numpy.py', 'torch.py'):  # not to be taken for the library: better rename it
                sys.path = [path for path in sys.path if os.path.realpath(path) != here]

            """;

    private static final String PYTHON = "text/x-python";
    private static final String JAVA = "text/x-java-source";
    private static final String JSON = "application/json";

    private final RecipeParser parser;
    private final Runs runs;
    private final Spectra spectra;
    private final Answers answers;

    DataRoutes(RecipeParser parser, Runs runs, Spectra spectra, Answers answers) {
        this.parser = parser;
        this.runs = runs;
        this.spectra = spectra;
        this.answers = answers;
    }

    void add(RoutesConfig routes) {
        routes.get(
                "/trace.json",
                ctx -> trace(ctx, JSON, (run, seen) -> Bodies.trace(run, seen, spectra)));
        routes.get("/trace.csv", this::table);
        routes.get("/step.json", this::step);
        routes.get("/samples.json", this::samples);
        routes.get("/formula.json", this::formula);
        routes.get(NUMPY, ctx -> python(ctx, NumpyScript::of, FileNames.NUMPY));
        routes.get(TORCH, ctx -> python(ctx, TorchScript::of, FileNames.TORCH));
        // By the names of libraries, which whoever saves them by their address gives to a file.
        routes.get("/code/numpy.py", ctx -> named(ctx, NumpyScript::of, FileNames.NUMPY));
        routes.get("/code/torch.py", ctx -> named(ctx, TorchScript::of, FileNames.TORCH));
        routes.get("/code/notebook.ipynb", this::notebook);
        routes.get("/code/Sinefit.java", this::java);
    }

    private void table(Context ctx) {
        trace(
                ctx,
                "text/csv; charset=utf-8",
                (recipe, seen) -> {
                    FileNames.attach(ctx, FileNames.of(recipe, "", "csv"));
                    return CsvTable.lines(recipe, seen.rows())
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .iterator();
                });
    }

    private void trace(
            Context ctx, String type, BiFunction<Recipe, Walk.Seen, Iterator<byte[]>> body) {
        Asked asked = Asked.of(ctx, parser, "every");
        Rows rows = Rows.of(asked);
        Recipe recipe = asked.recipe();
        March march = new March(runs.before(recipe, 0), runs);
        Walk walk = new Walk(march, recipe.steps(), rows::has);
        answers.answer(
                ctx,
                type,
                walk.work(rows.count()),
                rows.count(),
                walk,
                seen -> body.apply(recipe, seen));
    }

    private void step(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "at");
        int at = asked.at(0);
        Recipe recipe = asked.recipe();
        Walk walk = new Walk(new March(runs.before(recipe, at), runs), at, t -> false);
        answers.answer(
                ctx,
                JSON,
                walk.work(1),
                1,
                walk,
                seen -> {
                    if (seen.at() instanceof TrainingEvent.Diverged diverged) {
                        String last = String.valueOf(diverged.lastFinite().step());
                        asked.reject("at", at, "reject.range", "0", last);
                        ctx.status(422);
                        return List.of(Refusals.body(asked.invalid(), ctx)).iterator();
                    }
                    return List.of(Bodies.step(recipe, seen)).iterator();
                });
    }

    private void samples(Context ctx) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        answers.answer(ctx, JSON, 0, 0, () -> Optional.of(recipe), Bodies::samples);
    }

    /** The curve of a target that is just being typed, or what is wrong with it. */
    private void formula(Context ctx) {
        byte[] body;
        try {
            body = Bodies.curve(Asked.of(ctx, parser).recipe());
        } catch (InvalidRecipe e) {
            Rejection first = e.rejections().get(0);
            if (!first.key().equals(Recipe.F.key())) {
                throw e;
            }
            // It is half typed: to its reader that is an answer, not an error.
            body = Bodies.unreadable(Refusals.reason(Pages.texts(ctx), first), first.place());
        }
        ctx.contentType(JSON).result(body);
    }

    /** A Java program, unless the run has something that none is written for. */
    private void java(Context ctx) {
        Asked asked = Asked.of(ctx, parser);
        JavaProgram.unwritten(asked.recipe())
                .forEach(cause -> asked.reject(cause.key(), cause.value(), "reject.java"));
        script(ctx, JavaProgram.of(asked.recipe()).text(), JAVA, FileNames.JAVA);
    }

    private void notebook(Context ctx) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        ctx.contentType("application/x-ipynb+json");
        FileNames.attach(ctx, FileNames.of(recipe, "", "ipynb"));
        ctx.result(Notebook.of(recipe).getBytes(StandardCharsets.UTF_8));
    }

    private void python(Context ctx, Function<Recipe, Script> writer, String library) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        String text = writer.apply(recipe).text();
        script(ctx, text, PYTHON, FileNames.of(recipe, library, "py"));
    }

    /** The same, good to run as {@code numpy.py} or {@code torch.py}, too. */
    private void named(Context ctx, Function<Recipe, Script> writer, String library) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        String text = ALOOF + writer.apply(recipe).text();
        script(ctx, text, PYTHON, FileNames.of(recipe, library, "py"));
    }

    private static void script(Context ctx, String text, String type, String file) {
        ctx.contentType(type + "; charset=utf-8");
        FileNames.attach(ctx, file);
        ctx.result(text.getBytes(StandardCharsets.UTF_8));
    }
}
