package sinefit.theory;

/**
 * Gradient descent with momentum on one mode: v ← βv + λe, e ← e − ηv. One step is a linear map of
 * (e, v), whose matrix is [1 − ηλ, −ηβ; λ, β]; without momentum its powers are those of 1 − ηλ.
 * Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
 */
final class Momentum {
    private Momentum() {}

    /**
     * By what an error changes a step in the long run: the larger modulus of the two roots of z² −
     * (1 + β − ηλ)z + β. Below 1 the mode settles.
     */
    static double factor(double rate, double momentum, double eigenvalue) {
        double half = (1 + momentum - rate * eigenvalue) / 2;
        double discriminant = half * half - momentum;
        return discriminant < 0 ? Math.sqrt(momentum) : Math.abs(half) + Math.sqrt(discriminant);
    }

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

    /** 2(1 + β)/λmax: the rate beyond which the steepest mode grows; 0 if every rate does. */
    static double limit(double momentum, double steepest) {
        return momentum < 1 ? 2 * (1 + momentum) / steepest : 0;
    }
}
