package sinefit.knob;

import java.util.List;

/**
 * One bad key of a query.
 *
 * @param key the key
 * @param value what was given, cut to {@value #LONGEST} characters
 * @param reason message key: what is wrong
 * @param bounds what the message names: limits, allowed words
 * @param place the character of the value that is to blame, from 1, one past the end if something
 *     is missing there; 0 if none is
 */
public record Rejection(String key, String value, String reason, List<String> bounds, int place) {
    static final int LONGEST = 100;

    /** A value that is wrong as a whole. */
    public Rejection(String key, String value, String reason, List<String> bounds) {
        this(key, value, reason, bounds, 0);
    }

    public Rejection {
        key = cut(key);
        value = cut(value);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Half a character cannot be written as UTF-8.
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
