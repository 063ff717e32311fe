package sinefit.optim;

/**
 * What an optimizer holds of every coefficient after an update.
 *
 * @param name PyTorch's, of an entry of its state: {@code exp_avg}; else what a line of the rule
 *     calls it: {@code m_hat}
 * @param remembered whether the next update hangs on it, or it is only made on the way
 * @param values one for each coefficient, in the order of θ; may overflow
 */
@SuppressWarnings("ArrayRecordComponent") // copies, made to be shown
public record Figure(String name, boolean remembered, double[] values) {}
