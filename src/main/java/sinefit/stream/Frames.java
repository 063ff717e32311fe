package sinefit.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.training.Recipe;
import sinefit.training.Runs;
import sinefit.training.Trainer;

/** The chunks of all runs being watched; those on the common grid are made once for all viewers. */
final class Frames {
    private static final long CACHED_BYTES = 32_000_000;

    /** What a cached chunk takes besides its bytes: mostly its trainer. */
    private static final int OVERHEAD = 1_000;

    private final Runs runs;
    private final Cache<Key, Chunk> cache =
            Caffeine.newBuilder()
                    .maximumWeight(CACHED_BYTES)
                    .weigher((Key key, Chunk chunk) -> chunk.bytes().length + OVERHEAD)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    Frames(Runs runs) {
        this.runs = runs;
    }

    private record Key(String query, Speed speed, int from) {}

    /** One viewer's way through the chunks of a run. */
    Reader reader(Recipe recipe, Speed speed, int from) {
        return new Reader(recipe, speed, from);
    }

    /** Not for two threads at a time. */
    final class Reader {
        private final Recipe recipe;
        private final String query;
        private final Speed speed;
        private final FramePlan plan;
        private int from;
        private @Nullable Trainer at;
        private Chunk.@Nullable Maker maker;

        Reader(Recipe recipe, Speed speed, int from) {
            this.recipe = recipe;
            this.query = recipe.query();
            this.speed = speed;
            this.plan = FramePlan.of(recipe.steps(), speed);
            this.from = from;
        }

        /** First step of the chunk that comes next. */
        int from() {
            return from;
        }

        /** Works a slice on the next chunk; it is there when complete. */
        Optional<Chunk> poll() {
            Chunk cached = cache.getIfPresent(new Key(query, speed, from));
            if (cached != null) {
                return Optional.of(pass(cached));
            }
            if (maker == null) {
                Trainer trainer = at == null ? runs.before(recipe, from) : at.copy();
                maker = new Chunk.Maker(trainer, from, plan, runs);
            }
            if (!maker.work(Workers.SLICE)) {
                return Optional.empty();
            }
            Chunk made = maker.chunk();
            if (plan.opens(from)) {
                cache.put(new Key(query, speed, from), made);
            }
            return Optional.of(pass(made));
        }

        private Chunk pass(Chunk chunk) {
            maker = null;
            at = chunk.next();
            from = chunk.next().step();
            return chunk;
        }
    }
}
