package sinefit.random;

/**
 * Standard normal numbers (mean 0, variance 1) and permutations, in the order a library hands them
 * out.
 *
 * <p>An instance has a position in its sequence: one per run, used by one thread at a time. Two
 * instances with the same seed give the same numbers, bit for bit, on every JDK.
 */
public interface NormalDraws {
    /** The next number of the sequence; always finite. The sequence has no end. */
    double next();

    /** The numbers 0 … n − 1 in the order that the library shuffles them into. */
    int[] permutation(int n);

    /** A sequence that goes on from here by itself. */
    NormalDraws copy();
}
