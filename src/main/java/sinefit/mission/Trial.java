package sinefit.mission;

import sinefit.training.Recipe;

/**
 * A run, or its beginning, that has to be looked at.
 *
 * @param until the step to stop at; the recipe's steps for the whole run
 * @param everyRow whether the values of all steps before are needed, or only where it ends
 */
public record Trial(Recipe recipe, int until, boolean everyRow) {
    /** A run's end. */
    static Trial end(Recipe recipe) {
        return new Trial(recipe, recipe.steps(), false);
    }

    /** A run with all its steps. */
    static Trial rows(Recipe recipe) {
        return new Trial(recipe, recipe.steps(), true);
    }
}
