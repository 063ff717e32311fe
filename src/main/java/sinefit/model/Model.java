package sinefit.model;

import java.util.List;
import sinefit.problem.Samples;

/** A curve ŷ(x) with some coefficients θ that are learnt. */
public sealed interface Model permits Polynomial, Legendre3, Dynamic {
    /** The most coefficients that a model has, and the most functions. */
    int MOST_COEFFICIENTS = 10;

    /** Number of coefficients. */
    int size();

    /** Names of the coefficients, in their order: a, b, c, … */
    List<String> parameters();

    /** ŷ at x, in double precision, from the coefficients; to draw it. */
    double at(double x, double min, double max, double[] theta);

    /** What one sample costs in a step, in multiply-adds. */
    int cost();

    /** The squared error over samples, computed in their width over every sample. */
    SampleLoss overSamples(Samples samples, Reduction reduction);

    /** The squared error over samples, where all of them count at every step. */
    default Objective squaredError(Samples samples, Reduction reduction) {
        return overSamples(samples, reduction);
    }

    /** The names a, b, c … of so many coefficients. */
    static List<String> letters(int size) {
        return List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").subList(0, size);
    }
}
