package sinefit.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.training.Recipe;

/**
 * How a recipe would end, were one of its hyperparameters another: by prediction, without running.
 *
 * @param axis what varies
 * @param points rising in its value
 */
public record Sweep(Axis axis, List<Point> points) {
    /** Most points of one sweep. */
    public static final int MOST = 2_000;

    private static final int POINTS_AT_A_TIME = 50;

    /** What a point takes, and a sample where each point is a problem of its own; measured. */
    private static final long POINT_WORK = 30_000;

    private static final long SAMPLE_WORK = 200;

    /** The hyperparameters that can be swept. */
    public enum Axis {
        /** Learning rates, evenly in their logarithm. */
        LR(Recipe.LR),
        /** Lengths of the run, evenly in their logarithm, each once. */
        STEPS(Recipe.STEPS),
        /** Degrees of the polynomial, each once; the start is cut, or padded with zeros. */
        DEGREE(Recipe.DEGREE);

        @SuppressWarnings("ImmutableEnumChecker") // a record of a name and two bounds
        private final Knob<? extends Number> knob;

        Axis(Knob<? extends Number> knob) {
            this.knob = knob;
        }

        /** The recipe key. */
        public Knob<? extends Number> knob() {
            return knob;
        }

        /**
         * Values from {@code low} to {@code high}, both included; whole ones where only those make
         * sense, and then perhaps fewer than {@code count}.
         */
        public double[] values(double low, double high, int count) {
            if (count == 1) {
                return new double[] {low};
            }
            DoubleStream values =
                    IntStream.range(0, count).mapToDouble(i -> between(low, high, i, count - 1));
            return this == LR ? values.toArray() : values.map(Math::rint).distinct().toArray();
        }

        private double between(double low, double high, int i, int last) {
            if (i == last) {
                return high;
            }
            double share = (double) i / last;
            return this == DEGREE ? low + (high - low) * share : low * Math.pow(high / low, share);
        }

        /** A value as it is written in a link. */
        public String text(double value) {
            return this == LR ? Recipe.LR.format(value) : String.valueOf((long) value);
        }

        /** A recipe with another value of this. */
        Recipe at(Recipe recipe, double value) {
            Settings settings = recipe.settings();
            return switch (this) {
                case LR -> with(recipe, settings.with(Recipe.LR, value));
                case STEPS -> with(recipe, settings.with(Recipe.STEPS, (long) value));
                case DEGREE -> resized(recipe, (int) value);
            };
        }

        private static Recipe with(Recipe recipe, Settings settings) {
            return new Recipe(recipe.preset(), settings, recipe.tweaks());
        }

        private static Recipe resized(Recipe recipe, int degree) {
            Settings settings = recipe.settings().with(Recipe.DEGREE, (long) degree);
            Optional<List<Double>> init = settings.find(Recipe.INIT);
            if (init.isPresent()) {
                List<Double> start = new ArrayList<>(init.get());
                while (start.size() <= degree) {
                    start.add(0.0);
                }
                settings = settings.with(Recipe.INIT, start.subList(0, degree + 1));
            }
            return with(recipe, settings);
        }
    }

    /**
     * One of the runs.
     *
     * @param value of what varies
     * @param loss after the last update; NaN if it diverged, or nothing can be predicted
     * @param floor the least loss of its problem; NaN if that cannot be told
     * @param conditionNumber of its Hessian; infinite if some direction is flat, or unknown
     */
    public record Point(double value, double loss, double floor, double conditionNumber) {}

    public Sweep {
        points = List.copyOf(points);
    }

    /** The sweep of a recipe over some values, a few at a time: gives it once it is complete. */
    public static Supplier<Optional<Sweep>> of(
            Recipe recipe, Axis axis, double[] values, Spectra spectra) {
        List<Point> points = new ArrayList<>();
        // Another degree is another problem, whose spectrum takes some milliseconds.
        int atATime = axis == Axis.DEGREE ? 1 : POINTS_AT_A_TIME;
        return () -> {
            int end = Math.min(points.size() + atATime, values.length);
            while (points.size() < end) {
                points.add(point(recipe, axis, values[points.size()], spectra));
            }
            boolean complete = points.size() == values.length;
            return complete ? Optional.of(new Sweep(axis, points)) : Optional.empty();
        };
    }

    /** How much work a sweep is, in multiply-adds. */
    public static long work(Recipe recipe, Axis axis, int count) {
        return count * (POINT_WORK + (axis == Axis.DEGREE ? recipe.n() * SAMPLE_WORK : 0));
    }

    private static Point point(Recipe recipe, Axis axis, double value, Spectra spectra) {
        Recipe run = axis.at(recipe, value);
        Optional<Spectrum> spectrum = spectra.of(run);
        if (spectrum.isEmpty()) {
            return new Point(value, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
        }
        Spectrum known = spectrum.get();
        double loss = Prediction.of(run, known).lossAt(run.steps());
        return new Point(
                value,
                Double.isFinite(loss) ? loss : Double.NaN,
                known.floor(),
                known.conditionNumber());
    }
}
