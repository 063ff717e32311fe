package sinefit.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The few threads that compute. Everything that may take long is cut into slices that queue up
 * again behind everybody else's, so a heavy run slows down itself and nobody else.
 */
public final class Workers implements Executor, AutoCloseable {
    /** Multiply-adds in a slice: some 2 or 3 ms. */
    public static final long SLICE = 2_500_000;

    /** Jobs up to this much work, some 50 ms, are taken on whoever asks. */
    private static final long LIGHT = 16 * SLICE;

    private static final int FEW_ROWS = 100;
    private static final int HEAVY_JOBS = 16;
    private static final int HEAVY_JOBS_OF_ONE_CLIENT = 8;
    private final ThreadPoolExecutor threads;
    private final Map<String, Integer> heavy = new HashMap<>();
    private int allHeavy;

    public Workers(int count) {
        threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "sinefit-worker");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Whether a job is always taken on. */
    static boolean light(long work, int rows) {
        return work <= LIGHT && rows <= FEW_ROWS;
    }

    /**
     * Does a job by slices.
     *
     * @param client who asks
     * @param work multiply-adds that the job takes at most
     * @param rows rows that it keeps at most
     * @param slice does one slice, and returns the result with the last one
     * @return the result to come; empty if the client, or all together, have too much under way
     */
    public <T> Optional<CompletableFuture<T>> submit(
            String client, long work, int rows, Supplier<Optional<T>> slice) {
        boolean counted = !light(work, rows);
        if (counted && !enter(client)) {
            return Optional.empty();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        queue(
                slice,
                result,
                () -> {
                    if (counted) {
                        leave(client);
                    }
                });
        return Optional.of(result);
    }

    /**
     * Two jobs, one after the other.
     *
     * @param first gives what the second is made of
     */
    public static <A, B> Supplier<Optional<B>> inTurn(
            Supplier<Optional<A>> first, Function<A, Supplier<Optional<B>>> second) {
        return new Supplier<>() {
            private @Nullable Supplier<Optional<B>> now;

            @Override
            public Optional<B> get() {
                if (now != null) {
                    return now.get();
                }
                first.get().ifPresent(done -> now = second.apply(done));
                return Optional.empty();
            }
        };
    }

    /** Whether no more heavy jobs are taken on, whoever asks. */
    public synchronized boolean full() {
        return allHeavy >= HEAVY_JOBS;
    }

    private synchronized boolean enter(String client) {
        int mine = heavy.getOrDefault(client, 0);
        if (allHeavy >= HEAVY_JOBS || mine >= HEAVY_JOBS_OF_ONE_CLIENT) {
            return false;
        }
        heavy.put(client, mine + 1);
        allHeavy++;
        return true;
    }

    private synchronized void leave(String client) {
        heavy.computeIfPresent(client, (c, count) -> count == 1 ? null : count - 1);
        allHeavy--;
    }

    private <T> void queue(
            Supplier<Optional<T>> slice, CompletableFuture<T> result, Runnable leave) {
        try {
            execute(() -> turn(slice, result, leave));
        } catch (RejectedExecutionException e) {
            leave.run();
            result.completeExceptionally(e);
        }
    }

    private <T> void turn(
            Supplier<Optional<T>> slice, CompletableFuture<T> result, Runnable leave) {
        Optional<T> done;
        try {
            done = slice.get();
        } catch (RuntimeException | Error e) {
            leave.run();
            result.completeExceptionally(e);
            return;
        }
        if (done.isEmpty()) {
            queue(slice, result, leave);
        } else {
            leave.run();
            result.complete(done.get());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
