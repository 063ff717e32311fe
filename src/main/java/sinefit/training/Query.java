package sinefit.training;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Writes query strings that stay readable, and that no messenger turns into others: {@code : , =}
 * need no escape in a value, a plus sign and a blank in a formula are both {@code +} ({@link
 * sinefit.problem.PlusSigns} tells them apart), and no other escape changes the meaning when it is
 * undone.
 */
final class Query {
    private Query() {}

    static String write(Map<String, List<String>> pairs) {
        return joined(
                pairs, (key, value) -> key.equals(Recipe.F.key()) ? formula(value) : escape(value));
    }

    /**
     * The same with plus signs as {@code %2B}: the form that digests are computed from since engine
     * 1.
     */
    static String writeForDigest(Map<String, List<String>> pairs) {
        return joined(pairs, (key, value) -> escape(value));
    }

    /** A query as one value within another: its pairs parted by {@code ;}. */
    static String nested(String query) {
        return escape(query.replace('&', ';')).replace("%3B", ";");
    }

    private static String joined(Map<String, List<String>> pairs, BinaryOperator<String> escaped) {
        return pairs.entrySet().stream()
                .flatMap(
                        e ->
                                e.getValue().stream()
                                        .map(v -> e.getKey() + "=" + escaped.apply(e.getKey(), v)))
                .collect(Collectors.joining("&"));
    }

    private static String formula(String value) {
        return escape(value).replace("%2B", "+");
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%3D", "=")
                .replace("%2F", "/");
    }
}
