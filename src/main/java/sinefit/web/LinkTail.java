package sinefit.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sentence leaves at the end of a link: a full stop, a closing parenthesis or quotation
 * mark, a Korean particle that is written onto it.
 */
final class LinkTail {
    private static final Pattern LAST =
            Pattern.compile(
                    "(?:[.,;:!?)\\]}>'\"*_~|`。、，．；：！？…）］｝」』】〉》’”«»]"
                            + "|(?:에서는|에서도|에서|으로|까지|부터|이나|처럼|하고|라는|이라는|입니다|이다|인데"
                            + "|을|를|은|는|이|가|의|와|과|로|도|에|만|나|요|죠))$");

    /** Keys of the page no value of which ends like a sentence. */
    private static final Set<String> PLAIN =
            Set.of("lang", "speed", "at", "tab", "theme", "lock", "mission", "predict", "digest");

    private static final int LONGEST = 8;

    private LinkTail() {}

    /** A path without its tail; the path itself if it has none. */
    static String path(String path) {
        String stripped = path;
        Matcher last = LAST.matcher(stripped);
        while (last.find() && last.start() > 0) {
            stripped = stripped.substring(0, last.start());
            last = LAST.matcher(stripped);
        }
        return stripped;
    }

    /**
     * A query whose last value has lost its tail.
     *
     * @param right whether a query can be read
     * @return empty if the query has no tail, or is not right without it either
     */
    static Optional<String> stripped(QueryString query, Predicate<QueryString> right) {
        int pair = query.raw().lastIndexOf('&') + 1;
        int equals = query.raw().indexOf('=', pair);
        if (equals < 0) {
            return Optional.empty();
        }
        String key = query.raw().substring(pair, equals);
        List<String> values = query.values().getOrDefault(key, List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(values.size() - 1).stripTrailing();
        boolean plain = PLAIN.contains(key);
        for (int i = 0; i < LONGEST; i++) {
            Matcher last = LAST.matcher(value);
            boolean found = last.find() && last.start() > 0;
            if (!found) {
                return plain && i > 0 ? Optional.of(with(query, equals, value)) : Optional.empty();
            }
            value = value.substring(0, last.start()).stripTrailing();
            String shorter = with(query, equals, value);
            if (!plain && right.test(QueryString.of(shorter))) {
                return Optional.of(shorter);
            }
        }
        return Optional.empty();
    }

    /** Whether the last key is one of the page whose value has a tail. */
    static boolean onPageKey(QueryString query) {
        Map<String, List<String>> last =
                QueryString.of(query.raw().substring(query.raw().lastIndexOf('&') + 1)).values();
        return last.entrySet().stream()
                .anyMatch(
                        e ->
                                PLAIN.contains(e.getKey())
                                        && LAST.matcher(e.getValue().get(0).strip()).find());
    }

    private static String with(QueryString query, int equals, String value) {
        return query.raw().substring(0, equals + 1) + QueryString.escaped(value);
    }
}
