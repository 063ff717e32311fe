package sinefit.stream;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. It writes only when the socket is ready and the next frame's time has come, so
 * it holds no thread while it waits, and whoever does not read stalls nobody but himself.
 *
 * <p>All turns of one viewer run one after the other: {@link #signal} queues a turn unless one is
 * queued already.
 */
final class Viewer implements Runnable, WriteListener {
    /** Frames are written this much ahead of the moment they are played. */
    private static final long AHEAD_NANOS = 1_000_000_000L;

    private static final long HEARTBEAT_NANOS = 10_000_000_000L;
    private static final long ELSEWHERE_NANOS = 3_000_000L;
    private static final long STUCK_NANOS = 10_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Viewer.class);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** What a viewer needs of the place it is in. Tests have one with a clock of their own. */
    interface House {
        /** Never goes back, whatever is done to the time of day. */
        long nanoTime();

        void execute(Runnable task);

        void later(Runnable task, long nanos);

        /** A frame has been written, so long after it was due and its reader ready for it. */
        void framed(long lateNanos);

        void left(Viewer viewer);
    }

    /** The way to the reader. */
    interface Way {
        /** Begins to write; the bytes are not changed until it is ready again. */
        void write(ByteBuffer bytes) throws IOException;

        /** Whether more can be written; if not, {@link #onWritePossible} will be called. */
        boolean isReady();
    }

    private final House house;
    private final Frames.Reader frames;
    private final double stepsPerSecond;
    private final int from;
    private final Way way;
    private final Runnable abort;
    private final AtomicInteger signals = new AtomicInteger();
    private final long startNanos;

    private byte @Nullable [] hello;
    private boolean ready;
    private boolean ended;
    private long lastWriteNanos;
    private long readyNanos;
    private boolean closed;

    /**
     * A viewer that has not begun.
     *
     * @param hello what is written first
     * @param from first step of the stream
     * @param way asynchronous output that this will be set as the listener of
     * @param abort cuts the connection
     */
    Viewer(
            House house,
            Frames.Reader frames,
            Speed speed,
            int from,
            byte[] hello,
            Way way,
            Runnable abort) {
        this.house = house;
        this.frames = frames;
        this.stepsPerSecond = speed.stepsPerSecond();
        this.from = from;
        this.hello = hello;
        this.way = way;
        this.abort = abort;
        this.startNanos = house.nanoTime();
        this.lastWriteNanos = startNanos;
        this.readyNanos = startNanos;
    }

    /** Asks for a turn. */
    void signal() {
        if (signals.getAndIncrement() == 0) {
            house.execute(this);
        }
    }

    @Override
    public void run() {
        int seen = signals.get();
        try {
            turn();
        } catch (IOException e) {
            close(); // gone
        } catch (RuntimeException | Error e) {
            LOG.error("a stream ended by a fault of ours", e);
            close();
        } finally {
            if (signals.addAndGet(-seen) != 0) {
                house.execute(this);
            }
        }
    }

    private synchronized void turn() throws IOException {
        if (closed || !ready) {
            return; // onWritePossible will ask for the next turn
        }
        if (hello != null) {
            byte[] first = hello;
            hello = null;
            write(first);
        } else if (ended) {
            close();
        } else {
            frame();
        }
    }

    private void frame() throws IOException {
        long now = house.nanoTime();
        long due = due(frames.from());
        if (now - due < 0) {
            long beat = lastWriteNanos + HEARTBEAT_NANOS;
            if (now - beat >= 0) {
                write(HEARTBEAT);
            } else {
                house.later(this::signal, Math.min(due - now, beat - now));
            }
            return;
        }
        Optional<Chunk> chunk = frames.poll();
        if (chunk.isPresent()) {
            ended = chunk.get().ends();
            house.framed(isPaced() ? lateness(due) : 0);
            write(chunk.get().bytes());
        } else if (now - lastWriteNanos >= HEARTBEAT_NANOS) {
            write(HEARTBEAT); // a long way to the first frame
        } else if (frames.elsewhere()) {
            house.later(this::signal, ELSEWHERE_NANOS);
        } else {
            signal();
        }
    }

    /** How long after it was due, and its reader ready for it, a frame is written. */
    private long lateness(long due) {
        long now = house.nanoTime();
        return Math.min(now - due, now - readyNanos);
    }

    /** Whether frames have a time; those of a run at full speed are due at once. */
    private boolean isPaced() {
        return !Double.isInfinite(stepsPerSecond);
    }

    /** When the frame that starts at a step is written; the first one at once. */
    private long due(int step) {
        double playedAfter = (step - from) / stepsPerSecond;
        return startNanos + Math.max(0, (long) (playedAfter * 1e9) - AHEAD_NANOS);
    }

    private void write(byte[] bytes) throws IOException {
        lastWriteNanos = house.nanoTime();
        way.write(ByteBuffer.wrap(bytes));
        ready = way.isReady();
        if (ready) {
            signal();
        } else {
            long since = lastWriteNanos;
            house.later(() -> dropIfStuck(since), STUCK_NANOS);
        }
    }

    /** Whoever has not taken what was written long ago is dropped. */
    private void dropIfStuck(long since) {
        synchronized (this) {
            if (closed || ready || lastWriteNanos != since) {
                return;
            }
        }
        abort.run();
        close();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            ready = !closed && way.isReady();
            readyNanos = house.nanoTime();
        }
        signal();
    }

    @Override
    public void onError(Throwable t) {
        close();
    }

    /** Ends the stream; harmless when it has ended. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        house.left(this);
    }
}
