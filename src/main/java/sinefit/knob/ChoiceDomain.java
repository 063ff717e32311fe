package sinefit.knob;

import java.util.List;
import java.util.Locale;

/** A few words, each one constant of an enum, written in lower case. */
public record ChoiceDomain<E extends Enum<E>>(List<E> values) implements Domain<E> {
    /** All constants of an enum. */
    public static <E extends Enum<E>> ChoiceDomain<E> of(Class<E> type) {
        return new ChoiceDomain<>(List.of(type.getEnumConstants()));
    }

    @Override
    public E parse(String text) throws Refusal {
        String word = text.strip();
        for (E value : values) {
            if (format(value).equals(word)) {
                return value;
            }
        }
        throw new Refusal(
                "reject.choice", String.join(", ", values.stream().map(this::format).toList()));
    }

    @Override
    public String format(E value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
