package sinefit.web;

import sinefit.knob.Knob;
import sinefit.number.Figures;
import sinefit.number.Repr;
import sinefit.theory.Unknowable;
import sinefit.training.Recipe;
import sinefit.web.view.Texts;

/** Settings and numbers as a person writes them, in fields and prose. */
final class Written {
    /** Figures of what theory knows: 3.558e-6, 8.817. */
    static final int FIGURES = 4;

    private Written() {}

    /** Why theory is silent, with its figures. */
    static String why(Texts texts, Unknowable unknowable) {
        return texts.get(
                unknowable.reason(),
                unknowable.figures().stream().map(Figures::significant).toArray());
    }

    /** The canonical text of a setting; empty if it has no value. */
    static <T> String setting(Recipe recipe, Knob<T> knob) {
        return recipe.settings().find(knob).map(knob::format).orElse("");
    }

    /** A bound of the interval as a person writes it: −π, 2π, 1. */
    static String bound(String canonical) {
        return canonical.replace("pi", "π").replace('-', '−').replaceFirst("\\.0$", "");
    }

    /** A number as a person types it: 1e-6, not 1e-06; 1, not 1.0. */
    static String plain(double value) {
        return plain(Repr.of(value));
    }

    static String plain(String repr) {
        String bare = repr.replace("e-0", "e-").replace("e+0", "e+");
        return bare.endsWith(".0") ? bare.substring(0, bare.length() - 2) : bare;
    }
}
