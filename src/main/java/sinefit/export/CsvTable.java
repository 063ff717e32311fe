package sinefit.export;

import java.util.List;
import java.util.stream.Collectors;
import sinefit.number.Repr;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/** Rows of a run as comma-separated values, the first line naming the columns. */
public final class CsvTable {
    private CsvTable() {}

    /** {@code step,loss,sse,sae,a,…,grad_a,…}, then a line for each row; shortest doubles. */
    public static String of(Recipe recipe, List<StepValues> rows) {
        List<String> names = recipe.model().parameters();
        StringBuilder out = new StringBuilder("step,loss,sse,sae,");
        out.append(String.join(",", names));
        out.append(names.stream().map(name -> ",grad_" + name).collect(Collectors.joining()));
        for (StepValues row : rows) {
            out.append('\n').append(row.step());
            append(out, row.loss(), row.sse(), row.sae());
            append(out, row.coefficients());
            append(out, row.gradient());
        }
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, double... values) {
        for (double value : values) {
            out.append(',').append(Repr.of(value));
        }
    }
}
