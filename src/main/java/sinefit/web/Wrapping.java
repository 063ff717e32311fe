package sinefit.web;

import java.util.ArrayList;
import java.util.List;

/** Lines of text in pictures, whose faces are not known here: widths are estimates, rather wide. */
final class Wrapping {
    private static final double WIDE = 1;
    private static final double CAPITAL = 0.68;
    private static final double USUAL = 0.57;
    private static final double NARROW = 0.32;

    private Wrapping() {}

    /** How wide a text is at a size. */
    static double width(String text, int size) {
        return size * text.codePoints().mapToDouble(Wrapping::share).sum();
    }

    private static double share(int c) {
        if (c >= 0x2E80 || c == '—' || c == '…') {
            return WIDE;
        }
        if ((c >= 'A' && c <= 'Z') || c == 'm' || c == 'w' || c == 'Σ') {
            return CAPITAL;
        }
        return " iljtf.,:;|'()[]".indexOf(c) >= 0 ? NARROW : USUAL;
    }

    /** Pieces put together to lines with a sign between them; a piece too long is cut at blanks. */
    static List<String> lines(List<String> pieces, String between, int width, int size) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces) {
            String joint = line.isEmpty() ? "" : between;
            if (width(line + joint + piece, size) <= width) {
                line.append(joint).append(piece);
                continue;
            }
            for (String word : (joint + piece).strip().split(" ", -1)) {
                String blank = line.isEmpty() ? "" : " ";
                if (!line.isEmpty() && width(line + blank + word, size) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    blank = "";
                }
                line.append(blank).append(word);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** A text without blanks in so many lines at most; what is left over becomes an ellipsis. */
    static List<String> cut(String text, int width, int size, int most) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from + 1;
            while (to < text.length() && width(text.substring(from, to + 1), size) <= width) {
                to++;
            }
            if (lines.size() == most) {
                String last = lines.remove(most - 1);
                lines.add(last.substring(0, last.length() - 1) + "…");
                return lines;
            }
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }
}
