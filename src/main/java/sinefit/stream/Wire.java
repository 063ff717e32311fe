package sinefit.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sinefit.export.PrintedLog;
import sinefit.knob.Knob;
import sinefit.theory.Divergence;
import sinefit.training.Digest;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/**
 * The wire format, the only place that knows it: JSON with shortest round-trip doubles, and events.
 * Only finite numbers come here; anything else is a bug and throws.
 */
public final class Wire {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private Wire() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** UTF-8 bytes of a JSON object whose fields the body writes. */
    public static byte[] object(Body fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        object(bytes, fields);
        return bytes.toByteArray();
    }

    private static void object(ByteArrayOutputStream bytes, Body fields) {
        try (JsonGenerator json = generator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * UTF-8 bytes of a JSON object, a piece at a time, made as they are asked for.
     *
     * @param head writes the first fields, and begins the array that the rows stand in
     * @param rows write one of them each
     * @param tail ends the array, and writes the last fields
     */
    public static Iterator<byte[]> pieces(Body head, Stream<Body> rows, Body tail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonGenerator json = generator(bytes);
        Body first =
                j -> {
                    j.writeStartObject();
                    head.write(j);
                };
        Body last =
                j -> {
                    tail.write(j);
                    j.writeEndObject();
                };
        return Stream.of(Stream.of(first), rows, Stream.of(last))
                .reduce(Stream.empty(), Stream::concat)
                .map(body -> piece(body, json, bytes))
                .iterator();
    }

    private static byte[] piece(Body body, JsonGenerator json, ByteArrayOutputStream bytes) {
        try {
            body.write(json);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] piece = bytes.toByteArray();
        bytes.reset();
        return piece;
    }

    private static JsonGenerator generator(ByteArrayOutputStream bytes) {
        try {
            return JSON.createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code "recipe":{…},"query":"…"}. */
    public static void recipe(JsonGenerator json, Recipe recipe) throws IOException {
        json.writeObjectFieldStart("recipe");
        json.writeStringField(RecipeParser.LESSON, recipe.preset().slug());
        for (Knob<?> knob : recipe.knobs()) {
            if (knob.equals(Recipe.INIT)) {
                numbers(json, knob.key(), recipe.start());
            } else {
                setting(json, recipe, knob);
            }
        }
        json.writeArrayFieldStart(RecipeParser.TWEAK);
        for (Object tweak : recipe.tweaks()) {
            json.writeString(tweak.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("query", recipe.query());
    }

    private static <T> void setting(JsonGenerator json, Recipe recipe, Knob<T> knob)
            throws IOException {
        T value = recipe.settings().find(knob).orElse(null);
        if (value instanceof Double number) {
            number(json, knob.key(), number);
        } else if (value instanceof Long whole) {
            json.writeNumberField(knob.key(), whole);
        } else if (value instanceof Boolean flag) {
            json.writeBooleanField(knob.key(), flag);
        } else if (value != null) {
            json.writeStringField(knob.key(), knob.format(value));
        }
    }

    /** {@code "step":…,"loss":…,"sse":…,"sae":…,"coefficients":[…],"gradient":[…]}. */
    public static void values(JsonGenerator json, StepValues at) throws IOException {
        json.writeNumberField("step", at.step());
        number(json, "loss", at.loss());
        number(json, "sse", at.sse());
        number(json, "sae", at.sae());
        numbers(json, "coefficients", at.coefficients());
        numbers(json, "gradient", at.gradient());
    }

    /** A field with these values as an object. */
    public static void values(JsonGenerator json, String name, StepValues at) throws IOException {
        json.writeObjectFieldStart(name);
        values(json, at);
        json.writeEndObject();
    }

    /** A field with an array of numbers. */
    public static void numbers(JsonGenerator json, String name, double[] numbers)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (double number : numbers) {
            json.writeNumber(finite(number));
        }
        json.writeEndArray();
    }

    /** A field with a number. */
    public static void number(JsonGenerator json, String name, double number) throws IOException {
        json.writeNumberField(name, finite(number));
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not a JSON number: " + number);
        }
        return number;
    }

    static byte[] started(Recipe recipe, int from, long retryMillis) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        event(
                out,
                "retry: " + retryMillis + "\nevent: started\n",
                json -> {
                    recipe(json, recipe);
                    json.writeNumberField("from", from);
                    json.writeNumberField("steps", recipe.steps());
                    json.writeArrayFieldStart("parameters");
                    for (String name : recipe.model().parameters()) {
                        json.writeString(name);
                    }
                    json.writeEndArray();
                });
        return out.toByteArray();
    }

    static void frame(ByteArrayOutputStream out, List<StepValues> rows) {
        StepValues last = rows.get(rows.size() - 1);
        event(
                out,
                "event: frame\nid: " + last.step() + "\n",
                json -> {
                    values(json, last);
                    json.writeArrayFieldStart("trail");
                    for (StepValues row : rows) {
                        json.writeStartArray();
                        json.writeNumber(row.step());
                        json.writeNumber(finite(row.loss()));
                        json.writeNumber(finite(row.sae()));
                        for (double coefficient : row.coefficients()) {
                            json.writeNumber(finite(coefficient));
                        }
                        json.writeEndArray();
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("gradients");
                    for (StepValues row : rows) {
                        json.writeStartArray();
                        for (double slope : row.gradient()) {
                            json.writeNumber(finite(slope));
                        }
                        json.writeEndArray();
                    }
                    json.writeEndArray();
                });
    }

    static void log(ByteArrayOutputStream out, Recipe recipe, StepValues at) {
        event(
                out,
                "event: log\n",
                json -> {
                    json.writeNumberField("step", at.step());
                    json.writeStringField("text", PrintedLog.line(recipe, at));
                });
    }

    static void finished(ByteArrayOutputStream out, Recipe recipe, TrainingEvent.Finished event) {
        event(
                out,
                "event: finished\n",
                json -> {
                    values(json, "final", event.last());
                    json.writeStringField("digest", Digest.of(recipe, event.last()));
                    json.writeStringField("text", PrintedLog.result(recipe, event.last()));
                });
    }

    static void diverged(
            ByteArrayOutputStream out, TrainingEvent.Diverged event, Divergence reason) {
        event(
                out,
                "event: diverged\n",
                json -> {
                    json.writeNumberField("step", event.step());
                    values(json, "lastFinite", event.lastFinite());
                    reasonField(json, reason);
                });
    }

    /** {@code "reason":{"kind",…}}: why a run ended before its time. */
    public static void reasonField(JsonGenerator json, Divergence reason) throws IOException {
        json.writeObjectFieldStart("reason");
        reason(json, reason);
        json.writeEndObject();
    }

    /** The fields of a reason for divergence. */
    private static void reason(JsonGenerator json, Divergence reason) throws IOException {
        json.writeStringField("kind", reason.kind());
        if (reason instanceof Divergence.Mode mode) {
            number(json, "eigenvalue", mode.eigenvalue());
            number(json, "factor", mode.factor());
            number(json, "stabilityLimit", mode.stabilityLimit());
            numbers(json, "direction", mode.direction());
            number(json, "rate", mode.rate());
            number(json, "momentum", mode.momentum());
        } else if (reason instanceof Divergence.Broken broken) {
            json.writeStringField("option", broken.option());
            json.writeStringField("coefficient", broken.coefficient());
        }
    }

    private static void event(ByteArrayOutputStream out, String head, Body fields) {
        out.writeBytes((head + "data: ").getBytes(StandardCharsets.UTF_8));
        object(out, fields);
        out.writeBytes(END);
    }

    /** A JSON object of error messages: {@code {"errors":[{"key","value","message"}…]}}. */
    public static byte[] errors(List<Map<String, Object>> errors) {
        return object(
                json -> {
                    json.writeArrayFieldStart("errors");
                    for (Map<String, Object> error : errors) {
                        json.writeStartObject();
                        for (Map.Entry<String, Object> field : error.entrySet()) {
                            json.writePOJOField(field.getKey(), field.getValue());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }
}
