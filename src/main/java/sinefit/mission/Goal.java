package sinefit.mission;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
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

    /** The same, but a run that has diverged cannot reach it. */
    Goal finishing() {
        return new Goal(
                trials,
                seen ->
                        seen.mine().diverged()
                                ? Verdict.of(
                                        false, "diverged", Figures.whole(seen.mine().last().step()))
                                : judge.apply(seen));
    }
}
