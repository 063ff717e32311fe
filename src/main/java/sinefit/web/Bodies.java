package sinefit.web;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sinefit.optim.Figure;
import sinefit.problem.Samples;
import sinefit.problem.Target;
import sinefit.stream.Walk;
import sinefit.stream.Wire;
import sinefit.theory.Divergence;
import sinefit.theory.Spectra;
import sinefit.training.Digest;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/** The JSON of the data endpoints. */
final class Bodies {
    /** Numbers in a piece of a long array. */
    private static final int NUMBERS = 500;

    private Bodies() {}

    /**
     * {@code /trace.json}: recipe, rows, final values, outcome (why, if it diverged) and digest.
     */
    static Iterator<byte[]> trace(Recipe recipe, Walk.Seen seen, Spectra spectra) {
        StepValues last = seen.at().values();
        Optional<Divergence> reason =
                seen.at() instanceof TrainingEvent.Diverged diverged
                        ? Optional.of(Divergence.of(diverged, recipe, spectra.of(recipe)))
                        : Optional.empty();
        return Wire.pieces(
                json -> {
                    Wire.recipe(json, recipe);
                    json.writeArrayFieldStart("trace");
                },
                seen.rows().stream().map(Bodies::row),
                json -> {
                    json.writeEndArray();
                    Wire.values(json, "final", last);
                    json.writeStringField("outcome", reason.isPresent() ? "diverged" : "finished");
                    if (reason.isPresent()) {
                        Wire.reasonField(json, reason.get());
                    }
                    json.writeStringField("digest", Digest.of(recipe, last));
                });
    }

    private static Wire.Body row(StepValues row) {
        return json -> {
            json.writeStartObject();
            Wire.values(json, row);
            json.writeEndObject();
        };
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
                        figures(json, "state", seen.next().get(), true);
                        figures(json, "derived", seen.next().get(), false);
                        json.writeEndObject();
                    }
                    json.writeEndObject();
                });
    }

    /** What an optimizer holds, by name; null where it has overflown. */
    private static void figures(
            JsonGenerator json, String name, Walk.Update update, boolean remembered)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Figure figure : update.figures()) {
            if (figure.remembered() == remembered) {
                json.writeArrayFieldStart(figure.name());
                for (double value : figure.values()) {
                    TheoryJson.write(json, value);
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    /** {@code /samples.json}: recipe, x and y. */
    static Iterator<byte[]> samples(Recipe recipe) {
        Samples samples = recipe.samples();
        Stream<Wire.Body> y = Stream.of(json -> json.writeArrayFieldStart("y"));
        return Wire.pieces(
                json -> {
                    Wire.recipe(json, recipe);
                    json.writeArrayFieldStart("x");
                },
                Stream.concat(
                        Stream.concat(
                                numbers(samples.x()), Stream.of(JsonGenerator::writeEndArray)),
                        Stream.concat(y, numbers(samples.y()))),
                JsonGenerator::writeEndArray);
    }

    /** {@code /formula.json}: the target at evenly spaced x, ends included. */
    static byte[] curve(Recipe recipe) {
        double low = recipe.settings().get(Recipe.MIN);
        double high = recipe.settings().get(Recipe.MAX);
        double[] y = Target.curve(recipe.drawnTarget(), low, high, Recipe.CURVE);
        return Wire.object(json -> Wire.numbers(json, "y", y));
    }

    /** {@code /formula.json} of a text that is none; the place from 1, 0 if it has none. */
    static byte[] unreadable(String reason, int place) {
        return Wire.object(
                json -> {
                    json.writeObjectFieldStart("error");
                    json.writeStringField("reason", reason);
                    json.writeNumberField("place", place);
                    json.writeEndObject();
                });
    }

    /** Numbers, a few hundred at a time. */
    private static Stream<Wire.Body> numbers(double[] numbers) {
        int count = (numbers.length + NUMBERS - 1) / NUMBERS;
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                json -> {
                                    int end = Math.min((i + 1) * NUMBERS, numbers.length);
                                    for (int k = i * NUMBERS; k < end; k++) {
                                        json.writeNumber(numbers[k]);
                                    }
                                });
    }
}
