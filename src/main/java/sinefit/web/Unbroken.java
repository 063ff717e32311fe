package sinefit.web;

import java.util.List;
import java.util.Set;

/**
 * Keeps a line from ending within a number or a formula in a page's prose, and a translator from
 * touching them: "5e-6", "sin x", "Σ(ŷ − y)²" go into spans of class nobr. Page scripts do the same
 * with what they write (unbroken.js); both pass the same cases. Without patterns, as {@link
 * Formulas}.
 */
final class Unbroken {
    private static final String OPEN = "<span class=\"nobr\" translate=\"no\">";
    private static final String CLOSE = "</span>";

    /** A formula of more characters may end a line before a sign outside its brackets. */
    private static final int LONGEST = 26;

    /**
     * Texts that are no prose, or cannot hold an element, or lay out their children by themselves.
     */
    private static final Set<String> LEFT =
            Set.of(
                    "script",
                    "style",
                    "title",
                    "textarea",
                    "option",
                    "pre",
                    "code",
                    "svg",
                    "math",
                    "kbd",
                    "canvas",
                    "desc");

    /** What lays out its children by itself: another element there would be another child. */
    private static final Set<String> LAID = Set.of("button", "label", "summary");

    private static final Set<String> CODE = Set.of("code", "pre", "kbd", "output");
    private static final List<String> LIVE =
            List.of(
                    " data-tex=",
                    " data-v=",
                    " data-theta=",
                    " data-fact=",
                    " data-limit",
                    " data-log-rows",
                    " data-result");
    private static final Set<String> CLASSES =
            Set.of(
                    "num", "live", "mv", "sym", "co", "mat", "cells", "cls", "mono", "nobr",
                    "brand", "poly", "src");

    /** What may hold words beside its numbers. */
    private static final Set<String> BLOCKS =
            Set.of("p", "dl", "ul", "ol", "table", "section", "button");

    private static final Set<String> FUNCTIONS =
            Set.of("sin", "cos", "tan", "exp", "ln", "log", "tanh", "sqrt", "abs");
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵗᵏⁿˣ₀₁₂₃₄₅₆₇₈₉ₖ′";
    private static final String SIGNS = "+−–·×=←≤≥<>/±∓≈";
    private static final String OTHERS = "ŷŝ∂√½⅓¼∞";

    private Unbroken() {}

    /** A page or a part of one. */
    static String page(String html) {
        StringBuilder out = new StringBuilder(html.length() + 4096);
        int at = 0;
        int laid = 0;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            if (tag < 0) {
                tag = html.length();
            }
            if (laid > 0) {
                out.append(html, at, tag);
            } else {
                text(html, at, tag, out);
            }
            if (tag == html.length()) {
                break;
            }
            int end = html.startsWith("<!--", tag) ? html.indexOf("-->", tag) : end(html, tag);
            if (end < 0) {
                return out.append(html, tag, html.length()).toString();
            }
            end++;
            String name = name(html, tag);
            boolean closing = html.charAt(tag + 1) == '/';
            if (LAID.contains(closing ? name(html, tag + 1) : name)) {
                laid += closing ? -1 : 1;
            }
            if (LEFT.contains(name)) {
                end = closed(html, name, end);
            } else if (html.startsWith("<div class=\"src\"", tag)) {
                end = closed(html, "div", end); // a program's lines
            } else if (own(html, tag, end)) {
                int next = html.indexOf('<', end);
                end = next < 0 ? html.length() : next;
            }
            int head = closing ? tag : tag + 1 + name.length();
            out.append(html, tag, head);
            if (head > tag
                    && mathematics(name, html.substring(tag, Math.min(end, end(html, tag) + 1)))) {
                out.append(" translate=\"no\"");
            }
            out.append(html, head, end);
            at = end;
        }
        return out.toString();
    }

    /**
     * Whether a tag opens what no translator may touch: code, a key's name, a number, a formula.
     */
    private static boolean mathematics(String name, String opened) {
        if (name.isEmpty() || opened.contains(" translate=")) {
            return false;
        }
        if (CODE.contains(name) || LIVE.stream().anyMatch(opened::contains)) {
            return true;
        }
        int at = opened.indexOf(" class=\"");
        if (at < 0 || BLOCKS.contains(name)) {
            return false;
        }
        String classes = opened.substring(at + 8, opened.indexOf('"', at + 8));
        return List.of(classes.split(" ", -1)).stream().anyMatch(CLASSES::contains);
    }

    /** Where a tag's last sign stands, which is none within quotes; -1 if nowhere. */
    private static int end(String html, int tag) {
        char quote = 0;
        for (int i = tag; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    private static String name(String html, int tag) {
        int end = tag + 1;
        while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return html.substring(tag + 1, end);
    }

    /** Where an element that begins before a place ends, whatever of its kind stands in it. */
    private static int closed(String html, String name, int from) {
        String close = "</" + name + ">";
        String open = "<" + name;
        int depth = 1;
        int at = from;
        while (true) {
            int end = html.indexOf(close, at);
            if (end < 0) {
                return html.length();
            }
            for (int i = html.indexOf(open, at); i >= 0 && i < end; i = html.indexOf(open, i + 1)) {
                depth++;
            }
            depth--;
            if (depth == 0) {
                return end;
            }
            at = end + close.length();
        }
    }

    /** A formula that KaTeX sets, or a text that is kept together already. */
    private static boolean own(String html, int tag, int end) {
        String opened = html.substring(tag, end);
        return opened.contains("data-tex=") || opened.contains("class=\"nobr\"");
    }

    private static void text(String html, int from, int to, StringBuilder out) {
        int done = from;
        int at = from;
        while (at < to) {
            int end = at == from || !wordy(html.charAt(at - 1)) ? formula(html, at, to) : at;
            if (end > at) {
                out.append(html, done, at);
                wrap(html, at, end, out);
                at = end;
                done = end;
            } else {
                at++;
            }
        }
        out.append(html, done, to);
    }

    private static boolean wordy(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '.'
                || c == ','
                || c == '&'
                || c == '#';
    }

    /** Where the formula that begins here ends; the same place if there is none worth keeping. */
    private static int formula(String s, int from, int to) {
        int at = from;
        if (s.charAt(at) == '−' || s.charAt(at) == '-') {
            at++;
        }
        int end = atom(s, at, to);
        if (end == at) {
            return from;
        }
        boolean parted = breaks(s, from, end);
        while (true) {
            int next = joined(s, at, end, to);
            if (next == end) {
                break;
            }
            at = end;
            end = next;
            parted = true;
        }
        return parted ? end : from;
    }

    /** Whether a browser may end a line within one atom. */
    private static boolean breaks(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (" -\u2009(|[+−".indexOf(s.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** What follows directly, after a sign, or after a blank as an argument does; else the end. */
    private static int joined(String s, int last, int end, int to) {
        int direct = atom(s, end, to);
        if (direct > end) {
            return direct;
        }
        int at = end;
        boolean blank = at < to && (s.charAt(at) == ' ' || s.charAt(at) == '\u00a0');
        if (blank) {
            at++;
        }
        int sign = sign(s, at, to);
        if (sign > at) {
            int after = sign < to && s.charAt(sign) == ' ' ? sign + 1 : sign;
            if (after < to && s.charAt(after) == '−') {
                after++;
            }
            int next = atom(s, after, to);
            return next > after ? next : end;
        }
        if (!blank) {
            return end;
        }
        if (at < to && s.charAt(at) == '%') {
            return Character.isDigit(s.charAt(end - 1)) ? at + 1 : end;
        }
        boolean factor = at < to && (s.charAt(at) == 'x' || s.charAt(at) == 'z');
        boolean function = FUNCTIONS.contains(s.substring(last, end));
        int next = factor || function ? atom(s, at, to) : at;
        return next > at && (function || end - last <= 8) ? next : end;
    }

    private static int sign(String s, int at, int to) {
        if (s.startsWith("&lt;", at) || s.startsWith("&gt;", at)) {
            return at + 4;
        }
        return at < to && SIGNS.indexOf(s.charAt(at)) >= 0 ? at + 1 : at;
    }

    /** A number, a letter, a function's name, raised or lowered signs, or brackets around such. */
    private static int atom(String s, int at, int to) {
        if (at >= to) {
            return at;
        }
        char c = s.charAt(at);
        if (c >= '0' && c <= '9') {
            return number(s, at, to);
        }
        if (RAISED.indexOf(c) >= 0 || OTHERS.indexOf(c) >= 0 || (c >= 'Α' && c <= 'ω')) {
            return at + 1;
        }
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            int end = at;
            while (end < to && Character.isLetter(s.charAt(end)) && s.charAt(end) < 0x250) {
                end++;
            }
            boolean word =
                    end - at > 1 || (end < to && (s.charAt(end) == '’' || s.charAt(end) == '\''));
            if (word
                    && end < to
                    && s.charAt(end) == '.'
                    && end + 1 < to
                    && Character.isLetter(s.charAt(end + 1))) {
                return at;
            }
            return !word || FUNCTIONS.contains(s.substring(at, end)) ? end : at;
        }
        return c == '(' || c == '[' || c == '|' ? bracket(s, at, to) : at;
    }

    private static int number(String s, int at, int to) {
        int end = at;
        while (end < to && digitAfter(s, end, at, to)) {
            end++;
        }
        int power = end;
        if (power < to && s.charAt(power) == 'e') {
            power++;
            if (power < to && "-+−".indexOf(s.charAt(power)) >= 0) {
                power++;
            }
            int first = power;
            while (power < to && Character.isDigit(s.charAt(power))) {
                power++;
            }
            if (power > first) {
                return power;
            }
        }
        return end;
    }

    /** A digit, or a sign between two of them. */
    private static boolean digitAfter(String s, int i, int from, int to) {
        char c = s.charAt(i);
        if (c >= '0' && c <= '9') {
            return true;
        }
        return (c == '.' || c == ',' || c == '\u2009')
                && i > from
                && i + 1 < to
                && s.charAt(i + 1) >= '0'
                && s.charAt(i + 1) <= '9';
    }

    private static int bracket(String s, int at, int to) {
        char close = s.charAt(at) == '(' ? ')' : s.charAt(at) == '[' ? ']' : '|';
        int inner = at + 1;
        if (inner < to && (s.charAt(inner) == '−' || s.charAt(inner) == '-')) {
            inner++;
        }
        int last = inner;
        int end = atom(s, inner, close == '|' ? Math.min(to, inner + 1) : to);
        if (end == inner) {
            return at;
        }
        while (end < to && s.charAt(end) != close) {
            int next =
                    s.charAt(end) == ',' && end + 1 < to && s.charAt(end + 1) == ' '
                            ? argument(s, end + 2, to)
                            : joined(s, last, end, to);
            if (next <= end || next - at > 40) {
                return at;
            }
            last = end;
            end = next;
        }
        return end < to ? end + 1 : at;
    }

    private static int argument(String s, int at, int to) {
        int first = at < to && s.charAt(at) == '−' ? at + 1 : at;
        int end = atom(s, first, to);
        return end > first ? end : at;
    }

    private static void wrap(String s, int from, int to, StringBuilder out) {
        if (to - from <= LONGEST) {
            out.append(OPEN).append(s, from, to).append(CLOSE);
            return;
        }
        int depth = 0;
        int begun = from;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (depth == 0 && c == ' ' && i + 1 < to && sign(s, i + 1, to) > i + 1) {
                out.append(OPEN).append(s, begun, i).append(CLOSE).append(' ');
                begun = i + 1;
            }
        }
        out.append(OPEN).append(s, begun, to).append(CLOSE);
    }
}
