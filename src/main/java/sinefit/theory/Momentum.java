package sinefit.theory;

/**
 * Gradient descent with momentum on one mode: v ← μv + λe, e ← e − ηv. One step is a linear map of
 * (e, v), whose matrix is [1 − ηλ, −ημ; λ, μ]. Source: Polyak, Some methods of speeding up the
 * convergence of iteration methods, 1964.
 */
final class Momentum {
    private Momentum() {}

    /** The matrix of so many steps, by rows: [e←e, e←v, v←e, v←v]. */
    static double[] power(double rate, double momentum, double eigenvalue, long steps) {
        double[] square = {1 - rate * eigenvalue, -rate * momentum, eigenvalue, momentum};
        double[] power = {1, 0, 0, 1};
        for (long rest = steps; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                power = product(power, square);
            }
            square = product(square, square);
        }
        return power;
    }

    private static double[] product(double[] a, double[] b) {
        return new double[] {
            a[0] * b[0] + a[1] * b[2],
            a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3]
        };
    }
}
