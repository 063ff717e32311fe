package sinefit.theory;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import sinefit.model.Evaluation;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.problem.Samples;
import sinefit.training.Recipe;

/**
 * What the Hessian of a full-batch polynomial recipe tells before the run.
 *
 * <p>With the thin singular value decomposition UΣVᵀ of the design matrix, the Hessian of the
 * summed squares is 2VΣ²Vᵀ: eigenvalues λ = 2σ² (÷ n for the mean), and the optimum θ* = VΣ⁻¹Uᵀy.
 * Going over the design matrix, not over its square, keeps half of the digits that would be lost.
 *
 * @param eigenvalues of the Hessian, rising; finite
 * @param direction unit eigenvector of the largest eigenvalue, a share for each coefficient, lowest
 *     order first; its largest share is positive
 * @param optimum θ*, lowest order first; empty where nothing reliable can be said (fewer samples
 *     than coefficients, or a condition number beyond {@value #HOPELESS})
 * @param floor the loss at θ*, computed from its residuals; NaN without an optimum
 */
@SuppressWarnings("ArrayRecordComponent") // read by templates and messages only
public record Spectrum(
        double[] eigenvalues, double[] direction, Optional<double[]> optimum, double floor) {
    private static final double HOPELESS = 1e12;

    /** The spectrum of a recipe's problem; empty if its eigenvalues overflow. */
    public static Optional<Spectrum> of(Recipe recipe) {
        // Theory is in double precision, over the samples as the run has them.
        Samples given = recipe.samples();
        Samples samples = new Samples(given.x(), given.y(), Dtype.FLOAT64);
        double[][] columns = recipe.model().basis().columns(samples, recipe.model().degree());
        int n = samples.n();
        int size = columns.length;
        DMatrixRMaj design = new DMatrixRMaj(n, size);
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < n; i++) {
                design.set(i, k, columns[k][i]);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(n, size, true, true, true);
        if (!svd.decompose(design)) {
            return Optional.empty();
        }
        double perSample = recipe.reduction() == Reduction.MEAN ? 1.0 / n : 1;
        double[] eigenvalues = new double[size];
        for (int k = 0; k < svd.numberOfSingularValues(); k++) {
            double sigma = svd.getSingularValues()[k];
            eigenvalues[k] = 2 * sigma * sigma * perSample;
        }
        Arrays.sort(eigenvalues);
        if (!Double.isFinite(eigenvalues[size - 1]) || eigenvalues[size - 1] <= 0) {
            return Optional.empty();
        }
        double[] steepest = direction(svd, size);
        if (n < size || eigenvalues[size - 1] > HOPELESS * eigenvalues[0]) {
            return Optional.of(new Spectrum(eigenvalues, steepest, Optional.empty(), Double.NaN));
        }
        double[] optimum = solve(svd, samples.y(), size);
        Evaluation there = new Evaluation(size);
        recipe.model().squaredError(samples, recipe.reduction()).evaluate(optimum, there);
        return Optional.of(new Spectrum(eigenvalues, steepest, Optional.of(optimum), there.loss));
    }

    /** The column of V that belongs to the largest singular value. */
    private static double[] direction(SingularValueDecomposition_F64<DMatrixRMaj> svd, int size) {
        int largest = 0;
        for (int k = 1; k < svd.numberOfSingularValues(); k++) {
            if (svd.getSingularValues()[k] > svd.getSingularValues()[largest]) {
                largest = k;
            }
        }
        DMatrixRMaj v = svd.getV(null, false);
        double[] direction = new double[size];
        double main = 0;
        for (int j = 0; j < size; j++) {
            direction[j] = v.get(j, largest);
            if (Math.abs(direction[j]) > Math.abs(main)) {
                main = direction[j];
            }
        }
        if (main < 0) {
            Arrays.setAll(direction, j -> -direction[j]);
        }
        return direction;
    }

    /** VΣ⁻¹Uᵀy. */
    private static double[] solve(
            SingularValueDecomposition_F64<DMatrixRMaj> svd, double[] y, int size) {
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        double[] theta = new double[size];
        for (int k = 0; k < size; k++) {
            double along = 0;
            for (int i = 0; i < y.length; i++) {
                along += u.get(i, k) * y[i];
            }
            along /= svd.getSingularValues()[k];
            for (int j = 0; j < size; j++) {
                theta[j] += v.get(j, k) * along;
            }
        }
        return theta;
    }

    /** λmax, the curvature of the steepest direction. */
    public double steepest() {
        return eigenvalues[eigenvalues.length - 1];
    }

    /** 2/λmax: plain descent at a fixed rate above it diverges. */
    public double stabilityLimit() {
        return 2 / steepest();
    }

    /** |1 − ηλmax|: how the steepest direction's error changes in one step at rate η. */
    public double factor(double rate) {
        return Math.abs(1 - rate * steepest());
    }

    /**
     * 2(1 + μ)/λmax: descent with momentum μ at a fixed rate above it diverges. 0 from μ = 1 on,
     * where the memory of the past never fades and no rate settles.
     */
    public double stabilityLimit(double momentum) {
        return momentum < 1 ? stabilityLimit() * (1 + momentum) : 0;
    }

    /**
     * (1 − √μ)²/λmax: with momentum μ a fixed rate above it carries the steepest direction beyond
     * its optimum. Without momentum half the limit.
     */
    public double overshoot(double momentum) {
        double slack = Math.max(0, 1 - Math.sqrt(momentum));
        return slack * slack / steepest();
    }

    /**
     * How the steepest direction's error changes in one step at rate η with momentum μ, in the long
     * run: the largest modulus of a root of r² − (1 + μ − ηλ) r + μ, which is the characteristic
     * polynomial of its step ((1 − ηλ, −ημ), (λ, μ)) on error and velocity.
     */
    public double factor(double rate, double momentum) {
        double half = (1 + momentum - rate * steepest()) / 2;
        double below = half * half - momentum;
        return below < 0 ? Math.sqrt(momentum) : Math.abs(half) + Math.sqrt(below);
    }
}
