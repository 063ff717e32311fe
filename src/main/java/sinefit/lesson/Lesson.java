package sinefit.lesson;

import static sinefit.training.Recipe.DEFAULTS;
import static sinefit.training.Recipe.DTYPE;
import static sinefit.training.Recipe.LR;
import static sinefit.training.Recipe.STEPS;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sinefit.knob.Settings;
import sinefit.number.Dtype;
import sinefit.training.Library;
import sinefit.training.Preset;
import sinefit.training.Preset.Printed;
import sinefit.training.RecipeParser;

/** The lessons in their order, each with the run it starts from. */
public enum Lesson {
    /** Everything by hand, in double precision; the post prints Σ|ŷ−y|. */
    NUMPY(
            Library.NUMPY,
            Printed.SAE,
            Start.POST,
            DEFAULTS.with(DTYPE, Dtype.FLOAT64).with(LR, 1e-6).with(STEPS, 1000L)),
    /** The same loop on tensors, in single precision. */
    TENSORS(
            Library.TORCH,
            Printed.LOSS,
            Start.POST,
            DEFAULTS.with(DTYPE, Dtype.FLOAT32).with(LR, 1e-6).with(STEPS, 2000L));

    /** Starts that lessons share. */
    private static final class Start {
        /** What the first run of the NumPy post printed as its random start. */
        static final List<Double> POST = List.of(0.1629, -0.563484, 2.5714189, -0.062937);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutables
    private final Preset preset;

    Lesson(Library library, Printed printed, List<Double> start, Settings defaults) {
        String slug = name().toLowerCase(Locale.ROOT);
        this.preset = new Preset(slug, library, printed, start, defaults);
    }

    /** The lesson of a slug. */
    public static Optional<Lesson> of(String slug) {
        return Arrays.stream(values()).filter(lesson -> lesson.slug().equals(slug)).findFirst();
    }

    /** A parser that knows all lessons. */
    public static RecipeParser parser() {
        return new RecipeParser(Arrays.stream(values()).map(Lesson::preset).toList());
    }

    /** Its place in the ladder, from 1. */
    public int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    /** Its name in links. */
    public String slug() {
        return preset.slug();
    }

    /** The run it starts from. */
    public Preset preset() {
        return preset;
    }
}
