package sinefit.training;

import sinefit.knob.Domain;
import sinefit.knob.Refusal;
import sinefit.problem.Formula;

/** A formula in x, kept as it was typed. */
record FormulaDomain() implements Domain<Formula> {
    @Override
    public Formula parse(String text) throws Refusal {
        String plain = text.strip();
        try {
            return Formula.parse(plain);
        } catch (Formula.Unreadable e) {
            int place = e.place();
            if (plain.length() > Formula.LONGEST) {
                throw new Refusal("reject.long", String.valueOf(Formula.LONGEST));
            }
            if (place > plain.length()) {
                throw new Refusal("reject.formulaEnd");
            }
            String there = plain.substring(place - 1, plain.offsetByCodePoints(place - 1, 1));
            throw new Refusal("reject.formula", String.valueOf(place), there);
        }
    }

    @Override
    public String format(Formula formula) {
        return formula.toString();
    }
}
