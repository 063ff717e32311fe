package sinefit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void jobsTakeTurnsBySlices() {
        List<String> turns = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch bothQueued = new CountDownLatch(1);
        try (Workers workers = new Workers(1)) {
            workers.execute(() -> await(bothQueued));
            CompletableFuture<String> long1 = workers.submit(job("a", 3, turns)).orElseThrow();
            CompletableFuture<String> long2 = workers.submit(job("b", 3, turns)).orElseThrow();
            bothQueued.countDown();
            assertEquals("a", long1.join());
            assertEquals("b", long2.join());
        }
        assertEquals(List.of("a", "b", "a", "b", "a", "b"), turns);
    }

    @Test
    void thereIsAnEndToWhatIsTakenOn() {
        CountDownLatch release = new CountDownLatch(1);
        try (Workers workers = new Workers(1)) {
            workers.execute(() -> await(release));
            List<CompletableFuture<String>> taken = new ArrayList<>();
            Optional<CompletableFuture<String>> job = workers.submit(() -> Optional.of("done"));
            while (job.isPresent() && taken.size() < 1_000) {
                taken.add(job.get());
                job = workers.submit(() -> Optional.of("done"));
            }
            assertTrue(job.isEmpty());
            release.countDown();
            taken.forEach(CompletableFuture::join);
            assertTrue(workers.submit(() -> Optional.of("done")).isPresent());
        }
    }

    @Test
    void aJobThatFailsGivesItsPlaceBack() {
        try (Workers workers = new Workers(1)) {
            for (int i = 0; i < 200; i++) {
                CompletableFuture<String> job =
                        workers.<String>submit(
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        })
                                .orElseThrow();
                assertThrows(CompletionException.class, job::join);
            }
        }
    }

    private static java.util.function.Supplier<Optional<String>> job(
            String name, int slices, List<String> turns) {
        AtomicInteger left = new AtomicInteger(slices);
        return () -> {
            turns.add(name);
            return left.decrementAndGet() == 0 ? Optional.of(name) : Optional.empty();
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
