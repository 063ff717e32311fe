package sinefit.knob;

import java.util.List;

/**
 * One bad key of a query.
 *
 * @param key the key
 * @param value what was given, cut to {@value #LONGEST} characters
 * @param reason message key: what is wrong
 * @param bounds what the message names: limits, allowed words
 */
public record Rejection(String key, String value, String reason, List<String> bounds) {
    static final int LONGEST = 100;

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
