package sinefit.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import sinefit.autograd.Tape;

/**
 * What somebody says P₃′ is, held against the tape and against central differences over −1 … 1.
 *
 * @param points evenly spaced, rising in z
 */
public record SlopeCheck(List<Point> points) {
    /** What a right slope may be off by: far more than rounding, far less than any mistake. */
    public static final double TOLERANCE = 1e-6;

    private static final int INTERVALS = 80;
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    /**
     * One place.
     *
     * @param typed the slope as somebody says; not finite where it is none
     * @param tape the slope by the tape
     * @param difference the slope by a central difference
     */
    public record Point(double z, double typed, double tape, double difference) {
        /** How far what was typed is from the tape; infinite where it is no number. */
        public double error() {
            double off = Math.abs(typed - tape);
            return Double.isFinite(off) ? off : Double.POSITIVE_INFINITY;
        }
    }

    public SlopeCheck {
        points = List.copyOf(points);
    }

    /** Checks a slope. */
    public static SlopeCheck of(DoubleUnaryOperator typed) {
        double[] z = new double[INTERVALS + 1];
        for (int i = 0; i <= INTERVALS; i++) {
            z[i] = 2.0 * i / INTERVALS - 1;
        }
        Tape tape = new Tape();
        Tape.Node leaf = tape.leaf("z", z);
        LossGraph.legendre(leaf).sum().backward();
        double[] slopes = leaf.slopes();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= INTERVALS; i++) {
            double difference = (p3(z[i] + STEP) - p3(z[i] - STEP)) / (2 * STEP);
            points.add(new Point(z[i], typed.applyAsDouble(z[i]), slopes[i], difference));
        }
        return new SlopeCheck(points);
    }

    private static double p3(double z) {
        return (5 * z * z * z - 3 * z) / 2;
    }

    /** Where it is farthest from the tape; of equals the lowest. */
    public Point worst() {
        return points.stream().max(Comparator.comparingDouble(Point::error)).orElseThrow();
    }

    /** Whether it is P₃′, but for rounding. */
    public boolean passes() {
        return worst().error() <= TOLERANCE;
    }

    /** How far it is from the central differences at most; infinite where it is no number. */
    public double fromDifferences() {
        return points.stream()
                .mapToDouble(p -> Math.abs(p.typed - p.difference))
                .map(off -> Double.isFinite(off) ? off : Double.POSITIVE_INFINITY)
                .max()
                .orElseThrow();
    }
}
