package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sinefit.knob.Knob;
import sinefit.optim.OptimizerKind;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/**
 * What a lesson link leaves as it is: {@code all}, or keys of the recipe and names of groups of
 * them, separated by commas.
 *
 * @param all whether nothing can be set
 * @param keys of the recipe that cannot be set, in their order
 * @param unknown what was named besides
 */
record Lock(boolean all, Set<String> keys, List<String> unknown) {
    private static final String ALL = "all";
    private static final int MOST = 64;

    /** Keys that hang together, by a name; that of a group may be that of one of its keys. */
    private static final Map<String, List<String>> GROUPS =
            Map.of(
                    "lr",
                    List.of("lr", RecipeParser.TWEAK),
                    "start",
                    List.of("init", "seed"),
                    "init",
                    List.of("init", "seed"),
                    "seed",
                    List.of("init", "seed"),
                    "problem",
                    Stream.of(
                                    Recipe.TARGET,
                                    Recipe.F,
                                    Recipe.POINTS,
                                    Recipe.MIN,
                                    Recipe.MAX,
                                    Recipe.N,
                                    Recipe.NOISE,
                                    Recipe.MODEL,
                                    Recipe.DEGREE,
                                    Recipe.BASIS,
                                    Recipe.REDUCTION,
                                    Recipe.BATCH,
                                    Recipe.DTYPE)
                            .map(Knob::key)
                            .toList(),
                    "optimizer",
                    Stream.concat(
                                    Stream.of(Recipe.OPTIMIZER.key()),
                                    OptimizerKind.allOptions().stream().map(Knob::key))
                            .toList());

    private static final Set<String> KEYS =
            Stream.of(
                            GROUPS.values().stream().flatMap(List::stream),
                            Stream.of(Recipe.STEPS.key(), Recipe.BUG.key()))
                    .flatMap(keys -> keys)
                    .collect(Collectors.toUnmodifiableSet());

    /** The keys of a group, or a key that stands for itself. */
    static List<String> members(String part) {
        return GROUPS.getOrDefault(part, List.of(part));
    }

    /** What a text leaves as it is; nothing if it is blank. */
    static Lock of(String text) {
        Set<String> keys = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        boolean all = false;
        for (String word : Arrays.stream(text.split(",")).limit(MOST).toList()) {
            String name = word.strip();
            if (name.equals(ALL)) {
                all = true;
            } else if (GROUPS.containsKey(name)) {
                keys.addAll(GROUPS.get(name));
            } else if (KEYS.contains(name)) {
                keys.add(name);
            } else if (!name.isEmpty()) {
                unknown.add(name);
            }
        }
        return new Lock(all, keys, unknown);
    }
}
