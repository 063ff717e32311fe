package sinefit.training;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
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

    /** A generator of random numbers is kept with each: some thousand bytes instead of hundreds. */
    private static final int CHECKPOINTS_WITH_CHANCE = 8;

    /** Multiply-adds between checkpoints at least: some 5 ms of work. */
    private static final long WORTH_KEEPING = 5_000_000;

    private final Cache<Recipe.Problem, Objective> objectives =
            Caffeine.newBuilder()
                    .maximumWeight(OBJECTIVE_BYTES)
                    .weigher((Recipe.Problem p, Objective o) -> bytes(p))
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();
    private final Cache<String, NavigableMap<Integer, Trainer.Point>> checkpoints =
            Caffeine.newBuilder()
                    .maximumSize(CHECKPOINTED_RUNS)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    private final LongAdder steps = new LongAdder();

    /** Steps trained so far, all runs together. */
    public long steps() {
        return steps.sum();
    }

    void taken(int count) {
        steps.add(count);
    }

    /** A trainer of one's own, at the last known point of the run that is not past a step. */
    public Trainer before(Recipe recipe, int step) {
        NavigableMap<Integer, Trainer.Point> known = checkpoints.getIfPresent(recipe.query());
        Map.Entry<Integer, Trainer.Point> nearest = known == null ? null : known.floorEntry(step);
        return nearest == null ? Trainer.start(recipe, objective(recipe)) : at(nearest.getValue());
    }

    /** A trainer of one's own at a point. */
    public Trainer at(Trainer.Point point) {
        return Trainer.at(point, objective(point.recipe()));
    }

    private Objective objective(Recipe recipe) {
        return objectives.get(recipe.problem(), problem -> recipe.objective());
    }

    /** How many steps lie between the checkpoints of a recipe. */
    public static int interval(Recipe recipe) {
        long worth = WORTH_KEEPING / March.ofUpdate(recipe) + 1;
        int most = recipe.hasChance() ? CHECKPOINTS_WITH_CHANCE : CHECKPOINTS_A_RUN;
        return (int) Math.max(worth, recipe.steps() / most + 1);
    }

    /** Keeps where a trainer stands, so that others can start from there. */
    public void keep(Trainer trainer) {
        checkpoints
                .get(trainer.recipe().query(), query -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(trainer.step(), step -> trainer.point());
    }

    private static int bytes(Recipe.Problem problem) {
        long n = problem.settings().get(Recipe.N);
        long size = Math.max(problem.settings().get(Recipe.DEGREE), 5) + 3;
        return (int) (n * size * Double.BYTES);
    }
}
