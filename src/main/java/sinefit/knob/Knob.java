package sinefit.knob;

/**
 * A hyperparameter, declared once. Its key names it in links, forms, messages and scripts; its
 * domain says what it may be and how it is read and written.
 *
 * @param <T> type of its values
 */
public record Knob<T>(String key, Domain<T> domain) {
    /** Reads one value. */
    public T parse(String text) throws Refusal {
        return domain.parse(text);
    }

    /** Writes a value in its canonical form. */
    public String format(T value) {
        return domain.format(value);
    }

    /** By key first: what a knob may be is only looked at where two have the same one. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Knob<?> that && key.equals(that.key) && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
