package sinefit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Runs of real NumPy and PyTorch, and how closely ours must follow them. */
public record Golden(String name, JsonNode run) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static final List<String> NAMES =
            List.of(
                    "numpy-post",
                    "numpy-official",
                    "numpy-zero-init",
                    "numpy-diverges",
                    "numpy-degree1",
                    "numpy-degree5",
                    "numpy-mean",
                    "torch-tensors",
                    "torch-tensors-f64",
                    "torch-autograd-exp",
                    "torch-legendre3",
                    "torch-nn",
                    "torch-optim-rmsprop",
                    "torch-module",
                    "torch-dynamic",
                    "optim-sgd-momentum",
                    "optim-sgd-nesterov",
                    "optim-adagrad",
                    "optim-rmsprop",
                    "optim-adam",
                    "optim-adamw",
                    "optim-adadelta",
                    "optim-nadam",
                    "optim-rprop");

    public static Golden load(String name) {
        return new Golden(name, resource("/golden/cases/" + name + ".json"));
    }

    /** What the libraries draw for some seeds. */
    public static JsonNode seeds() {
        return resource("/golden/seeds.json").get("seeds");
    }

    /** Numbers and axes as the page's scripts write them. */
    public static JsonNode figures() {
        return resource("/golden/figures.json");
    }

    private static JsonNode resource(String path) {
        try (InputStream in =
                Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every so many steps there is a row, besides step 0. */
    public int every() {
        return run.get("case").get("every").asInt();
    }

    /** The case as a recipe query. */
    public String query() {
        JsonNode c = run.get("case");
        StringBuilder init = new StringBuilder();
        c.get("init").forEach(v -> init.append(init.isEmpty() ? "" : ",").append(v.asDouble()));
        return "lesson="
                + (c.get("backend").asText().equals("torch") ? "tensors" : "numpy")
                + "&dtype="
                + c.get("dtype").asText()
                + "&target="
                + c.get("target").asText()
                + "&min="
                + c.get("x_min").asDouble()
                + "&max="
                + c.get("x_max").asDouble()
                + "&n="
                + c.get("samples").asInt()
                + model(c)
                + "&init="
                + init
                + "&steps="
                + c.get("steps").asInt()
                + "&lr="
                + c.get("learning_rate").asDouble()
                + "&reduction="
                + c.get("reduction").asText()
                + optimizer(c.get("optimizer"));
    }

    private static String model(JsonNode c) {
        String model = c.get("model").asText();
        String seed = c.has("seed") ? "&seed=" + c.get("seed").asInt() : "";
        return model.equals("polynomial")
                ? "&degree=" + (c.get("init").size() - 1)
                : "&model=" + model + seed;
    }

    /** Name and options, which are called as in PyTorch. */
    private static String optimizer(JsonNode given) {
        StringBuilder query = new StringBuilder();
        given.properties()
                .forEach(
                        option -> {
                            boolean name = option.getKey().equals("name");
                            String value = option.getValue().asText();
                            query.append('&').append(name ? "optimizer" : option.getKey());
                            query.append('=').append(name ? value.toLowerCase(Locale.ROOT) : value);
                        });
        return query.toString();
    }

    /** Compares our trace (as in {@code /trace.json}) with the golden one. */
    public void check(JsonNode rows, JsonNode finalRow) {
        boolean single = run.get("case").get("dtype").asText().equals("float32");
        double tolerance = single ? 1e-4 : 1e-9;
        JsonNode expected = run.get("trace");
        assertEquals(expected.size(), rows.size(), name + ": rows");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode want = expected.get(i);
            JsonNode got = rows.get(i);
            String where = name + " at step " + want.get("step");
            assertEquals(want.get("step").asInt(), got.get("step").asInt(), where);
            for (String sum : List.of("loss", "sse", "sae")) {
                double value = want.get(sum).asDouble();
                assertEquals(value, got.get(sum).asDouble(), tolerance * value, where + ": " + sum);
            }
            close(want.get("coefficients"), got.get("coefficients"), tolerance, where);
            if (!single) {
                close(want.get("gradient"), got.get("gradient"), tolerance, where + ": gradient");
            }
        }
        close(run.get("final"), finalRow.get("coefficients"), tolerance, name + ": final");
    }

    /** Max-norm, relative to the largest entry or 1. */
    private static void close(JsonNode want, JsonNode got, double tolerance, String where) {
        assertEquals(want.size(), got.size(), where);
        double largest = 1;
        for (JsonNode v : want) {
            largest = Math.max(largest, Math.abs(v.asDouble()));
        }
        for (int k = 0; k < want.size(); k++) {
            double off = Math.abs(want.get(k).asDouble() - got.get(k).asDouble());
            assertTrue(off <= tolerance * largest, where + "[" + k + "]: off by " + off);
        }
    }
}
