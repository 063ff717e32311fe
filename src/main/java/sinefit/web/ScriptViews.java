package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(#.*)"
                            + "|\\b(import|as|for|in|if|try|except|is|not|None|print)\\b"
                            + "|(?<![\\w.'])(?:grad_|v_)?([a-j])(?![\\w('])");

    private ScriptViews() {}

    /** NumPy's and PyTorch's, the lesson's own library first. */
    static List<ScriptView> of(Recipe recipe) {
        ScriptView numpy = view(recipe, "numpy", "NumPy", NumpyScript.of(recipe));
        ScriptView torch = view(recipe, "torch", "PyTorch", TorchScript.of(recipe));
        boolean numpyFirst = recipe.preset().library() == Library.NUMPY;
        return numpyFirst ? List.of(numpy, torch) : List.of(torch, numpy);
    }

    private static ScriptView view(Recipe recipe, String id, String name, Script script) {
        String query = recipe.query();
        String href = "/code/" + id + ".py" + (query.isEmpty() ? "" : "?" + query);
        String file = "sinefit_" + id + ".py";
        List<LineView> lines = script.lines().stream().map(ScriptViews::line).toList();
        return new ScriptView(id, name, href, file, lines);
    }

    private static LineView line(Script.Line line) {
        Script.Phase phase = line.phase();
        String name = phase == null ? null : phase.name().toLowerCase(Locale.ROOT);
        return new LineView(name, line.live(), tokens(line.text()));
    }

    private static List<TokenView> tokens(String text) {
        List<TokenView> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
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
        return m.group(2) != null ? "kw" : "c" + m.group(3);
    }
}
