package sinefit.training;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import sinefit.knob.Domain;
import sinefit.knob.Refusal;
import sinefit.number.Repr;
import sinefit.problem.Point;

/**
 * Points of one's own, rising in x, those of one x rising in y: order means nothing, so that the
 * same points have one address. Written as pairs, {@code -1.0:0.5,2.0:1.25}; read from these or
 * from tables as people have them (see {@link PointTable}).
 */
record PointsDomain() implements Domain<List<Point>> {
    static final int FEWEST = 2;
    static final int MOST = 200;
    static final double X_BOUND = 100;
    static final double Y_BOUND = 1e6;

    /** Most characters of the canonical text: what a link may well be made of. */
    static final int LONGEST = 4000;

    private static final Comparator<Point> ORDER =
            Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y);

    @Override
    public List<Point> parse(String text) throws Refusal {
        PointTable table = PointTable.of(text);
        int count = table.rows().size();
        if (count < FEWEST || count > MOST) {
            String[] bounds = {String.valueOf(FEWEST), String.valueOf(MOST), String.valueOf(count)};
            throw new Refusal("reject.pointsCount", bounds);
        }
        List<double[]> numbers = table.numbers();
        within(table, numbers, 0, X_BOUND);
        within(table, numbers, 1, Y_BOUND);
        List<Point> points = new ArrayList<>();
        numbers.forEach(xy -> points.add(new Point(xy[0], xy[1])));
        points.sort(ORDER);
        if (points.get(0).x() == points.get(points.size() - 1).x()) {
            throw new Refusal("reject.pointsSame");
        }
        int length = format(points).length();
        if (length > LONGEST) {
            throw new Refusal("reject.pointsLong", String.valueOf(LONGEST), String.valueOf(length));
        }
        return List.copyOf(points);
    }

    /** Refuses the first number of a column that is out of bounds, and says what would not be. */
    private static void within(PointTable table, List<double[]> numbers, int column, double bound)
            throws Refusal {
        for (int i = 0; i < numbers.size(); i++) {
            if (Math.abs(numbers.get(i)[column]) > bound) {
                String row = String.valueOf(table.rows().get(i).number());
                String axis = column == 0 ? "x" : "y";
                double[] all = numbers.stream().mapToDouble(xy -> xy[column]).toArray();
                String fitting = fitting(axis, all, bound);
                String least = "\u2212" + plain(bound);
                throw fitting.isEmpty()
                        ? new Refusal("reject.pointsRange", row, axis, least, plain(bound))
                        : new Refusal("reject.pointsFit", row, axis, least, plain(bound), fitting);
            }
        }
    }

    /**
     * What of a column is within its bound: {@code x − 2000}, {@code y / 1000}; empty if nothing.
     */
    private static String fitting(String axis, double[] values, double bound) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        boolean shifts = axis.equals("x") && low > 0 && low < 1e12;
        for (double unit = 1e9; shifts && unit >= 1; unit /= 10) {
            double start = Math.floor(low / unit) * unit;
            if (start > 0 && high - start <= bound) {
                return axis + " \u2212 " + plain(start);
            }
        }
        double most = Math.max(-low, high);
        for (double unit = 10; unit <= 1e12; unit *= 10) {
            if (most / unit <= bound) {
                return axis + " / " + plain(unit);
            }
        }
        return "";
    }

    private static String plain(double value) {
        return new BigDecimal(value).toPlainString();
    }

    @Override
    public String format(List<Point> points) {
        return points.stream()
                .map(point -> Repr.of(point.x()) + ":" + Repr.of(point.y()))
                .collect(Collectors.joining(","));
    }
}
