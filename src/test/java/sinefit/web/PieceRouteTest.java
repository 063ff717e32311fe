package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.EventStream;
import sinefit.testing.EventStream.Event;
import sinefit.testing.RawHttp;
import sinefit.testing.WithServer;

/** The stream in pieces that are answers of their own. */
class PieceRouteTest extends WithServer {
    private static final int PLACES = 3;

    @Override
    protected ServerOptions options() {
        return new ServerOptions("127.0.0.1", 0, 100, PLACES);
    }

    private String piece(String query) {
        HttpResponse<String> answer = site().get("/train.txt?" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "text/plain;charset=utf-8", answer.headers().firstValue("Content-Type").orElse(""));
        return answer.body();
    }

    private static boolean ends(Event event) {
        return event.name().equals("finished") || event.name().equals("diverged");
    }

    private static int next(List<Event> events, int from) {
        return events.stream()
                .filter(event -> event.name().equals("frame"))
                .mapToInt(event -> Integer.parseInt(event.id()) + 1)
                .max()
                .orElse(from);
    }

    /** The pieces one after the other, each from where the last one ended. */
    private List<Event> joined(String run, String more) {
        List<Event> events = new ArrayList<>();
        for (int from = 0; events.isEmpty() || !ends(events.get(events.size() - 1)); ) {
            List<Event> piece = EventStream.read(piece(run + more + "&from=" + from));
            from = next(piece, from);
            events.addAll(piece);
        }
        return events;
    }

    /** The stream, which at full speed is there at once; pieces have no greeting. */
    private List<Event> streamed(String run) {
        HttpResponse<String> answer = site().get("/train?" + run);
        List<Event> events = EventStream.read(answer.body());
        assertEquals("started", events.get(0).name());
        return events.subList(1, events.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=1000&speed=max",
                "steps=1000&speed=100000",
                "lr=5e-6&speed=max",
                "lesson=optim&steps=9000&optimizer=adam&speed=3000",
                "lesson=dynamic&steps=3000&speed=max",
                "steps=60000&speed=max",
                "degree=9&n=50&lr=1e-12&steps=9000&speed=max"
            })
    void piecesJoinedAreTheStreamToTheLastByte(String run) {
        List<Event> whole = streamed(run);
        assertEquals(whole, joined(run, ""));
    }

    @Test
    void atAPaceTooTheyHaveEveryRowAndLine() {
        // The stream would take its time: a run of one second is compared, a long one counted.
        assertEquals(streamed("steps=60&speed=60"), joined("steps=60&speed=60", ""));
        List<Event> events = joined("steps=9000&speed=600", "");
        int expected = 0;
        for (Event event : events) {
            if (event.name().equals("frame")) {
                for (var row : event.data().get("trail")) {
                    assertEquals(expected++, row.get(0).asInt());
                }
            }
        }
        assertEquals(9000, expected);
        assertEquals(90, events.stream().filter(e -> e.name().equals("log")).count());
    }

    @Test
    void aPieceOfALongRunIsBoundedAndThereAtOnce() {
        long start = System.nanoTime();
        String piece = piece("steps=1000000&speed=60");
        assertTrue(
                piece.length() >= 512 * 1024 && piece.length() < 520 * 1024, "" + piece.length());
        String costly = piece("degree=9&n=20000&steps=9000&speed=600&lr=1e-12");
        assertTrue(costly.length() < 480 * 1024, costly.length() + " bytes");
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
        int deep = next(EventStream.read(piece("steps=1000000&speed=60&from=900007")), 0);
        assertTrue(deep > 901_000, "" + deep);
    }

    @Test
    void itGoesNoFurtherThanTheFrameThatWasAskedFor() {
        assertEquals(15, next(EventStream.read(piece("speed=60&until=0")), 0));
        assertEquals(105, next(EventStream.read(piece("speed=60&until=100")), 0));
        assertEquals(
                List.of("frame"),
                EventStream.read(piece("speed=60&from=10&until=3")).stream()
                        .map(Event::name)
                        .toList());
        assertEquals(
                List.of("finished"),
                EventStream.read(piece("steps=40&from=40")).stream().map(Event::name).toList());
    }

    @Test
    void whatIsAskedWronglyIsNamed() {
        HttpResponse<String> answer = site().get("/train.txt?until=x&from=-1&speed=0&steps=10");
        assertEquals(422, answer.statusCode());
        for (String key : List.of("until", "from", "speed")) {
            assertTrue(answer.body().contains("\"key\":\"" + key + "\""), answer.body());
        }
        assertEquals(422, site().get("/train.txt?until=11&steps=10").statusCode());
    }

    @Test
    void aPieceTakesAPlaceAmongTheStreams() throws Exception {
        Socket[] viewers = new Socket[PLACES];
        for (int i = 0; i < PLACES; i++) {
            viewers[i] = RawHttp.neverReading(server().port(), "/train?speed=1");
        }
        Awaitility.await().until(() -> server().streams() == PLACES);
        HttpResponse<String> refused = site().get("/train.txt?steps=1", "Origin", "null");
        assertEquals(503, refused.statusCode());
        assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")) > 0);
        // A frame that is shut off from its own origin can read it, too.
        assertEquals(
                "Retry-After",
                refused.headers().firstValue("Access-Control-Expose-Headers").orElse(""));
        for (Socket viewer : viewers) {
            viewer.close();
        }
        Awaitility.await().until(() -> server().streams() == 0);
        for (int i = 0; i < 2 * PLACES; i++) {
            assertTrue(piece("steps=1").contains("event: finished"), "and gives it back");
        }
    }
}
