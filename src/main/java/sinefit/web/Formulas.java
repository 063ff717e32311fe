package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Formulas as KaTeX sets them, kept ready: a page all of whose formulas are known comes with them
 * and without KaTeX. What is not known stays as plain text, and the page has KaTeX set it.
 */
final class Formulas {
    private static final String TAG = "<span";
    private static final String ATTRIBUTE = " data-tex=\"";
    private static final String END = "</span>";
    private static final String SCRIPT = "<script src=\"";
    private static final String KATEX = "/katex.min.js\" defer></script>";
    private static final byte[] IS_SET = " data-set>".getBytes(UTF_8);
    private static final byte[] NOTHING = {};

    /** In bytes: nobody reads them here, and of the 300,000 a page has a tenth. */
    private static final Map<String, byte[]> KNOWN = Pairs.bytes("/web/formulas/katex.txt", '\t');

    private Formulas() {}

    /** What comes in place of a part of a page. */
    @SuppressWarnings("ArrayRecordComponent") // written and gone
    private record Piece(int from, int to, byte[] instead) {}

    /**
     * A page or a part of one in UTF-8, with all its known formulas set: what stands in a span that
     * names its formula. Looked for without patterns: those took four fifths of a page's time on a
     * server whose code was not yet compiled.
     */
    static byte[] set(String html) {
        List<Piece> pieces = new ArrayList<>();
        boolean complete = true;
        int at = html.indexOf(ATTRIBUTE);
        while (at >= 0) {
            int tex = at + ATTRIBUTE.length();
            int quote = html.indexOf('"', tex);
            int plain = html.indexOf('>', quote) + 1;
            int end = html.indexOf('<', plain);
            int next = tex;
            if (inSpan(html, at) && quote >= 0 && plain > 0 && html.startsWith(END, end)) {
                byte[] set = KNOWN.get(unescaped(html.substring(tex, quote)));
                complete &= set != null;
                if (set != null) {
                    pieces.add(new Piece(plain - 1, plain, IS_SET));
                    pieces.add(new Piece(plain, end, set));
                    next = end;
                }
            }
            at = html.indexOf(ATTRIBUTE, next);
        }
        if (complete) {
            katex(html).ifPresent(pieces::add);
            pieces.sort(Comparator.comparingInt(Piece::from));
        }
        return written(html, pieces);
    }

    /** Whether a place is within the tag that opens a span, not behind it. */
    private static boolean inSpan(String html, int at) {
        int tag = html.lastIndexOf('<', at);
        return html.startsWith(TAG, tag) && html.lastIndexOf('>', at) < tag;
    }

    private static String unescaped(String attribute) {
        return attribute
                .replace("&#34;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** The line that has a page fetch KaTeX, to be left out. */
    private static Optional<Piece> katex(String html) {
        int at = html.indexOf(KATEX);
        if (at < 0) {
            return Optional.empty();
        }
        int end = at + KATEX.length();
        int after = html.startsWith("\n", end) ? end + 1 : end;
        return Optional.of(new Piece(html.lastIndexOf(SCRIPT, at), after, NOTHING));
    }

    private static byte[] written(String html, List<Piece> pieces) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(2 * html.length());
        int from = 0;
        for (Piece piece : pieces) {
            page.writeBytes(html.substring(from, piece.from()).getBytes(UTF_8));
            page.writeBytes(piece.instead());
            from = piece.to();
        }
        page.writeBytes(html.substring(from).getBytes(UTF_8));
        return page.toByteArray();
    }
}
