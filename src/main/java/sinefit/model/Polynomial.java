package sinefit.model;

import java.util.List;
import sinefit.number.Dtype;
import sinefit.problem.Samples;

/**
 * ŷ = θ₀ φ₀(x) + … + θ_d φ_d(x), lowest order first.
 *
 * @param degree d, 0…9
 * @param basis the functions φ
 */
public record Polynomial(int degree, Basis basis) implements Model {
    @Override
    public int size() {
        return degree + 1;
    }

    @Override
    public List<String> parameters() {
        return Model.letters(size());
    }

    @Override
    public int cost() {
        return size();
    }

    @Override
    public double at(double x, double min, double max, double[] theta) {
        double[] values = basis.at(x, min, max, degree, Dtype.FLOAT64);
        double sum = 0;
        for (int k = 0; k <= degree; k++) {
            sum += theta[k] * values[k];
        }
        return sum;
    }

    /** The squared error over samples, its gradient from sums taken once, in double precision. */
    public Objective quadratic(Samples samples, Reduction reduction) {
        return new Quadratic(basis, basis.columns(samples, degree), samples.y(), reduction);
    }

    @Override
    public SampleLoss overSamples(Samples samples, Reduction reduction) {
        double[][] columns = basis.columns(samples, degree);
        return samples.dtype() == Dtype.FLOAT64
                ? new SquaredError64(basis, columns, samples.y(), reduction)
                : new SquaredError32(basis, columns, samples.y(), reduction);
    }
}
