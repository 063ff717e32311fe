package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import sinefit.testing.RawHttp;
import sinefit.testing.Site.Event;
import sinefit.testing.WithServer;

/** Whoever does not read harms nobody but himself. */
class SlowViewersTest extends WithServer {
    private static final int DEAF = 50;
    private static final int READING = 250;

    /** 10 000 rows, some megabytes: more than all buffers between server and viewer hold. */
    private static final String LONG = "/train?steps=10000&n=2&degree=1&init=0,0&speed=max";

    @Test
    void whoDoesNotReadATableHoldsNobodyUp() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        try {
            for (String path :
                    List.of("/trace.json?every=1&", "/samples.json?", "/trace.csv?every=1&")) {
                for (int i = 0; i < 4; i++) {
                    deaf.add(RawHttp.neverReading(server().port(), path + "n=20000&steps=200"));
                    deaf.add(RawHttp.neverReading(server().port(), path + "n=50&steps=19999"));
                }
            }
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                for (int i = 0; i < 5; i++) {
                    Future<List<Event>> run =
                            thread.submit(() -> site().stream("steps=60&speed=60"));
                    assertEquals("started", run.get(10, TimeUnit.SECONDS).get(0).name());
                    assertEquals(200, site().get("/step.json?at=3").statusCode());
                }
            } finally {
                thread.shutdownNow();
            }
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void fiftyThatNeverReadLeaveTheOthersTheirRun() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(READING);
        try {
            for (int i = 0; i < DEAF; i++) {
                deaf.add(RawHttp.neverReading(server().port(), LONG));
            }
            Awaitility.await().until(() -> server().streams() == DEAF);
            List<Future<List<Event>>> runs = new ArrayList<>();
            for (int i = 0; i < READING; i++) {
                String run = "steps=300&speed=100&lr=" + (1 + i % 5) + "e-7";
                runs.add(threads.submit(() -> site().stream(run)));
            }
            for (Future<List<Event>> run : runs) {
                List<Event> events = run.get(30, TimeUnit.SECONDS);
                assertEquals("finished", events.get(events.size() - 1).name());
                long rows =
                        events.stream()
                                .filter(e -> e.name().equals("frame"))
                                .mapToLong(e -> e.json().get("trail").size())
                                .sum();
                assertEquals(300, rows);
            }
            // A write that is not taken for ten seconds drops its viewer.
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> server().streams() == 0);
        } finally {
            threads.shutdownNow();
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }
}
