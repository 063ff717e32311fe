package sinefit.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.autograd.Tape.Node;
import sinefit.model.Basis;
import sinefit.model.Dynamic;
import sinefit.model.Evaluation;
import sinefit.model.Legendre3;
import sinefit.model.Model;
import sinefit.model.Polynomial;
import sinefit.model.Reduction;
import sinefit.model.SampleLoss;
import sinefit.number.Dtype;
import sinefit.problem.Linspace;
import sinefit.problem.Samples;
import sinefit.problem.Target;

/** The gradient three ways: by the models' own formulas, by the tape, by central differences. */
class GradientTest {
    /** Of the largest entry, or 1. */
    private static final double TAPE = 1e-12;

    private static final double DIFFERENCES = 1e-8;

    /**
     * A model, and with how many of the terms that chance decides on.
     *
     * @param name for messages
     */
    record Case(String name, Model model, int terms, Reduction reduction, Samples samples) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Reduction reduction : Reduction.values()) {
            for (Basis basis : Basis.values()) {
                for (int degree : new int[] {0, 1, 3, 6}) {
                    cases.add(of(new Polynomial(degree, basis), 0, reduction));
                }
            }
            cases.add(of(new Legendre3(), 0, reduction));
            for (int terms = 0; terms <= 2; terms++) {
                cases.add(of(new Dynamic(), terms, reduction));
            }
        }
        return cases.stream();
    }

    private static Case of(Model model, int terms, Reduction reduction) {
        Samples samples = Samples.of(Target.SIN, Linspace.NUMPY, -1.3, 1.7, 301, Dtype.FLOAT64);
        return new Case(model + " " + terms + " " + reduction, model, terms, reduction, samples);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void formulaTapeAndDifferencesAgree(Case c) {
        double[] theta = new Random(7).doubles(c.model.size(), -1, 1).toArray();
        SampleLoss loss = c.model.overSamples(c.samples, c.reduction).rolled(c.terms);
        Evaluation here = new Evaluation(theta.length);
        loss.evaluate(theta, here);
        double largest = 1;
        for (double g : here.gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        Tape tape = new Tape();
        List<Node> leaves = new ArrayList<>();
        for (int k = 0; k < theta.length; k++) {
            leaves.add(tape.leaf(c.model.parameters().get(k), theta[k]));
        }
        Node result = loss(tape, c, leaves);
        result.backward();
        assertEquals(here.loss, result.values()[0], TAPE * here.loss);
        for (int k = 0; k < theta.length; k++) {
            double byTape = leaves.get(k).slopes()[0];
            assertEquals(here.gradient[k], byTape, TAPE * largest, c + " tape " + k);
            double byDifference = difference(loss, theta, k);
            assertEquals(here.gradient[k], byDifference, DIFFERENCES * largest, c + " diff " + k);
        }
    }

    /** Fourth order: (8 (f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h. */
    private static double difference(SampleLoss loss, double[] theta, int k) {
        double h = 1e-3;
        double near = at(loss, theta, k, h) - at(loss, theta, k, -h);
        double far = at(loss, theta, k, 2 * h) - at(loss, theta, k, -2 * h);
        return (8 * near - far) / (12 * h);
    }

    private static double at(SampleLoss loss, double[] theta, int k, double off) {
        double[] moved = theta.clone();
        moved[k] += off;
        Evaluation there = new Evaluation(theta.length);
        loss.evaluate(moved, there);
        return there.loss;
    }

    private static Node loss(Tape tape, Case c, List<Node> theta) {
        Node x = tape.leaf("x", c.samples.x());
        Node error = fit(tape, c, x, theta).minus(tape.leaf("y", c.samples.y()));
        Node squares = error.power(2).sum();
        return c.reduction == Reduction.MEAN ? squares.times(1.0 / c.samples.n()) : squares;
    }

    private static Node fit(Tape tape, Case c, Node x, List<Node> theta) {
        if (c.model instanceof Legendre3) {
            Node z = theta.get(2).plus(theta.get(3).times(x));
            Node p3 = z.power(3).times(2.5).minus(z.times(1.5));
            return theta.get(0).plus(theta.get(1).times(p3));
        }
        Node fit = theta.get(0);
        if (c.model instanceof Polynomial polynomial) {
            double[][] columns = polynomial.basis().columns(c.samples, polynomial.degree());
            for (int k = 1; k < columns.length; k++) {
                fit = fit.plus(theta.get(k).times(tape.leaf("phi", columns[k])));
            }
            return fit;
        }
        for (int k = 1; k < 4 + c.terms; k++) {
            fit = fit.plus(theta.get(Math.min(k, 4)).times(x.power(k)));
        }
        return fit;
    }

    @Test
    void aValueUsedTwiceGetsBothSlopes() {
        Tape tape = new Tape();
        Node a = tape.leaf("a", 3);
        Node square = a.times(a).plus(a);
        square.backward();
        assertEquals(7, a.slopes()[0]);
        square.backward();
        assertEquals(7, a.slopes()[0]);
        assertEquals(List.of("a", "*", "+"), tape.nodes().stream().map(Node::name).toList());
        assertTrue(square.of().contains(a));
    }

    @Test
    void aFunctionOfOnesOwnIsPutIntoTheChain() {
        Tape tape = new Tape();
        Node x = tape.leaf("x", 0.5, 2);
        x.mapped("sin", StrictMath::sin, StrictMath::cos).sum().backward();
        assertEquals(StrictMath.cos(0.5), x.slopes()[0]);
        assertEquals(StrictMath.cos(2), x.slopes()[1]);
    }

    @Test
    void onlyOneNumberCanBeGoneBackFrom() {
        Node x = new Tape().leaf("x", 1, 2);
        assertThrows(IllegalStateException.class, x::backward);
    }
}
