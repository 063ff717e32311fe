package sinefit.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import sinefit.training.March;
import sinefit.training.Recipe;

/**
 * The next frames of a run all at once, for a reader whom no stream reaches: the very bytes that
 * the stream would have, as many frames as make up an answer of bounded size and work. Made a turn
 * at a time; no two turns of one piece run at once.
 */
final class Piece implements Runnable {
    /** Some 2,500 rows of a cubic. */
    static final int MOST_BYTES = 512 * 1024;

    /** Multiply-adds: a fifth of a second of one worker. */
    static final long MOST_WORK = 80 * Workers.SLICE;

    private static final long TURN_NANOS = 3_000_000L;
    private static final long ELSEWHERE_NANOS = 3_000_000L;

    private final Viewer.House house;
    private final Frames.Reader frames;
    private final Recipe recipe;
    private final int until;
    private final List<byte[]> parts = new ArrayList<>();
    private final CompletableFuture<List<byte[]>> made = new CompletableFuture<>();
    private int bytes;
    private long work;

    /**
     * A piece that nobody has begun to make.
     *
     * @param frames from where it starts
     * @param until no frame after the one that holds this step is in it
     */
    Piece(Viewer.House house, Frames.Reader frames, Recipe recipe, int until) {
        this.house = house;
        this.frames = frames;
        this.recipe = recipe;
        this.until = until;
    }

    /** Begins; what comes is its frames, one or more, in their order. */
    CompletableFuture<List<byte[]>> make() {
        house.execute(this);
        return made;
    }

    @Override
    public void run() {
        try {
            if (complete()) {
                made.complete(parts);
            } else if (frames.elsewhere()) {
                later();
            } else {
                house.execute(this);
            }
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
        }
    }

    /** Another viewer is at work on the next frame. */
    private void later() {
        try {
            house.later(() -> house.execute(this), ELSEWHERE_NANOS);
        } catch (RejectedExecutionException e) {
            house.execute(this); // the clock has stopped; what is under way is still answered
        }
    }

    private boolean complete() {
        long end = house.nanoTime() + TURN_NANOS;
        do {
            int from = frames.from();
            Optional<Chunk> chunk = frames.poll();
            if (chunk.isEmpty()) {
                return false;
            }
            parts.add(chunk.get().bytes());
            bytes += chunk.get().bytes().length;
            int steps = frames.from() - from;
            work += March.work(recipe, steps, Math.min(steps, FramePlan.MOST_ROWS));
            if (chunk.get().ends()
                    || until < frames.from()
                    || bytes >= MOST_BYTES
                    || work >= MOST_WORK) {
                return true;
            }
        } while (house.nanoTime() < end);
        return false;
    }
}
