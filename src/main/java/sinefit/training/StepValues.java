package sinefit.training;

/**
 * The values at one step, before its update. Immutable: readers must not write to the arrays.
 *
 * @param step from 0
 * @param loss the objective: sse, or its mean
 * @param sse Σ(ŷ−y)²
 * @param sae Σ|ŷ−y|
 * @param coefficients θ, lowest order first
 * @param gradient ∂loss/∂θ, in the order of θ; points uphill
 */
@SuppressWarnings("ArrayRecordComponent") // made once a shown step, read by one writer
public record StepValues(
        int step, double loss, double sse, double sae, double[] coefficients, double[] gradient) {}
