package sinefit.training;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import sinefit.problem.Point;
import sinefit.problem.Target;

/** A few points on a curve, to start from with points of one's own: short to write. */
final class Handful {
    static final int COUNT = 9;

    /** Digits kept, of the distance from one end to the other. */
    private static final int DIGITS = 3;

    private Handful() {}

    /** Points at even distances from {@code low} to {@code high}, both included. */
    static List<Point> of(DoubleUnaryOperator curve, double low, double high) {
        double[] x = Target.curve(v -> v, low, high, COUNT);
        double[] y = Target.curve(v -> within(curve.applyAsDouble(v)), low, high, COUNT);
        double least = IntStream.range(0, COUNT).mapToDouble(i -> y[i]).min().orElseThrow();
        double most = IntStream.range(0, COUNT).mapToDouble(i -> y[i]).max().orElseThrow();
        return IntStream.range(0, COUNT)
                .mapToObj(i -> new Point(brief(x[i], high - low), brief(y[i], most - least)))
                .toList();
    }

    private static double within(double y) {
        return Math.max(-PointsDomain.Y_BOUND, Math.min(PointsDomain.Y_BOUND, y));
    }

    private static double brief(double value, double span) {
        double size = span > 0 ? span : 1;
        int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(size));
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue()
                + 0.0;
    }
}
