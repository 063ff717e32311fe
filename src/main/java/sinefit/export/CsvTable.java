package sinefit.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sinefit.number.Repr;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/** Rows of a run as comma-separated values, the first line naming the columns. */
public final class CsvTable {
    private CsvTable() {}

    /** {@code step,loss,sse,sae,a,…,grad_a,…}, then a line for each row; shortest doubles. */
    public static Stream<String> lines(Recipe recipe, List<StepValues> rows) {
        List<String> names = recipe.model().parameters();
        StringBuilder head = new StringBuilder("step,loss,sse,sae,");
        head.append(String.join(",", names));
        head.append(names.stream().map(name -> ",grad_" + name).collect(Collectors.joining()));
        return Stream.concat(
                Stream.of(head.append('\n').toString()), rows.stream().map(CsvTable::line));
    }

    private static String line(StepValues row) {
        StringBuilder out = new StringBuilder().append(row.step());
        append(out, row.loss(), row.sse(), row.sae());
        append(out, row.coefficients());
        append(out, row.gradient());
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, double... values) {
        for (double value : values) {
            out.append(',').append(Repr.of(value));
        }
    }
}
