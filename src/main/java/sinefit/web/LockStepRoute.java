package sinefit.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import sinefit.lesson.LockStep;
import sinefit.lesson.LockStep.Reason;
import sinefit.stream.Walk;
import sinefit.stream.Wire;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/** One step of all lessons that solve the same problem from the same start. */
final class LockStepRoute implements Handler {
    private final RecipeParser parser;
    private final Runs runs;
    private final Answers answers;

    LockStepRoute(RecipeParser parser, Runs runs, Answers answers) {
        this.parser = parser;
        this.runs = runs;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        Asked asked = Asked.of(ctx, parser, "at");
        int at = asked.at(0);
        Recipe recipe = asked.recipe();
        List<Recipe> rungs = LockStep.rungs(recipe);
        List<Walk> walks = rungs.stream().map(rung -> walk(rung, at)).toList();
        answers.answer(
                ctx,
                "application/json",
                walks.stream().mapToLong(walk -> walk.work(1)).sum(),
                walks.size(),
                Walk.inTurn(walks, Walk.Seen::at),
                seen -> List.of(body(recipe, at, rungs, seen)).iterator());
    }

    private Walk walk(Recipe recipe, int at) {
        return new Walk(new March(runs.before(recipe, at), runs), at, step -> false);
    }

    private static byte[] body(
            Recipe recipe, int at, List<Recipe> rungs, List<TrainingEvent> ends) {
        return Wire.object(
                json -> {
                    Wire.recipe(json, recipe);
                    json.writeNumberField("at", at);
                    json.writeArrayFieldStart("parameters");
                    for (String name : recipe.model().parameters()) {
                        json.writeString(name);
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("rows");
                    for (int i = 0; i < rungs.size(); i++) {
                        row(json, i, rungs, ends);
                    }
                    json.writeEndArray();
                });
    }

    private static void row(JsonGenerator json, int i, List<Recipe> rungs, List<TrainingEvent> ends)
            throws IOException {
        Recipe rung = rungs.get(i);
        StepValues values = ends.get(i).values();
        json.writeStartObject();
        json.writeStringField(RecipeParser.LESSON, rung.preset().slug());
        json.writeStringField("query", rung.query());
        json.writeStringField(Recipe.DTYPE.key(), Recipe.DTYPE.format(rung.dtype()));
        json.writeNumberField("step", values.step());
        json.writeBooleanField("diverged", ends.get(i) instanceof TrainingEvent.Diverged);
        Wire.numbers(json, "coefficients", values.coefficients());
        boolean comparable =
                ends.stream().limit(i + 1L).allMatch(end -> end.values().step() == values.step());
        if (comparable) {
            compared(json, i, rungs, ends);
        }
        json.writeEndObject();
    }

    /** With the first one; and, if there is one, with the first that has all its bits. */
    private static void compared(
            JsonGenerator json, int i, List<Recipe> rungs, List<TrainingEvent> ends)
            throws IOException {
        List<double[]> all = ends.stream().map(end -> end.values().coefficients()).toList();
        double[] mine = all.get(i);
        int twin = LockStep.twin(rungs, all, i);
        int other = twin == i ? 0 : twin;
        Reason reason =
                i == 0 ? Reason.FIRST : LockStep.reason(rungs.get(other), rungs.get(i), twin != i);
        Wire.number(json, "difference", LockStep.difference(all.get(0), mine));
        json.writeStringField(
                "coefficient",
                rungs.get(i).model().parameters().get(LockStep.widest(all.get(0), mine)));
        json.writeStringField("to", rungs.get(other).preset().slug());
        json.writeStringField("reason", reason.name().toLowerCase(Locale.ROOT));
    }
}
