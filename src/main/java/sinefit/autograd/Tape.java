package sinefit.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What was computed, in its order. Going through it backwards gives ∂result/∂node for every node by
 * the chain rule:
 *
 * <pre>∂L/∂x = Σ over all nodes y made of x:  ∂L/∂y · ∂y/∂x</pre>
 *
 * <p>A node is a vector, so that an operation on 2000 samples is one node. A node of length 1 meets
 * longer ones as if it were repeated, and its slope is then the sum of theirs. In double precision;
 * for one thread at a time.
 */
public final class Tape {
    private final List<Node> nodes = new ArrayList<>();

    /** A value that is given: samples, or a coefficient. */
    public Node leaf(String name, double... values) {
        return record(name, values.clone(), List.of(), () -> {});
    }

    /** All nodes in the order in which they were computed: every one after what it is made of. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    private Node record(String name, double[] values, List<Node> of, Runnable pull) {
        Node node = new Node(name, values, of, pull);
        nodes.add(node);
        return node;
    }

    /** One value on the tape. */
    public final class Node {
        private final String name;
        private final double[] values;
        private final double[] slopes;
        private final List<Node> of;
        private final Runnable pull;

        private Node(String name, double[] values, List<Node> of, Runnable pull) {
            this.name = name;
            this.values = values;
            this.slopes = new double[values.length];
            this.of = of;
            this.pull = pull;
        }

        /** What it is: the name of a leaf, the sign of an operation. */
        public String name() {
            return name;
        }

        /** What it is made of. */
        public List<Node> of() {
            return of;
        }

        /** Its value. */
        public double[] values() {
            return values.clone();
        }

        /** ∂result/∂this of the last {@link #backward}; 0 before; points uphill. */
        public double[] slopes() {
            return slopes.clone();
        }

        /** this + that. */
        public Node plus(Node that) {
            return combined("+", that, (a, b) -> a + b, (a, b) -> 1, (a, b) -> 1);
        }

        /** this − that. */
        public Node minus(Node that) {
            return combined("-", that, (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1);
        }

        /** this · that. */
        public Node times(Node that) {
            return combined("*", that, (a, b) -> a * b, (a, b) -> b, (a, b) -> a);
        }

        /** s · this. */
        public Node times(double s) {
            return mapped(s + "*", x -> s * x, x -> s);
        }

        /** thisᵏ, k ≥ 0. */
        public Node power(int k) {
            return mapped("^" + k, x -> raised(x, k), x -> k == 0 ? 0 : k * raised(x, k - 1));
        }

        /** A function of each element, by its value and its slope. */
        public Node mapped(String sign, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
            double[] out = new double[values.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = f.applyAsDouble(values[i]);
            }
            return recorded(
                    sign,
                    out,
                    List.of(this),
                    to -> {
                        for (int i = 0; i < out.length; i++) {
                            slopes[i] += to[i] * slope.applyAsDouble(values[i]);
                        }
                    });
        }

        /** The sum of all elements. */
        public Node sum() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return recorded(
                    "sum",
                    new double[] {sum},
                    List.of(this),
                    to -> {
                        for (int i = 0; i < slopes.length; i++) {
                            slopes[i] += to[0];
                        }
                    });
        }

        /** Goes back from this node, which has one element: fills the slopes of all before it. */
        public void backward() {
            if (values.length != 1) {
                throw new IllegalStateException("only one number has slopes, not " + values.length);
            }
            for (Node node : nodes) {
                Arrays.fill(node.slopes, 0);
            }
            slopes[0] = 1;
            for (int i = nodes.indexOf(this); i >= 0; i--) {
                nodes.get(i).pull.run();
            }
        }

        private Node combined(String sign, Node that, Pair f, Pair slopeOfThis, Pair slopeOfThat) {
            int size = Math.max(values.length, that.values.length);
            double[] out = new double[size];
            for (int i = 0; i < size; i++) {
                out[i] = f.of(at(i), that.at(i));
            }
            return recorded(
                    sign,
                    out,
                    List.of(this, that),
                    to -> {
                        for (int i = 0; i < size; i++) {
                            slopes[place(i)] += to[i] * slopeOfThis.of(at(i), that.at(i));
                            that.slopes[that.place(i)] += to[i] * slopeOfThat.of(at(i), that.at(i));
                        }
                    });
        }

        private Node recorded(String sign, double[] out, List<Node> made, Pull pull) {
            Node[] self = new Node[1];
            self[0] = record(sign, out, made, () -> pull.back(self[0].slopes));
            return self[0];
        }

        private int place(int i) {
            return values.length == 1 ? 0 : i;
        }

        private double at(int i) {
            return values[place(i)];
        }
    }

    private static double raised(double x, int k) {
        double product = 1;
        for (int i = 0; i < k; i++) {
            product *= x;
        }
        return product;
    }

    /** A function of two numbers. */
    @FunctionalInterface
    private interface Pair {
        double of(double a, double b);
    }

    /** Hands a node's slopes on to what it is made of. */
    @FunctionalInterface
    private interface Pull {
        void back(double[] slopes);
    }
}
