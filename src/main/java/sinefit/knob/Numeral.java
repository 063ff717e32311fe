package sinefit.knob;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as people write it: with a real minus, thousands parted by blanks, apostrophes, commas
 * or points, a power of ten as {@code 2×10⁻⁶}. A comma or a point may be the decimal mark or part
 * thousands, so there may be two readings; what else stands there decides, or nothing does. The
 * page reads numbers by the same rule ({@code format.js}); both are tested with the same cases.
 *
 * @param byPoint the plain text, such as {@code -1200.5} or {@code 2e-6}, where the point is the
 *     decimal mark; empty if it cannot be
 * @param byComma the same where the comma is
 */
public record Numeral(String byPoint, String byComma) {
    /** Most characters of a number. */
    static final int LONGEST = 60;

    /** What is no number. */
    private static final Numeral NONE = new Numeral("", "");

    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Pattern POWER =
            Pattern.compile(
                    "(?:(.*[\\d.,])\\h*[×x*·⋅]\\h*|([+-]?))10"
                            + "(?:\\^\\(?([+-]?\\d{1,9})\\)?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9}))");

    /** Blanks that part thousands, and apostrophes. */
    private static final String PARTS = "[ \\u00a0\\u2007\\u2009\\u202f'\\u2019]";

    private static final Pattern BY_POINT = pattern("\\.", ",", "\\d*");
    private static final Pattern BY_COMMA = pattern(",", "\\.", "\\d+");

    private static Pattern pattern(String mark, String other, String decimals) {
        String grouped = "[1-9]\\d{0,2}(PARTS|OTHER)\\d{3}(?:\\1\\d{3})*(?:MARK\\d+)?";
        String plain = "(?:\\d+(?:MARK" + decimals + ")?|MARK\\d+)(?:[eE][+-]?\\d+)?";
        String whole = "[+-]?(?:" + grouped + "|" + plain + ")";
        return Pattern.compile(
                whole.replace("PARTS", PARTS).replace("OTHER", other).replace("MARK", mark));
    }

    /** The readings of a text; none if it is no number. */
    public static Numeral of(String text) {
        if (text.length() > 2 * LONGEST) {
            return NONE;
        }
        String plain = stripped(text).replace('\u2212', '-');
        if (plain.length() > LONGEST) {
            return NONE;
        }
        Matcher power = POWER.matcher(plain);
        if (power.matches()) {
            String exponent = power.group(3) == null ? lowered(power.group(4)) : power.group(3);
            plain = (power.group(1) == null ? power.group(2) + "1" : power.group(1).strip());
            plain += "e" + exponent;
        }
        return new Numeral(read(plain, BY_POINT, '.'), read(plain, BY_COMMA, ','));
    }

    /** Without the blanks around it, those that do not break lines among them. */
    public static String stripped(String text) {
        return text.replaceAll("^[\\s\\p{Z}\\ufeff]+|[\\s\\p{Z}\\ufeff]+$", "");
    }

    private static String lowered(String raised) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < raised.length(); i++) {
            char c = raised.charAt(i);
            int digit = RAISED.indexOf(c);
            plain.append(digit >= 0 ? String.valueOf(digit) : c == '⁻' ? "-" : "");
        }
        return plain.toString();
    }

    private static String read(String text, Pattern pattern, char mark) {
        if (!pattern.matcher(text).matches()) {
            return "";
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == mark) {
                plain.append('.');
            } else if ((c >= '0' && c <= '9') || "+-eE".indexOf(c) >= 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Whether it is a number at all. */
    public boolean isNumber() {
        return !byPoint.isEmpty() || !byComma.isEmpty();
    }

    /** Whether its decimal mark can only be the point, or its thousands are parted by commas. */
    public boolean pointDecides() {
        return byComma.isEmpty() && !byPoint.isEmpty();
    }

    /** Whether its decimal mark can only be the comma, or its thousands are parted by points. */
    public boolean commaDecides() {
        return byPoint.isEmpty() && !byComma.isEmpty();
    }

    /** Whether it has two readings: {@code 1,200} and {@code 1.200}. */
    public boolean isAmbiguous() {
        return isNumber() && !pointDecides() && !commaDecides() && !byPoint.equals(byComma);
    }

    /**
     * The readings as numbers by themselves, where nothing else decides: one; none if it is no
     * number; two if a comma may be either mark. A point is the decimal mark then.
     */
    List<String> alone(String text) {
        List<String> readings = new ArrayList<>();
        if (!byPoint.isEmpty()) {
            readings.add(byPoint);
        }
        boolean two = isAmbiguous() && text.indexOf(',') >= 0;
        if (two || commaDecides()) {
            readings.add(byComma);
        }
        return readings;
    }
}
