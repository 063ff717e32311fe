package sinefit.training;

import sinefit.knob.Domain;
import sinefit.knob.Refusal;
import sinefit.problem.Formula;
import sinefit.problem.Formula.Trouble;
import sinefit.problem.PlusSigns;

/** A formula in x, kept as it was typed, but for the number of blanks around a plus sign. */
record FormulaDomain() implements Domain<Formula> {
    @Override
    public Formula parse(String text) throws Refusal {
        String plain = text.strip();
        try {
            Formula.parse(plain);
            return Formula.parse(PlusSigns.canonical(plain));
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
            case BLANK ->
                    new Refusal(
                            place,
                            "reject.formulaBlank",
                            before(text, place),
                            behind(text, place),
                            at);
            case CHARACTER -> new Refusal(place, "reject.formula", at, character(text, place - 1));
        };
    }

    /** What stands before a blank, from 1, as far as the blank before it. */
    private static String before(String text, int place) {
        String[] parts = text.substring(0, place).strip().split("\\s+");
        return parts[parts.length - 1];
    }

    private static String behind(String text, int place) {
        return text.substring(place).strip().split("\\s+")[0];
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
