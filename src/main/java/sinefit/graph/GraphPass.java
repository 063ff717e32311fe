package sinefit.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sinefit.autograd.Tape;
import sinefit.graph.LossGraph.Node;
import sinefit.training.Decided;
import sinefit.training.Recipe;

/**
 * Goes through the graph of a step's loss forward and backward, on a tape for some of the samples
 * after the other: a sum's slopes are the sums of theirs. A job for workers.
 */
public final class GraphPass implements Supplier<Optional<Flow>> {
    /** Samples at a time. */
    private static final int BLOCK = 1024;

    private static final int UNSEEN = Integer.MAX_VALUE;

    private final LossGraph graph;
    private final double[] theta;
    private final int terms;
    private final StepData data;
    private final int sample;
    private final double[] values;
    private final double[] slopes;
    private final boolean[] seen;
    private int from;

    /**
     * A pass.
     *
     * @param theta the coefficients of the step
     * @param decided what chance decided on for it
     * @param sample which sample to look at; −1 for all together. One that the step does not see
     *     leaves nothing to tell of nodes with a number for each
     */
    public GraphPass(Recipe recipe, double[] theta, Decided decided, int sample) {
        this.graph = LossGraph.of(recipe);
        this.theta = theta.clone();
        this.terms = decided.terms();
        this.data = StepData.of(recipe, decided);
        this.sample = decided.rows().map(rows -> place(rows, sample)).orElse(sample);
        int size = graph.nodes().size();
        this.values = new double[size];
        this.slopes = new double[size];
        this.seen = new boolean[size];
    }

    private static int place(int[] rows, int sample) {
        for (int i = 0; sample >= 0 && i < rows.length; i++) {
            if (rows[i] == sample) {
                return i;
            }
        }
        return sample < 0 ? sample : UNSEEN;
    }

    /** Multiply-adds that a pass for a recipe takes at most. */
    public static long work(Recipe recipe) {
        return 10L * recipe.n() * LossGraph.of(recipe).nodes().size();
    }

    @Override
    public Optional<Flow> get() {
        int to = Math.min(from + BLOCK, data.n());
        Tape tape = new Tape();
        Tape.@Nullable Node[] made =
                graph.record(tape, theta, data.part(from, to), data.n(), terms);
        Objects.requireNonNull(made[made.length - 1]).backward();
        for (int i = 0; i < made.length; i++) {
            Tape.Node node = made[i];
            if (node != null) {
                seen[i] = sample != UNSEEN || !graph.nodes().get(i).many();
                take(i, node.values(), node.slopes());
            }
        }
        from = to;
        return from < data.n() ? Optional.empty() : Optional.of(flow());
    }

    private void take(int i, double[] forward, double[] backward) {
        Node node = graph.nodes().get(i);
        if (!node.many()) {
            boolean given = node.kind() == LossGraph.Kind.COEFFICIENT;
            values[i] = given ? forward[0] : values[i] + forward[0];
            slopes[i] = given ? slopes[i] + backward[0] : backward[0];
        } else if (sample < 0) {
            values[i] += squares(forward);
            slopes[i] += squares(backward);
        } else if (sample >= from && sample < from + forward.length) {
            values[i] = forward[sample - from];
            slopes[i] = backward[sample - from];
        }
    }

    private static double squares(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number * number;
        }
        return sum;
    }

    private Flow flow() {
        List<Node> nodes = graph.nodes();
        Flow.@Nullable Part[] parts = new Flow.@Nullable Part[nodes.size()];
        for (int i = 0; i < parts.length; i++) {
            boolean mean = nodes.get(i).many() && sample < 0;
            parts[i] =
                    !seen[i]
                            ? null
                            : mean
                                    ? new Flow.Part(rootMean(values[i]), rootMean(slopes[i]))
                                    : new Flow.Part(values[i], slopes[i]);
        }
        return new Flow(parts, data.n());
    }

    private double rootMean(double squares) {
        return Math.sqrt(squares / data.n());
    }

    /** ∂loss/∂θ of a flow, in the order of θ; 0 for coefficients that are not part of the loss. */
    static double[] gradient(Recipe recipe, Flow flow) {
        List<Node> nodes = LossGraph.of(recipe).nodes();
        double[] gradient = new double[recipe.model().size()];
        for (int i = 0; i < nodes.size(); i++) {
            Flow.Part part = flow.parts()[i];
            if (nodes.get(i).kind() == LossGraph.Kind.COEFFICIENT && part != null) {
                gradient[nodes.get(i).index()] = part.slope();
            }
        }
        return gradient;
    }
}
