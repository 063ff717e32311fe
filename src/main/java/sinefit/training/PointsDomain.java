package sinefit.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sinefit.knob.Domain;
import sinefit.knob.RealDomain;
import sinefit.knob.Refusal;
import sinefit.number.Repr;
import sinefit.problem.Point;

/**
 * Points of one's own, rising in x, those of one x rising in y: order means nothing, so that the
 * same points have one address. Written as pairs, {@code -1.0:0.5,2.0:1.25}; read from these or
 * from two columns as tables have them, parted by tabs, semicolons, blanks or commas, with or
 * without a line of headings, with points or commas as decimal marks.
 */
record PointsDomain() implements Domain<List<Point>> {
    static final int FEWEST = 2;
    static final int MOST = 200;
    static final double X_BOUND = 100;
    static final double Y_BOUND = 1e6;

    /** Most characters of the canonical text: what a link may well be made of. */
    static final int LONGEST = 4000;

    /** Most characters of what a message quotes. */
    private static final int QUOTED = 24;

    private static final RealDomain NUMBER = RealDomain.finite();
    private static final Pattern HEADING = Pattern.compile("\\p{L}");
    private static final Set<String> NO_VALUE =
            Set.of("nan", "na", "n/a", "null", "none", "inf", "+inf", "-inf", "infinity");

    /** A comma that must be a decimal mark, and one that may as well part thousands. */
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+(?:[eE][+-]?\\d+)?");

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");
    private static final Comparator<Point> ORDER =
            Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y);

    /** One row of a table: where it stands, from 1, and what is in it. */
    private record Row(int number, String text, List<String> cells) {}

    @Override
    public List<Point> parse(String text) throws Refusal {
        List<Row> rows = text.contains(":") ? pairs(text) : lines(text);
        if (rows.size() < FEWEST || rows.size() > MOST) {
            throw new Refusal(
                    "reject.pointsCount",
                    String.valueOf(FEWEST),
                    String.valueOf(MOST),
                    String.valueOf(rows.size()));
        }
        boolean decimals =
                cells(rows).anyMatch(cell -> matches(cell, COMMA) && !matches(cell, THOUSANDS));
        List<Point> points = new ArrayList<>();
        for (Row row : rows) {
            points.add(point(row, decimals));
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

    private static Stream<String> cells(List<Row> rows) {
        return rows.stream().flatMap(row -> row.cells().stream());
    }

    private static boolean matches(String cell, Pattern pattern) {
        return pattern.matcher(cell.replace('\u2212', '-')).matches();
    }

    private static List<Row> pairs(String text) {
        List<Row> rows = new ArrayList<>();
        String plain = oneBlank(text.strip()).replace(", ", ",");
        for (String pair : plain.split("[, ]", -1)) {
            rows.add(new Row(rows.size() + 1, pair, List.of(pair.split(":", -1))));
        }
        return rows;
    }

    /** Empty lines are no rows, nor is the first if it has words where numbers should be. */
    private static List<Row> lines(String text) {
        List<Row> rows = new ArrayList<>();
        String[] lines = text.replace("\uFEFF", "").replace("\"", "").split("\\R", -1);
        boolean first = true;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            List<String> cells = cells(lines[i].strip());
            if (!first || !heading(cells)) {
                rows.add(new Row(i + 1, lines[i].strip(), cells));
            }
            first = false;
        }
        return rows;
    }

    private static boolean heading(List<String> cells) {
        Predicate<String> value = cell -> NO_VALUE.contains(cell.toLowerCase(Locale.ROOT));
        return cells.stream().anyMatch(cell -> HEADING.matcher(cell).find())
                && cells.stream().noneMatch(value.or(PointsDomain::isNumber));
    }

    private static boolean isNumber(String cell) {
        try {
            NUMBER.parse(cell.replace(',', '.'));
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    /** The cells of a line. Where commas part them, none of them holds a comma. */
    private static List<String> cells(String line) {
        if (line.contains(";") || line.contains("\t")) {
            return Stream.of(line.split("[;\t]", -1)).map(String::strip).toList();
        }
        String[] words = oneBlank(line).replace(", ", " ").split(" ");
        return words.length > 1
                ? List.of(words)
                : Stream.of(line.split(",", -1)).map(String::strip).toList();
    }

    /** Each stretch of blanks as one, none before a comma. */
    private static String oneBlank(String text) {
        return text.replaceAll("\\s+", " ").replace(" ,", ",");
    }

    private static Point point(Row row, boolean decimals) throws Refusal {
        if (row.cells().size() != 2) {
            throw new Refusal("reject.pointsRow", String.valueOf(row.number()), quoted(row.text()));
        }
        return new Point(
                number(row, row.cells().get(0), decimals, "x", X_BOUND),
                number(row, row.cells().get(1), decimals, "y", Y_BOUND));
    }

    private static double number(Row row, String cell, boolean decimals, String axis, double bound)
            throws Refusal {
        String at = String.valueOf(row.number());
        if (cell.isEmpty()) {
            throw new Refusal("reject.pointsBlank", at, axis);
        }
        if (matches(cell, THOUSANDS) && !decimals) {
            throw new Refusal("reject.pointsComma", at, quoted(cell));
        }
        double value;
        try {
            value = NUMBER.parse(matches(cell, COMMA) ? cell.replace(',', '.') : cell);
        } catch (Refusal e) {
            throw new Refusal("reject.pointsNumber", at, quoted(cell));
        }
        if (!(Math.abs(value) <= bound)) {
            String most = Repr.of(bound).replaceFirst("\\.0$", "");
            throw new Refusal("reject.pointsRange", at, axis, "\u2212" + most, most);
        }
        return value;
    }

    private static String quoted(String text) {
        return text.codePointCount(0, text.length()) <= QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "…";
    }

    @Override
    public String format(List<Point> points) {
        return points.stream()
                .map(point -> Repr.of(point.x()) + ":" + Repr.of(point.y()))
                .collect(Collectors.joining(","));
    }
}
