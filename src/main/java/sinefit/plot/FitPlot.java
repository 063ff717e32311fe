package sinefit.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A drawing of curves over an interval, {@value #WIDTH} by {@value #HEIGHT}. Whatever a curve does,
 * its path has finite coordinates inside the drawing: what leaves the frame is cut off at its edge.
 */
public final class FitPlot {
    public static final int WIDTH = 640;
    public static final int HEIGHT = 280;

    /** Pieces of a curve, each a whole number of units wide. */
    private static final int PIECES = 160;

    /** Nobody sees a bend of half as many units. */
    private static final double BEND = 0.4;

    /** Room on either side of points, as a share of the way from the first to the last. */
    private static final double MARGIN = 0.06;

    /** Beyond it a value only tells on which side of the frame it is. */
    private static final double FAR = 1e6;

    private final double min;
    private final double max;
    private final double low;
    private final double high;
    private final double[] truth;
    private final double[] x;
    private final double[] y;

    /**
     * A drawing whose frame is that of the truth with room above and below.
     *
     * @param truth the curve to be fitted, finite everywhere
     */
    public FitPlot(double min, double max, DoubleUnaryOperator truth) {
        this.min = min;
        this.max = max;
        double[] y = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            y[i] = truth.applyAsDouble(min + (max - min) * i / PIECES);
        }
        double least = Arrays.stream(y).min().orElseThrow();
        double most = Arrays.stream(y).max().orElseThrow();
        boolean flat = !(most > least);
        this.low = flat ? least - 1.3 : least - 0.15 * (most - least);
        this.high = flat ? least + 1.5 : most + 0.25 * (most - least);
        this.truth = heights(truth);
        this.x = new double[0];
        this.y = x;
    }

    /**
     * A drawing of points, with room all around them.
     *
     * @param x where they are, rising, not all the same
     * @param y how high they are, of the same length
     */
    public FitPlot(double[] x, double[] y) {
        double margin = MARGIN * (x[x.length - 1] - x[0]);
        this.min = x[0] - margin;
        this.max = x[x.length - 1] + margin;
        double least = Arrays.stream(y).min().orElseThrow();
        double most = Arrays.stream(y).max().orElseThrow();
        boolean flat = !(most > least);
        this.low = flat ? least - 1.3 : least - 0.15 * (most - least);
        this.high = flat ? least + 1.5 : most + 0.25 * (most - least);
        this.truth = new double[0];
        this.x = x.clone();
        this.y = y.clone();
    }

    /** Left end of the x axis. */
    public double min() {
        return min;
    }

    /** Right end of the x axis. */
    public double max() {
        return max;
    }

    /** Lower end of the y axis. */
    public double low() {
        return low;
    }

    /** Upper end of the y axis. */
    public double high() {
        return high;
    }

    /** A place on an axis, in per cent of the drawing, and what stands there. */
    public record Mark(double at, String label) {}

    /** Marks of the x axis, from the left. */
    public List<Mark> across() {
        return Ticks.interval(min, max).stream()
                .map(tick -> new Mark(100 * (tick.value() - min) / (max - min), tick.label()))
                .toList();
    }

    /** Marks of the y axis, from below. */
    public List<Mark> up() {
        return Ticks.linear(low, high, x.length == 0 ? 3 : 5).stream()
                .map(tick -> new Mark(100 * height(tick.value()) / HEIGHT, tick.label()))
                .toList();
    }

    /** The truth as path data; empty where there are points. */
    public String truth() {
        return truth.length == 0 ? "" : path(truth);
    }

    /** A point, in per cent of the drawing from the left and from the top. */
    public record Dot(double x, double y) {}

    /** The points; none where there is a truth. */
    public List<Dot> dots() {
        return IntStream.range(0, x.length)
                .mapToObj(i -> new Dot(100 * across(x[i]), 100 * height(y[i]) / HEIGHT))
                .toList();
    }

    private double across(double v) {
        return (v - min) / (max - min);
    }

    /** What each point is off a curve, as path data. */
    public String gaps(DoubleUnaryOperator curve) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            double piece = across(x[i]) * PIECES;
            point(out.append('M'), piece, height(y[i]));
            point(out.append(' '), piece, height(curve.applyAsDouble(x[i])));
        }
        return out.toString();
    }

    /** A curve as path data; empty if it never enters the frame. */
    public String path(DoubleUnaryOperator curve) {
        return path(heights(curve));
    }

    private static String path(double[] y) {
        StringBuilder out = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < PIECES; i++) {
            double from = inside(y[i], y[i + 1]);
            double to = 1 - inside(y[i + 1], y[i]);
            if (from > to) {
                open = false;
                continue;
            }
            if (!open) {
                point(out.append('M'), i + from, y[i] + from * (y[i + 1] - y[i]));
            }
            open = to == 1;
            if (!open || !straight(y, i + 1)) {
                point(out.append(' '), i + to, y[i] + to * (y[i + 1] - y[i]));
            }
        }
        return out.toString();
    }

    /** Whether nobody would miss a point: every other one where the curve hardly bends. */
    private static boolean straight(double[] y, int i) {
        return i % 2 == 1
                && y[i + 1] >= 0
                && y[i + 1] <= HEIGHT
                && Math.abs(y[i - 1] + y[i + 1] - 2 * y[i]) < BEND;
    }

    /** The share of the way from one height to another after which one is inside; 2 if never. */
    private static double inside(double from, double to) {
        double edge = from < 0 ? 0 : from > HEIGHT ? HEIGHT : from;
        if (edge == from) {
            return 0;
        }
        double share = (edge - from) / (to - from);
        return share >= 0 && share <= 1 ? share : 2;
    }

    /** The area between a curve and the truth, as path data. */
    public String between(DoubleUnaryOperator curve) {
        double[] y = heights(curve);
        StringBuilder out = new StringBuilder("M");
        for (int i = 0; i <= PIECES; i += 2) {
            point(out.append(i == 0 ? "" : " "), i, y[i]);
        }
        for (int i = PIECES; i >= 0; i -= 2) {
            point(out.append(' '), i, truth[i]);
        }
        return out.append('Z').toString();
    }

    private static void point(StringBuilder out, double piece, double y) {
        tenths(out, piece * WIDTH / PIECES);
        out.append(' ');
        tenths(out, Math.max(0, Math.min(HEIGHT, y)));
    }

    private static void tenths(StringBuilder out, double value) {
        long tenths = Math.round(value * 10);
        out.append(tenths / 10);
        if (tenths % 10 != 0) {
            out.append('.').append(tenths % 10);
        }
    }

    /** A curve, at the ends of its pieces, in units of the drawing. */
    private double[] heights(DoubleUnaryOperator curve) {
        double[] y = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            y[i] = height(curve.applyAsDouble(min + (max - min) * i / PIECES));
        }
        return y;
    }

    private double height(double value) {
        double y = HEIGHT * (high - value) / (high - low);
        return Double.isNaN(y) ? -FAR : Math.max(-FAR, Math.min(FAR, y));
    }

    /**
     * A place for a curve's name, in per cent of the drawing.
     *
     * @param exit 0 if the curve stays inside; −1 where it leaves at the top, 1 at the bottom
     */
    public record Place(double x, double y, int exit) {}

    /**
     * A place for the truth's name.
     *
     * @param rises 0 at a top; −1 where the curve still rises to the left, 1 to the right
     */
    public record Peak(double x, double y, int rises) {}

    /** The highest point of the truth; on the slope towards it if it is at an end. */
    public Peak peak() {
        int top = 0;
        for (int i = 0; i <= PIECES; i++) {
            top = truth[i] < truth[top] ? i : top;
        }
        int inner = Math.max(PIECES / 5, Math.min(PIECES - PIECES / 5, top));
        Place place = place(inner, truth[inner], 0);
        return new Peak(place.x(), place.y(), Integer.signum(top - inner));
    }

    /**
     * Where a curve leaves the frame, seen from the middle outwards, or else what is above the last
     * of it.
     *
     * @param side −1 to the left, 1 to the right
     * @param width of the name, as a share of the drawing
     * @return empty if it is nowhere inside on that side
     */
    public Optional<Place> end(DoubleUnaryOperator curve, int side, double width) {
        double[] y = heights(curve);
        int last = -1;
        for (int step = 0; step <= PIECES / 2; step++) {
            int i = PIECES / 2 + side * step;
            boolean inside = y[i] > 0 && y[i] < HEIGHT;
            if (inside) {
                last = i;
            } else if (last >= 0) {
                return Optional.of(place(last, y[i], y[i] <= 0 ? -1 : 1));
            }
        }
        return last < 0 ? Optional.empty() : Optional.of(above(y, side, width));
    }

    private static Place above(double[] y, int side, double width) {
        int end = side < 0 ? 0 : PIECES;
        double top = HEIGHT;
        for (int k = 0; k <= PIECES * width; k++) {
            top = Math.min(top, y[end - side * k]);
        }
        return place(end, top, 0);
    }

    private static Place place(int piece, double y, int exit) {
        double height = Math.max(0, Math.min(HEIGHT, y));
        return new Place(100.0 * piece / PIECES, 100 * height / HEIGHT, exit);
    }
}
