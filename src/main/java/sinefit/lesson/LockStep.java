package sinefit.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sinefit.knob.Settings;
import sinefit.training.InvalidRecipe;
import sinefit.training.Preset;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/**
 * All lessons that solve a run's problem, from its start, with its optimizer: how far apart are
 * they at a step, and why?
 */
public final class LockStep {
    private static final RecipeParser PARSER = Lesson.parser();

    private LockStep() {}

    /** Why a run has other coefficients than another one. */
    public enum Reason {
        /** It is the one that the others are compared with. */
        FIRST,
        /** All bits are equal, since every operation is. */
        SAME,
        /** All bits are equal, although the operations are others. */
        AGREES,
        /** Noise or batches come from another library's random numbers. */
        DRAWS,
        /** Numbers have another width: each operation is rounded elsewhere. */
        WIDTH,
        /** Equal terms are added up in another order. */
        ORDER,
        /** The library places its points elsewhere, by a last bit. */
        POINTS
    }

    /**
     * The runs to be compared, in the order of the lessons; the run itself is that of its lesson.
     * Each of the others has its lesson's own width. Empty where a lesson on polynomials is none.
     */
    public static List<Recipe> rungs(Recipe shown) {
        if (!shown.isPolynomial()) {
            return List.of();
        }
        return Arrays.stream(Lesson.values())
                .map(Lesson::preset)
                .filter(p -> p.defaults().get(Recipe.MODEL) == Recipe.ModelKind.POLYNOMIAL)
                .flatMap(preset -> rung(shown, preset).stream())
                .toList();
    }

    private static Optional<Recipe> rung(Recipe shown, Preset preset) {
        if (preset.equals(shown.preset())) {
            return Optional.of(shown);
        }
        List<Double> start = DoubleStream.of(shown.start()).boxed().toList();
        Settings settings =
                shown.settings()
                        .with(Recipe.INIT, start)
                        .with(Recipe.DTYPE, preset.defaults().get(Recipe.DTYPE));
        if (!shown.drawsMore()) {
            settings = settings.without(Recipe.SEED);
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put(RecipeParser.LESSON, List.of(preset.slug()));
        query.putAll(new Recipe(preset, settings, shown.tweaks()).deviations());
        try {
            return Optional.of(PARSER.parse(query, Set.of()));
        } catch (InvalidRecipe e) {
            return Optional.empty(); // not in that width, or not in that lesson
        }
    }

    /**
     * The largest |difference| of two coefficients, finite; which one it is comes from {@link
     * #widest}.
     */
    public static double difference(double[] one, double[] other) {
        int k = widest(one, other);
        return Math.min(Math.abs(one[k] - other[k]), Double.MAX_VALUE);
    }

    /** The coefficient, from 0, in which two runs are furthest apart; the first of equals. */
    public static int widest(double[] one, double[] other) {
        int widest = 0;
        for (int k = 1; k < one.length; k++) {
            if (Math.abs(one[k] - other[k]) > Math.abs(one[widest] - other[widest])) {
                widest = k;
            }
        }
        return widest;
    }

    /**
     * Which earlier run has the same bits: the first one by the same operations, or else the first
     * one; the run itself if none has.
     *
     * @param coefficients one array for each run
     */
    public static int twin(List<Recipe> rungs, List<double[]> coefficients, int rung) {
        int[] twins =
                IntStream.range(0, rung)
                        .filter(i -> Arrays.equals(coefficients.get(i), coefficients.get(rung)))
                        .toArray();
        return IntStream.of(twins)
                .filter(i -> reason(rungs.get(i), rungs.get(rung), true) == Reason.SAME)
                .findFirst()
                .orElse(twins.length == 0 ? rung : twins[0]);
    }

    /** Why one run has other coefficients than the other, or the same ones. */
    public static Reason reason(Recipe one, Recipe other, boolean equal) {
        List<Reason> reasons = new ArrayList<>();
        boolean library = one.preset().library() != other.preset().library();
        if (library && (one.drawsMore() || other.drawsMore())) {
            reasons.add(Reason.DRAWS);
        }
        if (one.dtype() != other.dtype()) {
            reasons.add(Reason.WIDTH);
        }
        if (one.takesFastPath() != other.takesFastPath()) {
            reasons.add(Reason.ORDER);
        }
        if (library) {
            reasons.add(Reason.POINTS);
        }
        if (equal) {
            return reasons.isEmpty() ? Reason.SAME : Reason.AGREES;
        }
        // Equal operations from one start give equal bits: there is a reason.
        return reasons.get(0);
    }
}
