package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sinefit.model.Basis;
import sinefit.number.Figures;
import sinefit.number.Repr;
import sinefit.problem.Samples;
import sinefit.training.Preset.Draw;
import sinefit.training.Preset.Style;
import sinefit.training.Recipe;
import sinefit.web.view.ShapesView;
import sinefit.web.view.ShapesView.RowView;

/** The blocks of numbers that a layer or a module is made of. */
final class ShapesViews {
    /** Columns shown at most, the gap among them. */
    private static final int COLUMNS = 3;

    private ShapesViews() {}

    /** Of a lesson on layers or modules, as long as its model is a polynomial; else null. */
    static @Nullable ShapesView of(Recipe recipe) {
        Style style = recipe.preset().style();
        boolean linear = style == Style.LAYERS;
        int inputs = recipe.model().size() - 1;
        if (!recipe.isPolynomial() || !(linear || style == Style.MODULE) || inputs == 0) {
            return null;
        }
        Samples samples = recipe.samples();
        Basis basis = recipe.polynomial().basis();
        double[][] columns = basis.columns(samples, inputs);
        List<Optional<Integer>> powers = shown(1, inputs, COLUMNS);
        // Which samples a batch will have, nobody knows yet.
        List<RowView> rows =
                shown(0, samples.n() - 1, recipe.batch().isPresent() ? 0 : COLUMNS + 1).stream()
                        .map(i -> row(i, powers, samples.x(), columns))
                        .toList();
        String n = String.valueOf(recipe.batch().orElse(recipe.n()));
        Map<String, String> shapes =
                Map.of(
                        "x", "(" + n + ")",
                        "xx", "(" + n + ", " + inputs + ")",
                        "weight", "(" + inputs + ", 1)",
                        "column", "(" + n + ", 1)",
                        "y", "(" + n + ")");
        boolean uniform = recipe.preset().draw() == Draw.LINEAR;
        return new ShapesView(
                linear,
                powers.stream().map(k -> k.map(j -> function(basis, j)).orElse("…")).toList(),
                rows,
                Arrays.stream(recipe.start()).mapToObj(Figures::coefficient).toList(),
                shapes,
                recipe.drawsStart() ? String.valueOf(recipe.seed()) : null,
                uniform ? "1/√" + inputs + " = " + Figures.significant(1 / Math.sqrt(inputs)) : "");
    }

    private static String function(Basis basis, int k) {
        if (basis.powers()) {
            return k == 1 ? basis.letter() : basis.letter() + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(k);
        }
        return basis.letter() + "₀₁₂₃₄₅₆₇₈₉".charAt(k);
    }

    /** The first ones and the last one of {@code first … last}, and the gap, an empty one. */
    private static List<Optional<Integer>> shown(int first, int last, int most) {
        if (most == 0) {
            return Collections.nCopies(COLUMNS + 1, Optional.empty());
        }
        List<Optional<Integer>> shown = new ArrayList<>();
        boolean all = last - first + 1 <= most;
        IntStream.rangeClosed(first, all ? last : first + most - 3)
                .forEach(i -> shown.add(Optional.of(i)));
        if (!all) {
            shown.add(Optional.empty());
            shown.add(Optional.of(last));
        }
        return shown;
    }

    private static RowView row(
            Optional<Integer> sample,
            List<Optional<Integer>> powers,
            double[] x,
            double[][] columns) {
        Function<Integer, String> cell =
                k -> sample.map(i -> Figures.significant(columns[k][i])).orElse("⋮");
        List<String> cells = new ArrayList<>();
        for (Optional<Integer> k : powers) {
            cells.add(k.map(cell).orElse("…"));
        }
        return new RowView(
                sample.map(i -> Figures.significant(x[i])).orElse("⋮"),
                cells,
                sample.map(i -> Repr.of(x[i])).orElse(""));
    }
}
