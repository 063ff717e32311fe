package sinefit.knob;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sinefit.number.Repr;

/**
 * Finite doubles between two bounds, read as people write them (see {@link Numeral}), as multiples
 * of pi, too ({@code pi}, {@code -2pi}, {@code 3π/4}).
 *
 * @param low least value
 * @param lowIncluded whether {@code low} itself is allowed
 * @param high greatest value
 * @param highIncluded whether {@code high} itself is allowed
 * @param pi whether multiples of pi are written as such
 */
public record RealDomain(
        double low, boolean lowIncluded, double high, boolean highIncluded, boolean pi)
        implements Domain<Double> {
    private static final Pattern MULTIPLE =
            Pattern.compile("([+-]?)(\\d{0,4})\\*?(?:pi|π)(?:/(\\d{1,4}))?");
    private static final Map<String, String> NUMBERS =
            Map.of(
                    "range", "number",
                    "above", "numberAbove",
                    "below", "numberBelow",
                    "within", "numberWithin");
    private static final int[] DENOMINATORS = {1, 2, 3, 4, 6};

    /** From {@code low} to {@code high}, both allowed. */
    public static RealDomain between(double low, double high) {
        return new RealDomain(low, true, high, true, false);
    }

    /** Above {@code low}, at most {@code high}. */
    public static RealDomain above(double low, double high) {
        return new RealDomain(low, false, high, true, false);
    }

    /** Above {@code low}. */
    public static RealDomain above(double low) {
        return above(low, Double.MAX_VALUE);
    }

    /** From {@code low}, which is allowed, to below {@code high}. */
    public static RealDomain below(double low, double high) {
        return new RealDomain(low, true, high, false, false);
    }

    /** Between {@code low} and {@code high}, neither of them allowed. */
    public static RealDomain within(double low, double high) {
        return new RealDomain(low, false, high, false, false);
    }

    /** At least {@code low}. */
    public static RealDomain atLeast(double low) {
        return between(low, Double.MAX_VALUE);
    }

    /** All finite doubles. */
    public static RealDomain finite() {
        return between(-Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** The same bounds, with multiples of pi written as such. */
    public RealDomain withPi() {
        return new RealDomain(low, lowIncluded, high, highIncluded, true);
    }

    @Override
    public Double parse(String text) throws Refusal {
        double value = value(text);
        boolean fits = highIncluded ? value <= high : value < high;
        if (fits && (lowIncluded ? value >= low : value > low)) {
            return value + 0.0; // -0.0 and 0.0 are one value with one address
        }
        throw refusal("");
    }

    private double value(String text) throws Refusal {
        double multiple = multipleOfPi(text);
        if (!Double.isNaN(multiple)) {
            return multiple;
        }
        List<String> readings = Numeral.of(text).alone(text);
        if (readings.isEmpty()) {
            throw refusal("number");
        }
        if (readings.size() > 1) {
            throw new Refusal("reject.twoWays", Numeral.stripped(text));
        }
        return Double.parseDouble(readings.get(0));
    }

    /** What is wrong with a number out of bounds, or ({@code "number"}) with what is no number. */
    private Refusal refusal(String what) {
        if (high == Double.MAX_VALUE) {
            return low == -high
                    ? new Refusal("reject.finite")
                    : new Refusal(lowIncluded ? "reject.atLeast" : "reject.moreThan", bound(low));
        }
        String bounds =
                lowIncluded
                        ? (highIncluded ? "range" : "below")
                        : (highIncluded ? "above" : "within");
        String reason = "reject." + (what.isEmpty() ? bounds : NUMBERS.get(bounds));
        return new Refusal(reason, bound(low), bound(high));
    }

    /** A bound in a message: 100, not 100.0. */
    private static String bound(double value) {
        return Repr.of(value).replaceFirst("\\.0$", "");
    }

    /** The multiple of pi that a text names; NaN if it names none. */
    public static double multipleOfPi(String text) {
        boolean brief = text.length() <= 2 * Numeral.LONGEST;
        Matcher m = MULTIPLE.matcher(brief ? Numeral.stripped(text).replace('\u2212', '-') : "");
        if (!m.matches()) {
            return Double.NaN;
        }
        double times = m.group(2).isEmpty() ? 1 : Integer.parseInt(m.group(2));
        double parts = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
        return (m.group(1).equals("-") ? -times : times) * Math.PI / parts;
    }

    @Override
    public String format(Double value) {
        String multiple = pi ? multiple(value) : "";
        return multiple.isEmpty() ? Repr.of(value) : multiple;
    }

    private static String multiple(double value) {
        for (int parts : DENOMINATORS) {
            long times = Math.round(value * parts / Math.PI);
            if (times != 0 && times * Math.PI / parts == value) {
                String sign = times < 0 ? "-" : "";
                String factor = Math.abs(times) == 1 ? "" : String.valueOf(Math.abs(times));
                return sign + factor + "pi" + (parts == 1 ? "" : "/" + parts);
            }
        }
        return "";
    }
}
