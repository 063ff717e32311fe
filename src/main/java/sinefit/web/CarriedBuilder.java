package sinefit.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sinefit.lesson.Carry;
import sinefit.lesson.Carry.Account;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.CarriedView;
import sinefit.web.view.Texts;

/** Tells in words what became of a run on its way to another lesson. */
final class CarriedBuilder {
    private final Texts texts;
    private final RecipeWords words;
    private final Recipe from;
    private final Recipe to;

    CarriedBuilder(Texts texts, Recipe from, Recipe to) {
        this.texts = texts;
        this.words = new RecipeWords(texts);
        this.from = from;
        this.to = to;
    }

    /**
     * What is to be told; null if that is nothing, as of a lesson's own run.
     *
     * @param limit of the new run's rate; 0 where none is known
     * @param undone whether the reader wants nothing of it kept
     * @param undo address of the page with the opposite wish
     * @param close address of the page without it
     */
    @Nullable CarriedView build(double limit, boolean undone, String undo, String close) {
        if (undone) {
            List<String> own =
                    from.deviations().keySet().stream().map(key -> item(key, from)).toList();
            return own.isEmpty()
                    ? null
                    : new CarriedView(List.of(), List.of(), own, "", true, undo, close);
        }
        Account account = Carry.account(from, to);
        if (from.deviations().isEmpty() || account.silent()) {
            return null;
        }
        String lr = Recipe.LR.key();
        boolean beyond = account.changed().contains(lr) && Carry.beyond(from, to, limit);
        return new CarriedView(
                account.kept().stream().map(key -> item(key, from)).toList(),
                account.changed().stream()
                        .filter(key -> !beyond || !key.equals(lr))
                        .map(this::change)
                        .toList(),
                account.dropped().stream().map(key -> item(key, from)).toList(),
                beyond ? texts.get("carry.diverges", value(lr, from), value(lr, to)) : "",
                false,
                to.deviations().isEmpty() ? null : undo,
                close);
    }

    private String change(String key) {
        String before = value(key, from);
        return before.isEmpty()
                ? texts.get("carry.now", words.name(key), value(key, to))
                : texts.get("carry.change", words.name(key), before, value(key, to));
    }

    private String item(String key, Recipe recipe) {
        String value = value(key, recipe);
        return value.isEmpty() ? words.name(key) : texts.get("carry.item", words.name(key), value);
    }

    /** The value as a person reads it; empty for what is too long to be read here. */
    private String value(String key, Recipe recipe) {
        if (key.equals(RecipeParser.TWEAK) || key.equals(Recipe.INIT.key())) {
            return "";
        }
        return words.value(key, recipe);
    }
}
