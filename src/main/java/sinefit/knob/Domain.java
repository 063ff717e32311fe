package sinefit.knob;

/**
 * What a hyperparameter may be. {@code parse(format(v))} equals {@code v} for every value.
 *
 * @param <T> type of the values
 */
public interface Domain<T> {
    /**
     * Reads a value.
     *
     * @throws Refusal if the text is not a value of this domain; it names the bound
     */
    T parse(String text) throws Refusal;

    /** The one canonical text of a value. */
    String format(T value);
}
