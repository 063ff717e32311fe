package sinefit.optim;

/**
 * What the rules call a hyperparameter.
 *
 * @param tex in a formula
 * @param plain as plain text
 */
public record Symbol(String tex, String plain) {}
