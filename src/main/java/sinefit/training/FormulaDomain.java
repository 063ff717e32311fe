package sinefit.training;

import sinefit.knob.Domain;
import sinefit.knob.Refusal;
import sinefit.problem.Formula;
import sinefit.problem.Formula.Trouble;

/** A formula in x, kept as it was typed. */
record FormulaDomain() implements Domain<Formula> {
    @Override
    public Formula parse(String text) throws Refusal {
        String plain = text.strip();
        try {
            return Formula.parse(plain);
        } catch (Formula.Unreadable e) {
            throw refusal(plain, e.place(), e.trouble());
        }
    }

    private static Refusal refusal(String text, int place, Trouble trouble) {
        String at = String.valueOf(place);
        return switch (trouble) {
            case LONG -> new Refusal("reject.long", String.valueOf(Formula.LONGEST));
            case END -> new Refusal(place, "reject.formulaEnd");
            case OPEN -> new Refusal(place, "reject.formulaOpen");
            case CALL -> new Refusal(place, "reject.formulaCall", word(text, place - 1, -1), at);
            case NAME ->
                    new Refusal(
                            place,
                            "reject.formulaName",
                            word(text, place - 1, 1),
                            Formula.functions(),
                            at);
            case CHARACTER -> new Refusal(place, "reject.formula", at, character(text, place - 1));
        };
    }

    private static String character(String text, int at) {
        return text.substring(at, text.offsetByCodePoints(at, 1));
    }

    /** The word that begins at a place, or (direction −1) that ends before it. */
    private static String word(String text, int at, int direction) {
        int from = at;
        int to = at;
        if (direction < 0) {
            while (from > 0 && !Character.isLetterOrDigit(text.charAt(from - 1))) {
                from--;
            }
            to = from;
            while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
                from--;
            }
        } else {
            while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
                to++;
            }
        }
        return text.substring(from, to);
    }

    @Override
    public String format(Formula formula) {
        return formula.toString();
    }
}
