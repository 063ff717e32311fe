package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sinefit.web.view.ScriptView.TokenView;

/** Cuts a line of a language into what has a colour: comments, keywords, coefficients. */
final class Colours {
    static final Colours PYTHON =
            new Colours(
                    "#",
                    '\'',
                    Set.of("", "grad_", "v_"),
                    Set.of(
                            "import", "as", "for", "in", "if", "else", "try", "except", "is", "not",
                            "None", "True", "False", "class", "def", "return", "with", "print"));
    static final Colours JAVA =
            new Colours(
                    "//",
                    '"',
                    Set.of("", "grad", "v"),
                    Set.of(
                            "import", "public", "static", "final", "class", "void", "int", "double",
                            "float", "boolean", "new", "for", "if", "break", "return", "true",
                            "false"));

    private final String comment;
    private final char quote;
    private final Set<String> prefixes;
    private final Set<String> keywords;

    /**
     * A language.
     *
     * @param comment what begins one that goes on to the end of the line
     * @param quote what is around the short texts of a script
     * @param prefixes what may stand before a coefficient's letter in a name that belongs to it
     */
    private Colours(String comment, char quote, Set<String> prefixes, Set<String> keywords) {
        this.comment = comment;
        this.quote = quote;
        this.prefixes = prefixes;
        this.keywords = keywords;
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
        if (this == JAVA && line.charAt(at) == quote) {
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
        return apart ? coefficient(text) : null;
    }

    /** The colour of a coefficient, of its gradient and of its velocity. */
    private @Nullable String coefficient(String word) {
        int last = word.length() - 1;
        char letter = word.charAt(last);
        String prefix = word.substring(0, last);
        boolean big = this == JAVA && letter >= 'A' && letter <= 'J';
        boolean small = letter >= 'a' && letter <= 'j' && (this == PYTHON || prefix.isEmpty());
        return (big || small) && prefixes.contains(prefix)
                ? "c" + String.valueOf(letter).toLowerCase(Locale.ROOT)
                : null;
    }
}
