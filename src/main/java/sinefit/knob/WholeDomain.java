package sinefit.knob;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole numbers from {@code low} to {@code high}, both allowed, read as people write them (see
 * {@link Numeral}): a comma can only part thousands here, {@code 2e4} is one, {@code 1.0} is none.
 */
public record WholeDomain(long low, long high) implements Domain<Long> {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern POWER = Pattern.compile("([+-]?[\\d.]+)[eE]\\+?(\\d{1,2})");
    private static final int LONGEST = 18;

    @Override
    public Long parse(String text) throws Refusal {
        Numeral numeral = Numeral.of(text);
        boolean byPoint = whole(numeral.byPoint()).isPresent();
        boolean byComma = whole(numeral.byComma()).isPresent();
        if (byComma && !byPoint && !numeral.commaDecides()) {
            throw new Refusal("reject.twoWays", Numeral.stripped(text)); // 20.000
        }
        long value =
                whole(byPoint ? numeral.byPoint() : numeral.byComma())
                        .orElseThrow(this::noWholeNumber);
        if (value >= low && value <= high) {
            return value;
        }
        throw new Refusal("reject.range", String.valueOf(low), String.valueOf(high));
    }

    private Refusal noWholeNumber() {
        return new Refusal("reject.whole", String.valueOf(low), String.valueOf(high));
    }

    private static Optional<Long> whole(String plain) {
        Matcher power = POWER.matcher(plain);
        BigDecimal value;
        if (power.matches()) {
            value =
                    new BigDecimal(power.group(1))
                            .scaleByPowerOfTen(Integer.parseInt(power.group(2)));
        } else if (WHOLE.matcher(plain).matches()) {
            value = new BigDecimal(plain);
        } else {
            return Optional.empty();
        }
        BigDecimal bare = value.stripTrailingZeros();
        boolean fits = bare.scale() <= 0 && bare.precision() - bare.scale() <= LONGEST;
        return fits ? Optional.of(bare.longValueExact()) : Optional.empty();
    }

    @Override
    public String format(Long value) {
        return String.valueOf(value);
    }
}
