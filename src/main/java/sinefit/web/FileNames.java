package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/**
 * Names of downloaded files, such as {@code sinefit-numpy-lr1e-6-steps1000.csv}: the lesson, the
 * rate, the length, and what else is not the lesson's own. Letters, digits, dots and hyphens only.
 */
final class FileNames {
    /** The class in it has this name. */
    static final String JAVA = "Sinefit.java";

    static final String NUMPY = "with-numpy";
    static final String TORCH = "with-torch";

    private static final int LONGEST = 80;
    private static final int LONGEST_VALUE = 12;

    private FileNames() {}

    /**
     * The name of a file.
     *
     * @param part what of the run it holds; empty if the ending tells
     */
    static String of(Recipe recipe, String part, String ending) {
        List<String> words = new ArrayList<>(List.of("sinefit", recipe.preset().slug()));
        if (!part.isEmpty()) {
            words.add(part);
        }
        words.add("lr" + Written.plain(recipe.lr()));
        words.add("steps" + recipe.steps());
        for (Map.Entry<String, List<String>> set : recipe.deviations().entrySet()) {
            String key = set.getKey();
            if (!key.equals(Recipe.LR.key()) && !key.equals(Recipe.STEPS.key())) {
                words.add(word(key, set.getValue().get(0)));
            }
        }
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            if (name.length() + word.length() < LONGEST) {
                name.append(name.isEmpty() ? "" : "-").append(word);
            }
        }
        return name + "." + ending;
    }

    /** What is a word says itself what it is; of what is long the key alone stands there. */
    private static String word(String key, String value) {
        boolean named =
                List.of(
                                Recipe.TARGET.key(),
                                Recipe.MODEL.key(),
                                Recipe.BASIS.key(),
                                Recipe.DTYPE.key(),
                                Recipe.REDUCTION.key(),
                                Recipe.OPTIMIZER.key())
                        .contains(key);
        boolean silent = key.equals(RecipeParser.TWEAK) || key.equals(Recipe.BUG.key());
        String text = named ? value : key + (silent ? "" : Written.plain(value));
        String safe = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "");
        return safe.length() <= key.length() + LONGEST_VALUE
                ? safe
                : key.replaceAll("[^a-z0-9]", "");
    }

    /** Has a browser keep the answer as a file of that name. */
    static void attach(Context ctx, String file) {
        ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
    }
}
