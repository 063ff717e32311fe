package sinefit.knob;

import java.util.List;

/** A text that is no value of a domain: a reason (a message key) and the bounds it names. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final transient List<String> bounds;

    public Refusal(String reason, String... bounds) {
        super(reason, null, false, false);
        this.reason = reason;
        this.bounds = List.of(bounds);
    }

    /** This refusal of the value given for a key. */
    public Rejection of(String key, String value) {
        return new Rejection(key, value, reason, bounds);
    }
}
