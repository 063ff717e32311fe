package sinefit.random;

/**
 * Standard normal numbers (mean 0, variance 1) in the order a library hands them out.
 *
 * <p>An instance has a position in its sequence: one per run, used by one thread at a time. Two
 * instances with the same seed give the same numbers, bit for bit, on every JDK.
 */
public interface NormalDraws {
    /** The next number of the sequence; always finite. The sequence has no end. */
    double next();
}
