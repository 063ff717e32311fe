package sinefit.stream;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The few threads that compute. Everything that may take long is cut into slices that queue up
 * again behind everybody else's, so a heavy run slows down itself and nobody else.
 */
public final class Workers implements Executor, AutoCloseable {
    /** Multiply-adds in a slice: some 3 ms. */
    public static final long SLICE = 2_500_000;

    private static final int MOST_JOBS = 64;
    private final ThreadPoolExecutor threads;
    private final Semaphore jobs = new Semaphore(MOST_JOBS);

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

    /**
     * Does a job by slices.
     *
     * @param slice does one slice, and returns the result with the last one
     * @return the result to come; empty if too many jobs are under way
     */
    public <T> Optional<CompletableFuture<T>> submit(Supplier<Optional<T>> slice) {
        if (!jobs.tryAcquire()) {
            return Optional.empty();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        queue(slice, result);
        return Optional.of(result);
    }

    private <T> void queue(Supplier<Optional<T>> slice, CompletableFuture<T> result) {
        try {
            execute(() -> turn(slice, result));
        } catch (RejectedExecutionException e) {
            jobs.release();
            result.completeExceptionally(e);
        }
    }

    private <T> void turn(Supplier<Optional<T>> slice, CompletableFuture<T> result) {
        Optional<T> done;
        try {
            done = slice.get();
        } catch (RuntimeException e) {
            jobs.release();
            result.completeExceptionally(e);
            return;
        }
        if (done.isEmpty()) {
            queue(slice, result);
        } else {
            jobs.release();
            result.complete(done.get());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
