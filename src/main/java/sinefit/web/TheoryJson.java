package sinefit.web;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import sinefit.stream.Wire;
import sinefit.theory.Prediction;
import sinefit.theory.Resolution;
import sinefit.theory.Spectrum;
import sinefit.theory.Spectrum.Mode;
import sinefit.theory.Sweep;
import sinefit.training.Recipe;

/** What theory says, as JSON. What cannot be said is null. */
final class TheoryJson {
    private static final double ONE_PERCENT = 1.01;

    private TheoryJson() {}

    /** {@code /theory.json} where theory applies. */
    static Iterator<byte[]> all(Recipe recipe, Spectrum spectrum, Rows rows) {
        Prediction prediction = Prediction.of(recipe, spectrum);
        return Wire.pieces(
                json -> {
                    Wire.recipe(json, recipe);
                    json.writeBooleanField("applies", true);
                    figures(json, recipe, spectrum, prediction);
                    json.writeArrayFieldStart("predicted");
                },
                IntStream.range(0, recipe.steps())
                        .filter(rows::has)
                        .mapToObj(step -> json -> predicted(json, step, prediction)),
                JsonGenerator::writeEndArray);
    }

    private static void figures(
            JsonGenerator json, Recipe recipe, Spectrum spectrum, Prediction prediction)
            throws IOException {
        modes(json, spectrum);
        number(json, "conditionNumber", spectrum.conditionNumber());
        Wire.number(json, "stabilityLimit", spectrum.stabilityLimit());
        Wire.number(json, "bestRate", spectrum.bestRate());
        Wire.numbers(json, "optimum", spectrum.optimum().orElseThrow());
        Wire.number(json, "floor", spectrum.floor());
        // One per cent of a floor of 0 is 0, which a loss comes to by rounding alone.
        OptionalLong steps =
                spectrum.floor() > 0
                        ? prediction.firstAtMost(ONE_PERCENT * spectrum.floor())
                        : OptionalLong.empty();
        if (steps.isPresent()) {
            json.writeNumberField("stepsToOnePercent", steps.getAsLong());
        } else {
            json.writeNullField("stepsToOnePercent");
        }
        resolution(json, Resolution.of(recipe, Optional.of(spectrum)));
        json.writeObjectFieldStart("momentum");
        Wire.number(json, "stabilityLimit", spectrum.stabilityLimit(recipe.momentumAt(0)));
        Wire.number(json, "bestRate", spectrum.bestPair().rate());
        Wire.number(json, "bestMomentum", spectrum.bestPair().momentum());
        json.writeEndObject();
    }

    /** What of the numbers is only rounding. */
    static void resolution(JsonGenerator json, Resolution resolution) throws IOException {
        json.writeObjectFieldStart("resolution");
        Wire.number(json, "loss", resolution.loss());
        Wire.number(json, "excess", resolution.excess());
        Wire.number(json, "sae", resolution.sae());
        json.writeEndObject();
    }

    private static void predicted(JsonGenerator json, int step, Prediction prediction)
            throws IOException {
        double loss = prediction.lossAt(step);
        if (Double.isFinite(loss)) {
            json.writeStartObject();
            json.writeNumberField("step", step);
            Wire.number(json, "loss", loss);
            json.writeEndObject();
        }
    }

    /**
     * What the page evaluates predictions from. Without an optimum, the limit alone: {@code along}
     * is v·θ* for each eigenvector, {@code splits} whether even and odd coefficients do not meet.
     */
    static void brief(JsonGenerator json, Recipe recipe, Spectrum spectrum) throws IOException {
        Wire.number(json, "stabilityLimit", spectrum.stabilityLimit());
        if (spectrum.optimum().isEmpty()) {
            json.writeNullField("optimum");
            json.writeNullField("floor");
            return;
        }
        Wire.numbers(json, "optimum", spectrum.optimum().get());
        Wire.number(json, "floor", spectrum.floor());
        Wire.number(json, "conditionNumber", spectrum.conditionNumber());
        Wire.number(json, "bestRate", spectrum.bestRate());
        modes(json, spectrum);
        Wire.numbers(
                json,
                "along",
                spectrum.modes().stream().mapToDouble(m -> m.reach() / m.sigma()).toArray());
        json.writeBooleanField("splits", recipe.symmetric());
    }

    /** Eigenvalues, rising, and their unit eigenvectors. */
    static void modes(JsonGenerator json, Spectrum spectrum) throws IOException {
        Wire.numbers(json, "eigenvalues", spectrum.eigenvalues());
        json.writeArrayFieldStart("eigenvectors");
        for (Mode mode : spectrum.modes()) {
            json.writeArray(mode.vector(), 0, mode.vector().length);
        }
        json.writeEndArray();
    }

    /** {@code /sweep.json}. */
    static Iterator<byte[]> sweep(Recipe recipe, Sweep sweep) {
        byte[] body =
                Wire.object(
                        json -> {
                            Wire.recipe(json, recipe);
                            json.writeStringField("key", sweep.axis().knob().key());
                            column(json, "values", sweep, Sweep.Point::value);
                            column(json, "losses", sweep, Sweep.Point::loss);
                            if (sweep.axis() == Sweep.Axis.DEGREE) {
                                column(json, "floors", sweep, Sweep.Point::floor);
                                column(
                                        json,
                                        "conditionNumbers",
                                        sweep,
                                        Sweep.Point::conditionNumber);
                            }
                        });
        return List.of(body).iterator();
    }

    private static void column(
            JsonGenerator json, String name, Sweep sweep, ToDoubleFunction<Sweep.Point> value)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Sweep.Point point : sweep.points()) {
            write(json, value.applyAsDouble(point));
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        write(json, value);
    }

    /** A number, or null for one that is not finite. */
    static void write(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
