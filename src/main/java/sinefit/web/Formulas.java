package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Formulas as KaTeX sets them, kept ready: a page all of whose formulas are known comes with them
 * and without KaTeX. What is not known stays as plain text, and the page has KaTeX set it.
 */
final class Formulas {
    private static final String PLACE = "/web/formulas/katex.txt";

    private static final String TAG = "<span";
    private static final String ATTRIBUTE = " data-tex=\"";
    private static final String END = "</span>";
    private static final String SCRIPT = "<script src=\"";
    private static final String KATEX = "/katex.min.js\" defer></script>";

    private static final Map<String, String> KNOWN = read();

    private Formulas() {}

    /**
     * A page or a part of one with all its known formulas set: what stands in a span that names its
     * formula. Looked for without patterns: those took four fifths of the time that a page takes.
     */
    static String set(String html) {
        StringBuilder whole = new StringBuilder(html.length() + 100_000);
        boolean complete = true;
        int from = 0;
        int at = html.indexOf(ATTRIBUTE);
        while (at >= 0) {
            int tex = at + ATTRIBUTE.length();
            int quote = html.indexOf('"', tex);
            int plain = html.indexOf('>', quote) + 1;
            int end = html.indexOf('<', plain);
            int next = tex;
            if (inSpan(html, at) && quote >= 0 && plain > 0 && html.startsWith(END, end)) {
                String set = KNOWN.get(unescaped(html.substring(tex, quote)));
                complete &= set != null;
                if (set != null) {
                    whole.append(html.substring(from, plain - 1)).append(" data-set>").append(set);
                    from = end;
                    next = end;
                }
            }
            at = html.indexOf(ATTRIBUTE, next);
        }
        whole.append(html.substring(from));
        if (complete) {
            leaveOutKatex(whole);
        }
        return whole.toString();
    }

    /** Whether a place is within the tag that opens a span, not behind it. */
    private static boolean inSpan(String html, int at) {
        int tag = html.lastIndexOf('<', at);
        return html.startsWith(TAG, tag) && html.lastIndexOf('>', at) < tag;
    }

    private static void leaveOutKatex(StringBuilder page) {
        int end = page.indexOf(KATEX);
        if (end >= 0) {
            int after = end + KATEX.length();
            boolean line = after < page.length() && page.charAt(after) == '\n';
            page.delete(page.lastIndexOf(SCRIPT, end), line ? after + 1 : after);
        }
    }

    private static String unescaped(String attribute) {
        return attribute
                .replace("&#34;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static Map<String, String> read() {
        try (InputStream in = Objects.requireNonNull(Formulas.class.getResourceAsStream(PLACE));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return lines.lines()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
