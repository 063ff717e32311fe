package sinefit.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sinefit.knob.Numeral;
import sinefit.knob.RealDomain;
import sinefit.knob.Refusal;

/**
 * Two columns of numbers as people have them: from spreadsheets, CSV files, Markdown, printed data
 * frames, Python's lists, or the pairs of a link. Whatever is left out (headings, an index, units)
 * is noted; what may mean two things is refused.
 *
 * @param rows what was read, two numbers each
 * @param notes what was left out
 */
public record PointTable(List<Row> rows, List<Note> notes) {
    /** Most characters of what a message quotes. */
    private static final int QUOTED = 24;

    private static final int MOST_HEADINGS = 3;

    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final Set<String> NO_VALUE =
            Set.of("nan", "na", "n/a", "#n/a", "null", "none", "inf", "infinity", "∞");
    private static final Set<String> INDEX =
            Set.of("", "#", "index", "idx", "no", "no.", "id", "unnamed: 0", "번호", "순번", "인덱스");

    /** Letters that are taken for digits, as in {@code l0}. */
    private static final Pattern LOOKS_LIKE = Pattern.compile("[+-]?[OoIl|\\d.,]+");

    /**
     * What a heading with a digit looks like: {@code x1}, {@code Series 2}, no {@code USD 1200}.
     */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_](?!.*\\h\\p{Nd}{3}).*");

    private static final Pattern TIME =
            Pattern.compile(
                    "\\d{1,2}:\\d{2}(?::\\d{2}.*)?|\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}.*"
                            + "|\\d{1,2}([-/.])\\d{1,2}\\2\\d{2,4}.*|\\d{4}-\\d{1,2}"
                            + "|\\d{1,4}년.*|\\d{1,2}월.*");
    private static final Pattern PAIR = Pattern.compile("[+\\-\u2212]?[\\d.][^:,;\\s]*:[^:,;\\s]+");
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}");
    private static final Pattern ZEROS = Pattern.compile("0\\d+(?:,\\d{3})*");
    private static final Pattern SHORT = Pattern.compile("[+\\-\u2212]?[1-9]\\d{0,2}");
    private static final Pattern RULE = Pattern.compile("[|+\\s:=-]*-[|+\\s:=-]*");
    private static final Pattern WITH_UNIT =
            Pattern.compile(
                    "(\\p{Sc}?)\\h*([+\\-\u2212]?[\\d.,](?:[\\d.,\\h'\u2019]*\\d)?)"
                            + "[\\h\\u00a0\\u202f]*((?:[\\p{L}%‰°\u00b5][\\p{L}\\d%‰°/²³·^]{0,9}|\\p{Sc})?)");
    private static final String COMMA_OUTSIDE = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    /**
     * One row.
     *
     * @param number where it stands, from 1
     * @param text the whole of it
     * @param cells what is in it
     * @param parted whether tabs or the like part its cells, which no number holds
     */
    record Row(int number, String text, List<String> cells, boolean parted) {
        private Row with(int column, String cell) {
            List<String> changed = new ArrayList<>(cells);
            changed.set(column, cell);
            return new Row(number, text, changed, parted);
        }

        private Row from(int first, int end) {
            return new Row(number, text, List.copyOf(cells.subList(first, end)), parted);
        }
    }

    /**
     * What was left out.
     *
     * @param reason message key
     * @param words what the message names
     */
    public record Note(String reason, List<String> words) {
        private static Note of(String reason, String... words) {
            return new Note(reason, List.of(words));
        }
    }

    /** What was left out of a text that is read; nothing of one that is not. */
    public static List<Note> notes(String text) {
        try {
            PointTable table = of(text);
            table.numbers();
            return table.notes();
        } catch (Refusal e) {
            return List.of();
        }
    }

    /** Finds the rows of a text. */
    static PointTable of(String text) throws Refusal {
        String bare = Numeral.stripped(text);
        Optional<List<Row>> list = PointList.rows(bare);
        if (list.isPresent()) {
            return new PointTable(list.get(), List.of());
        }
        return isPairs(bare) ? new PointTable(pairs(bare), List.of()) : table(text);
    }

    // Pairs of a link

    private static boolean isPairs(String text) {
        if (text.contains("\t") || text.contains(";") || text.contains("|")) {
            return false;
        }
        String[] parts = oneBlank(text).replace(", ", ",").split("[, ]", -1);
        boolean oneLine = text.lines().count() == 1;
        boolean all = Stream.of(parts).allMatch(part -> part.contains(":"));
        return PAIR.matcher(parts[0]).matches() && (all || oneLine);
    }

    private static List<Row> pairs(String text) throws Refusal {
        List<Row> rows = new ArrayList<>();
        for (String pair : oneBlank(text).replace(", ", ",").split("[, ]", -1)) {
            rows.add(new Row(rows.size() + 1, pair, List.of(pair.split(":", -1)), true));
        }
        boolean clocks = rows.stream().allMatch(row -> CLOCK.matcher(row.text()).matches());
        if (clocks && rows.stream().anyMatch(r -> r.text().matches("0\\d:.*|.*:0\\d"))) {
            throw new Refusal("reject.pointsDate", "1", rows.get(0).text());
        }
        return rows;
    }

    // Lines of a table

    private static PointTable table(String text) throws Refusal {
        List<Row> rows = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        List<String> heading = List.of();
        String[] lines = text.replace("\uFEFF", "").split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = Numeral.stripped(lines[i]);
            if (line.isEmpty() || (line.length() > 2 && RULE.matcher(line).matches())) {
                continue;
            }
            Row row = row(i + 1, lines[i]);
            if (rows.isEmpty() && notes.size() < MOST_HEADINGS && isHeading(row)) {
                heading = notes.isEmpty() ? row.cells() : heading;
                notes.add(Note.of("points.note.heading", quoted(line.replaceAll("\\s+", " "))));
            } else {
                rows.add(row);
            }
        }
        rows = withoutIndex(withoutEdges(rows), heading, notes);
        if (rows.stream().allMatch(row -> row.cells().size() == 2)) {
            rows = withoutUnit(0, withoutUnit(1, rows, notes), notes);
        }
        return new PointTable(rows, notes);
    }

    private static Row row(int number, String line) {
        String bare = Numeral.stripped(line);
        if (bare.contains("|")) {
            String inner = bare.replaceFirst("^\\|", "").replaceFirst("\\|$", "");
            return new Row(number, bare, cells(inner, "\\|"), true);
        }
        if (line.strip().contains("\t") || bare.contains(";") || line.startsWith("\t")) {
            return new Row(number, bare, cells(line.replaceFirst("^ +", ""), "[;\t]"), true);
        }
        if (bare.contains("\"") && bare.split(COMMA_OUTSIDE, -1).length > 1) {
            return new Row(number, bare, cells(bare, COMMA_OUTSIDE), true);
        }
        String plain = bare.replace("\"", "");
        String[] words = oneBlank(plain).replace(", ", " ").split(" ");
        if (words.length > 1) {
            String[] wide = plain.split("\\s{2,}");
            boolean grouped = words.length > 2 && wide.length == 2 && isNumber(wide[0]);
            return grouped && isNumber(wide[1])
                    ? new Row(number, bare, List.of(wide), true)
                    : new Row(number, bare, List.of(words), false);
        }
        return new Row(number, bare, cells(plain, ","), false);
    }

    private static List<String> cells(String line, String separator) {
        return Stream.of(line.split(separator, -1))
                .map(cell -> Numeral.stripped(cell.replace("\"", "")))
                .toList();
    }

    /** Each stretch of blanks as one, none before a comma. */
    private static String oneBlank(String text) {
        return text.strip().replaceAll("\\s+", " ").replace(" ,", ",");
    }

    private static boolean isNumber(String cell) {
        return Numeral.of(cell).isNumber() || !Double.isNaN(RealDomain.multipleOfPi(cell));
    }

    /** Words where numbers should be. One with a digit must look like a name. */
    private static boolean isHeading(Row row) {
        if (row.text().startsWith("#")) {
            return row.cells().stream().skip(1).noneMatch(PointTable::isNumber);
        }
        Predicate<String> value = cell -> NO_VALUE.contains(bareWord(cell)) || isNumber(cell);
        Predicate<String> misread =
                cell -> DIGIT.matcher(cell).find() && !NAME.matcher(cell).matches();
        boolean digit = row.cells().stream().anyMatch(cell -> DIGIT.matcher(cell).find());
        return row.cells().stream().anyMatch(cell -> LETTER.matcher(cell).find())
                && row.cells().stream().noneMatch(value.or(misread))
                && !(digit && row.cells().stream().allMatch(c -> LOOKS_LIKE.matcher(c).matches()));
    }

    private static String bareWord(String cell) {
        return cell.toLowerCase(Locale.ROOT).replaceFirst("^[+\\-\u2212]", "");
    }

    /** Without cells in which there is nothing, at either end of every row. */
    private static List<Row> withoutEdges(List<Row> rows) {
        boolean indented =
                rows.stream().allMatch(r -> r.cells().size() > 2 && r.cells().get(0).isEmpty());
        List<Row> bare = new ArrayList<>();
        for (Row row : rows) {
            int end = row.cells().size();
            while (end > 2 && row.cells().get(end - 1).isEmpty()) {
                end--;
            }
            bare.add(row.from(indented && end > 2 ? 1 : 0, end));
        }
        return bare;
    }

    /** Without a first column of three that only counts, as the heading says. */
    private static List<Row> withoutIndex(List<Row> rows, List<String> heading, List<Note> notes) {
        boolean named =
                heading.size() == 2
                        || (heading.size() == 3
                                && INDEX.contains(heading.get(0).toLowerCase(Locale.ROOT)));
        if (!named || rows.isEmpty() || rows.stream().anyMatch(r -> r.cells().size() != 3)) {
            return rows;
        }
        String first = rows.get(0).cells().get(0);
        boolean counts = first.equals("0") || first.equals("1");
        for (int i = 0; counts && i < rows.size(); i++) {
            String count = String.valueOf(i + Integer.parseInt(first));
            counts = rows.get(i).cells().get(0).equals(count);
        }
        if (!counts) {
            return rows;
        }
        String last = rows.get(rows.size() - 1).cells().get(0);
        notes.add(Note.of("points.note.index", first, last));
        return rows.stream().map(row -> row.from(1, 3)).toList();
    }

    /** Without a unit or currency that every cell of a column has. */
    private static List<Row> withoutUnit(int column, List<Row> rows, List<Note> notes) {
        List<Row> bare = new ArrayList<>();
        Set<String> units = new HashSet<>();
        for (Row row : rows) {
            String cell = row.cells().get(column);
            Matcher m = WITH_UNIT.matcher(cell);
            if (isNumber(cell) || TIME.matcher(cell).matches() || !m.matches()) {
                return rows;
            }
            units.add(m.group(1) + m.group(3));
            bare.add(row.with(column, m.group(2)));
        }
        if (units.size() != 1) {
            return rows;
        }
        notes.add(Note.of("points.note.unit", column == 0 ? "x" : "y", units.iterator().next()));
        return bare;
    }

    // Numbers

    /**
     * The numbers of the rows. Where a decimal comma occurs a point can only part thousands, and
     * the other way round; where nothing decides, a comma is refused.
     */
    List<double[]> numbers() throws Refusal {
        boolean point = false;
        boolean comma = false;
        for (Row row : rows) {
            check(row);
            for (String cell : row.cells()) {
                Numeral numeral = Numeral.of(cell);
                point |= numeral.pointDecides();
                comma |= numeral.commaDecides();
                if (point && comma && (numeral.pointDecides() || numeral.commaDecides())) {
                    throw new Refusal("reject.pointsMixed", at(row), quoted(cell));
                }
            }
        }
        List<double[]> numbers = new ArrayList<>();
        for (Row row : rows) {
            numbers.add(
                    new double[] {
                        number(row, 0, point, comma), number(row, 1, point, comma),
                    });
        }
        return numbers;
    }

    private void check(Row row) throws Refusal {
        if (row.cells().size() != 2) {
            boolean one = rows.stream().allMatch(r -> r.cells().size() == 1);
            boolean numbers = one && rows.stream().allMatch(r -> isNumber(r.text()));
            throw numbers
                    ? new Refusal("reject.pointsOne")
                    : new Refusal("reject.pointsRow", at(row), quoted(row.text()));
        }
        boolean zeros = ZEROS.matcher(row.cells().get(1)).matches();
        if (!row.parted() && zeros && SHORT.matcher(row.cells().get(0)).matches()) {
            throw new Refusal("reject.pointsComma", at(row), quoted(row.text())); // 20 000
        }
    }

    private static double number(Row row, int column, boolean point, boolean comma) throws Refusal {
        String cell = row.cells().get(column);
        double multiple = RealDomain.multipleOfPi(cell);
        if (!Double.isNaN(multiple)) {
            return multiple;
        }
        if (cell.isEmpty()) {
            throw new Refusal("reject.pointsBlank", at(row), column == 0 ? "x" : "y");
        }
        Numeral numeral = Numeral.of(cell);
        if (!numeral.isNumber()) {
            throw new Refusal(noNumber(cell), at(row), quoted(cell));
        }
        if (!point && !comma && numeral.isAmbiguous() && cell.contains(",")) {
            throw new Refusal("reject.pointsComma", at(row), quoted(cell));
        }
        String plain = comma ? numeral.byComma() : numeral.byPoint();
        double value = plain.isEmpty() ? Double.NaN : Double.parseDouble(plain) + 0.0;
        if (!Double.isFinite(value)) {
            throw new Refusal("reject.pointsNumber", at(row), quoted(cell));
        }
        return value;
    }

    private static String noNumber(String cell) {
        if (TIME.matcher(cell).matches()) {
            return "reject.pointsDate";
        }
        return WITH_UNIT.matcher(cell).matches() ? "reject.pointsUnit" : "reject.pointsNumber";
    }

    private static String at(Row row) {
        return String.valueOf(row.number());
    }

    static String quoted(String text) {
        return text.codePointCount(0, text.length()) <= QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "…";
    }
}
