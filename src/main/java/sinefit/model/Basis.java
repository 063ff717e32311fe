package sinefit.model;

import sinefit.problem.Samples;

/** The functions whose weighted sum a polynomial is. */
public enum Basis {
    /** 1, x, x², … */
    MONOMIAL;

    /**
     * The design matrix by columns: {@code [k][i]} is the k-th function at the i-th sample, in the
     * samples' width.
     */
    public double[][] columns(Samples samples, int degree) {
        double[] x = samples.x();
        double[][] columns = new double[degree + 1][x.length];
        for (int i = 0; i < x.length; i++) {
            columns[0][i] = 1;
            for (int k = 1; k <= degree; k++) {
                columns[k][i] = samples.dtype().round(columns[k - 1][i] * x[i]);
            }
        }
        return columns;
    }
}
