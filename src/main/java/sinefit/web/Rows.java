package sinefit.web;

import sinefit.knob.Knob;
import sinefit.knob.WholeDomain;

/**
 * Which steps of a run an answer shows: step 0, and the last of every {@code every} steps.
 *
 * @param count how many those are at most
 */
record Rows(long every, int count) {
    private static final int MOST = 20_000;
    private static final int USUAL = 1_000;
    private static final Knob<Long> EVERY = new Knob<>("every", new WholeDomain(1, 1_000_000));

    /** As the key {@code every} asks for; too many are refused. */
    static Rows of(Asked asked) {
        long every = asked.get(EVERY, Math.max(1L, asked.steps() / USUAL));
        long count = every == 1 ? asked.steps() : asked.steps() / every + 1;
        if (asked.readable() && count > MOST) {
            asked.reject(EVERY.key(), every, "reject.rows", String.valueOf(MOST));
        }
        return new Rows(every, (int) count);
    }

    boolean has(int step) {
        return step == 0 || step % every == every - 1;
    }
}
