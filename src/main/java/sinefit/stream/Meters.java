package sinefit.stream;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted for whoever watches the server from outside. Counting takes no lock and no time
 * worth speaking of.
 */
public final class Meters {
    /** What {@link #text} is. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Upper ends of the classes of lateness, in seconds. */
    private static final double[] LATENESS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

    /** Why somebody was sent away. */
    public enum Refused {
        /** The recipe, or another key, was not valid, or too much work. */
        RECIPE,
        /** All streams are taken. */
        STREAMS,
        /** The client has as many streams as it may. */
        CLIENT_STREAMS,
        /** All places for heavy jobs are taken. */
        JOBS,
        /** The client has as many heavy jobs as it may. */
        CLIENT_JOBS,
        /** Too much is waiting to be taken by its readers. */
        DELIVERIES,
        /** Neither GET nor HEAD. */
        METHOD,
        /** The client does not accept what there is. */
        ACCEPT,
        /** No HTTP that can be understood, or too long. */
        MALFORMED,
        /** A request or its reader was too slow. */
        SLOW;

        /** As it stands in logs and metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LongAdder opened = new LongAdder();
    private final LongAdder pieces = new LongAdder();
    private final LongAdder pagesMade = new LongAdder();
    private final LongAdder pagesKept = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder lateNanos = new LongAdder();
    private final LongAdder[] late = new LongAdder[LATENESS.length + 1];
    private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);

    public Meters() {
        for (int i = 0; i < late.length; i++) {
            late[i] = new LongAdder();
        }
        for (Refused reason : Refused.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /**
     * A page of a lesson is sent.
     *
     * @param kept whether it was there or on its way; else it is made now
     */
    public void page(boolean kept) {
        (kept ? pagesKept : pagesMade).increment();
    }

    /** A stream has begun. */
    void opened() {
        opened.increment();
    }

    /** A piece of a run has been made. */
    void piece() {
        pieces.increment();
    }

    /**
     * A frame has been written.
     *
     * @param lateNanos since it was due and its reader was ready for it
     */
    void framed(long lateNanos) {
        int at = 0;
        while (at < LATENESS.length && lateNanos > LATENESS[at] * 1e9) {
            at++;
        }
        frames.increment();
        late[at].increment();
        this.lateNanos.add(lateNanos);
    }

    /** Somebody was sent away. */
    public void refused(Refused reason) {
        LongAdder count = refused.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    /**
     * The text that Prometheus reads.
     *
     * @param streams open now
     * @param steps trained since the start
     */
    public String text(int streams, long steps) {
        Runtime machine = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        number(text, "streams", "gauge", "Runs being watched now.", streams);
        number(text, "streams_opened_total", "counter", "Streams begun.", opened.sum());
        number(text, "pieces_total", "counter", "Pieces of runs made.", pieces.sum());
        number(text, "frames_total", "counter", "Frames written.", frames.sum());
        number(text, "steps_total", "counter", "Steps trained.", steps);
        lateness(text);
        head(text, "pages_total", "counter", "Pages of lessons, by where they came from.");
        line(text, "pages_total{from=\"kept\"}", pagesKept);
        line(text, "pages_total{from=\"made\"}", pagesMade);
        head(text, "refused_total", "counter", "Requests refused.");
        refused.forEach(
                (reason, count) ->
                        line(text, "refused_total{reason=\"" + reason.label() + "\"}", count));
        long heap = machine.totalMemory() - machine.freeMemory();
        number(text, "heap_bytes", "gauge", "Heap in use.", heap);
        number(text, "heap_max_bytes", "gauge", "Heap there may be.", machine.maxMemory());
        return text.toString();
    }

    private void lateness(StringBuilder text) {
        String name = "frame_lateness_seconds";
        head(text, name, "histogram", "Time from a frame's due moment to its writing.");
        long below = 0;
        for (int i = 0; i < LATENESS.length; i++) {
            below += late[i].sum();
            line(text, name + "_bucket{le=\"" + LATENESS[i] + "\"}", below);
        }
        below += late[LATENESS.length].sum();
        line(text, name + "_bucket{le=\"+Inf\"}", below);
        line(text, name + "_sum", lateNanos.sum() / 1e9);
        line(text, name + "_count", below);
    }

    private static void number(
            StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        line(text, name, value);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP sinefit_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE sinefit_").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append("sinefit_").append(name).append(' ').append(value).append('\n');
    }
}
