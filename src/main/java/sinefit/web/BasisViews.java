package sinefit.web;

import java.util.List;
import java.util.stream.IntStream;
import sinefit.export.PrintedLog;
import sinefit.model.Basis;
import sinefit.training.Recipe;
import sinefit.web.view.RunView.BasisView;
import sinefit.web.view.RunView.TermView;

/** A polynomial's terms as formulas and as plain text. */
final class BasisViews {
    private BasisViews() {}

    static List<TermView> terms(Recipe recipe) {
        Basis basis = recipe.polynomial().basis();
        List<String> names = recipe.model().parameters();
        if (!recipe.isPolynomial()) {
            return IntStream.range(0, names.size())
                    .mapToObj(k -> term(names.get(k), k, recipe.isDynamic()))
                    .toList();
        }
        return IntStream.range(0, names.size())
                .mapToObj(k -> new TermView(names.get(k), k, tex(basis, k), plain(basis, k)))
                .toList();
    }

    /** What a coefficient's slope is multiplied by, in the two models that are no polynomials. */
    private static TermView term(String name, int k, boolean dynamic) {
        List<String> tex =
                dynamic
                        ? List.of("", "\\,x", "\\,x^{2}", "\\,x^{3}", "")
                        : List.of("", "\\,P_3(z)", "\\,b\\,P_3'(z)", "\\,b\\,P_3'(z)\\,x");
        List<String> plain =
                dynamic
                        ? List.of("", " x", " x^2", " x^3", "")
                        : List.of("", " P₃(z)", " b P₃′(z)", " b P₃′(z) x");
        return new TermView(name, k, tex.get(k), plain.get(k));
    }

    private static String plain(Basis basis, int k) {
        return k == 0 ? "" : " " + PrintedLog.function(basis, k);
    }

    private static String tex(Basis basis, int k) {
        if (k == 0) {
            return "";
        }
        String power = k == 1 ? "" : "^{" + k + "}";
        return "\\," + basis.letter() + (basis.powers() ? power : "_{" + k + "}(z)");
    }

    static BasisView of(Recipe recipe) {
        Basis basis = recipe.polynomial().basis();
        String first = basis.letter() + (basis.powers() ? "" : "₁(z)");
        String scale = basis.scales() ? scale(recipe) : null;
        return new BasisView(basis.letter(), basis.powers(), first, scale);
    }

    /** z, of x: short where the interval lies evenly about 0, as it mostly does. */
    private static String scale(Recipe recipe) {
        String min = Written.bound(Written.setting(recipe, Recipe.MIN));
        String max = Written.bound(Written.setting(recipe, Recipe.MAX));
        if (recipe.points().isPresent() || !min.equals("−" + max)) {
            return "(2x − min − max)/(max − min)";
        }
        return max.equals("1") ? "x" : "x/" + (max.contains("/") ? "(" + max + ")" : max);
    }
}
