package sinefit.problem;

import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import sinefit.number.Repr;

/**
 * A function of x as a person types it: numbers, x, pi, e, + − * / ^ (or **), parentheses, and the
 * functions of {@link #FUNCTIONS}; a product needs no sign where its factors touch: {@code
 * 2x(x+1)}. A blank between two operands is no product, since links turn plus signs into blanks. A
 * power binds tighter than a minus before it, and from the right, as in mathematics and Python. By
 * StrictMath: the same bits on every machine.
 */
public final class Formula implements DoubleUnaryOperator {
    /** Most characters of a formula. */
    public static final int LONGEST = 200;

    /** A function by its name: its value, and its names in NumPy and PyTorch. */
    private record Named(DoubleUnaryOperator value, String numpy, String torch, String java) {
        static Named of(DoubleUnaryOperator value, String name) {
            return new Named(value, name, name, "StrictMath." + name);
        }
    }

    private static final Map<String, Named> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("sin", Named.of(StrictMath::sin, "sin")),
                    Map.entry("cos", Named.of(StrictMath::cos, "cos")),
                    Map.entry("tan", Named.of(StrictMath::tan, "tan")),
                    Map.entry("asin", inverse(StrictMath::asin, "sin")),
                    Map.entry("acos", inverse(StrictMath::acos, "cos")),
                    Map.entry("atan", inverse(StrictMath::atan, "tan")),
                    Map.entry("sinh", Named.of(StrictMath::sinh, "sinh")),
                    Map.entry("cosh", Named.of(StrictMath::cosh, "cosh")),
                    Map.entry("tanh", Named.of(StrictMath::tanh, "tanh")),
                    Map.entry("exp", Named.of(StrictMath::exp, "exp")),
                    Map.entry("log", Named.of(StrictMath::log, "log")),
                    Map.entry("log10", Named.of(StrictMath::log10, "log10")),
                    Map.entry("sqrt", Named.of(StrictMath::sqrt, "sqrt")),
                    Map.entry("floor", Named.of(StrictMath::floor, "floor")),
                    Map.entry("ceil", Named.of(StrictMath::ceil, "ceil")),
                    Map.entry("abs", Named.of(Math::abs, "abs")),
                    Map.entry("sign", sign()),
                    Map.entry("signum", sign()));

    private static Named inverse(DoubleUnaryOperator value, String of) {
        return new Named(value, "arc" + of, "a" + of, "StrictMath.a" + of);
    }

    private static Named sign() {
        return new Named(Math::signum, "sign", "sign", "Math.signum");
    }

    /** In what a formula can be written. */
    public enum Language {
        NUMPY,
        TORCH,
        JAVA
    }

    /** What can be wrong with a text. */
    public enum Trouble {
        /** More than {@value #LONGEST} characters. */
        LONG,
        /** Something is missing at the end. */
        END,
        /** A parenthesis is still open at the end. */
        OPEN,
        /** A name that means nothing. */
        NAME,
        /** A function without its parentheses. */
        CALL,
        /** A blank between two operands, where a sign has to stand. */
        BLANK,
        /** A character that has no place there. */
        CHARACTER
    }

    /** A text that is no formula. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final int place;
        private final Trouble trouble;

        Unreadable(int place, Trouble trouble) {
            super(trouble + " at " + place, null, false, false);
            this.place = place;
            this.trouble = trouble;
        }

        /** What is wrong there. */
        public Trouble trouble() {
            return trouble;
        }

        /**
         * The character, from 1, that nothing can be made of; one past the end if more must come.
         */
        public int place() {
            return place;
        }
    }

    /** A part of a formula. */
    private sealed interface Node {
        double at(double x);

        boolean constant();

        String in(Language language);
    }

    private record Literal(double value) implements Node {
        @Override
        public double at(double x) {
            return value;
        }

        @Override
        public boolean constant() {
            return true;
        }

        @Override
        public String in(Language language) {
            if (Double.isFinite(value)) {
                return value < 0 ? "(" + Repr.of(value) + ")" : Repr.of(value);
            }
            // 1/0: Python raises an error where Java and NumPy go on with infinity.
            boolean java = language == Language.JAVA;
            if (Double.isNaN(value)) {
                return java ? "Double.NaN" : "float(\"nan\")";
            }
            if (java) {
                return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
            }
            return value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
        }
    }

    private record Variable() implements Node {
        @Override
        public double at(double x) {
            return x;
        }

        @Override
        public boolean constant() {
            return false;
        }

        @Override
        public String in(Language language) {
            return language == Language.JAVA ? "x[k]" : "x";
        }
    }

    private record Call(Named function, Node of) implements Node {
        @Override
        public double at(double x) {
            return function.value.applyAsDouble(of.at(x));
        }

        @Override
        public boolean constant() {
            return of.constant();
        }

        @Override
        public String in(Language language) {
            String name =
                    switch (language) {
                        case NUMPY -> "np." + function.numpy;
                        case TORCH -> "torch." + function.torch;
                        case JAVA -> function.java;
                    };
            return name + "(" + of.in(language) + ")";
        }
    }

    private record Negative(Node of) implements Node {
        @Override
        public double at(double x) {
            return -of.at(x);
        }

        @Override
        public boolean constant() {
            return of.constant();
        }

        @Override
        public String in(Language language) {
            return "(-" + of.in(language) + ")";
        }
    }

    private record Pair(char sign, Node left, Node right) implements Node {
        @Override
        public double at(double x) {
            double a = left.at(x);
            double b = right.at(x);
            return switch (sign) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                case '/' -> a / b;
                default -> StrictMath.pow(a, b);
            };
        }

        @Override
        public boolean constant() {
            return left.constant() && right.constant();
        }

        @Override
        public String in(Language language) {
            String a = left.in(language);
            String b = right.in(language);
            if (sign != '^') {
                return "(" + a + " " + sign + " " + b + ")";
            }
            return language == Language.JAVA
                    ? "StrictMath.pow(" + a + ", " + b + ")"
                    : "(" + a + " ** " + b + ")";
        }
    }

    private final String text;
    private final Node root;

    private Formula(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a formula.
     *
     * @throws Unreadable if it is none, or longer than {@value #LONGEST} characters
     */
    public static Formula parse(String text) throws Unreadable {
        return parse(text, new Reader(text, "x", false));
    }

    /**
     * Reads a function of another variable than x, which no link carries: there a blank between two
     * operands is a product.
     *
     * @throws Unreadable if it is none, or longer than {@value #LONGEST} characters
     */
    public static Formula parse(String text, String variable) throws Unreadable {
        return parse(text, new Reader(text, variable, true));
    }

    private static Formula parse(String text, Reader reader) throws Unreadable {
        if (text.length() > LONGEST) {
            throw new Unreadable(LONGEST + 1, Trouble.LONG);
        }
        Node root = reader.sum();
        if (reader.next() != 0) {
            throw reader.lost();
        }
        return new Formula(text, root);
    }

    @Override
    public double applyAsDouble(double x) {
        return root.at(x);
    }

    /** Whether a word is the name of a function, in letters of any size. */
    static boolean isFunction(String word) {
        return FUNCTIONS.containsKey(word.toLowerCase(Locale.ROOT));
    }

    /** The names of all functions, in the order of the alphabet. */
    public static String functions() {
        return FUNCTIONS.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    /** The values at x as an expression; of {@code x[k]} in Java. */
    public String in(Language language) {
        return root.constant() && language != Language.JAVA
                ? root.in(language) + " + 0 * x"
                : root.in(language);
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Descends into a text. The depth is bounded by the text's length. */
    private static final class Reader {
        private final String text;
        private final String variable;
        private final boolean multipliesByBlanks;
        private int at;

        Reader(String text, String variable, boolean multipliesByBlanks) {
            this.text = text;
            this.variable = variable;
            this.multipliesByBlanks = multipliesByBlanks;
        }

        Unreadable lost() {
            return lost(Trouble.CHARACTER);
        }

        private Unreadable lost(Trouble trouble) {
            boolean ended = at >= text.length() && trouble == Trouble.CHARACTER;
            return new Unreadable(at + 1, ended ? Trouble.END : trouble);
        }

        /** The next character that is no space, not taken yet; 0 at the end. */
        char next() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            char c = at < text.length() ? text.charAt(at) : 0;
            return switch (c) {
                case '\u2212' -> '-';
                case '\u00b7', '\u00d7' -> '*';
                default -> c;
            };
        }

        Node sum() throws Unreadable {
            Node sum = product();
            for (char sign = next(); sign == '+' || sign == '-'; sign = next()) {
                at++;
                sum = pair(sign, sum, product());
            }
            return sum;
        }

        private Node product() throws Unreadable {
            Node product = signed();
            while (true) {
                char sign = next();
                if (sign == '*' || sign == '/') {
                    at++;
                    product = pair(sign, product, signed());
                } else if (isBlankBeforeOperand(sign)) {
                    throw new Unreadable(at, Trouble.BLANK);
                } else if (sign == '(' || Character.isLetter(sign)) {
                    product = pair('*', product, power());
                } else {
                    return product;
                }
            }
        }

        private boolean isBlankBeforeOperand(char next) {
            if (multipliesByBlanks) {
                return false;
            }
            boolean operand = next == '(' || next == '.' || Character.isLetterOrDigit(next);
            return operand && Character.isWhitespace(text.charAt(at - 1));
        }

        private Node signed() throws Unreadable {
            char sign = next();
            if (sign == '-' || sign == '+') {
                at++;
                Node of = signed();
                return sign == '+' ? of : folded(new Negative(of));
            }
            return power();
        }

        private Node power() throws Unreadable {
            Node base = atom();
            char sign = next();
            boolean stars = sign == '*' && text.startsWith("**", at);
            if (sign != '^' && !stars) {
                return base;
            }
            at += stars ? 2 : 1;
            return pair('^', base, signed());
        }

        private Node atom() throws Unreadable {
            char c = next();
            if (c == '(') {
                return inParentheses();
            }
            if (c == '.' || (c >= '0' && c <= '9')) {
                return number();
            }
            int from = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            String name = text.substring(from, at).toLowerCase(Locale.ROOT);
            Named function = FUNCTIONS.get(name);
            if (function != null && next() == '(') {
                return folded(new Call(function, inParentheses()));
            }
            if (function != null) {
                throw lost(Trouble.CALL);
            }
            at = from;
            if (name.equals(variable)) {
                return named(new Variable(), name.length());
            }
            return switch (name) {
                case "e" -> named(new Literal(Math.E), 1);
                case "pi" -> named(new Literal(Math.PI), 2);
                case "\u03c0" -> named(new Literal(Math.PI), 1);
                default -> throw lost(name.isEmpty() ? Trouble.CHARACTER : Trouble.NAME);
            };
        }

        private Node named(Node node, int length) {
            at += length;
            return node;
        }

        private Node inParentheses() throws Unreadable {
            at++;
            Node inner = sum();
            if (next() != ')') {
                throw lost(next() == 0 ? Trouble.OPEN : Trouble.CHARACTER);
            }
            at++;
            return inner;
        }

        private Node number() throws Unreadable {
            int from = at;
            digits();
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                digits();
            }
            if (at == from + 1 && text.charAt(from) == '.') {
                at = from;
                throw lost();
            }
            exponent();
            return new Literal(Double.parseDouble(text.substring(from, at)));
        }

        private void digits() {
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
        }

        /** As in 1e-3, where digits follow; else the e is a number of its own. */
        private void exponent() {
            int before = at;
            if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
                at++;
                if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                    at++;
                }
                int from = at;
                digits();
                at = at > from ? at : before;
            }
        }

        private static Node pair(char sign, Node left, Node right) {
            return folded(new Pair(sign, left, right));
        }

        /** A part without x is one number. */
        private static Node folded(Node node) {
            return node.constant() ? new Literal(node.at(0)) : node;
        }
    }
}
