package sinefit.stream;

/**
 * Which steps a frame holds. Frames lie on a fixed grid that depends on the length of the run and
 * the speed alone, so that a stream that is continued anywhere, by any server, falls into step with
 * the uncut one, and many viewers of one recipe share their frames.
 *
 * @param steps updates of the run; frames cover the steps 0 … steps − 1
 * @param length steps in a frame: about a quarter of a second of play
 */
record FramePlan(int steps, int length) {
    /** Rows in a frame at most. */
    static final int MOST_ROWS = 256;

    private static final int FRAMES_A_SECOND = 4;
    private static final int MOST_FRAMES = 40;

    static FramePlan of(int steps, Speed speed) {
        int length =
                speed.isMax()
                        ? ceilDiv(steps, MOST_FRAMES)
                        : (int) Math.ceil(speed.stepsPerSecond() / FRAMES_A_SECOND);
        return new FramePlan(steps, Math.min(length, steps));
    }

    /** The last step of the frame that a step is in. */
    int last(int step) {
        return Math.min((step / length + 1) * length, steps) - 1;
    }

    /** Whether a step has a row of its own. */
    boolean hasRow(int step) {
        return step == 0 || (last(step) - step) % stride(step) == 0;
    }

    /** How many steps the rows of a step's frame are apart, so that it has no more than it may. */
    int stride(int step) {
        int size = last(step) - step / length * length + 1;
        // One row less than there may be: the very first frame also holds step 0.
        return size <= MOST_ROWS ? 1 : ceilDiv(size, MOST_ROWS - 1);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
