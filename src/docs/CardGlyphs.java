import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.io.File;
import java.util.Locale;

/** Writes the outlines that preview cards are lettered with: java CardGlyphs.java folder-of-KaTeX's-ttf > glyphs.txt */
public class CardGlyphs {
    public static void main(String[] args) throws Exception {
        write(args[0], 'b', "SansSerif-Bold", "Sinefit");
        write(args[0], 's', "SansSerif-Regular", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");
        write(args[0], 'm', "Main-Regular", "0123456789.+=−×()^Σ");
        write(args[0], 'i', "Math-Italic", "xyzPT");
    }

    /** A line for each glyph: face, code, advance and outline, in thousandths of an em, y downwards. */
    private static void write(String folder, char face, String name, String signs) throws Exception {
        Font font = Font.createFont(Font.TRUETYPE_FONT, new File(folder, "KaTeX_" + name + ".ttf")).deriveFont(1000f);
        FontRenderContext exact = new FontRenderContext(null, true, true);
        for (int code : signs.codePoints().toArray()) {
            if (!font.canDisplay(code)) {
                continue;
            }
            GlyphVector glyph = font.createGlyphVector(exact, Character.toString(code));
            System.out.println(face + " " + Integer.toHexString(code) + " " + Math.round(glyph.getGlyphMetrics(0).getAdvance()) + " " + path(glyph.getOutline()));
        }
    }

    private static String path(Shape shape) {
        StringBuilder out = new StringBuilder();
        float[] c = new float[6];
        for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
            int kind = at.currentSegment(c);
            out.append("MLQCZ".charAt(kind));
            for (int k = 0; k < new int[] {2, 2, 4, 6, 0}[kind]; k++) {
                out.append(k == 0 ? "" : " ").append(String.format(Locale.ROOT, "%d", Math.round(c[k])));
            }
        }
        return out.toString();
    }
}
