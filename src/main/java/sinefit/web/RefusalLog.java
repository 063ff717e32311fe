package sinefit.web;

import io.javalin.http.Context;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sinefit.stream.Meters;
import sinefit.stream.Meters.Refused;

/**
 * Counts who is sent away, and says so in the log: a line each, unless they come in a flood. Then
 * the next line that is written says how many there were in between.
 */
final class RefusalLog {
    /** Lines written at once. */
    private static final int BURST = 20;

    /** Time in which one more line may be written. */
    private static final long REFILL_NANOS = 200_000_000;

    private static final int LONGEST_PATH = 80;
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final String REASON = "sinefit.refused";

    private final Meters meters;
    private final LongSupplier nanoTime;
    private long credit = BURST * REFILL_NANOS;
    private long lastNanos;
    private long unwritten;

    RefusalLog(Meters meters, LongSupplier nanoTime) {
        this.meters = meters;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    /** Remembers why a request is refused, until its answer is complete. */
    static void because(Context ctx, Refused reason) {
        ctx.attribute(REASON, reason);
    }

    /** Looks at an answer, and notes it if it is a refusal. */
    void look(Context ctx) {
        Refused reason = reason(ctx);
        if (reason != null) {
            String id = String.valueOf(ctx.res().getHeader(EveryAnswer.REQUEST_ID));
            note(reason, ctx.statusCode(), ctx.path(), id);
        }
    }

    private static @Nullable Refused reason(Context ctx) {
        Refused reason = ctx.attribute(REASON);
        return reason == null && ctx.statusCode() == 422 ? Refused.RECIPE : reason;
    }

    /** Notes the refusal of a request. */
    void note(Refused reason, int status, @Nullable String path, String id) {
        note(reason, status + " " + tame(path) + ", request " + id);
    }

    /** Notes a refusal. */
    void note(Refused reason, String what) {
        meters.refused(reason);
        long before = turn();
        if (before >= 0) {
            String more = before == 0 ? "" : " (" + before + " more were not written)";
            LOG.info("refused {}: {}{}", reason.label(), what, more);
        }
    }

    /** How many lines were left out before this one; negative if this one is left out, too. */
    private synchronized long turn() {
        long now = nanoTime.getAsLong();
        credit = Math.min(BURST * REFILL_NANOS, credit + now - lastNanos);
        lastNanos = now;
        if (credit < REFILL_NANOS) {
            unwritten++;
            return -1;
        }
        credit -= REFILL_NANOS;
        long before = unwritten;
        unwritten = 0;
        return before;
    }

    /** A path as it may stand in a log: no line breaks, no escapes, not endless. */
    static String tame(@Nullable String path) {
        if (path == null) {
            return "?";
        }
        String start = path.substring(0, Math.min(path.length(), LONGEST_PATH));
        return start.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
