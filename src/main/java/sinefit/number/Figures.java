package sinefit.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as they stand on the page, to the character as {@code format.js} writes them: U+2212
 * minus, thin groups from 10 000, ×10ⁿ where digits would not fit. What is not finite is a dash.
 */
public final class Figures {
    private static final String MINUS = "\u2212";
    private static final String THIN = "\u2009";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String NONE = "–";

    /** How far from 1 a factor is no longer told by four digits, and not even by six decimals. */
    private static final double HARDLY = 1e-3;

    private static final double INVISIBLE = 1e-5;
    private static final double LAST_BITS = 1e-13;

    private Figures() {}

    /** A sum over the samples: two decimals, fewer when large, four digits when small. */
    public static String amount(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (size >= 1e8) {
            return scientific(value, 2);
        }
        if (size != 0 && size < 1e-4) {
            return scientific(value, 3);
        }
        if (size != 0 && size < 1) {
            return fixed(value, size < 0.01 ? 6 : 4);
        }
        return fixed(value, size >= 1e5 ? 0 : size >= 1e4 ? 1 : 2);
    }

    /** A coefficient: four decimals, or what they would hide. */
    public static String coefficient(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (size >= 1e5 || (size != 0 && size < 5e-5)) {
            return scientific(value, 2);
        }
        return fixed(value, size >= 1000 ? 1 : 4);
    }

    /** Four significant digits: 8.817, 0.03721, 4.943×10⁻⁵. */
    public static String significant(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (size != 0 && (size < 1e-3 || size >= 1e5)) {
            return scientific(value, 3);
        }
        return grouped(plain(rounded(value, 4)));
    }

    /** A whole number. */
    public static String whole(long value) {
        return grouped(String.valueOf(value));
    }

    /** A number as people type it, with so many digits at most: 1e-6, 0.002. */
    public static String typed(double value, int digits) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal shortened = rounded(value, digits);
        double size = Math.abs(shortened.doubleValue());
        if (size == 0 || (size >= 1e-3 && size < 1e6)) {
            return plain(shortened);
        }
        BigDecimal bare = shortened.stripTrailingZeros();
        String text = bare.unscaledValue().abs().toString();
        String tail = text.length() == 1 ? "" : "." + text.substring(1);
        String sign = value < 0 ? "-" : "";
        return sign + text.charAt(0) + tail + "e" + (text.length() - 1 - bare.scale());
    }

    /**
     * The same of a limit: rounded down, so that what is told does keep to it. Some last bits above
     * a short number count as that number.
     *
     * @param value above 0
     */
    public static String typedBelow(double value, int digits) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal near = rounded(value, digits);
        return near.doubleValue() <= value * (1 + LAST_BITS)
                ? typed(value, digits)
                : typed(rounded(value, digits, RoundingMode.DOWN).doubleValue(), digits);
    }

    /**
     * A factor of something that goes on: four significant digits, or those that tell it from 1:
     * 1.811, 1.00003, 1 − 2.1×10⁻⁸.
     */
    public static String multiple(double value) {
        double off = value - 1;
        double size = Math.abs(off);
        if (off == 0 || !(size < HARDLY)) {
            return significant(value);
        }
        return size < INVISIBLE
                ? "1 " + (off > 0 ? "+ " : MINUS + " ") + scientific(size, 1)
                : fixed(value, (int) Math.ceil(-Math.log10(size)));
    }

    /** The same on an axis, where nobody types it. */
    public static String tick(double value) {
        return typed(value, 6).replace("-", MINUS);
    }

    /** A power of ten on an axis: 1, 10, 100, 10³. */
    public static String power(int exponent) {
        return exponent >= 0 && exponent <= 2
                ? "100".substring(0, exponent + 1)
                : "10" + raised(exponent);
    }

    private static String fixed(double value, int decimals) {
        BigDecimal text = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        return grouped(text.toPlainString());
    }

    private static String scientific(double value, int decimals) {
        double size = Math.abs(value);
        // Beyond two digits of exponent the mantissa makes room for the third.
        int kept = size >= 1e100 || size < 1e-99 ? Math.min(1, decimals) : decimals;
        BigDecimal number = rounded(value, kept + 1);
        int exponent = number.precision() - 1 - number.scale();
        BigDecimal mantissa = number.movePointLeft(exponent).setScale(kept, RoundingMode.HALF_UP);
        return mantissa.toPlainString().replace("-", MINUS) + "×10" + raised(exponent);
    }

    private static BigDecimal rounded(double value, int digits) {
        return rounded(value, digits, RoundingMode.HALF_UP);
    }

    private static BigDecimal rounded(double value, int digits, RoundingMode way) {
        return new BigDecimal(value).round(new MathContext(digits, way));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String raised(int exponent) {
        StringBuilder out = new StringBuilder(exponent < 0 ? "⁻" : "");
        String.valueOf(Math.abs(exponent))
                .chars()
                .forEach(digit -> out.append(RAISED.charAt(digit - '0')));
        return out.toString();
    }

    /** Digits in groups of three, from five digits before the point on; the minus a real one. */
    private static String grouped(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder out = new StringBuilder(digits);
        for (int at = whole - 3; whole >= 5 && at > 0; at -= 3) {
            out.insert(at, THIN);
        }
        return (negative ? MINUS : "") + out;
    }
}
