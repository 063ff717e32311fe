package sinefit.number;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/**
 * Numbers as Python's {@code repr} writes them: the fewest digits that read back as the same
 * number; an exponent of at least two digits below 1e-4 and from 1e16 on.
 *
 * <p>The digits are Jackson's (Schubfach): {@link Double#toString(double)} is not the shortest
 * before JDK 19.
 */
public final class Repr {
    private static final Pattern TWO_DIGITS = Pattern.compile("-?\\d\\.[1-9]E-\\d{2,3}");

    private Repr() {}

    /** A finite double. */
    public static String of(double value) {
        String java = NumberOutput.toString(value, true);
        String one = oneDigit(java);
        return python(Double.parseDouble(one) == value ? one : java);
    }

    /** A finite float, with the digits that tell it from its neighbouring floats. */
    public static String of(float value) {
        String java = NumberOutput.toString(value, true);
        String one = oneDigit(java);
        return python(Float.parseFloat(one) == value ? one : java);
    }

    /**
     * Java writes at least two digits, and so 4.9E-324, where Python's 5e-324 reads back as well:
     * of two digits and an exponent, the nearest single digit; anything else as it is.
     */
    private static String oneDigit(String java) {
        if (!TWO_DIGITS.matcher(java).matches()) {
            return java;
        }
        BigDecimal one = new BigDecimal(java).round(new MathContext(1));
        return one.unscaledValue() + ".0E" + -one.scale();
    }

    /** From Java's form (1.5E-7, 1.0E16, 123.0) to Python's. */
    private static String python(String java) {
        int mark = java.indexOf('E');
        boolean negative = java.startsWith("-");
        String mantissa = java.substring(negative ? 1 : 0, mark < 0 ? java.length() : mark);
        int point = mantissa.indexOf('.');
        String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
        // value = 0.digits × 10^scale
        int scale = point + (mark < 0 ? 0 : Integer.parseInt(java.substring(mark + 1)));
        int lead = 0;
        while (lead < digits.length() - 1 && digits.charAt(lead) == '0') {
            lead++;
        }
        digits = digits.substring(lead).replaceFirst("0+$", "");
        scale -= lead;
        String text = digits.isEmpty() ? "0.0" : written(digits, scale);
        return negative ? "-" + text : text;
    }

    private static String written(String digits, int scale) {
        int exponent = scale - 1;
        if (exponent < -4 || exponent >= 16) {
            String tail = digits.length() == 1 ? "" : "." + digits.substring(1);
            String sign = exponent < 0 ? "-" : "+";
            int size = Math.abs(exponent);
            return digits.charAt(0) + tail + "e" + sign + (size < 10 ? "0" : "") + size;
        }
        if (scale <= 0) {
            return "0." + "0".repeat(-scale) + digits;
        }
        if (digits.length() <= scale) {
            return digits + "0".repeat(scale - digits.length()) + ".0";
        }
        return digits.substring(0, scale) + "." + digits.substring(scale);
    }
}
