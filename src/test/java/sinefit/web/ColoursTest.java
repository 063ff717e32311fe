package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sinefit.export.JavaProgram;
import sinefit.export.NumpyScript;
import sinefit.export.Script;
import sinefit.export.TorchScript;
import sinefit.lesson.Lesson;
import sinefit.optim.OptimizerKind;
import sinefit.training.Recipe;
import sinefit.web.view.ScriptView.TokenView;

/** What is coloured, against regular expressions that say the same. */
class ColoursTest {
    private static final Pattern PYTHON =
            Pattern.compile(
                    "(#.*)"
                            + "|\\b(import|as|for|in|if|else|try|except|is|not|None|True|False|class|def|return|with|print)\\b"
                            + "|(?<![\\w.'])(?:grad_|v_)?([a-j])(?![\\w('])");
    private static final Pattern JAVA =
            Pattern.compile(
                    "(//.*)"
                            + "|\\b(import|public|static|final|class|void|int|double|float|boolean"
                            + "|new|for|if|break|return|true|false)\\b"
                            + "|(?<![\\w.\"])(?:(?:grad|v)(?=[A-J]))?([a-jA-J])(?![\\w(\"])"
                            + "|\"[^\"]*\"");

    private static List<TokenView> expected(String text, Pattern token) {
        List<TokenView> tokens = new ArrayList<>();
        Matcher m = token.matcher(text);
        int from = 0;
        while (m.find()) {
            String style =
                    m.group(1) != null
                            ? "cm"
                            : m.group(2) != null
                                    ? "kw"
                                    : m.group(3) == null
                                            ? null
                                            : "c" + m.group(3).toLowerCase(Locale.ROOT);
            if (style != null) {
                plain(tokens, text.substring(from, m.start()));
                tokens.add(new TokenView(style, m.group()));
                from = m.end();
            }
        }
        plain(tokens, text.substring(from));
        return tokens;
    }

    private static void plain(List<TokenView> tokens, String text) {
        if (!text.isEmpty()) {
            tokens.add(new TokenView(null, text));
        }
    }

    private static void same(
            Script script, Colours colours, Pattern token, String name, Set<String> seen) {
        for (Script.Line line : script.lines()) {
            List<TokenView> tokens = colours.tokens(line.text());
            assertEquals(expected(line.text(), token), tokens, line.text());
            assertEquals(
                    line.text(),
                    tokens.stream().map(TokenView::text).collect(Collectors.joining()));
            tokens.forEach(t -> seen.add(name + " " + t.style()));
        }
    }

    @Test
    void everyLineOfEveryScript() {
        Set<String> seen = new HashSet<>();
        for (Lesson lesson : Lesson.values()) {
            for (OptimizerKind optimizer : OptimizerKind.values()) {
                Recipe recipe =
                        Lesson.parser()
                                .salvage(
                                        Map.of(
                                                "lesson",
                                                List.of(lesson.slug()),
                                                "optimizer",
                                                List.of(Recipe.OPTIMIZER.format(optimizer)),
                                                "degree",
                                                List.of("9")),
                                        Set.of());
                same(NumpyScript.of(recipe), Colours.PYTHON, PYTHON, "PYTHON", seen);
                same(TorchScript.of(recipe), Colours.PYTHON, PYTHON, "PYTHON", seen);
                if (JavaProgram.unwritten(recipe).isEmpty()) {
                    same(JavaProgram.of(recipe), Colours.JAVA, JAVA, "JAVA", seen);
                }
            }
        }
        for (String style : List.of("cm", "kw", "ca", "cd", "cj", "null")) {
            assertEquals(true, seen.contains("PYTHON " + style), style);
            assertEquals(true, seen.contains("JAVA " + style), style);
        }
    }

    @Test
    void linesThatNoScriptHas() {
        for (String line :
                List.of(
                        "",
                        " ",
                        "a",
                        "a.b",
                        "f(a) # a",
                        "'a'",
                        "x = 'a' + b",
                        "grad_k",
                        "v_b(",
                        "e1",
                        "1e-6 * e",
                        "__a",
                        "a_",
                        "in",
                        "int in",
                        "\"a\" + a // a",
                        "\"open a",
                        "vA gradA",
                        "grada",
                        "Aa A",
                        "/ a",
                        "# ",
                        "가 a 나",
                        "print(print)",
                        "a'",
                        "'a")) {
            assertEquals(expected(line, PYTHON), Colours.PYTHON.tokens(line), line);
            assertEquals(expected(line, JAVA), Colours.JAVA.tokens(line), line);
        }
    }
}
