package sinefit.graph;

import java.util.Arrays;
import sinefit.model.Basis;
import sinefit.model.Polynomial;
import sinefit.number.Dtype;
import sinefit.problem.Samples;
import sinefit.training.Decided;
import sinefit.training.Recipe;

/**
 * The samples that a step sees, in double precision whatever the run's width.
 *
 * @param phi what the terms are multiplied by: {@code [k][i]} is the k-th function at the i-th
 *     sample; 1 and x for a model with functions of its own
 * @param y the target there
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package
record StepData(double[][] phi, double[] y) {
    /** Those of a recipe's step. */
    static StepData of(Recipe recipe, Decided decided) {
        Samples samples = samples(recipe);
        double[][] phi = columns(recipe, samples);
        return decided.rows()
                .map(
                        rows ->
                                new StepData(
                                        Arrays.stream(phi)
                                                .map(column -> chosen(column, rows))
                                                .toArray(double[][]::new),
                                        chosen(samples.y(), rows)))
                .orElseGet(() -> new StepData(phi, samples.y()));
    }

    /** All samples of a recipe as double precision has them. */
    static Samples samples(Recipe recipe) {
        Samples given = recipe.samples();
        return new Samples(given.x(), given.y(), Dtype.FLOAT64);
    }

    private static double[][] columns(Recipe recipe, Samples samples) {
        return switch (recipe.settings().get(Recipe.MODEL)) {
            case POLYNOMIAL -> {
                Polynomial polynomial = recipe.polynomial();
                yield polynomial.basis().columns(samples, polynomial.degree());
            }
            case LEGENDRE3 -> Basis.MONOMIAL.columns(samples, 1);
            case DYNAMIC -> Basis.MONOMIAL.columns(samples, 5);
        };
    }

    private static double[] chosen(double[] values, int[] rows) {
        double[] some = new double[rows.length];
        Arrays.setAll(some, i -> values[rows[i]]);
        return some;
    }

    int n() {
        return y.length;
    }

    /** The samples from one index up to another. */
    StepData part(int from, int to) {
        double[][] some = new double[phi.length][];
        Arrays.setAll(some, k -> Arrays.copyOfRange(phi[k], from, to));
        return new StepData(some, Arrays.copyOfRange(y, from, to));
    }
}
