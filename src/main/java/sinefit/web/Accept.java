package sinefit.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client accepts, by the weights it gives: RFC 9110, section 12. */
final class Accept {
    private static final int LONGEST_HEADER = 1_000;

    private Accept() {}

    /** Whether a media type is welcome; it is if nothing is said. */
    static boolean type(@Nullable String header, String type) {
        String group = type.substring(0, type.indexOf('/')) + "/*";
        return header == null || header.isBlank() || welcome(header, List.of(type, group, "*/*"));
    }

    /** Whether a coding is welcome; it is not if nothing is said. */
    static boolean coding(@Nullable String header, String coding) {
        return header != null && welcome(header, List.of(coding, "*"));
    }

    /** By the first of these ranges that the header speaks of. */
    private static boolean welcome(String header, List<String> ranges) {
        if (header.length() > LONGEST_HEADER) {
            return header.contains(ranges.get(0)); // a thousand preferences are no preference
        }
        for (String range : ranges) {
            for (String item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = item.split(";", -1);
                if (parts[0].strip().equals(range)) {
                    return weight(parts) > 0;
                }
            }
        }
        return false;
    }

    /** The weight that the parameters give; 1 without one, or with one that is none. */
    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.matches("q=(0(\\.\\d{0,9})?|1(\\.0{0,9})?)")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
