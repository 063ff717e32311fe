package sinefit.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Knob;
import sinefit.lesson.Carry;
import sinefit.lesson.Carry.Account;
import sinefit.optim.OptimizerKind;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.CarriedView;
import sinefit.web.view.Texts;

/** Tells in words what became of a run on its way to another lesson. */
final class CarriedBuilder {
    private final Texts texts;
    private final Recipe from;
    private final Recipe to;

    CarriedBuilder(Texts texts, Recipe from, Recipe to) {
        this.texts = texts;
        this.from = from;
        this.to = to;
    }

    /**
     * What is to be told; null if that is nothing, as of a lesson's own run.
     *
     * @param close address of the page without it
     */
    @Nullable CarriedView build(String close) {
        Account account = Carry.account(from, to);
        if (from.deviations().isEmpty() || account.silent()) {
            return null;
        }
        return new CarriedView(
                account.kept().stream().map(key -> item(key, from)).toList(),
                account.changed().stream().map(this::change).toList(),
                account.dropped().stream().map(key -> item(key, from)).toList(),
                close);
    }

    private String change(String key) {
        String before = value(key, from);
        return before.isEmpty()
                ? texts.get("carry.now", name(key), value(key, to))
                : texts.get("carry.change", name(key), before, value(key, to));
    }

    private String item(String key, Recipe recipe) {
        String value = value(key, recipe);
        return value.isEmpty() ? name(key) : texts.get("carry.item", name(key), value);
    }

    private String name(String key) {
        boolean option = OptimizerKind.allOptions().stream().anyMatch(k -> k.key().equals(key));
        return option ? key : texts.get("carry.key." + key);
    }

    /** The value as a person reads it; empty for what is too long to be read here. */
    private String value(String key, Recipe recipe) {
        if (key.equals(RecipeParser.TWEAK) || key.equals(Recipe.INIT.key())) {
            return "";
        }
        Knob<?> knob =
                Stream.concat(Recipe.KNOBS.stream(), OptimizerKind.allOptions().stream())
                        .filter(k -> k.key().equals(key))
                        .findFirst()
                        .orElseThrow();
        String text = Written.setting(recipe, knob);
        if (knob.equals(Recipe.OPTIMIZER)) {
            return recipe.optimizer().inTorch();
        }
        if (List.of(Recipe.TARGET, Recipe.MODEL, Recipe.BASIS, Recipe.REDUCTION).contains(knob)) {
            return texts.get(key + "." + text);
        }
        if (knob.equals(Recipe.F)) {
            return text;
        }
        return List.of(Recipe.MIN, Recipe.MAX).contains(knob)
                ? Written.bound(text)
                : Written.plain(text);
    }
}
