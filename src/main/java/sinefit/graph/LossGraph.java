package sinefit.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sinefit.autograd.Tape;
import sinefit.model.Reduction;
import sinefit.training.Recipe;

/**
 * How a recipe's loss is put together from its coefficients, an operation a node, in the order in
 * which it is computed; and where each node stands in a drawing of four columns: coefficients,
 * their terms, sums, loss. Samples are given, not learnt, and so are part of operations.
 */
public final class LossGraph {
    /** What a node is. */
    public enum Kind {
        /** A coefficient: given. */
        COEFFICIENT,
        /** A coefficient times its function of x. */
        TERM,
        /** A sum of two. */
        PLUS,
        /** Legendre's P₃ of the sum before it. */
        LEGENDRE,
        /** A coefficient times that. */
        TIMES,
        /** ŷ − y. */
        ERROR,
        /** Its square. */
        SQUARE,
        /** The sum over the samples. */
        TOTAL,
        /** That divided by their number. */
        MEAN
    }

    /**
     * A node.
     *
     * @param id its name on the wire
     * @param index of the coefficient it is or is made of, −1 without one
     * @param power which function the coefficient is multiplied by, from 0
     * @param of indices of the nodes it is made of
     * @param many whether it holds a number for each sample, and not one number
     * @param column from 0 to 3
     * @param row from 0
     */
    public record Node(
            String id,
            Kind kind,
            int index,
            int power,
            List<Integer> of,
            boolean many,
            int column,
            int row) {}

    /** Nodes that have a name of their own. */
    public static final String FIT = "fit";

    public static final String INNER = "z";

    /** Coefficients and terms of a model with dice that are there whatever they say. */
    private static final int ALWAYS = 4;

    private static final int LOSS_COLUMN = 3;
    private static final int SUM_COLUMN = 2;

    private final List<String> parameters;
    private final List<Node> nodes = new ArrayList<>();
    private final boolean chance;
    private int row;

    private LossGraph(Recipe recipe) {
        this.parameters = recipe.model().parameters();
        this.chance = recipe.settings().get(Recipe.MODEL) == Recipe.ModelKind.DYNAMIC;
    }

    /** That of a recipe, with all the terms that chance may decide on. */
    public static LossGraph of(Recipe recipe) {
        LossGraph graph = new LossGraph(recipe);
        int size = graph.parameters.size();
        int fit =
                switch (recipe.settings().get(Recipe.MODEL)) {
                    case POLYNOMIAL -> graph.sum(size, size);
                    case DYNAMIC -> graph.sum(size, size + 1);
                    case LEGENDRE3 -> graph.legendre();
                };
        graph.loss(fit, recipe.reduction() == Reduction.MEAN);
        return graph;
    }

    /** In the order in which they are computed; the loss is the last. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** How many rows the drawing has. */
    public int rows() {
        return nodes.stream().mapToInt(Node::row).max().orElse(0) + 1;
    }

    private int add(
            String id, Kind kind, int index, int power, boolean many, int column, Integer... of) {
        nodes.add(new Node(id, kind, index, power, List.of(of), many, column, row));
        return nodes.size() - 1;
    }

    private int coefficient(int index) {
        return add(parameters.get(index), Kind.COEFFICIENT, index, 0, false, 0);
    }

    /** θ₀ + θ₁φ₁ + …; terms beyond the last coefficient share it. */
    private int sum(int size, int terms) {
        int sum = coefficient(0);
        int last = sum;
        for (int k = 1; k < terms; k++) {
            row = k;
            int index = Math.min(k, size - 1);
            last = k < size ? coefficient(k) : last;
            int term = add("t" + k, Kind.TERM, index, k, true, 1, last);
            String id = k == terms - 1 ? FIT : "s" + k;
            sum = add(id, Kind.PLUS, index, k, true, SUM_COLUMN, sum, term);
        }
        return sum;
    }

    /** a + b P₃(c + d x). */
    private int legendre() {
        int c = coefficient(2);
        row = 1;
        int d = coefficient(3);
        int term = add("t1", Kind.TERM, 3, 1, true, 1, d);
        int z = add(INNER, Kind.PLUS, 3, 1, true, SUM_COLUMN, c, term);
        row = 2;
        int p = add("p", Kind.LEGENDRE, -1, 0, true, SUM_COLUMN, z);
        row = 3;
        int b = coefficient(1);
        int weighted = add("t2", Kind.TIMES, 1, 0, true, SUM_COLUMN, b, p);
        row = 4;
        int a = coefficient(0);
        return add(FIT, Kind.PLUS, 0, 0, true, SUM_COLUMN, a, weighted);
    }

    private void loss(int fit, boolean mean) {
        int error = add("error", Kind.ERROR, -1, 0, true, LOSS_COLUMN, fit);
        row++;
        int square = add("square", Kind.SQUARE, -1, 0, true, LOSS_COLUMN, error);
        row++;
        int total = add("total", Kind.TOTAL, -1, 0, false, LOSS_COLUMN, square);
        if (mean) {
            row++;
            add("mean", Kind.MEAN, -1, 0, false, LOSS_COLUMN, total);
        }
    }

    /**
     * Whether a node is part of the loss when so many of the terms that chance decides on are:
     * those of the coefficient behind the four that are always there.
     */
    private static boolean present(Node node, int terms) {
        return switch (node.kind) {
            case COEFFICIENT -> node.index < ALWAYS || terms > 0;
            case TERM, PLUS -> node.power < ALWAYS + terms;
            default -> true;
        };
    }

    /**
     * Computes the loss on a tape.
     *
     * @param theta the coefficients
     * @param data the samples, or some of them
     * @param n how many there are in all, for the mean
     * @param terms how many of the terms that chance decides on are part of it
     * @return the node on the tape of each node here; null for those that are not part of it, but a
     *     sum to which nothing is added is what it was before
     */
    Tape.@Nullable Node[] record(Tape tape, double[] theta, StepData data, int n, int terms) {
        Tape.@Nullable Node[] made = new Tape.@Nullable Node[nodes.size()];
        for (int i = 0; i < made.length; i++) {
            Node node = nodes.get(i);
            if (present(node, chance ? terms : parameters.size())) {
                made[i] = made(tape, node, operands(node, made), theta, data, n);
            } else if (node.kind == Kind.PLUS) {
                made[i] = made[node.of.get(0)];
            }
        }
        return made;
    }

    private static List<Tape.Node> operands(Node node, Tape.@Nullable Node[] made) {
        return node.of.stream().map(at -> Objects.requireNonNull(made[at], node.id)).toList();
    }

    private static Tape.Node made(
            Tape tape, Node node, List<Tape.Node> of, double[] theta, StepData data, int n) {
        return switch (node.kind) {
            case COEFFICIENT -> tape.leaf(node.id, theta[node.index]);
            case TERM -> of.get(0).times(tape.leaf("phi", data.phi()[node.power]));
            case PLUS -> of.get(0).plus(of.get(1));
            case TIMES -> of.get(0).times(of.get(1));
            case LEGENDRE -> legendre(of.get(0));
            case ERROR -> of.get(0).minus(tape.leaf("y", data.y()));
            case SQUARE -> of.get(0).power(2);
            case TOTAL -> of.get(0).sum();
            case MEAN -> of.get(0).times(1.0 / n);
        };
    }

    /** P₃ from operations that the tape knows. */
    static Tape.Node legendre(Tape.Node z) {
        return z.power(3).times(2.5).minus(z.times(1.5));
    }

    @Override
    public String toString() {
        return Arrays.toString(nodes.stream().map(Node::id).toArray());
    }
}
