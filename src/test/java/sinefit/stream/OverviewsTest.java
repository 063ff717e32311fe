package sinefit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import sinefit.stream.Overviews.Overview;
import sinefit.testing.Recipes;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

class OverviewsTest {
    private static Overview of(String query) {
        try (Workers workers = new Workers(1)) {
            return new Overviews(workers, new Runs())
                    .of(Recipes.recipe(query))
                    .orElseThrow()
                    .join();
        }
    }

    private static List<Integer> steps(Overview overview) {
        return overview.rows().stream().map(StepValues::step).toList();
    }

    @Test
    void rowsAreThoseThatTheScriptPrintsAsFarAsThereIsRoom() {
        assertEquals(
                List.of(0, 99, 199, 299, 399, 499, 599, 699, 799, 899, 999), steps(of("n=20")));
        assertEquals(List.of(0, 199, 399, 599, 799, 999, 1199, 1399), steps(of("n=20&steps=1500")));
        assertEquals(List.of(0, 1, 2), steps(of("n=20&steps=3")));
    }

    @Test
    void thereIsAlwaysAboutADozenOfThem() {
        for (int steps = 1; steps < 3_000; steps += 7) {
            Overview overview = of("n=2&degree=0&steps=" + steps);
            assertTrue(overview.rows().size() <= 12, "of " + steps);
            assertTrue(overview.rows().size() >= Math.min(5, steps), "of " + steps);
            assertEquals(steps, overview.end().values().step());
        }
    }

    @Test
    void aRunThatEndsLongBeforeItsTimeShowsItsFirstSteps() {
        Overview overview = of("lr=1e-3");
        assertInstanceOf(TrainingEvent.Diverged.class, overview.end());
        assertEquals(List.of(0, 1, 2, 5, 10, 20, 50), steps(overview));
    }

    @Test
    void whoeverAsksForTheSameRunWaitsForTheSameWork() {
        try (Workers workers = new Workers(1)) {
            Overviews overviews = new Overviews(workers, new Runs());
            var first = overviews.of(Recipes.recipe("lr=1e-6&steps=500")).orElseThrow();
            assertSame(first, overviews.of(Recipes.recipe("steps=500")).orElseThrow());
            first.join();
            assertSame(first, overviews.of(Recipes.recipe("steps=500")).orElseThrow());
        }
    }

    @Test
    void aLongRunIsNotEvenBegun() {
        try (Workers workers = new Workers(1)) {
            Overviews overviews = new Overviews(workers, new Runs());
            overviews.of(Recipes.recipe("lesson=tensors&steps=4000")).orElseThrow().join();
            assertTrue(overviews.of(Recipes.recipe("lesson=tensors&steps=5000")).isEmpty());
        }
    }

    @Test
    void onTheFastPathALongRunIsLight() {
        assertEquals(1_000_000, of("steps=1000000").end().values().step());
        try (Workers workers = new Workers(1)) {
            Overviews overviews = new Overviews(workers, new Runs());
            assertTrue(overviews.of(Recipes.recipe("steps=1000000&degree=9&lr=1e-13")).isEmpty());
        }
    }

    @Test
    void aFailureIsNotRemembered() {
        Workers closed = new Workers(1);
        Overviews overviews = new Overviews(closed, new Runs());
        closed.close();
        var failed = overviews.of(Recipes.recipe("steps=5")).orElseThrow();
        assertTrue(failed.isCompletedExceptionally());
        assertNotSame(failed, overviews.of(Recipes.recipe("steps=5")).orElseThrow());
    }

    @Test
    void readersWhoDoNotWaitPileUpNoWork() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Workers workers = new Workers(1)) {
            workers.execute(
                    () -> {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
            Overviews overviews = new Overviews(workers, new Runs());
            List<CompletableFuture<Overview>> taken = new ArrayList<>();
            for (int seed = 0; seed < 100; seed++) {
                overviews.of(Recipes.recipe("seed=" + seed)).ifPresent(taken::add);
            }
            assertEquals(4, taken.size());
            gate.countDown();
            taken.forEach(CompletableFuture::join);
            assertTrue(overviews.of(Recipes.recipe("seed=99")).isPresent());
        }
    }
}
