package sinefit.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.problem.Samples;
import sinefit.training.Recipe;

/**
 * The three curves that the dice of the dynamic model decide between, each by itself: the cubic,
 * with e x⁴, and with e x⁴ + e x⁵. Each is a straight sum of its coefficients, the last one with x⁴
 * + x⁵ as e's function, and so has a Hessian and a stability limit of its own.
 */
public final class Branches {
    private static final int CUBIC = 4;
    private static final int MOST = 2;

    private Branches() {}

    /**
     * 2(1 + μ)/λmax of each curve over a recipe's samples: above that rate descent with momentum μ
     * on it diverges.
     *
     * @param momentum μ, below 1; 0 for plain descent
     * @return for 0, 1 and 2 further terms; 0 where λmax overflows
     */
    public static List<Double> stabilityLimits(Recipe recipe, double momentum) {
        Samples given = recipe.samples();
        Samples samples = new Samples(given.x(), given.y(), Dtype.FLOAT64);
        double[][] powers = Basis.MONOMIAL.columns(samples, CUBIC + MOST - 1);
        double perSample = recipe.reduction() == Reduction.MEAN ? 1.0 / samples.n() : 1;
        List<Double> limits = new ArrayList<>();
        for (int terms = 0; terms <= MOST; terms++) {
            double sigma = largest(columns(powers, terms));
            double limit = (1 + momentum) / (sigma * sigma * perSample);
            limits.add(Double.isFinite(limit) ? limit : 0);
        }
        return List.copyOf(limits);
    }

    /** 1, x, x², x³, and what e is multiplied by if it is there. */
    private static double[][] columns(double[][] powers, int terms) {
        double[][] columns = Arrays.copyOf(powers, terms == 0 ? CUBIC : CUBIC + 1);
        if (terms == MOST) {
            columns[CUBIC] = new double[powers[CUBIC].length];
            Arrays.setAll(columns[CUBIC], i -> powers[CUBIC][i] + powers[CUBIC + 1][i]);
        }
        return columns;
    }

    /** The largest singular value of a table. */
    private static double largest(double[][] columns) {
        double[] values =
                SingularOps_DDRM.singularValues(
                        new DMatrixRMaj(Triangle.of(columns))); // transposed: no matter
        return Arrays.stream(values).max().orElse(Double.NaN);
    }
}
