package sinefit.graph;

import org.jspecify.annotations.Nullable;

/**
 * What flows through the graph of a step's loss.
 *
 * @param parts one a node of the {@link LossGraph}, in its order; null for those that chance has
 *     left out
 * @param samples how many samples the step sees
 */
@SuppressWarnings("ArrayRecordComponent") // read by one writer
public record Flow(@Nullable Part[] parts, int samples) {
    /**
     * A node's numbers. Of a node with a number for each sample they are the root mean square of
     * all, or those at one sample.
     *
     * @param value forward
     * @param slope backward: ∂loss/∂this; points uphill
     */
    public record Part(double value, double slope) {}
}
