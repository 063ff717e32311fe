package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Site.Event;
import sinefit.testing.WithServer;

/** The stream, over a real connection. */
class TrainRouteTest extends WithServer {
    private static final String RUN = "steps=1000&speed=100000";

    private static List<JsonNode> rows(List<Event> events) {
        List<JsonNode> rows = new ArrayList<>();
        for (Event event : events) {
            if (event.name().equals("frame")) {
                event.json().get("trail").forEach(rows::add);
            }
        }
        return rows;
    }

    private static List<Event> named(List<Event> events, String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    @Test
    void aStreamBeginsWithTheRecipeAndEndsWithTheResult() {
        List<Event> events = site().stream("steps=300&speed=max&lr=2e-6");
        JsonNode started = events.get(0).json();
        assertEquals("started", events.get(0).name());
        assertEquals("lr=2e-06&steps=300", started.get("query").asText());
        assertEquals(300, started.get("steps").asInt());
        assertEquals("[\"a\",\"b\",\"c\",\"d\"]", started.get("parameters").toString());
        Event last = events.get(events.size() - 1);
        assertEquals("finished", last.name());
        JsonNode trace = site().json("/trace.json?steps=300&lr=2e-6");
        assertEquals(trace.get("final"), last.json().get("final"));
        assertEquals(trace.get("digest"), last.json().get("digest"));
        assertTrue(last.json().get("text").asText().startsWith("Result: y = "));
    }

    @Test
    void onlyFramesCarryAnIdAndItIsTheirStep() {
        for (Event event : site().stream("steps=300&speed=max")) {
            boolean frame = event.name().equals("frame");
            assertEquals(frame ? event.json().get("step").asText() : "", event.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "600", "100000"})
    void everyStepHasItsTrueRow(String speed) {
        List<JsonNode> rows = rows(site().stream("steps=1000&speed=" + speed + "&from=200"));
        JsonNode trace = site().json("/trace.json?steps=1000&every=1").get("trace");
        int stride = rows.get(5).get(0).asInt() - rows.get(4).get(0).asInt();
        assertEquals(speed.equals("100000") ? 4 : 1, stride);
        assertEquals(800 / stride, rows.size());
        for (JsonNode row : rows) {
            JsonNode truth = trace.get(row.get(0).asInt());
            assertEquals(truth.get("loss"), row.get(1));
            assertEquals(truth.get("sae"), row.get(2));
            assertEquals(truth.at("/coefficients/3"), row.get(6));
        }
    }

    @Test
    void aFrameHasTheGradientOfEachOfItsRows() {
        JsonNode trace = site().json("/trace.json?steps=100&every=1").get("trace");
        for (Event event : named(site().stream("steps=100&speed=max"), "frame")) {
            JsonNode frame = event.json();
            assertEquals(frame.get("trail").size(), frame.get("gradients").size());
            int last = frame.get("trail").size() - 1;
            assertEquals(frame.get("gradient"), frame.get("gradients").get(last));
            JsonNode truth = trace.get(frame.get("step").asInt());
            assertEquals(truth.get("gradient"), frame.get("gradient"));
            assertEquals(truth.get("sse"), frame.get("sse"));
        }
    }

    @Test
    void maxSendsTheRunInAtMostFortyFrames() {
        List<Event> frames = named(site().stream("steps=20000&speed=max"), "frame");
        assertTrue(frames.size() <= 40, frames.size() + " frames");
        for (Event frame : frames) {
            assertTrue(frame.json().get("trail").size() <= 256);
        }
    }

    @Test
    void linesArePrintedEveryHundredthStep() {
        List<Event> lines = named(site().stream("steps=1000&speed=max"), "log");
        assertEquals(10, lines.size());
        assertTrue(lines.get(0).json().get("text").asText().startsWith("99 1498.02"));
        assertEquals(999, lines.get(9).json().get("step").asInt());
    }

    @Test
    void aStreamCutAnywhereGoesOnBitForBit() {
        String run = "steps=1000&speed=800";
        List<Event> whole = site().stream(run);
        assertEquals(1000, rows(whole).size());
        Random random = new Random(20);
        for (int cut = 0; cut < 20; cut++) {
            int stop = random.nextInt(1000);
            List<Event> joined =
                    new ArrayList<>(
                            site().stream(run, e -> e.name().equals("frame") && step(e) >= stop));
            String id = joined.get(joined.size() - 1).id();
            List<Event> rest = site().stream(run + "&from=0", "Last-Event-ID", id);
            joined.addAll(rest.subList(1, rest.size()));
            assertEquals(whole, joined, "cut after " + id);
        }
    }

    private static int step(Event frame) {
        return Integer.parseInt(frame.id());
    }

    @Test
    void anotherServerGoesOnWithTheSameBytes() throws Exception {
        try (Server other = Server.start(options())) {
            String run = "lesson=tensors&steps=700&speed=max";
            List<Event> here = site().stream(run, e -> e.name().equals("frame") && step(e) >= 300);
            List<Event> there =
                    sinefit.testing.Site.at(other.port()).stream(
                            run, "Last-Event-ID", here.get(here.size() - 1).id());
            List<Event> joined = new ArrayList<>(here);
            joined.addAll(there.subList(1, there.size()));
            assertEquals(site().stream(run), joined);
        }
    }

    @Test
    void aLastEventIdAtTheEndGivesTheTerminalEventAlone() {
        List<Event> events = site().stream(RUN, "Last-Event-ID", "999");
        assertEquals(List.of("started", "finished"), events.stream().map(Event::name).toList());
        assertEquals(2, site().stream(RUN, "Last-Event-ID", "1000").size());
    }

    @Test
    void aMalformedLastEventIdIsIgnored() {
        for (String id : List.of("x", "-1", "1e3", "99999999999999999999", "")) {
            List<Event> events = site().stream(RUN + "&from=900", "Last-Event-ID", id);
            assertEquals(900, rows(events).get(0).get(0).asInt() / 100 * 100, id);
        }
    }

    @Test
    void aDivergedRunEndsWithItsLastFiniteStepAndTheReason() {
        List<Event> events = site().stream("lr=5e-6&speed=max");
        Event last = events.get(events.size() - 1);
        assertEquals("diverged", last.name());
        assertEquals(591, last.json().get("step").asInt());
        List<JsonNode> rows = rows(events);
        assertEquals(591, rows.size());
        assertEquals(590, rows.get(590).get(0).asInt());
        assertEquals(590, last.json().at("/lastFinite/step").asInt());
        assertEquals("mode", last.json().at("/reason/kind").asText());
        assertEquals(1.8106, last.json().at("/reason/factor").asDouble(), 1e-4);
        assertEquals(3.55794690e-6, last.json().at("/reason/stabilityLimit").asDouble(), 1e-13);
    }

    @Test
    void whoDoesNotWantAStreamIsToldSo() {
        assertEquals(406, site().get("/train", "Accept", "application/json").statusCode());
        assertEquals(200, site().get("/train?steps=1", "Accept", "text/*;q=0.5").statusCode());
    }

    @Test
    void headersKeepProxiesFromHoldingEventsBack() {
        var headers = site().get("/train?steps=2&speed=max").headers();
        assertEquals(
                "text/event-stream;charset=utf-8", headers.firstValue("Content-Type").orElse(""));
        assertEquals("no-cache, no-transform", headers.firstValue("Cache-Control").orElse(""));
        assertEquals("no", headers.firstValue("X-Accel-Buffering").orElse(""));
    }

    @Test
    void framesRunAheadOfTheClockByASecondAndNoMore() {
        long start = System.nanoTime();
        List<Double> early = new ArrayList<>();
        site().stream(
                "steps=60&speed=20",
                event -> {
                    if (event.name().equals("frame")) {
                        int first = event.json().get("trail").get(0).get(0).asInt();
                        double played = first / 20.0;
                        early.add(played - (System.nanoTime() - start) / 1e9);
                    }
                    return false;
                });
        assertEquals(12, early.size());
        for (double ahead : early) {
            assertTrue(ahead <= 1.0, "a frame came " + ahead + " s before it is played");
        }
    }

    @Test
    void placesAreGivenBackWhenAStreamEnds() {
        site().stream("steps=2&speed=max");
        Awaitility.await().until(() -> server().streams() == 0);
    }
}
