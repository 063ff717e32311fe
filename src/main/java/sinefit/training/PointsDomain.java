package sinefit.training;

import sinefit.knob.Domain;
import sinefit.knob.Refusal;
import sinefit.number.Repr;
import sinefit.problem.Point;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

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
        List<Point> points = new ArrayList<>();
        for (double[] xy : table.numbers()) {
            String row = String.valueOf(table.rows().get(points.size()).number());
            within(row, "x", xy[0], X_BOUND);
            within(row, "y", xy[1], Y_BOUND);
            points.add(new Point(xy[0], xy[1]));
        }
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

    private static void within(String row, String axis, double value, double bound) throws Refusal {
        if (Math.abs(value) > bound) {
            String most = Repr.of(bound).replaceFirst("\\.0$", "");
            throw new Refusal("reject.pointsRange", row, axis, "\u2212" + most, most);
        }
    }

    @Override
    public String format(List<Point> points) {
        return points.stream()
                .map(point -> Repr.of(point.x()) + ":" + Repr.of(point.y()))
                .collect(Collectors.joining(","));
    }
}
