package sinefit.bench.load;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import sinefit.bench.load.Crowd.Habit;
import sinefit.bench.load.Crowd.Viewer;

/** What is done to a fresh server, each with what is to be learned from it. */
enum Scenario {
    /** Every viewer has a run of his own: the server trains and encodes for each. */
    DIFFERENT("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            arrive(crowd, 2_000, Scenario::ownRun, 1_000);
            return watched(jar, crowd, length, "");
        }
    },

    /** Ten viewers for each run: they share its frames. */
    SHARED("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            arrive(crowd, 5_000, i -> ownRun(i % 500), 1_000);
            return watched(jar, crowd, length, "500 recipes");
        }
    },

    /** Fifty of a thousand never read; the table shows the others. */
    DEAF("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            arrive(crowd, 950, i -> ownRun(i % 100), 1_000);
            int before = jar.proc().descriptors();
            Watch watch = new Watch(jar, crowd);
            for (int i = 0; i < 50; i++) {
                crowd.open(new Habit(run(i), SPEED, 0, false));
            }
            sleep(Math.max(40, length.seconds));
            int dropped = before + 50 - jar.proc().descriptors();
            return watch.row(label(), "50 never read; " + dropped + " of them dropped");
        }
    },

    /** A step every ten seconds: what an open stream takes. */
    IDLE("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            long before = jar.proc().residentMegabytes();
            arrive(crowd, 10_000, i -> Habit.staying(run(i % 500), 0.1), 2_000);
            return watched(jar, crowd, length, "speed 0.1; RSS before " + before + " MB");
        }
    },

    /** All connect at once, to a server that has had visitors before. */
    STORM("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            visits(crowd, 2_000);
            return storm(jar, crowd);
        }
    },

    /** The same on a server that has just started: a restart in the middle of a lesson. */
    RESTART("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            return storm(jar, crowd);
        }
    },

    /** Ten thousand come, see a frame and go. */
    CYCLES("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            visits(crowd, 1_000);
            settledDescriptors(jar, crowd);
            long live = jar.liveBytes(); // opens a descriptor of its own
            int descriptors = jar.proc().descriptors();
            Watch watch = new Watch(jar, crowd);
            visits(crowd, 10_000);
            Watch.Row row = watch.row(label(), "");
            int kept = settledDescriptors(jar, crowd) - descriptors;
            double heap = (jar.liveBytes() - live) / 1e6;
            String note =
                    String.format(
                            Locale.ROOT,
                            "10 000 visits at %.0f/s, %d lost; kept: %d descriptors, %.2f MB of"
                                    + " heap",
                            10_000 / row.seconds(),
                            crowd.lost(),
                            kept,
                            heap);
            return row.with(jar, note);
        }
    },

    /** Half the heap. */
    SMALL("-Xmx128m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            arrive(crowd, 1_000, Scenario::ownRun, 1_000);
            return watched(jar, crowd, length, "-Xmx128m");
        }
    },

    /** Viewers come and go all the time; memory stays where it is. */
    SOAK("-Xmx256m") {
        @Override
        Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception {
            RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);
            Deque<Viewer> viewers = new ArrayDeque<>();
            int[] came = {0};
            churn(crowd, viewers, random, came, length.soakSeconds / 4);
            long early = jar.liveBytes();
            long earlyResident = jar.proc().residentMegabytes();
            Watch watch = new Watch(jar, crowd);
            churn(crowd, viewers, random, came, length.soakSeconds * 3 / 4);
            Watch.Row row = watch.row(label(), "");
            long late = jar.liveBytes();
            String note =
                    String.format(
                            Locale.ROOT,
                            "%d s, %d viewers came and went; heap in use after a quarter %.1f MB,"
                                    + " at the end %.1f MB; RSS %d MB, %d MB",
                            length.soakSeconds,
                            came[0],
                            early / 1e6,
                            late / 1e6,
                            earlyResident,
                            row.resident());
            return row.with(jar, note);
        }
    };

    private static final double SPEED = 60;
    private static final int AT_A_TIME = 100;
    private static final int SOAKING = 500;
    private static final int CHURN_MILLIS = 50;
    private static final int PATIENCE_SECONDS = 60;

    private final String heap;

    Scenario(String heap) {
        this.heap = heap;
    }

    /** How long things take. */
    enum Length {
        SHORT(20, 60),
        FULL(60, 20 * 60);

        final int seconds;
        final int soakSeconds;

        Length(int seconds, int soakSeconds) {
            this.seconds = seconds;
            this.soakSeconds = soakSeconds;
        }
    }

    /** How many viewers there are to be, and what each does. */
    @FunctionalInterface
    private interface Habits {
        Habit of(int viewer);
    }

    abstract Watch.Row play(Jar jar, Crowd crowd, Length length) throws Exception;

    /** Plays it on a server of its own. */
    Watch.Row play(List<String> options, Length length) throws Exception {
        List<String> all = new ArrayList<>(List.of(heap));
        all.addAll(options);
        try (Jar jar = Jar.start(all);
                Crowd crowd = new Crowd(jar.port())) {
            return play(jar, crowd, length);
        }
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A float64 run of a rate of its own, far from its end when the scenario ends. */
    private static String run(int number) {
        return "steps=9000&lr=" + (1_000_000 + number) + "e-12";
    }

    private static Habit ownRun(int number) {
        return Habit.staying(run(number), SPEED);
    }

    /** Viewers come at a pace, and have all seen their first second when this returns. */
    private static void arrive(Crowd crowd, int count, Habits habits, int aSecond)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            crowd.open(habits.of(i));
            long due = began + (i + 1) * 1_000_000_000L / aSecond;
            long early = (due - System.nanoTime()) / 1_000_000;
            if (early > 0) {
                Thread.sleep(early);
            }
        }
        await(PATIENCE_SECONDS, () -> crowd.settled() >= count);
        if (crowd.settled() < count) {
            throw new IllegalStateException(
                    crowd.settled() + " of " + count + " settled, " + crowd.lost() + " lost");
        }
        sleep(2);
    }

    Watch.Row watched(Jar jar, Crowd crowd, Length length, String note)
            throws IOException, InterruptedException {
        int lost = crowd.lost();
        Watch watch = new Watch(jar, crowd);
        sleep(length.seconds);
        int gone = crowd.lost() - lost;
        return watch.row(label(), gone == 0 ? note : note + " " + gone + " LOST");
    }

    Watch.Row storm(Jar jar, Crowd crowd) throws IOException, InterruptedException {
        int before = crowd.settled();
        Watch watch = new Watch(jar, crowd);
        long began = System.nanoTime();
        for (int i = 0; i < 5_000; i++) {
            crowd.open(ownRun(i % 500));
        }
        await(30, () -> crowd.settled() - before == 5_000);
        double seconds = (System.nanoTime() - began) / 1e9;
        String note =
                String.format(
                        Locale.ROOT,
                        "%d settled in %.2f s, %d lost, %d refused",
                        crowd.settled() - before,
                        seconds,
                        crowd.lost(),
                        crowd.refused());
        return watch.row(label(), note);
    }

    private static void visits(Crowd crowd, int count) throws IOException, InterruptedException {
        int before = crowd.finished() + crowd.lost();
        for (int i = 0; i < count; i++) {
            crowd.open(new Habit(run(i % 500), SPEED, 1, true));
            while (crowd.open() >= AT_A_TIME) {
                Thread.sleep(1);
            }
        }
        await(PATIENCE_SECONDS, () -> crowd.finished() + crowd.lost() - before == count);
    }

    /** Descriptors of the server once it has noticed that nobody is there. */
    private static int settledDescriptors(Jar jar, Crowd crowd) throws InterruptedException {
        int[] least = {Integer.MAX_VALUE};
        long[] since = {System.nanoTime()};
        await(
                PATIENCE_SECONDS,
                () -> {
                    int now = jar.proc().descriptors();
                    if (now < least[0]) {
                        least[0] = now;
                        since[0] = System.nanoTime();
                    }
                    return System.nanoTime() - since[0] > 3_000_000_000L;
                });
        if (crowd.open() > 0) {
            throw new IllegalStateException("somebody is still there");
        }
        return least[0];
    }

    /** One goes and one comes, twenty times a second; some stay for moments, some for minutes. */
    private static void churn(
            Crowd crowd, Deque<Viewer> viewers, RandomGenerator random, int[] came, int seconds)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            viewers.add(crowd.open(visitor(random, came[0]++)));
            if (viewers.size() > SOAKING) {
                Viewer leaving = random.nextInt(4) == 0 ? viewers.removeLast() : viewers.remove();
                leaving.leave();
            }
            Thread.sleep(CHURN_MILLIS);
        }
    }

    /** Every other one has a run that nobody else has, and one in twenty does not read. */
    private static Habit visitor(RandomGenerator random, int number) {
        String run = run(random.nextBoolean() ? random.nextInt(100) : 1_000 + number);
        return new Habit(run, SPEED, 0, random.nextInt(20) != 0);
    }

    private static void await(int seconds, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(2);
        }
    }

    private static void sleep(int seconds) throws InterruptedException {
        Thread.sleep(seconds * 1_000L);
    }
}
