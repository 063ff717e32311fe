package sinefit.training;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import sinefit.model.Objective;

/**
 * Opens runs at any step, at the price of the steps since the nearest checkpoint. Holds nothing
 * that could not be computed again: samples shared by equal problems, and checkpoints of costly
 * runs.
 */
public final class Runs {
    private static final long OBJECTIVE_BYTES = 32_000_000;
    private static final int CHECKPOINTED_RUNS = 200;
    private static final int CHECKPOINTS_A_RUN = 64;

    /** Multiply-adds between checkpoints at least: some 50 ms of work. */
    private static final long WORTH_KEEPING = 50_000_000;

    private final Cache<Recipe.Problem, Objective> objectives =
            Caffeine.newBuilder()
                    .maximumWeight(OBJECTIVE_BYTES)
                    .weigher((Recipe.Problem p, Objective o) -> bytes(p))
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();
    private final Cache<String, NavigableMap<Integer, Trainer>> checkpoints =
            Caffeine.newBuilder()
                    .maximumSize(CHECKPOINTED_RUNS)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    /** A trainer of one's own, at the last known point of the run that is not past a step. */
    public Trainer before(Recipe recipe, int step) {
        NavigableMap<Integer, Trainer> known = checkpoints.getIfPresent(recipe.query());
        Map.Entry<Integer, Trainer> nearest = known == null ? null : known.floorEntry(step);
        if (nearest != null) {
            return nearest.getValue().copy();
        }
        return Trainer.start(recipe, objectives.get(recipe.problem(), p -> recipe.objective()));
    }

    /** Lets a trainer pass; where it is worth it, others will be able to start from here. */
    public void pass(Trainer trainer) {
        Recipe recipe = trainer.recipe();
        long apart =
                Math.max(
                        WORTH_KEEPING / recipe.workPerStep() + 1,
                        recipe.steps() / CHECKPOINTS_A_RUN + 1);
        if (trainer.step() > 0 && trainer.step() % apart == 0) {
            checkpoints
                    .get(recipe.query(), q -> new ConcurrentSkipListMap<>())
                    .computeIfAbsent(trainer.step(), s -> trainer.copy());
        }
    }

    private static int bytes(Recipe.Problem problem) {
        long n = problem.settings().get(Recipe.N);
        long size = problem.settings().get(Recipe.DEGREE) + 3;
        return (int) (n * size * Double.BYTES);
    }
}
