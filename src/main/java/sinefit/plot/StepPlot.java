package sinefit.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sinefit.number.Figures;

/**
 * A drawing of values over the steps of a run, as large as a {@link FitPlot}. Whatever the values
 * do, a line has finite coordinates inside the drawing: what leaves the frame is cut off at its
 * edge.
 */
public final class StepPlot {
    public static final int WIDTH = FitPlot.WIDTH;
    public static final int HEIGHT = FitPlot.HEIGHT;

    private static final int TICKS = 5;
    private static final double ROOM = 0.08;

    /** Beyond it a value only tells on which side of the frame it is. */
    private static final double FAR = 1e6;

    private final int steps;
    private final boolean log;
    private final double low;
    private final double high;

    /**
     * @param low value at the bottom; its logarithm to base 10 if {@code log}
     * @param high value at the top, likewise
     */
    private StepPlot(int steps, boolean log, double low, double high) {
        this.steps = steps;
        this.log = log;
        this.low = low;
        this.high = high;
    }

    /**
     * A drawing with a logarithmic axis over whole decades, at least two of them.
     *
     * @param steps at its right end, from 1
     * @param least what it has to show, above 0
     * @param most no less, finite
     */
    public static StepPlot logarithmic(int steps, double least, double most) {
        double from = Math.floor(Math.log10(least));
        double to = Math.ceil(Math.log10(most));
        return new StepPlot(steps, true, from, Math.max(from + 2, to));
    }

    /** A drawing with a linear axis and some room around what it has to show. */
    public static StepPlot linear(int steps, double least, double most) {
        double room = most > least ? ROOM * (most - least) : 1;
        return new StepPlot(steps, false, least - room, most + room);
    }

    /** A value at a step. */
    public record Spot(int step, double value) {}

    /** A place on an axis, in units of the drawing, and what stands there. */
    public record Mark(double at, String label) {}

    /** Marks of the axis of steps, from the left. */
    public List<Mark> across() {
        return Ticks.linear(0, steps, TICKS).stream()
                .filter(tick -> tick.value() == Math.rint(tick.value()))
                .map(tick -> new Mark(x(tick.value()), Figures.whole((long) tick.value())))
                .toList();
    }

    /** Marks of the axis of values, from below. */
    public List<Mark> up() {
        if (!log) {
            return Ticks.linear(low, high, TICKS).stream()
                    .map(tick -> new Mark(y(tick.value()), tick.label()))
                    .toList();
        }
        int every = Math.max(1, (int) Math.ceil((high - low) / TICKS));
        return IntStream.rangeClosed((int) low, (int) high)
                .filter(decade -> (decade - (int) low) % every == 0)
                .mapToObj(decade -> new Mark(height(decade), Figures.power(decade)))
                .toList();
    }

    /** A line through values at rising steps as path data; it is broken where one is not finite. */
    public String path(List<Spot> spots) {
        List<double[]> points = new ArrayList<>();
        for (Spot spot : spots) {
            points.add(new double[] {x(spot.step()), y(spot.value())});
        }
        StringBuilder out = new StringBuilder();
        boolean open = false;
        for (int i = 0; i + 1 < points.size(); i++) {
            double[] p = points.get(i);
            double[] q = points.get(i + 1);
            double from = inside(p[1], q[1]);
            double to = 1 - inside(q[1], p[1]);
            // What swings from one side of the frame to the other would only fill it.
            if (!(from <= to) || (from > 0 && to < 1)) {
                open = false;
                continue;
            }
            if (!open) {
                point(out.append('M'), p, q, from);
            }
            point(out.append(' '), p, q, to);
            open = to == 1;
        }
        return out.toString();
    }

    /** The share of the way from one height to another after which one is inside; 2 if never. */
    private static double inside(double from, double to) {
        if (Double.isNaN(from) || Double.isNaN(to)) {
            return 2;
        }
        double edge = from < 0 ? 0 : from > HEIGHT ? HEIGHT : from;
        if (edge == from) {
            return 0;
        }
        double share = (edge - from) / (to - from);
        return share >= 0 && share <= 1 ? share : 2;
    }

    private static void point(StringBuilder out, double[] p, double[] q, double share) {
        out.append(tenths(p[0] + share * (q[0] - p[0]))).append(' ');
        double y = p[1] + share * (q[1] - p[1]);
        out.append(tenths(Math.max(0, Math.min(HEIGHT, y))));
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** Where a step stands, from the left. */
    public double x(double step) {
        return WIDTH * step / steps;
    }

    /** Where a value stands, from the top, perhaps outside; NaN for what an axis cannot show. */
    public double y(double value) {
        if (!Double.isFinite(value) || (log && value <= 0)) {
            return Double.NaN;
        }
        return height(log ? Math.log10(value) : value);
    }

    private double height(double value) {
        double y = HEIGHT * (high - value) / (high - low);
        return Math.max(-FAR, Math.min(FAR, y));
    }
}
