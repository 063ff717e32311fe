package sinefit.training;

import sinefit.knob.ChoiceDomain;
import sinefit.knob.Domain;
import sinefit.knob.Refusal;

/**
 * The mistakes by their names, or by a whole number that stands for one ({@link Bug#hidden}), which
 * a puzzle's link has.
 */
record BugDomain(ChoiceDomain<Bug> names) implements Domain<Bug> {
    BugDomain() {
        this(ChoiceDomain.of(Bug.class));
    }

    @Override
    public Bug parse(String text) throws Refusal {
        String plain = text.strip();
        return plain.matches("\\d{1,9}") ? Bug.hidden(Long.parseLong(plain)) : names.parse(plain);
    }

    @Override
    public String format(Bug value) {
        return names.format(value);
    }
}
