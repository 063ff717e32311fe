package sinefit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sinefit.training.Recipe;

/**
 * A run as a Jupyter notebook (format 4.5): the lesson's program in PyTorch, or NumPy where that is
 * the lesson's library, in one cell for each of its parts.
 */
public final class Notebook {
    private Notebook() {}

    /** The notebook of a recipe, as JSON. */
    public static String of(Recipe recipe) {
        boolean numpy = recipe.preset().slug().equals("numpy");
        Script script = numpy ? NumpyScript.of(recipe) : TorchScript.of(recipe);
        List<String> cells = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Script.Line line : script.lines()) {
            if (cut(line.text(), lines)) {
                cells.add(cell(cells.size(), lines));
                lines.clear();
            }
            lines.add(line.text());
        }
        cells.add(cell(cells.size(), lines));
        return "{\n \"cells\": [\n"
                + String.join(",\n", cells)
                + "\n ],\n \"metadata\": {\"kernelspec\": {\"display_name\": \"Python 3\","
                + " \"language\": \"python\", \"name\": \"python3\"}},\n"
                + " \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n";
    }

    /** Whether a new cell begins: at the loop, the result and the picture. */
    private static boolean cut(String text, List<String> before) {
        boolean part =
                text.startsWith("for t in")
                        || text.startsWith("print(f'Result")
                        || text.equals("try:");
        return part && !before.isEmpty();
    }

    private static String cell(int number, List<String> lines) {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isEmpty()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isEmpty()) {
            to--;
        }
        String source =
                lines.subList(from, to).stream()
                        .map(Notebook::quoted)
                        .collect(Collectors.joining("\\n\",\n    \"", "    \"", "\""));
        return "  {\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"cell-"
                + number
                + "\",\n   \"metadata\": {}, \"outputs\": [], \"source\": [\n"
                + source
                + "]}";
    }

    /** A line inside a JSON string; programs have no control characters. */
    private static String quoted(String line) {
        return line.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
