package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sinefit.testing.EventStream;
import sinefit.testing.RawHttp;
import sinefit.testing.ServerProcess;
import sinefit.testing.Site;
import sinefit.testing.Site.Event;

/** What goes wrong in a network and on a machine, done for real. */
class FaultsTest {
    /** Some megabytes at once: more than all buffers between server and viewer hold. */
    private static final String LONG = "/train?steps=10000&n=2&degree=1&init=0,0&speed=max";

    @TempDir Path folder;

    private static Server server() {
        return Server.start(new ServerOptions("127.0.0.1", 0, 100, 100));
    }

    @Test
    void whoVanishesGivesHisPlaceBack() throws Exception {
        try (Server server = server()) {
            for (int i = 0; i < 50; i++) {
                try (Socket viewer = RawHttp.connect(server.port())) {
                    viewer.setSoLinger(true, 0); // no farewell: the connection is reset
                    RawHttp.write(viewer, "GET /train?speed=1 HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertTrue(viewer.getInputStream().read() > 0);
                }
            }
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> server.streams() == 0);
        }
    }

    /** A machine that slept: its clocks have jumped when it wakes. */
    @Test
    void aServerThatWasHaltedGoesOnWhereItWas() throws Exception {
        String query = "steps=400&speed=100";
        try (ServerProcess server = ServerProcess.start(0)) {
            CompletableFuture<Void> open = new CompletableFuture<>();
            CompletableFuture<List<Event>> watching =
                    CompletableFuture.supplyAsync(
                            () ->
                                    server.site().stream(
                                            query,
                                            event -> {
                                                open.complete(null);
                                                return false;
                                            }));
            open.get(10, TimeUnit.SECONDS);
            server.halt(true);
            try {
                assertThrows(TimeoutException.class, () -> watching.get(6, TimeUnit.SECONDS));
            } finally {
                server.halt(false);
            }
            List<Event> seen = watching.get(20, TimeUnit.SECONDS);
            List<String> uncut = rows(server.site().stream(query));
            assertEquals("finished", seen.get(seen.size() - 1).name());
            assertEquals(401, uncut.size()); // rows 0 to 399, and the end
            assertEquals(uncut, rows(seen));
            assertEquals("ok", server.site().get("/healthz").body());
        }
    }

    /** Every row and the end; not how they are divided into frames. */
    private static List<String> rows(List<Event> events) {
        List<String> rows = new ArrayList<>();
        for (Event event : events) {
            if (event.name().equals("frame")) {
                event.json().get("trail").forEach(row -> rows.add(row.toString()));
            } else if (event.name().equals("finished")) {
                rows.add(event.data());
            }
        }
        return rows;
    }

    @Test
    void whoReadsAByteASecondIsCutOffAndTheOthersHaveTheirRun() throws Exception {
        ScheduledExecutorService sipping = Executors.newSingleThreadScheduledExecutor();
        try (Server server = server();
                Socket slow = RawHttp.neverReading(server.port(), LONG)) {
            Awaitility.await().until(() -> server.streams() == 1);
            Future<?> sips = sipping.scheduleAtFixedRate(() -> sip(slow), 1, 1, TimeUnit.SECONDS);
            List<Event> other = Site.at(server.port()).stream("steps=200&speed=100");
            assertEquals("finished", other.get(other.size() - 1).name());
            Awaitility.await().atMost(40, TimeUnit.SECONDS).until(() -> server.streams() == 0);
            sips.cancel(true);
        } finally {
            sipping.shutdownNow();
        }
    }

    private static void sip(Socket socket) {
        try {
            int unused = socket.getInputStream().read();
        } catch (IOException e) {
            throw new IllegalStateException("cut off, as it should be", e);
        }
    }

    @Test
    void aServerThatIsToldToStopAnswersWhatIsUnderWayAndSendsItsViewersElsewhere()
            throws Exception {
        String run = "steps=4000&speed=200&lr=1.5e-6";
        String heavy = "/trace.json?n=20000&degree=9&lr=1e-15&steps=1500&every=100";
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess first = ServerProcess.start(0);
                Server second = server()) {
            List<Future<Farewell>> viewers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                viewers.add(threads.submit(() -> watch(first.port(), run)));
            }
            Awaitility.await().until(() -> metric(first, "streams") == 30);
            double steps = metric(first, "steps_total");
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String one = heavy + "&min=-3.1" + i;
                answers.add(threads.submit(() -> rows(first, one)));
            }
            // Until all three are certainly under way.
            Awaitility.await().until(() -> metric(first, "steps_total") > steps + 300);
            assertTrue(first.terminate());
            for (Future<Integer> answer : answers) {
                assertEquals(16, answer.get(10, TimeUnit.SECONDS));
            }
            List<Event> whole = Site.at(second.port()).stream(run.replace("200", "max"));
            Event end = whole.get(whole.size() - 1);
            List<Farewell> farewells = new ArrayList<>();
            for (Future<Farewell> viewer : viewers) {
                farewells.add(viewer.get(10, TimeUnit.SECONDS));
            }
            long earliest = farewells.stream().mapToLong(Farewell::nanos).min().orElse(0);
            long latest = farewells.stream().mapToLong(Farewell::nanos).max().orElse(0);
            assertTrue(latest - earliest > 300_000_000, "all at once");
            assertTrue(farewells.stream().mapToInt(Farewell::retry).distinct().count() > 10);
            for (Farewell farewell : farewells) {
                assertTrue(farewell.retry >= 1_000 && farewell.retry < 3_000);
            }
            // One goes on elsewhere, to the same end.
            List<Event> rest =
                    Site.at(second.port()).stream(
                            run.replace("200", "max"), "Last-Event-ID", farewells.get(0).last);
            assertEquals(end, rest.get(rest.size() - 1));
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * How a stream ended before its time.
     *
     * @param retry after how many milliseconds it may be asked for again
     * @param last id of its last frame
     * @param nanos when it ended
     */
    private record Farewell(int retry, String last, long nanos) {}

    private static Farewell watch(int port, String run) throws IOException {
        // Asked for with Connection: close, so it comes as it is and not in chunks.
        String events = RawHttp.get(port, "/train?" + run).body();
        long ended = System.nanoTime();
        List<EventStream.Event> seen = EventStream.read(events);
        String last =
                seen.stream()
                        .filter(e -> e.name().equals("frame"))
                        .reduce((a, b) -> b)
                        .orElseThrow()
                        .id();
        assertTrue(seen.stream().noneMatch(e -> e.name().equals("finished")));
        int retry = Integer.parseInt(events.lines().findFirst().orElse("").substring(7));
        return new Farewell(retry, last, ended);
    }

    private static int rows(ServerProcess server, String path) {
        return server.site().json(path).get("trace").size();
    }

    private static double metric(ServerProcess server, String name) {
        return server.site()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sinefit_" + name + " "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsEverWrittenToADisk() throws Exception {
        String noPlace = folder.resolve("there").resolve("is").resolve("none").toString();
        try (ServerProcess server = ServerProcess.startIn(folder, "-Djava.io.tmpdir=" + noPlace)) {
            Site site = server.site();
            for (String path :
                    List.of(
                            "/",
                            "/lessons/tensors?lang=ko",
                            "/trace.json?every=1",
                            "/trace.csv",
                            "/theory.json",
                            "/sweep.json",
                            "/code/Sinefit.java",
                            "/css/base.css",
                            sinefit.web.view.Libraries.url("katex", "katex.min.js"))) {
                assertEquals(200, site.get(path).statusCode(), path);
            }
            List<Event> run = site.stream("steps=2&speed=max");
            assertEquals("finished", run.get(run.size() - 1).name());
            assertEquals(List.of(), writable(server.pid()));
            assertTrue(server.terminate());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** A disk without room, as far as a program can meet one that writes nothing but its log. */
    @Test
    void aLogThatHasNoRoomHindersNobody() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists(), "/dev/full, which only Linux has");
        try (ServerProcess server = ServerProcess.startIn(folder, full)) {
            Site site = server.site();
            assertEquals(200, site.get("/").statusCode());
            for (int i = 0; i < 3; i++) {
                assertEquals(422, site.get("/trace.json?lr=0").statusCode()); // a line each
            }
            List<Event> run = site.stream("steps=2&speed=max");
            assertEquals("finished", run.get(run.size() - 1).name());
            assertTrue(server.terminate());
        }
    }

    /** Files that a process has open for writing, its standard output and error aside. */
    private static List<Path> writable(long pid) throws IOException {
        Path open = Path.of("/proc", String.valueOf(pid), "fd");
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(open)) {
            return found; // no /proc on this system: the folders tell
        }
        try (Stream<Path> all = Files.list(open)) {
            for (Path link : all.toList()) {
                int number = Integer.parseInt(link.getFileName().toString());
                if (number > 2 && Files.isRegularFile(link) && writes(pid, number)) {
                    found.add(Files.readSymbolicLink(link));
                }
            }
        }
        return found;
    }

    private static boolean writes(long pid, int number) throws IOException {
        Path info = Path.of("/proc", String.valueOf(pid), "fdinfo", String.valueOf(number));
        String flags =
                Files.readString(info)
                        .lines()
                        .filter(line -> line.startsWith("flags:"))
                        .findFirst()
                        .orElseThrow();
        return (Integer.parseInt(flags.substring(6).strip(), 8) & 3) != 0;
    }
}
