package sinefit.mission;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import sinefit.number.Figures;
import sinefit.theory.Spectra;
import sinefit.training.Recipe;

/**
 * What is to be brought about.
 *
 * @param trials what has to be looked at for a recipe: first the run itself, then its rivals
 * @param judge what those show
 */
record Goal(BiFunction<Recipe, Spectra, List<Trial>> trials, Function<Evidence, Verdict> judge) {
    /** A goal that only the end of the run itself decides. */
    static Goal atEnd(Function<Evidence, Verdict> judge) {
        return new Goal((recipe, spectra) -> List.of(Trial.end(recipe)), judge);
    }

    /** The same, but a run that ended early cannot reach it. */
    Goal finishing() {
        return unless(Outcome::diverged);
    }

    /** The same, but a run that an operation without a value has ended cannot reach it. */
    Goal growing() {
        return unless(outcome -> outcome.diverged() && !outcome.grew());
    }

    private Goal unless(Predicate<Outcome> lost) {
        return new Goal(
                trials,
                seen -> {
                    Outcome mine = seen.mine();
                    return lost.test(mine)
                            ? Verdict.of(false, mine.early(), Figures.whole(mine.last().step()))
                            : judge.apply(seen);
                });
    }
}
