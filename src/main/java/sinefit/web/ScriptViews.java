package sinefit.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import sinefit.export.JavaProgram;
import sinefit.export.NumpyScript;
import sinefit.export.Script;
import sinefit.export.TorchScript;
import sinefit.training.Library;
import sinefit.training.Recipe;
import sinefit.web.view.ScriptView;
import sinefit.web.view.ScriptView.LineView;

/** The scripts of a recipe, cut into pieces that can be coloured. */
final class ScriptViews {
    private ScriptViews() {}

    /** NumPy's and PyTorch's, the lesson's own library first, and Java's where there is one. */
    static List<ScriptView> of(Recipe recipe) {
        String query = recipe.query().isEmpty() ? "" : "?" + recipe.query();
        ScriptView numpy =
                new ScriptView(
                        "numpy",
                        "NumPy",
                        DataRoutes.NUMPY + query,
                        FileNames.of(recipe, FileNames.NUMPY, "py"),
                        lines(NumpyScript.of(recipe), Colours.PYTHON));
        ScriptView torch =
                new ScriptView(
                        "torch",
                        "PyTorch",
                        DataRoutes.TORCH + query,
                        FileNames.of(recipe, FileNames.TORCH, "py"),
                        lines(TorchScript.of(recipe), Colours.PYTHON));
        List<ScriptView> scripts = new ArrayList<>(List.of(numpy, torch));
        if (recipe.preset().library() == Library.TORCH) {
            Collections.reverse(scripts);
        }
        if (JavaProgram.unwritten(recipe).isEmpty()) {
            scripts.add(
                    new ScriptView(
                            "java",
                            "Java",
                            "/code/Sinefit.java" + query,
                            FileNames.JAVA,
                            lines(JavaProgram.of(recipe), Colours.JAVA)));
        }
        return List.copyOf(scripts);
    }

    private static List<LineView> lines(Script script, Colours colours) {
        return script.lines().stream().map(line -> line(line, colours)).toList();
    }

    private static LineView line(Script.Line line, Colours colours) {
        Script.Phase phase = line.phase();
        String name = phase == null ? null : phase.name().toLowerCase(Locale.ROOT);
        return new LineView(name, line.live(), colours.tokens(line.text()));
    }
}
