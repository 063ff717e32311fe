package sinefit.knob;

import java.util.List;

/**
 * A text that is no value of a domain: a reason (a message key), the bounds it names and, in a long
 * text, the place.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final transient List<String> bounds;
    private final int place;

    public Refusal(String reason, String... bounds) {
        this(0, reason, bounds);
    }

    /**
     * A refusal of one character.
     *
     * @param place which one, from 1; one past the end if something is missing there
     */
    public Refusal(int place, String reason, String... bounds) {
        super(reason, null, false, false);
        this.reason = reason;
        this.bounds = List.of(bounds);
        this.place = place;
    }

    /** This refusal of the value given for a key. */
    public Rejection of(String key, String value) {
        return new Rejection(key, value, reason, bounds, place);
    }
}
