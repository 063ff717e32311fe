package sinefit.bench.load;

/** What a crowd has seen in a stretch of time. */
final class Tally {
    /** Milliseconds from each frame's moment to its arrival; all but first frames. */
    final Histogram lateness = new Histogram();

    /** Milliseconds from when the server means to write a frame to its arrival. */
    final Histogram delay = new Histogram();

    /** Milliseconds from the wish to connect to the first frame. */
    final Histogram firstFrame = new Histogram();

    long stalls;
    long bytes;
}
