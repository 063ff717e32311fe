package sinefit.bench.load;

/**
 * The page's player as far as time is concerned, for one stream with a row for every step.
 *
 * <p>The page begins to play when its first frame is complete, at T. Row s is shown at T + (s −
 * from) / speed, so that is when the frame whose first row is s must be there: its
 * <em>lateness</em> is its arrival less that moment, negative while there is something in hand. A
 * frame that comes later than that is a <em>stall</em>; as in the page, the clock then stands until
 * it has come and goes on from there. The server writes a frame one second ahead of its moment, the
 * frames of the first second at once: how much later than that it comes is its <em>delay</em>.
 */
final class Playout {
    private static final double AHEAD_MILLIS = 1_000;
    private final double millisPerStep;
    private int from;
    private int next;
    private boolean playing;
    private long start;

    Playout(double stepsPerSecond, int from) {
        this.millisPerStep = 1_000 / stepsPerSecond;
        this.from = from;
        this.next = from;
    }

    boolean playing() {
        return playing;
    }

    /** A frame has arrived; it ends at a step. */
    void frame(long nanos, int lastStep, Tally tally) {
        if (!playing) {
            playing = true;
            start = nanos;
        } else {
            double played = (next - from) * millisPerStep;
            double since = (nanos - start) / 1e6;
            double lateness = since - played;
            tally.lateness.add(lateness);
            tally.delay.add(since - Math.max(0, played - AHEAD_MILLIS));
            if (lateness > 0) {
                tally.stalls++;
                from = next;
                start = nanos;
            }
        }
        next = lastStep + 1;
    }
}
