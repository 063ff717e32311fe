package sinefit.stream;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    /** Frames are written this much ahead of the moment they are played, and no more. */
    private static final long AHEAD_NANOS = 1_000_000_000L;

    /** A frame waits this long for the next one to go with it: every write has its price. */
    private static final long GATHERING_NANOS = 250_000_000L;

    private static final int GATHERED_BYTES = 12_000;
    private static final long BRIEFLY_NANOS = 1_000_000L;
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

    private byte @Nullable [] hello;
    private boolean ready;
    private boolean ended;
    private long startNanos;
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
        if (ended) {
            close();
            return;
        }
        long now = house.nanoTime();
        if (hello != null) {
            byte[] first = hello;
            hello = null;
            write(joined(first, gathered(now)));
        } else if (now - due(frames.from()) >= 0) {
            byte[] bytes = gathered(now);
            if (bytes.length > 0) {
                write(bytes);
            } else if (now - lastWriteNanos >= HEARTBEAT_NANOS) {
                write(HEARTBEAT); // a long way to the first frame
            } else if (frames.elsewhere()) {
                house.later(this::signal, ELSEWHERE_NANOS);
            } else {
                signal();
            }
        } else if (now - lastWriteNanos >= HEARTBEAT_NANOS) {
            write(HEARTBEAT);
        } else {
            rest(now);
        }
    }

    /** How long after it was due, and its reader ready for it, a frame is written; 0 if before. */
    private long lateness(long due) {
        long now = house.nanoTime();
        return Math.max(0, Math.min(now - due, now - readyNanos));
    }

    /** Whether frames have a time; those of a run at full speed are due at once. */
    private boolean isPaced() {
        return !Double.isInfinite(stepsPerSecond);
    }

    /**
     * The frames that may be written now, as far as they are made without taking long; the very
     * first one alone.
     */
    private byte[] gathered(long now) {
        byte[] bytes = {};
        boolean more = true;
        while (more && !ended && now - soonest(frames.from()) >= 0) {
            boolean first = frames.from() == from;
            long due = due(frames.from());
            Optional<Chunk> chunk = frames.poll();
            if (chunk.isPresent()) {
                if (first) {
                    startNanos = now; // the page's clock starts with its first frame, too
                }
                ended = chunk.get().ends();
                house.framed(isPaced() && !first ? lateness(due) : 0);
                bytes = joined(bytes, chunk.get().bytes());
            }
            more =
                    chunk.isPresent()
                            && !first
                            && bytes.length < GATHERED_BYTES
                            && house.nanoTime() - now < BRIEFLY_NANOS;
        }
        return bytes;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        if (one.length == 0) {
            return other;
        }
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Until the next frame's time or a heartbeat's. */
    private void rest(long now) {
        long next = Math.min(due(frames.from()) - now, lastWriteNanos + HEARTBEAT_NANOS - now);
        if (next <= 0) {
            signal();
        } else {
            house.later(this::signal, next);
        }
    }

    /** When the frame that starts at a step may be written; those of the first second at once. */
    private long soonest(int step) {
        double playedAfter = (step - from) / stepsPerSecond;
        return startNanos + Math.max(0, (long) (playedAfter * 1e9) - AHEAD_NANOS);
    }

    /** When it is written: after it has waited for the next one, unless the page is empty yet. */
    private long due(int step) {
        long soonest = soonest(step);
        return soonest == startNanos ? soonest : soonest + GATHERING_NANOS;
    }

    private void write(byte[] bytes) throws IOException {
        lastWriteNanos = house.nanoTime();
        way.write(ByteBuffer.wrap(bytes));
        ready = way.isReady();
        if (ready && ended) {
            close();
        } else if (ready) {
            rest(lastWriteNanos);
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
        frames.close();
        house.left(this);
    }
}
