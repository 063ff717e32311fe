package sinefit.plot;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Letters as outlines, so that a picture can be lettered on a machine without fonts. What has no
 * outline is a gap.
 */
final class Glyphs {
    private static final double EM = 1000;
    private static final double SMALL = 0.7;
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";
    private static final double GAP = 0.25;
    private static final double THIN = 0.167;
    private static final Map<String, Glyph> ALL = read();

    private Glyphs() {}

    private record Glyph(double advance, Path2D outline) {}

    /**
     * A text's outline.
     *
     * @param shape with the start of its base line at the origin, in units of the size
     * @param width how far the next text is from this one's start
     */
    record Lettering(Shape shape, double width) {}

    /** A text in a face, of a size of 1. */
    static Lettering of(char face, String text) {
        Path2D whole = new Path2D.Double();
        double at = 0;
        for (int code : text.codePoints().toArray()) {
            if (code == 'ŷ') {
                place('m', '^', whole, at + 0.04, 0, 1);
                at += place('i', 'y', whole, at, 0, 1);
            } else if (code == '⁻') {
                at += place('m', '−', whole, at, -0.36, SMALL);
            } else if (RAISED.indexOf(code) >= 0) {
                at += place('m', '0' + RAISED.indexOf(code), whole, at, -0.36, SMALL);
            } else if (LOWERED.indexOf(code) >= 0) {
                at += place('m', '0' + LOWERED.indexOf(code), whole, at, 0.16, SMALL);
            } else {
                at += place(face, code, whole, at, 0, 1);
            }
        }
        return new Lettering(whole, at);
    }

    private static double place(
            char face, int code, Path2D whole, double x, double y, double size) {
        Glyph glyph = ALL.get(face + Integer.toHexString(code));
        if (glyph == null) {
            return size * (code == '\u2009' ? THIN : GAP);
        }
        AffineTransform move = AffineTransform.getTranslateInstance(x, y);
        move.scale(size, size);
        whole.append(glyph.outline().getPathIterator(move), false);
        return size * glyph.advance();
    }

    private static Map<String, Glyph> read() {
        Map<String, Glyph> glyphs = new HashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(Glyphs.class.getResourceAsStream("glyphs.txt"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 4);
                double advance = Double.parseDouble(parts[2]) / EM;
                glyphs.put(parts[0] + parts[1], new Glyph(advance, outline(parts[3])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return glyphs;
    }

    private static Path2D outline(String text) {
        Path2D path = new Path2D.Double();
        for (String piece : text.split("(?=[MLQCZ])")) {
            double[] c = new double[6];
            String[] numbers = piece.substring(1).split(" ");
            for (int k = 0; piece.length() > 1 && k < numbers.length; k++) {
                c[k] = Double.parseDouble(numbers[k]) / EM;
            }
            switch (piece.charAt(0)) {
                case 'M' -> path.moveTo(c[0], c[1]);
                case 'L' -> path.lineTo(c[0], c[1]);
                case 'Q' -> path.quadTo(c[0], c[1], c[2], c[3]);
                case 'C' -> path.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> path.closePath();
            }
        }
        return path;
    }
}
