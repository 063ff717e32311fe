package sinefit.training;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sinefit.knob.Domain;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;

/**
 * One change in the middle of a run, as {@code 500:lr=2e-06}.
 *
 * @param steps updates of the run; a change comes before one of them
 * @param tweakable what may be changed
 */
record TweakDomain(int steps, List<Knob<?>> tweakable) implements Domain<Tweak<?>> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):([a-z0-9_]+)=(.*)");

    @Override
    public Tweak<?> parse(String text) throws Refusal {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw unreadable();
        }
        int step = Integer.parseInt(m.group(1));
        if (step >= steps) {
            throw new Refusal("reject.tweakStep", String.valueOf(steps - 1));
        }
        for (Knob<?> knob : tweakable) {
            if (knob.key().equals(m.group(2))) {
                return tweak(step, knob, m.group(3));
            }
        }
        throw unreadable();
    }

    private static <T> Tweak<T> tweak(int step, Knob<T> knob, String text) throws Refusal {
        return new Tweak<>(step, knob, knob.parse(text));
    }

    private Refusal unreadable() {
        String words = tweakable.stream().map(Knob::key).collect(Collectors.joining(", "));
        return new Refusal("reject.tweak", words);
    }

    @Override
    public String format(Tweak<?> tweak) {
        return tweak.toString();
    }
}
