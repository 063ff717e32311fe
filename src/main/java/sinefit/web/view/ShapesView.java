package sinefit.web.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of a lesson on layers or modules, as blocks of numbers.
 *
 * @param linear whether it is a linear layer; else a module with a number for each coefficient
 * @param functions what the layer's columns are: x, x², x³; "…" for those left out
 * @param rows the first two samples and the last, "⋮" between them
 * @param start the coefficients where the run begins
 * @param shapes the shape of {@code x}, {@code xx}, {@code weight}, {@code column} and {@code y},
 *     as "(2000, 3)"
 * @param seed what the start was drawn by; null if it was not drawn
 * @param bound of a layer's uniform draw, "1/√3 = 0.5774"; empty for others
 */
public record ShapesView(
        boolean linear,
        List<String> functions,
        List<RowView> rows,
        List<String> start,
        Map<String, String> shapes,
        @Nullable String seed,
        String bound) {
    /**
     * A sample, or the gap between two.
     *
     * @param x its place, as text
     * @param cells what the functions give there
     * @param json x as a JSON number; empty for a gap
     */
    public record RowView(String x, List<String> cells, String json) {}

    /** The shape of a block. */
    public String of(String block) {
        return shapes.getOrDefault(block, "");
    }
}
