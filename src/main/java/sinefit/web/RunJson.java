package sinefit.web;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sinefit.knob.Knob;
import sinefit.model.Reduction;
import sinefit.problem.Point;
import sinefit.problem.Target;
import sinefit.stream.Wire;
import sinefit.theory.Resolution;
import sinefit.theory.Spectrum;
import sinefit.theory.Taylor;
import sinefit.theory.Unknowable;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.training.Trainer;
import sinefit.training.Tweak;
import sinefit.web.view.Texts;

/** Everything the scripts of the page need to know of a run, as one JSON object. */
final class RunJson {
    private RunJson() {}

    /**
     * A run.
     *
     * @param spectrum what theory knows of it
     * @param bottom where its loss is least
     * @param texts the language of {@code why}: what the page says where theory is silent
     */
    static String of(
            Recipe recipe,
            String address,
            Optional<Spectrum> spectrum,
            Optional<double[]> bottom,
            Texts texts) {
        Optional<Unknowable> unknowable = Unknowable.of(recipe, spectrum);
        byte[] bytes =
                Wire.object(
                        json -> {
                            json.writeStringField("query", recipe.query());
                            json.writeStringField("address", address);
                            json.writeStringField("lesson", recipe.preset().slug());
                            json.writeNumberField("steps", recipe.steps());
                            json.writeNumberField("n", recipe.n());
                            double low = recipe.settings().get(Recipe.MIN);
                            double high = recipe.settings().get(Recipe.MAX);
                            Wire.number(json, "min", low);
                            Wire.number(json, "max", high);
                            json.writeStringField(
                                    "optimizer", Recipe.OPTIMIZER.format(recipe.optimizer()));
                            Wire.number(json, "lr", recipe.lr());
                            Wire.number(
                                    json,
                                    "momentum",
                                    recipe.settings().find(Recipe.MOMENTUM).orElse(0.0));
                            json.writeObjectFieldStart("options");
                            for (Knob<?> option : recipe.optimizer().options().knobs()) {
                                json.writeFieldName(option.key());
                                json.writePOJO(recipe.settings().find(option).orElse(null));
                            }
                            json.writeEndObject();
                            json.writeStringField("rule", RuleViews.signature(recipe));
                            json.writeNumberField("seed", recipe.seed());
                            if (bottom.isPresent()) {
                                Wire.numbers(json, "bottom", bottom.get());
                                json.writeBooleanField("flips", RuleViews.flips(recipe));
                            }
                            if (recipe.batch().isPresent()) {
                                json.writeNumberField("batch", recipe.batch().get());
                            }
                            json.writeArrayFieldStart("tweaks");
                            for (List<Tweak<?>> changes : byStep(recipe)) {
                                json.writeStartObject();
                                json.writeNumberField("step", changes.get(0).step());
                                for (Tweak<?> tweak : changes) {
                                    json.writeFieldName(tweak.knob().key());
                                    json.writePOJO(tweak.value());
                                }
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                            json.writeStringField("dtype", Recipe.DTYPE.format(recipe.dtype()));
                            json.writeBooleanField("mean", recipe.reduction() == Reduction.MEAN);
                            boolean sae = recipe.preset().printed() == Printed.SAE;
                            json.writeStringField("prints", sae ? "sae" : "loss");
                            json.writeArrayFieldStart("parameters");
                            for (String name : recipe.model().parameters()) {
                                json.writeString(name);
                            }
                            json.writeEndArray();
                            json.writeStringField(
                                    "model",
                                    Recipe.MODEL.format(recipe.settings().get(Recipe.MODEL)));
                            json.writeStringField(
                                    "basis",
                                    Recipe.BASIS.format(recipe.settings().get(Recipe.BASIS)));
                            if (recipe.bug().isPresent()) {
                                json.writeStringField("bug", Recipe.BUG.format(recipe.bug().get()));
                            }
                            Wire.numbers(json, "start", recipe.start());
                            Wire.number(json, "loss0", Trainer.start(recipe).values().loss());
                            TheoryJson.resolution(json, Resolution.of(recipe, spectrum));
                            json.writeStringField(
                                    "target",
                                    Recipe.TARGET.format(recipe.settings().get(Recipe.TARGET)));
                            Optional<List<Point>> points = recipe.points();
                            if (points.isPresent()) {
                                points(json, points.get());
                            } else {
                                Wire.numbers(
                                        json,
                                        "truth",
                                        Target.curve(
                                                recipe.drawnTarget(), low, high, Recipe.CURVE));
                            }
                            Optional<Taylor> taylor = Taylor.of(recipe);
                            if (taylor.isPresent()) {
                                Wire.numbers(
                                        json,
                                        "taylor",
                                        taylor.get().curve(low, high, Recipe.CURVE));
                            }
                            if (unknowable.isPresent()) {
                                json.writeStringField("why", Written.why(texts, unknowable.get()));
                            }
                            if (spectrum.isPresent()) {
                                json.writeObjectFieldStart("theory");
                                TheoryJson.brief(json, recipe, spectrum.get());
                                json.writeEndObject();
                            } else {
                                json.writeNullField("theory");
                            }
                        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** {@code "points":[[x,y],…]}, as they were given. */
    private static void points(JsonGenerator json, List<Point> points) throws IOException {
        json.writeArrayFieldStart("points");
        for (Point point : points) {
            json.writeArray(new double[] {point.x(), point.y()}, 0, 2);
        }
        json.writeEndArray();
    }

    /** The tweaks, those of one step together. */
    private static Collection<List<Tweak<?>>> byStep(Recipe recipe) {
        return recipe.tweaks().stream()
                .collect(Collectors.groupingBy(Tweak::step, TreeMap::new, Collectors.toList()))
                .values();
    }
}
