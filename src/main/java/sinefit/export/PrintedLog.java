package sinefit.export;

import sinefit.model.Basis;
import sinefit.number.Repr;
import sinefit.training.Library;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/** What the lesson's own script prints, to the character. */
public final class PrintedLog {
    private PrintedLog() {}

    /** Whether the script prints at a step: 99, 199, 299 … */
    public static boolean prints(int step) {
        return step % 100 == 99;
    }

    /** The line printed at a step: {@code 99 1498.0209…}. */
    public static String line(Recipe recipe, StepValues at) {
        return at.step() + " " + number(recipe, printed(recipe, at));
    }

    /**
     * The last line, from the values after the last update: {@code Result: y = … + … x}. An
     * f-string makes a Python float of a NumPy scalar, where {@code print} leaves its width.
     */
    public static String result(Recipe recipe, StepValues last) {
        StringBuilder text = new StringBuilder("Result: y = ");
        double[] theta = last.coefficients();
        for (int k = 0; k < theta.length; k++) {
            text.append(k == 0 ? "" : " + ").append(Repr.of(theta[k])).append(factor(recipe, k));
        }
        return text.toString();
    }

    /** What follows a coefficient: nothing, then {@code " x"}, {@code " x^2"}, {@code " P2(z)"}. */
    static String factor(Recipe recipe, int k) {
        String function = function(recipe.model().basis(), k);
        return function.isEmpty() ? "" : " " + function;
    }

    /** A basis' k-th function in plain text: x, x^2, z^2, P2(z); empty for the first. */
    public static String function(Basis basis, int k) {
        if (k == 0) {
            return "";
        }
        String power = k == 1 ? "" : "^" + k;
        return basis.letter() + (basis.powers() ? power : k + "(z)");
    }

    private static double printed(Recipe recipe, StepValues at) {
        return recipe.preset().printed() == Printed.SAE ? at.sae() : at.loss();
    }

    /** NumPy prints a scalar of its own width; {@code tensor.item()} is a Python float. */
    private static String number(Recipe recipe, double value) {
        return recipe.preset().library() == Library.NUMPY
                ? recipe.dtype().repr(value)
                : Repr.of(value);
    }
}
