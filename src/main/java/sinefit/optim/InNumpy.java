package sinefit.optim;

/**
 * An optimizer's rule in NumPy, for exported programs: all coefficients {@code theta} at once, from
 * their gradient {@code g}, {@code learning_rate} and the options by their names. A {@code @}
 * behind an array stands for the coefficients that have a gradient at a step.
 *
 * @param state what is remembered, at rest
 * @param step one update
 */
public record InNumpy(String state, String step) {}
