package sinefit.knob;

import java.util.regex.Pattern;

/** Whole numbers from {@code low} to {@code high}, both allowed. */
public record WholeDomain(long low, long high) implements Domain<Long> {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

    @Override
    public Long parse(String text) throws Refusal {
        String plain = text.strip().replace('\u2212', '-');
        if (!WHOLE.matcher(plain).matches()) {
            throw new Refusal("reject.whole", String.valueOf(low), String.valueOf(high));
        }
        long value = Long.parseLong(plain);
        if (value >= low && value <= high) {
            return value;
        }
        throw new Refusal("reject.range", String.valueOf(low), String.valueOf(high));
    }

    @Override
    public String format(Long value) {
        return String.valueOf(value);
    }
}
