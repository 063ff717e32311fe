package sinefit.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sinefit.knob.Rejection;
import sinefit.lesson.Lesson;
import sinefit.problem.PlusSigns;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.training.TrainingEvent;

/** Recipes from query strings, and their whole runs. */
public final class Recipes {
    private Recipes() {}

    /** The recipe of a query string, escaped as in an address. */
    public static Recipe recipe(String query) {
        return Lesson.parser().parse(pairs(query), Set.of());
    }

    /** What is wrong with a query; fails if nothing is. */
    public static List<Rejection> refused(String query) {
        return assertThrows(InvalidRecipe.class, () -> recipe(query), query).rejections();
    }

    /** Keys with all their values, decoded. */
    public static Map<String, List<String>> pairs(String query) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = pair.substring(0, equals);
            String escaped = pair.substring(equals + 1);
            String value =
                    key.equals("f")
                            ? PlusSigns.read(decoded(escaped.replace('+', PlusSigns.OPEN)))
                            : decoded(escaped);
            pairs.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        }
        return pairs;
    }

    private static String decoded(String escaped) {
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }

    /** Runs a recipe to its end. Shows every step before the last event. */
    public static TrainingEvent run(Recipe recipe, Consumer<StepValues> eachStep) {
        Trainer trainer = Trainer.start(recipe);
        while (trainer.event() instanceof TrainingEvent.Step step) {
            eachStep.accept(step.values());
            trainer.advance();
        }
        return trainer.event();
    }

    /** Where a run ends. */
    public static StepValues last(Recipe recipe) {
        return run(recipe, step -> {}).values();
    }

    /** A trainer moved on to a step of its run. */
    public static Trainer at(Recipe recipe, int step) {
        Trainer trainer = Trainer.start(recipe);
        while (trainer.step() < step && trainer.advance()) {
            // on to the step
        }
        return trainer;
    }
}
