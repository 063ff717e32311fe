package sinefit.web;

import java.util.List;
import java.util.stream.Stream;
import sinefit.knob.Knob;
import sinefit.optim.OptimizerKind;
import sinefit.training.Recipe;
import sinefit.web.view.Texts;

/** The keys of a recipe and their values, as a person reads them. */
record RecipeWords(Texts texts) {
    private static final List<Knob<?>> IN_WORDS =
            List.of(Recipe.TARGET, Recipe.MODEL, Recipe.BASIS, Recipe.REDUCTION);

    /** What a key is called; an option of an optimizer is called as in PyTorch. */
    String name(String key) {
        boolean option = OptimizerKind.allOptions().stream().anyMatch(k -> k.key().equals(key));
        return option ? key : texts.get("carry.key." + key);
    }

    /** The value of a knob's key; empty if it has none. */
    String value(String key, Recipe recipe) {
        Knob<?> knob =
                Stream.concat(Recipe.KNOBS.stream(), OptimizerKind.allOptions().stream())
                        .filter(k -> k.key().equals(key))
                        .findFirst()
                        .orElseThrow();
        return value(knob, recipe);
    }

    /** The value of a knob; empty if it has none. */
    String value(Knob<?> knob, Recipe recipe) {
        String text = Written.setting(recipe, knob);
        if (knob.equals(Recipe.OPTIMIZER)) {
            return recipe.optimizer().inTorch();
        }
        if (IN_WORDS.contains(knob)) {
            return texts.get(knob.key() + "." + text);
        }
        if (knob.equals(Recipe.F)) {
            return text;
        }
        return List.of(Recipe.MIN, Recipe.MAX).contains(knob)
                ? Written.bound(text)
                : Written.plain(text);
    }
}
