package sinefit.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sinefit.model.Model;
import sinefit.web.view.ScriptView.TokenView;

/** Cuts a line of a language into what has a colour: comments, keywords, coefficients. */
final class Colours {
    static final Colours PYTHON =
            new Colours(
                    "#",
                    '\'',
                    false,
                    List.of("a", "grad_a", "v_a"),
                    Set.of(
                            "import", "as", "for", "in", "if", "else", "try", "except", "is", "not",
                            "None", "True", "False", "class", "def", "return", "with", "print"));
    static final Colours JAVA =
            new Colours(
                    "//",
                    '"',
                    true,
                    List.of("a", "A", "gradA", "vA"),
                    Set.of(
                            "import", "public", "static", "final", "class", "void", "int", "double",
                            "float", "boolean", "new", "for", "if", "break", "return", "true",
                            "false"));

    private final String comment;
    private final char quote;
    private final boolean skipsTexts;
    private final Set<String> keywords;

    /** The colour of every name of a coefficient, its gradient and its velocity. */
    private final Map<String, String> names = new HashMap<>();

    /**
     * A language.
     *
     * @param comment what begins one that goes on to the end of the line
     * @param quote what is around a script's texts
     * @param skipsTexts whether nothing within a text has a colour
     * @param namesOfA all names that belong to coefficient a; those of the others end in their
     *     letters
     */
    private Colours(
            String comment,
            char quote,
            boolean skipsTexts,
            List<String> namesOfA,
            Set<String> keywords) {
        this.comment = comment;
        this.quote = quote;
        this.skipsTexts = skipsTexts;
        this.keywords = keywords;
        for (String name : namesOfA) {
            int last = name.length() - 1;
            for (int k = 0; k < Model.MOST_COEFFICIENTS; k++) {
                String own = name.substring(0, last) + (char) (name.charAt(last) + k);
                names.put(own, "c" + (char) ('a' + k));
            }
        }
    }

    /** The line in pieces; joined they are the line. */
    List<TokenView> tokens(String line) {
        List<TokenView> tokens = new ArrayList<>();
        int plain = 0;
        int at = 0;
        while (at < line.length()) {
            int end = end(line, at);
            String style = style(line, at, end);
            if (style != null) {
                add(tokens, null, line.substring(plain, at));
                add(tokens, style, line.substring(at, end));
                plain = end;
            }
            at = end;
        }
        add(tokens, null, line.substring(plain));
        return tokens;
    }

    private static void add(List<TokenView> tokens, @Nullable String style, String text) {
        if (!text.isEmpty()) {
            tokens.add(new TokenView(style, text));
        }
    }

    /** Behind the comment, the text, the word or the sign that begins here. */
    private int end(String line, int at) {
        if (line.startsWith(comment, at)) {
            return line.length();
        }
        int end = at + 1;
        if (skipsTexts && line.charAt(at) == quote) {
            int close = line.indexOf(quote, end);
            return close < 0 ? end : close + 1;
        }
        while (word(line.charAt(at)) && end < line.length() && word(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean word(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private @Nullable String style(String line, int from, int to) {
        if (line.startsWith(comment, from)) {
            return "cm";
        }
        String text = line.substring(from, to);
        if (keywords.contains(text)) {
            return "kw";
        }
        char before = from == 0 ? ' ' : line.charAt(from - 1);
        char after = to == line.length() ? ' ' : line.charAt(to);
        boolean apart = before != '.' && before != quote && after != '(' && after != quote;
        return apart ? names.get(text) : null;
    }
}
