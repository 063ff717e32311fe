package sinefit.problem;

/**
 * Tells plus signs from blanks where a link shows both as {@code +}.
 *
 * <p>In a query a raw {@code +} stands for a blank, yet people write it, and messengers turn {@code
 * %2B} into it, where they mean the sign. Between two operands a blank means nothing ({@link
 * Formula} refuses it), and elsewhere a plus sign means nothing: so the place tells which it is.
 */
public final class PlusSigns {
    /** Stands in a text for a {@code +} of which it is open whether it is a sign or a blank. */
    public static final char OPEN = '\u0001';

    private PlusSigns() {}

    /**
     * Reads a formula in which some signs are {@link #OPEN}. Of those between two operands the one
     * in the middle becomes a plus sign, unless a plus sign is there already; all others become
     * blanks.
     */
    public static String read(String text) {
        StringBuilder read = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && isGap(text.charAt(at))) {
                at++;
            }
            if (at > from) {
                fill(read, from, at);
            } else {
                at++;
            }
        }
        return read.toString();
    }

    /**
     * A formula with its blanks around plus signs as a link keeps them: the sign in the middle, one
     * blank more behind it where their number is odd. It is the same formula.
     */
    public static String canonical(String text) {
        StringBuilder open = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open.append(isGap(c) ? OPEN : c);
        }
        return read(open.toString());
    }

    private static void fill(StringBuilder text, int from, int to) {
        String gap = text.substring(from, to);
        boolean between =
                from > 0 && to < text.length() && ends(text, from) && begins(text.charAt(to));
        long open = gap.chars().filter(c -> c == OPEN).count();
        long sign = between && gap.indexOf('+') < 0 ? (open - 1) / 2 : -1;
        int seen = 0;
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == OPEN) {
                text.setCharAt(at, seen == sign ? '+' : ' ');
                seen++;
            }
        }
    }

    private static boolean isGap(char c) {
        return c == OPEN || c == '+' || Character.isWhitespace(c);
    }

    /** Whether an operand ends there; the name of a function without its parentheses is none. */
    private static boolean ends(CharSequence text, int end) {
        int from = end;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        char last = text.charAt(end - 1);
        boolean word = from < end;
        return word
                ? !Formula.isFunction(text.subSequence(from, end).toString())
                : last == '.' || last == ')';
    }

    private static boolean begins(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '(';
    }
}
