package sinefit.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sinefit.training.Recipe;

/**
 * A mistake that is to be found. Its address says it as a number, which no link that leads on may
 * turn into the mistake's name.
 */
final class Puzzle {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern NAMED = Pattern.compile("(^|[?&;]|%26)bug=[a-z0-9_]+");

    private Puzzle() {}

    /** The number in a query; empty if there is no mistake, or it is named. */
    static Optional<String> number(Map<String, List<String>> query) {
        return query.getOrDefault(Recipe.BUG.key(), List.of()).stream()
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .findFirst();
    }

    /** An address or a query of the run of another query, with the mistake as that one has it. */
    static String kept(String address, Map<String, List<String>> query) {
        return number(query)
                .map(number -> NAMED.matcher(address).replaceAll("$1bug=" + number))
                .orElse(address);
    }
}
