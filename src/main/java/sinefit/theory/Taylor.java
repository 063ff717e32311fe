package sinefit.theory;

import java.util.Optional;
import sinefit.model.Reduction;
import sinefit.problem.Samples;
import sinefit.training.Recipe;

/**
 * The target's Taylor polynomial about 0, to be compared with the best one of its degree.
 *
 * @param coefficients in powers of x, lowest first
 * @param loss that it leaves over the samples
 */
@SuppressWarnings("ArrayRecordComponent") // read by one writer
public record Taylor(double[] coefficients, double loss) {
    /** That of a recipe's target and degree; empty if the target has none. */
    public static Optional<Taylor> of(Recipe recipe) {
        return Optional.of(recipe)
                .filter(Recipe::isPolynomial)
                .flatMap(r -> r.settings().get(Recipe.TARGET).taylor(r.polynomial().degree()))
                .map(coefficients -> new Taylor(coefficients, loss(coefficients, recipe)));
    }

    private static double loss(double[] coefficients, Recipe recipe) {
        Samples samples = recipe.samples();
        double sse = 0;
        for (int i = 0; i < samples.n(); i++) {
            double error = at(coefficients, samples.x()[i]) - samples.y()[i];
            sse += error * error;
        }
        return recipe.reduction() == Reduction.MEAN ? sse / samples.n() : sse;
    }

    private static double at(double[] coefficients, double x) {
        double sum = 0;
        for (int k = coefficients.length - 1; k >= 0; k--) {
            sum = sum * x + coefficients[k];
        }
        return sum;
    }

    /** Its values at evenly spaced points, ends included, to draw the curve. */
    public double[] curve(double low, double high, int points) {
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            y[i] = at(coefficients, low + (high - low) * i / (points - 1));
        }
        return y;
    }
}
