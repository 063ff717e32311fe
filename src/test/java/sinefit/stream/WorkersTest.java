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
            CompletableFuture<String> long1 =
                    workers.submit("me", 0, 0, job("a", 3, turns)).orElseThrow();
            CompletableFuture<String> long2 =
                    workers.submit("me", 0, 0, job("b", 3, turns)).orElseThrow();
            bothQueued.countDown();
            assertEquals("a", long1.join());
            assertEquals("b", long2.join());
        }
        assertEquals(List.of("a", "b", "a", "b", "a", "b"), turns);
    }

    @Test
    void nobodyMayHaveTooMuchHeavyWorkUnderWayAndAllTogetherNeither() {
        CountDownLatch release = new CountDownLatch(1);
        try (Workers workers = new Workers(1)) {
            workers.execute(() -> await(release));
            List<CompletableFuture<String>> taken = new ArrayList<>();
            int clients = 0;
            int mine = 0;
            do {
                mine = 0;
                for (Optional<CompletableFuture<String>> job = heavy(workers, clients);
                        job.isPresent() && mine < 1_000;
                        job = heavy(workers, clients)) {
                    taken.add(job.get());
                    mine++;
                }
                assertTrue(mine <= 8, "one client had " + mine);
                clients++;
            } while (mine > 0 && clients < 1_000);
            assertEquals(16, taken.size());
            Optional<CompletableFuture<String>> light =
                    workers.submit("0", 1, 1, () -> Optional.of("light"));
            assertTrue(light.isPresent(), "a little work is always taken on");
            release.countDown();
            taken.forEach(CompletableFuture::join);
            assertTrue(heavy(workers, 0).isPresent());
        }
    }

    private static Optional<CompletableFuture<String>> heavy(Workers workers, int client) {
        return workers.submit(String.valueOf(client), 1, 20_000, () -> Optional.of("done"));
    }

    @Test
    void aJobThatFailsGivesItsPlaceBack() {
        try (Workers workers = new Workers(1)) {
            for (int i = 0; i < 200; i++) {
                CompletableFuture<String> job =
                        workers.<String>submit(
                                        "me",
                                        Long.MAX_VALUE,
                                        1,
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
