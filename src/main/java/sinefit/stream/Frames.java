package sinefit.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import sinefit.theory.Spectra;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.Runs;
import sinefit.training.Trainer;

/**
 * The chunks of all runs being watched, each made once for all who want it at the time. Who watches
 * alone leaves nothing behind, unless it was costly to make.
 */
final class Frames {
    private static final int COSTLY_BYTES = 16_000_000;

    /** Chunks of runs with several viewers, who are some seconds apart. */
    private static final int RECENT_BYTES = 48_000_000;

    /** What a chunk that is kept takes besides its bytes: coefficients, keys, bookkeeping. */
    private static final int OVERHEAD = 600;

    /** Chunks that take many slices, shared by those who wait for them. */
    private static final int SHARED_MAKERS = 16;

    private final Runs runs;
    private final Spectra spectra;
    private final Map<Watched, Showing> showings = new ConcurrentHashMap<>();
    private final Cache<Key, Chunk> costly =
            Caffeine.newBuilder()
                    .maximumWeight(COSTLY_BYTES)
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

    private record Watched(String query, Speed speed) {}

    private record Key(Watched watched, int from) {}

    /** One viewer's way through the chunks of a run; to be closed. */
    Reader reader(Recipe recipe, Speed speed, int from) {
        Watched watched = new Watched(recipe.query(), speed);
        Showing showing =
                showings.compute(
                        watched,
                        (key, known) -> {
                            Showing mine = known == null ? new Showing(key, recipe) : known;
                            mine.readers.incrementAndGet();
                            return mine;
                        });
        return new Reader(showing, from);
    }

    /** A run at a speed while somebody watches it, with the chunks that were made last. */
    private final class Showing {
        private final Watched watched;
        private final Recipe recipe;
        private final FramePlan plan;
        private final Map<Integer, Chunk> recent = new LinkedHashMap<>(); // oldest first
        private int bytes;
        private final AtomicInteger readers = new AtomicInteger();

        Showing(Watched watched, Recipe recipe) {
            this.watched = watched;
            this.recipe = recipe;
            this.plan = FramePlan.of(recipe.steps(), watched.speed);
        }

        synchronized @Nullable Chunk get(int from) {
            return recent.get(from);
        }

        synchronized void put(int from, Chunk chunk) {
            if (readers.get() < 2 || recent.putIfAbsent(from, chunk) != null) {
                return;
            }
            bytes += chunk.bytes().length + OVERHEAD;
            int share = RECENT_BYTES / showings.size();
            Iterator<Chunk> oldest = recent.values().iterator();
            while (bytes > share && recent.size() > 1) {
                bytes -= oldest.next().bytes().length + OVERHEAD;
                oldest.remove();
            }
        }

        void leave() {
            showings.compute(watched, (key, same) -> readers.decrementAndGet() == 0 ? null : same);
        }
    }

    /** Not for two threads at a time, but for closing it. */
    final class Reader {
        private final Showing showing;
        private int from;
        private Trainer.@Nullable Point at;
        private Chunk.@Nullable Maker maker;
        private boolean takesLong;

        private Reader(Showing showing, int from) {
            this.showing = showing;
            this.from = from;
        }

        /** First step of the chunk that comes next. */
        int from() {
            return from;
        }

        /** Works a slice on the next chunk; it is there when complete. */
        Optional<Chunk> poll() {
            Chunk recent = showing.get(from);
            if (recent != null) {
                return Optional.of(pass(recent));
            }
            Key key = new Key(showing.watched, from);
            Chunk known = costly.getIfPresent(key);
            if (known != null) {
                return Optional.of(pass(known));
            }
            if (maker == null) {
                maker = makers.getIfPresent(key);
            }
            if (maker == null) {
                Trainer trainer = at == null ? runs.before(showing.recipe, from) : runs.at(at);
                maker = new Chunk.Maker(new March(trainer, runs), from, showing.plan, spectra);
            }
            Optional<Chunk> made = maker.work(Workers.SLICE);
            if (made.isEmpty()) {
                // A long way: whoever else wants the same chunk works on the same maker.
                takesLong = true;
                Chunk.Maker mine = maker;
                maker = makers.get(key, k -> mine);
                return made;
            }
            if (takesLong) {
                costly.put(key, made.get());
                makers.invalidate(key);
            } else {
                showing.put(from, made.get());
            }
            return Optional.of(pass(made.get()));
        }

        /** Whether another viewer is at work on the chunk that comes next. */
        boolean elsewhere() {
            return maker != null && maker.busy();
        }

        /** Once, when nobody will poll any more. */
        void close() {
            showing.leave();
        }

        private Chunk pass(Chunk chunk) {
            maker = null;
            takesLong = false;
            at = chunk.next();
            from = chunk.next().step();
            return chunk;
        }
    }
}
