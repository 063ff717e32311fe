package sinefit.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.theory.Spectra;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.Runs;
import sinefit.training.Trainer;

/** The chunks of all runs being watched, each made once for all who want it at the time. */
final class Frames {
    private static final long CACHED_BYTES = 32_000_000;

    /** What a cached chunk takes besides its bytes: keys, coefficients, bookkeeping. */
    private static final int OVERHEAD = 2_000;

    /** Chunks that take many slices, shared by those who wait for them. */
    private static final int SHARED_MAKERS = 16;

    private final Runs runs;
    private final Spectra spectra;
    private final Cache<Key, Chunk> chunks =
            Caffeine.newBuilder()
                    .maximumWeight(CACHED_BYTES)
                    .weigher((Key key, Chunk chunk) -> chunk.bytes().length + OVERHEAD)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();
    private final Cache<Key, Chunk.Maker> makers =
            Caffeine.newBuilder()
                    .maximumSize(SHARED_MAKERS)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    Frames(Runs runs, Spectra spectra) {
        this.runs = runs;
        this.spectra = spectra;
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
        private Trainer.@Nullable Point at;
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
            Key key = new Key(query, speed, from);
            Chunk cached = chunks.getIfPresent(key);
            if (cached != null) {
                return Optional.of(pass(cached));
            }
            if (maker == null) {
                maker = makers.getIfPresent(key);
            }
            if (maker == null) {
                Trainer trainer = at == null ? runs.before(recipe, from) : runs.at(at);
                maker = new Chunk.Maker(new March(trainer, runs), from, plan, spectra);
            }
            Optional<Chunk> made = maker.work(Workers.SLICE);
            if (made.isEmpty()) {
                // A long way: whoever else wants the same chunk works on the same maker.
                Chunk.Maker mine = maker;
                maker = makers.get(key, k -> mine);
                return made;
            }
            chunks.put(key, made.get());
            makers.invalidate(key);
            return Optional.of(pass(made.get()));
        }

        /** Whether another viewer is at work on the chunk that comes next. */
        boolean elsewhere() {
            return maker != null && maker.busy();
        }

        private Chunk pass(Chunk chunk) {
            maker = null;
            at = chunk.next();
            from = chunk.next().step();
            return chunk;
        }
    }
}
