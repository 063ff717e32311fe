package sinefit.web.view;

/** The interface's words in one language; keys are those of {@code web/i18n}. */
public interface Texts {
    /** The text of a key, {@code {0}}, {@code {1}} … replaced by the arguments. */
    String get(String key, Object... arguments);

    /** {@code en} or {@code ko}. */
    String lang();
}
