package sinefit.lesson;

import static sinefit.training.Recipe.DEFAULTS;
import static sinefit.training.Recipe.DTYPE;
import static sinefit.training.Recipe.LR;
import static sinefit.training.Recipe.MAX;
import static sinefit.training.Recipe.MIN;
import static sinefit.training.Recipe.MODEL;
import static sinefit.training.Recipe.MOMENTUM;
import static sinefit.training.Recipe.OPTIMIZER;
import static sinefit.training.Recipe.SEED;
import static sinefit.training.Recipe.STEPS;
import static sinefit.training.Recipe.TARGET;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.number.Dtype;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Target;
import sinefit.training.Library;
import sinefit.training.Preset;
import sinefit.training.Preset.Draw;
import sinefit.training.Preset.Style;
import sinefit.training.Recipe.ModelKind;
import sinefit.training.RecipeParser;

/** The lessons in their order, each with the run it starts from. */
public enum Lesson {
    /** Everything by hand, in double precision; the post prints Σ|ŷ−y|. */
    NUMPY(
            Library.NUMPY,
            Style.BY_HAND,
            Draw.NORMAL,
            Start.POST,
            DEFAULTS.with(DTYPE, Dtype.FLOAT64).with(LR, 1e-6).with(STEPS, 1000L)),
    /** The same loop on tensors, in single precision. */
    TENSORS(Style.BY_HAND, Draw.NORMAL, Start.POST, single(1e-6)),
    /** Slopes by themselves; the newer tutorial's target. */
    AUTOGRAD(
            Style.AUTOGRAD,
            Draw.NORMAL,
            List.of(),
            single(5e-6).with(SEED, 0L).with(TARGET, Target.EXP).with(MIN, -1.0).with(MAX, 1.0)),
    /** A function with a slope of one's own. */
    FUNCTION(
            Style.FUNCTION,
            Draw.NOTHING,
            List.of(0.0, -1.0, 0.0, 0.3),
            single(5e-6).with(MODEL, ModelKind.LEGENDRE3)),
    /** A linear layer over x, x², x³. */
    NN(Style.LAYERS, Draw.LINEAR, List.of(), single(1e-6).with(SEED, 0L)),
    /** The update left to an optimizer. */
    OPTIM(Style.LAYERS, Draw.LINEAR, List.of(), adaptive(single(1e-3).with(SEED, 0L))),
    /** The model as a module of one's own. */
    MODULE(Style.MODULE, Draw.NORMAL, List.of(), single(1e-6).with(SEED, 0L)),
    /** A model that dice decide on at every step. */
    DYNAMIC(
            Style.MODULE,
            Draw.NORMAL,
            List.of(),
            single(1e-8)
                    .with(STEPS, 30_000L)
                    .with(SEED, 0L)
                    .with(MODEL, ModelKind.DYNAMIC)
                    .with(MOMENTUM, 0.9));

    /** Starts that lessons share. */
    private static final class Start {
        /** What the first run of the NumPy post printed as its random start. */
        static final List<Double> POST = List.of(0.1629, -0.563484, 2.5714189, -0.062937);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutables
    private final Preset preset;

    Lesson(Style style, Draw draw, List<Double> start, Settings defaults) {
        this(Library.TORCH, style, draw, start, defaults);
    }

    Lesson(Library library, Style style, Draw draw, List<Double> start, Settings defaults) {
        String slug = name().toLowerCase(Locale.ROOT);
        this.preset = new Preset(slug, library, style, draw, start, defaults);
    }

    /** What the lessons on tensors have in common. */
    private static Settings single(double lr) {
        return DEFAULTS.with(DTYPE, Dtype.FLOAT32).with(LR, lr).with(STEPS, 2000L);
    }

    private static Settings adaptive(Settings defaults) {
        Settings base = defaults.with(OPTIMIZER, OptimizerKind.RMSPROP);
        for (Knob<?> option : OptimizerKind.SGD.options().knobs()) {
            base = base.without(option);
        }
        return base.and(OptimizerKind.RMSPROP.options());
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

    /** Whether its slopes come from a tape, which its page then shows. */
    public boolean opensTape() {
        return this == AUTOGRAD || this == FUNCTION || this == DYNAMIC;
    }

    /** The run it starts from. */
    public Preset preset() {
        return preset;
    }
}
