package sinefit.web;

import sinefit.problem.Samples;
import sinefit.stream.Walk;
import sinefit.stream.Wire;
import sinefit.training.Digest;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/** The JSON of the data endpoints. */
final class Bodies {
    private Bodies() {}

    /** {@code /trace.json}: recipe, rows, final values, outcome and digest. */
    static byte[] trace(Recipe recipe, Walk.Seen seen) {
        StepValues last = seen.at().values();
        boolean diverged = seen.at() instanceof TrainingEvent.Diverged;
        return Wire.object(
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
    }

    /** {@code /step.json}: the values of a step, and again by the phases of the step. */
    static byte[] step(Recipe recipe, Walk.Seen seen) {
        StepValues at = seen.at().values();
        return Wire.object(
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
                        if (recipe.plainAt(at.step())) {
                            Wire.number(json, "momentum", recipe.momentumAt(at.step()));
                            Wire.numbers(json, "velocity", seen.next().get().velocity());
                        }
                        Wire.numbers(json, "coefficients", seen.next().get().coefficients());
                        json.writeEndObject();
                    }
                    json.writeEndObject();
                });
    }

    /** {@code /samples.json}: recipe, x and y. */
    static byte[] samples(Recipe recipe) {
        Samples samples = recipe.samples();
        return Wire.object(
                json -> {
                    Wire.recipe(json, recipe);
                    Wire.numbers(json, "x", samples.x());
                    Wire.numbers(json, "y", samples.y());
                });
    }
}
