package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Formulas as KaTeX sets them, kept ready: a page all of whose formulas are known comes with them
 * and without KaTeX. What is not known stays as plain text, and the page has KaTeX set it.
 */
final class Formulas {
    private static final String PLACE = "/web/formulas/katex.txt";

    /** An element with a formula and, in its place, plain text. */
    private static final Pattern UNSET =
            Pattern.compile("(<span[^>]* data-tex=\"([^\"]*)\"[^>]*)>([^<]*)</span>");

    private static final Pattern KATEX =
            Pattern.compile("<script src=\"[^\"]*/katex.min.js\" defer></script>\n?");

    private static final Map<String, String> KNOWN = read();

    private Formulas() {}

    /** A page or a part of one with all its known formulas set. */
    static String set(String html) {
        StringBuilder whole = new StringBuilder(html.length() + 50_000);
        Matcher formula = UNSET.matcher(html);
        boolean complete = true;
        while (formula.find()) {
            String set = KNOWN.get(unescaped(formula.group(2)));
            complete &= set != null;
            String kept = set == null ? formula.group() : formula.group(1) + " data-set>" + set;
            formula.appendReplacement(whole, Matcher.quoteReplacement(kept));
            if (set != null) {
                whole.append("</span>");
            }
        }
        formula.appendTail(whole);
        return complete ? KATEX.matcher(whole).replaceFirst("") : whole.toString();
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
