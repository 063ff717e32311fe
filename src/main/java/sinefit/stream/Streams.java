package sinefit.stream;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import sinefit.theory.Spectra;
import sinefit.training.Recipe;
import sinefit.training.Runs;

/** All open streams: who may come in, one clock for their pace, and an orderly end. */
public final class Streams implements AutoCloseable {
    private static final long RETRY_MILLIS = 1_000;
    private static final long FAREWELL_MILLIS = 1_500;

    /** What is due in one tick is woken at its end, all together: waking threads is dear. */
    private static final long TICK_NANOS = 5_000_000;

    private final Workers workers;
    private final Frames frames;
    private final RandomGenerator random;
    private final int most;
    private final int mostPerClient;
    private final Meters meters;
    private final Viewer.House house = new House();
    private final ScheduledThreadPoolExecutor timer;
    private final Map<Viewer, Place> viewers = new ConcurrentHashMap<>();
    private final Map<String, Integer> clients = new HashMap<>();
    private int all;
    private volatile boolean closing;

    /**
     * No streams yet.
     *
     * @param random for the jitter of reconnects
     * @param most streams at a time
     * @param mostPerClient streams at a time of one client
     * @param meters that streams and frames are counted by
     */
    public Streams(
            Workers workers,
            Runs runs,
            Spectra spectra,
            RandomGenerator random,
            int most,
            int mostPerClient,
            Meters meters) {
        this.workers = workers;
        this.frames = new Frames(runs, spectra);
        this.random = random;
        this.most = most;
        this.mostPerClient = mostPerClient;
        this.meters = meters;
        timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "sinefit-timer");
                            thread.setDaemon(true);
                            return thread;
                        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** A viewer's place among the streams; {@code ended} completes when the stream is over. */
    public static final class Place {
        private final String client;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private boolean left;

        private Place(String client) {
            this.client = client;
        }

        public CompletableFuture<Void> ended() {
            return ended;
        }
    }

    /** Takes a place before the first byte is written; empty if there is none. */
    public synchronized Optional<Place> enter(String client) {
        int mine = clients.getOrDefault(client, 0);
        if (closing || all >= most || mine >= mostPerClient) {
            return Optional.empty();
        }
        clients.put(client, mine + 1);
        all++;
        return Optional.of(new Place(client));
    }

    /** Whether nobody gets in, whoever asks. */
    public synchronized boolean full() {
        return closing || all >= most;
    }

    /** Gives a place back; harmless when it was given back already. */
    public void leave(Place place) {
        synchronized (this) {
            if (place.left) {
                return;
            }
            place.left = true;
            clients.computeIfPresent(place.client, (c, count) -> count == 1 ? null : count - 1);
            all--;
        }
        place.ended.complete(null); // not under the lock: this ends the response
    }

    /**
     * Starts writing.
     *
     * @param place taken before
     * @param from first step, 0 … the recipe's steps
     * @param out output of an asynchronous request, headers set
     * @param abort cuts the connection under the output
     */
    public void open(
            Place place,
            Recipe recipe,
            int from,
            Speed speed,
            ServletOutputStream out,
            Runnable abort)
            throws IOException {
        byte[] hello = Wire.started(recipe, from, RETRY_MILLIS + random.nextLong(2 * RETRY_MILLIS));
        Frames.Reader reader = frames.reader(recipe, speed, from);
        Viewer viewer = new Viewer(house, reader, speed, from, hello, way(out), abort);
        viewers.put(viewer, place);
        meters.opened();
        try {
            out.setWriteListener(viewer);
        } catch (RuntimeException e) {
            viewer.close();
            throw e;
        }
        if (closing) {
            viewer.close(); // it came in while the others were being sent away
        }
    }

    /**
     * The next frames of a run all at once.
     *
     * @param place taken before; given back when the piece is made
     * @param from first step, 0 … the recipe's steps
     * @param until no frame after the one that holds this step is in it
     * @return the frames to come, as they would go over the wire of a stream
     */
    public CompletableFuture<List<byte[]>> piece(
            Place place, Recipe recipe, int from, Speed speed, int until) {
        Frames.Reader reader = frames.reader(recipe, speed, from);
        return new Piece(house, reader, recipe, until)
                .make()
                .whenComplete(
                        (parts, fault) -> {
                            reader.close();
                            leave(place);
                            meters.piece();
                        });
    }

    /**
     * After how many seconds whoever was refused may ask again; spread, so that not all do at once.
     */
    public int retryAfterSeconds() {
        return 3 + random.nextInt(6);
    }

    /** Streams open now. */
    public int count() {
        return viewers.size();
    }

    private static Viewer.Way way(ServletOutputStream out) {
        HttpOutput output = (HttpOutput) out;
        return new Viewer.Way() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                output.write(bytes);
            }

            @Override
            public boolean isReady() {
                return output.isReady();
            }
        };
    }

    /** Where viewers live: the clock, the workers, the register. */
    private final class House implements Viewer.House {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void execute(Runnable task) {
            workers.execute(task);
        }

        @Override
        public void later(Runnable task, long nanos) {
            long due = System.nanoTime() + nanos;
            long together = due + TICK_NANOS - Math.floorMod(due, TICK_NANOS);
            Future<?> unused =
                    timer.schedule(task, together - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void framed(long lateNanos) {
            meters.framed(lateNanos);
        }

        @Override
        public void left(Viewer viewer) {
            Place place = viewers.remove(viewer);
            if (place != null) {
                leave(place);
            }
        }
    }

    /**
     * Ends all streams, spread over a moment, so that they do not all come back in the same one.
     */
    @Override
    public void close() {
        closing = true;
        long spread = TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
        CompletableFuture<?>[] ends =
                viewers.entrySet().stream()
                        .map(
                                e -> {
                                    house.later(e.getKey()::close, random.nextLong(spread));
                                    return e.getValue().ended;
                                })
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, 2 * FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        timer.shutdown(); // not ..Now: the last farewell may be under way
        try {
            if (!timer.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
