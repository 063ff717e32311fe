package sinefit.stream;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;

/** Short runs seen from afar: a dozen rows and the end, computed once for all who ask. */
public final class Overviews {
    private static final int REMEMBERED = 500;
    private static final int ROWS = 10;
    private static final int FEW = 5;
    private static final int UNDER_WAY = 4;

    private final Workers workers;
    private final Runs runs;
    private final Semaphore places = new Semaphore(UNDER_WAY);
    private final AsyncCache<String, Overview> known =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .buildAsync();

    public Overviews(Workers workers, Runs runs) {
        this.workers = workers;
        this.runs = runs;
    }

    /**
     * A run seen from afar.
     *
     * @param rows some of its steps, rising: the first, then evenly spaced ones, or, if it ended
     *     long before its time, steps 1, 2, 5, 10, 20 …
     * @param end how it ended
     */
    public record Overview(List<StepValues> rows, TrainingEvent end) {}

    /**
     * The overview to come; empty if the run is too long, or too many others are being computed:
     * readers who do not wait must not pile up work. A failure is not remembered.
     */
    public Optional<CompletableFuture<Overview>> of(Recipe recipe) {
        CompletableFuture<Overview> begun = known.getIfPresent(recipe.query());
        if (begun != null) {
            return Optional.of(begun);
        }
        if (tooLong(recipe) || !places.tryAcquire()) {
            return Optional.empty();
        }
        boolean[] mine = {false};
        CompletableFuture<Overview> overview =
                known.get(
                        recipe.query(),
                        (query, executor) -> {
                            mine[0] = true;
                            return computed(recipe).whenComplete((o, e) -> places.release());
                        });
        if (!mine[0]) {
            places.release(); // somebody else was quicker
        }
        return Optional.of(overview);
    }

    /** Whether a run is too long ever to be seen so. */
    public static boolean tooLong(Recipe recipe) {
        return !Workers.light(work(recipe), 4 * ROWS);
    }

    private static long work(Recipe recipe) {
        return March.work(recipe, recipe.steps(), 4 * ROWS);
    }

    private CompletableFuture<Overview> computed(Recipe recipe) {
        int every = spacing(recipe.steps());
        try {
            March march = new March(runs.before(recipe, 0), runs);
            Walk walk = new Walk(march, recipe.steps(), t -> evenly(t, every) || firstSteps(t));
            return workers.submit("", work(recipe), 4 * ROWS, walk)
                    .orElseThrow()
                    .thenApply(seen -> overview(seen, every));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Overview overview(Walk.Seen seen, int every) {
        List<StepValues> even = seen.rows().stream().filter(r -> evenly(r.step(), every)).toList();
        boolean early = seen.at() instanceof TrainingEvent.Diverged && even.size() < FEW;
        List<StepValues> rows =
                new ArrayList<>(
                        early
                                ? seen.rows().stream().filter(r -> firstSteps(r.step())).toList()
                                : even);
        int end = seen.at().values().step();
        rows.removeIf(row -> row.step() == end);
        return new Overview(List.copyOf(rows), seen.at());
    }

    /** The steps between rows: 1, 2 or 5 times a power of ten, so that the printed ones are met. */
    private static int spacing(int steps) {
        int power = 1;
        while (power * ROWS * 10 <= steps) {
            power *= 10;
        }
        for (int lead : new int[] {1, 2, 5}) {
            if (lead * power * ROWS >= steps) {
                return lead * power;
            }
        }
        return 10 * power;
    }

    private static boolean evenly(int step, int every) {
        return step == 0 || step % every == every - 1;
    }

    /** 0, 1, 2, 5, 10, 20, 50 … */
    private static boolean firstSteps(int step) {
        int lead = step;
        while (lead >= 10 && lead % 10 == 0) {
            lead /= 10;
        }
        return lead == 0 || lead == 1 || lead == 2 || lead == 5;
    }
}
