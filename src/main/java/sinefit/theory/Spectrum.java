package sinefit.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
 * @param modes the directions that do not meet each other, rising in λ; as many as there are
 *     coefficients, or samples if those are fewer
 * @param eigenvalues of the Hessian, rising; finite; those of directions without a mode are 0
 * @param optimum θ*, lowest order first; empty where nothing reliable can be said (fewer samples
 *     than coefficients, or a condition number beyond {@value #HOPELESS})
 * @param floor the loss at θ*, computed from its residuals, 0 where it is but their rounding in the
 *     run's width; NaN without an optimum
 * @param beyond the loss that no coefficients reach: that of the part of y outside of what the
 *     columns span. Equals the floor up to rounding, and is known without an optimum too
 * @param perSample what a squared residual weighs in the loss: 1, or 1/n for the mean
 */
@SuppressWarnings("ArrayRecordComponent") // read by templates and messages only
public record Spectrum(
        List<Mode> modes,
        double[] eigenvalues,
        Optional<double[]> optimum,
        double floor,
        double beyond,
        double perSample) {
    /** The condition number up to which an optimum is told. */
    public static final double HOPELESS = 1e12;

    /** A floor below this share of Σy² is the rounding of residuals that are 0. */
    private static final double EXACT = 1e-27;

    /**
     * One direction of the loss. A change of e along it changes every prediction together, by
     * residuals of length σ|e|.
     *
     * @param eigenvalue λ, the curvature of the loss along it
     * @param sigma σ, the singular value
     * @param vector unit, a share for each coefficient, lowest order first; its largest share is
     *     positive
     * @param reach u·y: how much of y lies along it; the optimum is at u·y/σ
     */
    public record Mode(double eigenvalue, double sigma, double[] vector, double reach) {
        /** How far coefficients lie along it: v·θ. */
        public double of(double[] theta) {
            double sum = 0;
            for (int j = 0; j < vector.length; j++) {
                sum += vector[j] * theta[j];
            }
            return sum;
        }
    }

    public Spectrum {
        modes = List.copyOf(modes);
    }

    /** The spectrum of a recipe's problem; empty if its eigenvalues overflow. */
    public static Optional<Spectrum> of(Recipe recipe) {
        // Theory is in double precision, over the samples as the run has them.
        Samples given = recipe.samples();
        Samples samples = new Samples(given.x(), given.y(), Dtype.FLOAT64);
        double[][] columns =
                recipe.polynomial().basis().columns(samples, recipe.polynomial().degree());
        int n = samples.n();
        int size = columns.length;
        double[][] table = Arrays.copyOf(columns, size + 1);
        table[size] = samples.y();
        // With y as its last column the triangle also holds how much of y each row reaches.
        double[][] triangle = Triangle.of(table);
        int rank = Math.min(n, size);
        DMatrixRMaj design = new DMatrixRMaj(rank, size);
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < rank; i++) {
                design.set(i, j, triangle[j][i]);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(rank, size, true, true, true);
        if (!svd.decompose(design)) {
            return Optional.empty();
        }
        double perSample = recipe.reduction() == Reduction.MEAN ? 1.0 / n : 1;
        double[] reached = Arrays.copyOf(triangle[size], rank);
        List<Mode> modes = modes(svd, reached, size, perSample);
        double[] eigenvalues = new double[size];
        for (int k = 0; k < modes.size(); k++) {
            eigenvalues[size - modes.size() + k] = modes.get(k).eigenvalue();
        }
        double steepest = eigenvalues[size - 1];
        if (!Double.isFinite(steepest) || steepest <= 0) {
            return Optional.empty();
        }
        double rest = triangle[size][size];
        double beyond = perSample * rest * rest;
        if (n < size || steepest > HOPELESS * eigenvalues[0]) {
            return Optional.of(
                    new Spectrum(
                            modes, eigenvalues, Optional.empty(), Double.NaN, beyond, perSample));
        }
        double[] optimum = new double[size];
        for (Mode mode : modes) {
            for (int j = 0; j < size; j++) {
                optimum[j] += mode.vector()[j] * (mode.reach() / mode.sigma());
            }
        }
        Evaluation there = new Evaluation(size);
        recipe.model().squaredError(samples, recipe.reduction()).evaluate(optimum, there);
        double whole = perSample * Arrays.stream(samples.y()).map(y -> y * y).sum();
        double rounding =
                Resolution.ofZero(recipe.dtype(), samples.y(), columns, optimum, perSample);
        double floor = there.loss <= Math.max(EXACT * whole, rounding) ? 0 : there.loss;
        return Optional.of(
                new Spectrum(modes, eigenvalues, Optional.of(optimum), floor, beyond, perSample));
    }

    /**
     * The modes, rising.
     *
     * @param y as far as any mode reaches it, in the rows of the triangle
     */
    private static List<Mode> modes(
            SingularValueDecomposition_F64<DMatrixRMaj> svd,
            double[] y,
            int size,
            double perSample) {
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        List<Mode> modes = new ArrayList<>();
        for (int k = 0; k < svd.numberOfSingularValues(); k++) {
            double sigma = svd.getSingularValues()[k];
            double reach = 0;
            for (int i = 0; i < y.length; i++) {
                reach += u.get(i, k) * y[i];
            }
            double[] vector = new double[size];
            double main = 0;
            for (int j = 0; j < size; j++) {
                vector[j] = v.get(j, k);
                if (Math.abs(vector[j]) > Math.abs(main)) {
                    main = vector[j];
                }
            }
            if (main < 0) {
                Arrays.setAll(vector, j -> -vector[j]);
                reach = -reach;
            }
            modes.add(new Mode(2 * sigma * sigma * perSample, sigma, vector, reach));
        }
        modes.sort(Comparator.comparingDouble(Mode::eigenvalue));
        return modes;
    }

    /** Unit eigenvector of the largest eigenvalue; its largest share is positive. */
    public double[] direction() {
        return modes.get(modes.size() - 1).vector();
    }

    /** λmax, the curvature of the steepest direction. */
    public double steepest() {
        return eigenvalues[eigenvalues.length - 1];
    }

    /** λmax/λmin; infinite if some direction is flat. */
    public double conditionNumber() {
        return steepest() / eigenvalues[0];
    }

    /** 2/λmax: plain descent at a fixed rate above it diverges. */
    public double stabilityLimit() {
        return 2 / steepest();
    }

    /** 2/(λmin + λmax): the fixed rate at which the slowest error of plain descent shrinks most. */
    public double bestRate() {
        return 2 / (eigenvalues[0] + steepest());
    }

    /** The rate and the momentum that together shrink the slowest error most. */
    public Pair bestPair() {
        double flattest = Math.sqrt(eigenvalues[0]);
        double steepest = Math.sqrt(steepest());
        double sum = flattest + steepest;
        double ratio = (steepest - flattest) / sum;
        return new Pair(4 / (sum * sum), ratio * ratio);
    }

    /** A learning rate and a momentum. */
    public record Pair(double rate, double momentum) {}

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
