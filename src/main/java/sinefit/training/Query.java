package sinefit.training;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes query strings that stay readable: {@code : , =} need no escape in a value. */
final class Query {
    private Query() {}

    static String write(Map<String, List<String>> pairs) {
        return pairs.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(v -> e.getKey() + "=" + escape(v)))
                .collect(Collectors.joining("&"));
    }

    /** A value as it stands in a query. */
    static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%3D", "=")
                .replace("%2F", "/");
    }
}
