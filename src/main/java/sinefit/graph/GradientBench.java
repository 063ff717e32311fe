package sinefit.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sinefit.model.Evaluation;
import sinefit.model.SampleLoss;
import sinefit.training.Decided;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/**
 * The gradient of a step three ways: by the run's own formulas in its own width; by the tape; by
 * central differences, (L(θ + h) − L(θ − h)) / 2h. The last two in double precision. A job for
 * workers.
 */
public final class GradientBench implements Supplier<Optional<List<GradientBench.Row>>> {
    /** ∛ε: where rounding and the curve's bend weigh about the same. */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private final Recipe recipe;
    private final StepValues at;
    private final GraphPass pass;
    private final SampleLoss loss;
    private final List<Row> rows = new ArrayList<>();
    private double @Nullable [] tape;

    /**
     * One coefficient.
     *
     * @param hand ∂L/∂θ by the run's formula, as it is handed to the optimizer
     * @param tape the same by the tape
     * @param difference the same by a central difference
     * @param h how far to either side it looks
     * @param digits how many leading digits the losses at the two sides have in common
     */
    public record Row(
            String parameter,
            double hand,
            double tape,
            double difference,
            double h,
            double digits) {
        /** How far the formula is from the tape, as a share of it; NaN if that is 0. */
        public double handError() {
            return error(hand);
        }

        /** How far the difference is from the tape, as a share of it; NaN if that is 0. */
        public double differenceError() {
            return error(difference);
        }

        private double error(double value) {
            return value == tape ? 0 : Math.abs((value - tape) / tape);
        }
    }

    /** The bench of a step. */
    public GradientBench(Recipe recipe, StepValues at, Decided decided) {
        this.recipe = recipe;
        this.at = at;
        this.pass = new GraphPass(recipe, at.coefficients(), decided, -1);
        SampleLoss all =
                recipe.model()
                        .overSamples(StepData.samples(recipe), recipe.reduction())
                        .rolled(decided.terms());
        this.loss = decided.rows().map(rows -> all.over(rows, 0, rows.length)).orElse(all);
    }

    /** Multiply-adds that a bench of a recipe takes at most. */
    public static long work(Recipe recipe) {
        return GraphPass.work(recipe) + 2L * recipe.model().size() * recipe.workPerStep();
    }

    @Override
    public Optional<List<Row>> get() {
        if (tape == null) {
            tape = pass.get().map(flow -> GraphPass.gradient(recipe, flow)).orElse(null);
            return Optional.empty();
        }
        rows.add(row(rows.size(), tape));
        return rows.size() < tape.length ? Optional.empty() : Optional.of(List.copyOf(rows));
    }

    private Row row(int k, double[] byTape) {
        double theta = at.coefficients()[k];
        double far = STEP * Math.max(1, Math.abs(theta));
        double above = theta + far;
        double below = theta - far;
        double up = lossAt(k, above);
        double down = lossAt(k, below);
        double h = (above - below) / 2;
        double common = -Math.log10(Math.abs(up - down) / Math.max(Math.abs(up), Math.abs(down)));
        return new Row(
                recipe.model().parameters().get(k),
                at.gradient()[k],
                byTape[k],
                (up - down) / (above - below),
                h,
                common);
    }

    private double lossAt(int k, double value) {
        double[] moved =
                IntStream.range(0, at.coefficients().length)
                        .mapToDouble(j -> j == k ? value : at.coefficients()[j])
                        .toArray();
        Evaluation there = new Evaluation(moved.length);
        loss.evaluate(moved, there);
        return there.loss;
    }
}
