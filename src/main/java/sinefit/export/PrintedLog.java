package sinefit.export;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sinefit.model.Basis;
import sinefit.model.Model;
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
        double[] theta = last.coefficients();
        String text = "Result: y = " + pattern(recipe, theta.length);
        for (int k = 0; k < theta.length; k++) {
            text = text.replace("{" + Model.letters(theta.length).get(k) + "}", Repr.of(theta[k]));
        }
        return text;
    }

    /** The model in plain text, with the names of its coefficients, so many, in braces. */
    static String pattern(Recipe recipe, int size) {
        return switch (recipe.settings().get(Recipe.MODEL)) {
            case LEGENDRE3 -> "{a} + {b} * P3({c} + {d} x)";
            case DYNAMIC -> "{a} + {b} x + {c} x^2 + {d} x^3 + {e} x^4 ? + {e} x^5 ?";
            case POLYNOMIAL ->
                    IntStream.range(0, size)
                            .mapToObj(
                                    k -> "{" + Model.letters(size).get(k) + "}" + factor(recipe, k))
                            .collect(Collectors.joining(" + "));
        };
    }

    /** What follows a coefficient: nothing, then {@code " x"}, {@code " x^2"}, {@code " P2(z)"}. */
    static String factor(Recipe recipe, int k) {
        String function = function(recipe.polynomial().basis(), k);
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
