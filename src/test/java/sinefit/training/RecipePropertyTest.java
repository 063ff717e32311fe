package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import sinefit.lesson.Lesson;
import sinefit.testing.Recipes;

/** What holds for every recipe there is. */
class RecipePropertyTest {
    private static final int MANY = 2000;
    private static final List<String> LOWS = List.of("-1", "-pi", "-100", "pi/2", "-3pi/4", "0");
    private static final List<String> HIGHS = List.of("2", "pi", "100", "2pi", "1.75", "3\u03c0/4");

    @Test
    void aRecipeComesBackFromItsQueryAndTheQueryFromTheRecipe() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            Map<String, List<String>> query = query(random);
            Recipe recipe = parse(query);
            String canonical = recipe.query();
            Recipe again = Recipes.recipe(canonical);
            assertEquals(recipe, again, canonical);
            assertEquals(recipe.hashCode(), again.hashCode());
            assertEquals(canonical, again.query());
            assertArrayEquals(recipe.start(), again.start(), canonical);
        }
    }

    @Test
    void theOrderOfKeysDoesNotMatter() {
        Random random = new Random(2);
        for (int i = 0; i < MANY / 4; i++) {
            Map<String, List<String>> query = query(random);
            List<String> keys = new ArrayList<>(query.keySet());
            Collections.shuffle(keys, random);
            Map<String, List<String>> shuffled = new LinkedHashMap<>();
            keys.forEach(key -> shuffled.put(key, query.get(key)));
            assertEquals(parse(query), parse(shuffled), query.toString());
        }
    }

    @Test
    void equalAddressesMeanEqualRecipes() {
        Random random = new Random(3);
        Map<String, Recipe> known = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            Recipe recipe = parse(query(random));
            Recipe before = known.putIfAbsent(recipe.query(), recipe);
            assertEquals(before == null ? recipe : before, recipe);
        }
        assertEquals(known.size(), Set.copyOf(known.values()).size());
    }

    @Test
    void whatStartsHarmlessIsFinite() {
        Random random = new Random(4);
        String[] targets = {"sin", "cos", "exp", "abs", "tanh", "step"};
        int harmless = 0;
        for (int i = 0; i < MANY; i++) {
            int degree = random.nextInt(10);
            int size = random.nextInt(25) - 5;
            String init =
                    random.doubles(degree + 1, -1, 1)
                            .mapToObj(value -> String.valueOf(value * Math.pow(10, size)))
                            .collect(Collectors.joining(","));
            String high = HIGHS.get(random.nextInt(HIGHS.size()));
            String query =
                    "steps=1&degree="
                            + degree
                            + "&init="
                            + init
                            + "&max="
                            + high
                            + "&n="
                            + (2 + random.nextInt(300))
                            + "&min=-100&target="
                            + targets[random.nextInt(targets.length)]
                            + (random.nextBoolean() ? "&dtype=float32" : "");
            if (random.nextBoolean()) {
                query = query.replace("min=-100", "min=" + -random.nextInt(2));
            }
            Recipe recipe;
            try {
                recipe = Recipes.recipe(query);
            } catch (InvalidRecipe notFinite) {
                continue;
            }
            if (recipe.startsHarmless()) {
                harmless++;
                assertTrue(Trainer.start(recipe).finite(), query);
            }
        }
        assertTrue(harmless > MANY / 4, harmless + " of " + MANY);
    }

    private static Recipe parse(Map<String, List<String>> query) {
        return Lesson.parser().parse(query, Set.of());
    }

    /** A valid query: every key is there or not, in a form people might write. */
    private static Map<String, List<String>> query(Random random) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        maybe(random, query, "lesson", any(random, "numpy", "tensors", "nn", "optim", "module"));
        boolean points = random.nextInt(5) == 0;
        if (points) {
            maybe(random, query, "target", "points");
            query.put("points", List.of(points(random)));
        } else {
            maybe(random, query, "target", any(random, "sin", "cos", "abs", "tanh", "step"));
            maybe(random, query, "min", LOWS.get(random.nextInt(LOWS.size())));
            maybe(random, query, "max", HIGHS.get(random.nextInt(HIGHS.size())));
            maybe(random, query, "n", String.valueOf(2 + random.nextInt(300)));
            maybe(random, query, "noise", any(random, "0", "0.5", "2"));
        }
        int degree = random.nextInt(6);
        String init =
                DoubleStream.generate(() -> random.nextInt(5) == 0 ? 0 : random.nextGaussian())
                        .limit(degree + 1)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        if (random.nextBoolean()) {
            query.put("degree", List.of(String.valueOf(degree)));
            maybe(random, query, "init", init);
        }
        maybe(random, query, "basis", any(random, "monomial", "scaled", "legendre", "chebyshev"));
        maybe(random, query, "seed", String.valueOf(random.nextLong() & 0xffffffffL));
        maybe(random, query, "dtype", any(random, "float64", "float32"));
        maybe(random, query, "reduction", any(random, "sum", "mean"));
        String optimizer = any(random, "sgd", "sgd", "rmsprop", "adam", "adamw", "rprop");
        query.put("optimizer", List.of(optimizer));
        options(random, query, optimizer);
        maybe(random, query, "batch", any(random, "1", "2"));
        maybe(random, query, "bug", any(random, "zero_grad", "sign", "10", "600"));
        maybe(random, query, "lr", String.valueOf(Math.pow(10, -12 * random.nextDouble())));
        int steps = 1 + random.nextInt(3000);
        query.put("steps", List.of(String.valueOf(steps)));
        List<String> tweaks = new ArrayList<>();
        for (int k = random.nextInt(4); k > 0; k--) {
            tweaks.add(random.nextInt(steps) + ":lr=" + any(random, "1e-6", "0.5", "2E-7"));
            if (optimizer.equals("sgd")) {
                tweaks.add(random.nextInt(steps) + ":momentum=" + any(random, "0", "0.5", "1"));
            }
        }
        query.put("tweak", tweaks);
        return query;
    }

    /** As pairs or as two columns. */
    private static String points(Random random) {
        String form = any(random, "%s:%s,", "%s\t%s\n", "%s, %s\r\n", "%s;%s\n");
        StringBuilder text = new StringBuilder();
        for (int left = 2 + random.nextInt(20); left > 0; left--) {
            double x = left + random.nextDouble() - 10;
            text.append(String.format(form, x, random.nextGaussian()));
        }
        return text.toString().replaceFirst(",$", "");
    }

    private static void options(Random random, Map<String, List<String>> query, String optimizer) {
        switch (optimizer) {
            case "sgd" -> {
                query.put("momentum", List.of(any(random, "0.5", "0.9", "1", "2e300")));
                maybe(random, query, "nesterov", any(random, "true", "false"));
            }
            case "rmsprop" -> {
                maybe(random, query, "momentum", any(random, "0", "0.9"));
                maybe(random, query, "centered", any(random, "true", "false"));
                maybe(random, query, "eps", any(random, "0", "1e-8", "1e-6"));
            }
            case "adam", "adamw" -> {
                maybe(random, query, "weight_decay", any(random, "0", "0.01", "1"));
                maybe(random, query, "beta1", any(random, "0", "0.9", ".99"));
                maybe(random, query, "amsgrad", any(random, "true", "false"));
            }
            default -> maybe(random, query, "eta1", any(random, "0.5", "0.25"));
        }
    }

    private static void maybe(
            Random random, Map<String, List<String>> query, String key, String value) {
        if (random.nextBoolean()) {
            query.put(key, List.of(value));
        }
    }

    private static String any(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
