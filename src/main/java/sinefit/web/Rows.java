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

    /** The spacing where none is asked for: about a thousand rows. */
    static long usual(int steps) {
        return Math.max(1L, steps / USUAL);
    }

    /** Whether rows so far apart are few enough. */
    static boolean few(int steps, long every) {
        return count(steps, every) <= MOST;
    }

    /** How many rows there are at most. */
    static long count(int steps, long every) {
        return every == 1 ? steps : steps / every + 1;
    }

    /** As the key {@code every} asks for; too many are refused. */
    static Rows of(Asked asked) {
        long every = asked.get(EVERY, usual(asked.steps()));
        long count = count(asked.steps(), every);
        if (asked.readable() && count > MOST) {
            asked.reject(EVERY.key(), every, "reject.rows", String.valueOf(MOST));
        }
        return new Rows(every, (int) count);
    }

    boolean has(int step) {
        return step == 0 || step % every == every - 1;
    }
}
