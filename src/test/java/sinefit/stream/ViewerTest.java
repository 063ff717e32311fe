package sinefit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import sinefit.knob.Refusal;
import sinefit.testing.Recipes;
import sinefit.theory.Spectra;
import sinefit.training.Recipe;
import sinefit.training.Runs;

/** One viewer, with a clock that goes when it is told to. */
class ViewerTest {
    private static final long SECOND = 1_000_000_000L;

    /** A place whose time is moved by hand, and whose reader takes what he is let take. */
    private static final class House implements Viewer.House, Viewer.Way {
        private record Alarm(long at, int order, Runnable task) implements Comparable<Alarm> {
            @Override
            public int compareTo(Alarm other) {
                return at == other.at ? order - other.order : Long.compare(at, other.at);
            }
        }

        private record Written(long at, String text) {}

        // Near its end, where the clock's number turns negative: differences must be taken.
        private final long start = Long.MAX_VALUE - SECOND;
        private long passed;
        private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final List<Written> written = new ArrayList<>();
        private final List<Long> late = new ArrayList<>();
        private boolean reads = true;
        private boolean left;
        private boolean aborted;

        @Override
        public long nanoTime() {
            return start + passed;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void later(Runnable task, long nanos) {
            alarms.add(new Alarm(passed + nanos, alarms.size(), task));
        }

        @Override
        public void framed(long lateNanos) {
            late.add(lateNanos);
        }

        @Override
        public void left(Viewer viewer) {
            left = true;
        }

        @Override
        public void write(ByteBuffer bytes) {
            written.add(new Written(passed, StandardCharsets.UTF_8.decode(bytes).toString()));
        }

        @Override
        public boolean isReady() {
            return reads;
        }

        Viewer viewer(String query, String speed, int from) throws Refusal {
            Recipe recipe = Recipes.recipe(query);
            Speed pace = Speed.KNOB.parse(speed);
            Frames frames = new Frames(new Runs(), new Spectra());
            byte[] hello = Wire.started(recipe, from, 1000);
            Viewer viewer =
                    new Viewer(
                            this,
                            frames.reader(recipe, pace, from),
                            pace,
                            from,
                            hello,
                            this,
                            () -> aborted = true);
            viewer.onWritePossible();
            settle();
            return viewer;
        }

        /** Does what is to be done at this moment. */
        void settle() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        /** Lets time pass, and everything happen in its time. */
        void pass(long nanos) {
            long end = passed + nanos;
            while (!alarms.isEmpty() && alarms.peek().at <= end) {
                Alarm next = alarms.poll();
                passed = Math.max(passed, next.at);
                next.task.run();
                settle();
            }
            passed = end;
        }

        List<Long> times(String event) {
            String head = "event: " + event + "\n";
            return written.stream()
                    .flatMap(
                            w ->
                                    Collections.nCopies(w.text.split(head, -1).length - 1, w.at)
                                            .stream())
                    .toList();
        }

        String everything() {
            StringBuilder all = new StringBuilder();
            written.forEach(w -> all.append(w.text));
            return all.toString();
        }
    }

    @Test
    void framesAreWrittenInPairsASecondBeforeTheSecondOfThemIsPlayed() throws Refusal {
        House house = new House();
        house.viewer("steps=240", "60", 0);
        assertEquals(1, house.times("started").size());
        house.pass(10 * SECOND);
        List<Long> times = house.times("frame");
        assertEquals(16, times.size());
        for (int i = 0; i < times.size(); i++) {
            long soonest = Math.max(0, i * SECOND / 4 - SECOND);
            long waits = soonest > 0 && i % 2 == 1 ? SECOND / 4 : 0; // for its partner
            assertEquals(soonest + waits, times.get(i), "frame " + i);
        }
        // The end comes with the last frame.
        assertEquals(List.of(times.get(15)), house.times("finished"));
        assertTrue(house.left);
        assertTrue(house.late.stream().allMatch(late -> late == 0), house.late.toString());
    }

    @Test
    void aRunThatGoesOnIsPacedFromWhereItGoesOn() throws Refusal {
        House house = new House();
        house.viewer("steps=1000", "20", 500);
        house.pass(2 * SECOND);
        // One second ahead at the start, then four frames a second.
        assertEquals(5 + 8, house.times("frame").size());
    }

    @Test
    void aHeartbeatComesEveryTenSecondsWhenThereIsNothingElse() throws Refusal {
        House house = new House();
        house.viewer("steps=100", "0.1", 0);
        house.pass(95 * SECOND);
        // Steps are ten seconds apart, and each is written a second early.
        long beats = house.written.stream().filter(w -> w.text.equals(":\n\n")).count();
        long quiet = 0;
        for (int i = 1; i < house.written.size(); i++) {
            quiet = Math.max(quiet, house.written.get(i).at - house.written.get(i - 1).at);
        }
        assertTrue(quiet <= 10 * SECOND, "nothing for " + quiet);
        assertEquals(10, house.times("frame").size());
        assertEquals(0, beats);
    }

    @Test
    void whoDoesNotTakeWhatWasWrittenForTenSecondsIsCutOff() throws Refusal {
        House house = new House();
        house.reads = false;
        Viewer viewer = house.viewer("steps=1000", "60", 0);
        house.reads = true;
        viewer.onWritePossible();
        house.reads = false;
        house.settle();
        int written = house.written.size();
        house.pass(10 * SECOND - 1);
        assertFalse(house.left);
        house.pass(1);
        assertTrue(house.aborted);
        assertTrue(house.left);
        assertEquals(written, house.written.size());
    }

    @Test
    void whoReadsSlowlyFallsBehindButLosesNothing() throws Refusal {
        House quick = new House();
        quick.viewer("steps=240", "60", 0);
        quick.pass(20 * SECOND);
        House slow = new House();
        Viewer viewer = slow.viewer("steps=240", "60", 0);
        while (!slow.left) {
            slow.reads = false;
            slow.pass(SECOND);
            slow.reads = true;
            viewer.onWritePossible();
            slow.settle();
        }
        assertEquals(quick.everything(), slow.everything());
        // That he read late is not counted as the server's lateness.
        assertTrue(slow.late.stream().allMatch(late -> late == 0), slow.late.toString());
    }

    @Test
    void aServerThatWasBusyCountsHowLateItIsAndCatchesUp() throws Refusal {
        House house = new House();
        house.viewer("steps=240", "60", 0);
        house.passed += 2 * SECOND; // nobody was woken in the meantime
        house.pass(0);
        // The twelfth was due at that very moment; one more may have gone with it.
        int frames = house.times("frame").size();
        assertTrue(frames == 12 || frames == 13, frames + " frames");
        assertEquals(
                2 * SECOND - SECOND / 2, house.late.stream().mapToLong(v -> v).max().orElse(0));
    }

    @Test
    void atFullSpeedNothingIsLate() throws Refusal {
        House house = new House();
        house.viewer("steps=2000", "max", 0);
        assertEquals(40, house.times("frame").size());
        assertEquals(1, house.times("finished").size());
        assertTrue(house.late.stream().allMatch(late -> late == 0));
    }
}
