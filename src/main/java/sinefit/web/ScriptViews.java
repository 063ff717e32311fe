package sinefit.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sinefit.export.JavaProgram;
import sinefit.export.NumpyScript;
import sinefit.export.Script;
import sinefit.export.TorchScript;
import sinefit.training.Library;
import sinefit.training.Recipe;
import sinefit.web.view.ScriptView;
import sinefit.web.view.ScriptView.LineView;
import sinefit.web.view.ScriptView.TokenView;

/** The scripts of a recipe, cut into pieces that can be coloured. */
final class ScriptViews {
    /** A comment, a keyword, a coefficient or what belongs to one. */
    private static final Pattern PYTHON =
            Pattern.compile(
                    "(#.*)"
                            + "|\\b(import|as|for|in|if|else|try|except|is|not|None|True|False|class|def|return|with|print)\\b"
                            + "|(?<![\\w.'])(?:grad_|v_)?([a-j])(?![\\w('])");

    /** The same, past strings. */
    private static final Pattern JAVA =
            Pattern.compile(
                    "(//.*)"
                            + "|\\b(import|public|static|final|class|void|int|double|float|boolean"
                            + "|new|for|if|break|return|true|false)\\b"
                            + "|(?<![\\w.\"])(?:(?:grad|v)(?=[A-J]))?([a-jA-J])(?![\\w(\"])"
                            + "|\"[^\"]*\"");

    private ScriptViews() {}

    /** NumPy's and PyTorch's, the lesson's own library first, and Java's where there is one. */
    static List<ScriptView> of(Recipe recipe) {
        String query = recipe.query().isEmpty() ? "" : "?" + recipe.query();
        ScriptView numpy =
                new ScriptView(
                        "numpy",
                        "NumPy",
                        "/code/numpy.py" + query,
                        FileNames.of(recipe, FileNames.NUMPY, "py"),
                        lines(NumpyScript.of(recipe), PYTHON));
        ScriptView torch =
                new ScriptView(
                        "torch",
                        "PyTorch",
                        "/code/torch.py" + query,
                        FileNames.of(recipe, FileNames.TORCH, "py"),
                        lines(TorchScript.of(recipe), PYTHON));
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
                            lines(JavaProgram.of(recipe), JAVA)));
        }
        return List.copyOf(scripts);
    }

    private static List<LineView> lines(Script script, Pattern token) {
        return script.lines().stream().map(line -> line(line, token)).toList();
    }

    private static LineView line(Script.Line line, Pattern token) {
        Script.Phase phase = line.phase();
        String name = phase == null ? null : phase.name().toLowerCase(Locale.ROOT);
        return new LineView(name, line.live(), tokens(line.text(), token));
    }

    private static List<TokenView> tokens(String text, Pattern token) {
        List<TokenView> tokens = new ArrayList<>();
        Matcher m = token.matcher(text);
        int from = 0;
        while (m.find()) {
            plain(tokens, text.substring(from, m.start()));
            tokens.add(new TokenView(style(m), m.group()));
            from = m.end();
        }
        plain(tokens, text.substring(from));
        return tokens;
    }

    private static void plain(List<TokenView> tokens, String text) {
        if (!text.isEmpty()) {
            tokens.add(new TokenView(null, text));
        }
    }

    private static @Nullable String style(Matcher m) {
        if (m.group(1) != null) {
            return "cm";
        }
        if (m.group(2) != null) {
            return "kw";
        }
        return m.group(3) == null ? null : "c" + m.group(3).toLowerCase(Locale.ROOT);
    }
}
