package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's own scripts and style sheets as they go over the wire: without indentation and without
 * comments that have lines of their own, line for line otherwise, so that a browser's tools show
 * the lines of the source. What a style sheet imports by a line of its own stands in its place.
 */
final class Lean {
    private static final Pattern IMPORT = Pattern.compile("@import \"([\\w.-]+\\.css)\";");

    private Lean() {}

    /** A style sheet; those that it imports are asked for by their names. */
    static byte[] style(byte[] source, Function<String, Optional<byte[]>> named) {
        StringBuilder lean = new StringBuilder();
        for (String line : text(source).lines().toList()) {
            Matcher imported = IMPORT.matcher(line);
            Optional<byte[]> part =
                    imported.matches() ? named.apply(imported.group(1)) : Optional.empty();
            lean.append(part.map(Lean::text).orElse(line)).append('\n');
        }
        return lean.toString().getBytes(UTF_8);
    }

    /** A script, whose template literals keep within their lines. */
    static byte[] script(byte[] source) {
        return text(source).getBytes(UTF_8);
    }

    private static String text(byte[] source) {
        StringBuilder lean = new StringBuilder();
        boolean comment = false;
        for (String line : new String(source, UTF_8).lines().toList()) {
            String bare = line.strip();
            boolean begins = bare.startsWith("/*") && !bare.matches("/\\*.*\\*/.+");
            comment |= begins;
            if (!comment && !bare.startsWith("//")) {
                lean.append(bare);
            }
            lean.append('\n');
            comment &= !bare.endsWith("*/");
        }
        return lean.toString();
    }
}
