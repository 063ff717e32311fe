package sinefit.theory;

import java.util.Optional;
import java.util.stream.IntStream;
import sinefit.model.Reduction;
import sinefit.model.SampleLoss;
import sinefit.number.Dtype;
import sinefit.problem.Samples;
import sinefit.training.Recipe;

/**
 * What of a run's numbers is only rounding: at or below it nothing is measured. Orders of
 * magnitude, for charts and words.
 *
 * <p>With u the rounding of one operation (2⁻⁵³, or 2⁻²⁴ in single precision) a residual is known
 * to u·s, where s is the size of what it is the difference of: |y| + Σ|θₖφₖ|. So a loss of 0 shows
 * as Σ(us)², and one of L is known to 2us√L, residuals being rounded independently, and to u√m·L,
 * where m is how many additions a term takes part in.
 *
 * @param loss of Σ(ŷ−y)², or its mean, where that is 0
 * @param excess of the same above its floor, where that is 0
 * @param sae of Σ|ŷ−y|, or its mean, where that is 0
 */
public record Resolution(double loss, double excess, double sae) {
    private static final double SINGLE = 0x1p-24;
    private static final double DOUBLE = 0x1p-53;
    private static final int SUMS = 8; // that lanes are added up in

    /**
     * That of a recipe's run.
     *
     * @param spectrum of its problem, if theory knows it
     */
    public static Resolution of(Recipe recipe, Optional<Spectrum> spectrum) {
        Samples samples = recipe.samples();
        Optional<double[]> optimum = spectrum.flatMap(Spectrum::optimum);
        double[][] columns =
                optimum.isEmpty()
                        ? new double[0][]
                        : recipe.polynomial()
                                .basis()
                                .columns(widened(samples), recipe.polynomial().degree());
        double size = size(samples.y(), columns, optimum.orElse(new double[0]));
        double floor = spectrum.map(Spectrum::floor).filter(Double::isFinite).orElse(0.0);
        int n = recipe.batch().orElse(samples.n());
        double perSample = recipe.reduction() == Reduction.MEAN ? 1.0 / n : 1;
        double residual = rounding(recipe.dtype()) * size;
        double loss = n * perSample * residual * residual;
        double independent = 2 * residual * Math.sqrt(perSample * floor);
        double added = rounding(recipe.dtype()) * Math.sqrt(additions(n)) * floor;
        return new Resolution(loss, loss + independent + added, n * perSample * residual);
    }

    /** Σ(us)² of a problem: the loss of residuals that are 0. */
    static double ofZero(
            Dtype dtype, double[] y, double[][] columns, double[] optimum, double perSample) {
        double residual = rounding(dtype) * size(y, columns, optimum);
        return y.length * perSample * residual * residual;
    }

    private static Samples widened(Samples samples) {
        return new Samples(samples.x(), samples.y(), Dtype.FLOAT64);
    }

    private static double rounding(Dtype dtype) {
        return dtype == Dtype.FLOAT32 ? SINGLE : DOUBLE;
    }

    /** The root mean square of |y| + Σ|θₖφₖ|; ŷ counts as y where there are no coefficients. */
    private static double size(double[] y, double[][] columns, double[] theta) {
        double squares =
                IntStream.range(0, y.length)
                        .mapToDouble(i -> Math.abs(y[i]) + terms(columns, theta, i, y[i]))
                        .map(s -> s * s)
                        .sum();
        return Math.sqrt(squares / y.length);
    }

    private static double terms(double[][] columns, double[] theta, int i, double y) {
        return theta.length == 0
                ? Math.abs(y)
                : IntStream.range(0, theta.length)
                        .mapToDouble(k -> Math.abs(theta[k] * columns[k][i]))
                        .sum();
    }

    private static double additions(int n) {
        double inLanes = (double) n / SampleLoss.LANES + (double) SampleLoss.LANES / SUMS + SUMS;
        return Math.min(n, inLanes);
    }
}
