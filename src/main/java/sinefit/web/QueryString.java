package sinefit.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query string as it came, and its keys. Anything is a query string: bad escapes stay as is. */
record QueryString(String raw) {
    private static final List<String> TRACKERS =
            List.of(
                    "fbclid",
                    "gclid",
                    "dclid",
                    "gbraid",
                    "wbraid",
                    "msclkid",
                    "twclid",
                    "igshid",
                    "yclid",
                    "mc_cid",
                    "mc_eid",
                    "_ga",
                    "_gl",
                    "_hsenc",
                    "_hsmi",
                    "li_fat_id",
                    "ttclid",
                    "si",
                    "share_id");

    static QueryString of(@Nullable String raw) {
        return new QueryString(raw == null ? "" : raw);
    }

    /** All keys with their values, decoded, in their order. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        pairs().forEach(p -> values.computeIfAbsent(key(p), k -> new ArrayList<>()).add(value(p)));
        return values;
    }

    /** The first value of a key; empty if it is missing. */
    static String first(Map<String, List<String>> values, String key) {
        return values.getOrDefault(key, List.of()).stream().findFirst().orElse("");
    }

    /** A text as it stands in a query. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether it carries what social sites and mailings append. */
    boolean tracked() {
        return pairs().anyMatch(QueryString::tracking);
    }

    /** The rest of it. */
    String untracked() {
        return pairs().filter(pair -> !tracking(pair)).collect(Collectors.joining("&"));
    }

    private Stream<String> pairs() {
        return Stream.of(raw.split("&")).filter(pair -> !pair.isEmpty());
    }

    private static boolean tracking(String pair) {
        String key = key(pair);
        return key.startsWith("utm_") || TRACKERS.contains(key);
    }

    private static String key(String pair) {
        int equals = pair.indexOf('=');
        return decode(equals < 0 ? pair : pair.substring(0, equals));
    }

    private static String value(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? "" : decode(pair.substring(equals + 1));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
