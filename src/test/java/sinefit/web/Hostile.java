package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.Rejection;
import sinefit.knob.WholeDomain;
import sinefit.lesson.Lesson;
import sinefit.stream.Speed;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/** What must hold for any input at all, whoever made it up. */
final class Hostile {
    /** What one input may take: far above what any needs, far below what would hurt. */
    private static final long MOST_BYTES = 64_000_000;

    private static final long MOST_NANOS = 5_000_000_000L;
    private static final long BUDGET = 20_000_000_000L;
    private static final RecipeParser PARSER = Lesson.parser();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Set<String> NO_KEYS = Set.of();

    private Hostile() {}

    /** A query is read or refused, in bounds; what is read has one canonical form. */
    static void query(String raw) {
        bounded(raw, () -> canonical(raw));
    }

    /** What is bounded in {@link #query}; by itself it loads the classes that queries need. */
    static void canonical(String raw) {
        QueryString query = QueryString.of(raw);
        Map<String, List<String>> values = query.values();
        assertFalse(QueryString.of(query.mended()).mangled(), raw);
        Recipe recipe = read(values, raw);
        String canonical = recipe.query();
        Recipe again = PARSER.parse(QueryString.of(canonical).values(), NO_KEYS);
        assertEquals(recipe, again, raw);
        assertEquals(canonical, again.query(), raw);
        assertTrue(recipe.work() <= BUDGET, raw);
    }

    /** The recipe of a query, or of what can be saved of it. */
    private static Recipe read(Map<String, List<String>> values, String raw) {
        try {
            return PARSER.parse(values, Asked.PAGE_KEYS);
        } catch (InvalidRecipe e) {
            assertFalse(e.rejections().isEmpty(), raw);
            for (Rejection rejection : e.rejections()) {
                assertFalse(Refusals.message(Messages.pick("en", null), rejection).isBlank());
                assertFalse(Refusals.message(Messages.pick("ko", null), rejection).isBlank());
            }
            return PARSER.salvage(values, Asked.PAGE_KEYS);
        }
    }

    /** Any text in any header, or in any key that is not the recipe's. */
    static void header(String text) {
        bounded(
                text,
                () -> {
                    Accept.type(text, "text/event-stream");
                    Accept.coding(text, "gzip");
                    String lang = Messages.pick(null, text).lang();
                    assertTrue(lang.equals("en") || lang.equals("ko"), text);
                    assertTrue(RefusalLog.tame(text).matches("[!-~]{0,80}"), text);
                    whole(text);
                    speed(text);
                });
    }

    private static void whole(String text) {
        try {
            long step = new Knob<>("from", new WholeDomain(0, 1_000_000)).parse(text);
            assertTrue(step >= 0 && step <= 1_000_000, text);
        } catch (Refusal e) {
            assertFalse(e.of("from", text).reason().isBlank());
        }
    }

    private static void speed(String text) {
        try {
            Speed speed = Speed.KNOB.parse(text);
            double rate = speed.stepsPerSecond();
            assertTrue(speed.isMax() || (rate >= 0.1 && rate <= 100_000), text);
        } catch (Refusal e) {
            assertFalse(e.of("speed", text).reason().isBlank());
        }
    }

    /** A path names a file or nothing, and never leads out or to what is hidden. */
    static void path(String path) {
        bounded(
                path,
                () -> {
                    if (StaticFiles.type(path).isPresent()) {
                        for (String name : path.split("/", -1)) {
                            assertTrue(name.matches("\\w[\\w.@-]*"), path);
                        }
                    }
                });
    }

    private static void bounded(String input, Runnable deed) {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long nanos = THREADS.getCurrentThreadCpuTime();
        deed.run();
        long allocated = THREADS.getThreadAllocatedBytes(thread) - bytes;
        long took = THREADS.getCurrentThreadCpuTime() - nanos;
        assertTrue(allocated < MOST_BYTES, allocated + " bytes for " + input);
        assertTrue(took < MOST_NANOS, took + " ns for " + input);
    }
}
