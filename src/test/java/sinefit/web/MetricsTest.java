package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import sinefit.testing.RawHttp;
import sinefit.testing.Said;
import sinefit.testing.WithServer;

/** What is seen from outside. */
class MetricsTest extends WithServer {
    private static final Pattern LINE =
            Pattern.compile(
                    "# (HELP|TYPE) sinefit_\\w+ .+|sinefit_\\w+(\\{\\w+=\"[^\"]+\"})? [0-9.E-]+");

    private double value(String name) {
        return site().get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sinefit_" + name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    @Test
    void theTextIsPrometheus() {
        HttpResponse<String> answer = site().get("/metrics");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertTrue(type.startsWith("text/plain; version=0.0.4"), type);
        answer.body().lines().forEach(l -> assertTrue(LINE.matcher(l).matches(), l));
        assertTrue(answer.body().endsWith("\n"));
    }

    @Test
    void streamsFramesStepsAndLatenessAreCounted() {
        double frames = value("frames_total");
        double opened = value("streams_opened_total");
        double steps = value("steps_total");
        double late = value("frame_lateness_seconds_count");
        site().stream("steps=200&speed=max&lr=1.234e-6");
        assertEquals(frames + 40, value("frames_total"));
        assertEquals(opened + 1, value("streams_opened_total"));
        assertEquals(steps + 200, value("steps_total"));
        assertEquals(late + 40, value("frame_lateness_seconds_count"));
        assertEquals(
                value("frame_lateness_seconds_count"),
                value("frame_lateness_seconds_bucket{le=\"+Inf\"}"));
        assertTrue(value("heap_bytes") > 1e6);
        assertTrue(value("heap_max_bytes") >= value("heap_bytes"));
        Awaitility.await().until(() -> value("streams") == 0);
    }

    @Test
    void openStreamsAreSeen() throws Exception {
        try (var viewer = RawHttp.neverReading(server().port(), "/train?speed=1")) {
            Awaitility.await().until(() -> value("streams") == 1);
            assertTrue(viewer.isConnected());
        }
        Awaitility.await().until(() -> value("streams") == 0);
    }

    @Test
    void refusalsAreCountedByReasonAndLoggedWithTheirRequestsId() {
        double before = value("refused_total{reason=\"recipe\"}");
        double methods = value("refused_total{reason=\"accept\"}");
        String[] id = new String[1];
        List<String> lines =
                Said.inTheLog(
                        () -> {
                            HttpResponse<String> refused = site().get("/trace.json?lr=x&steps=y");
                            id[0] = refused.headers().firstValue("X-Request-Id").orElse("");
                            site().get("/train", "Accept", "image/png");
                        });
        assertEquals(before + 1, value("refused_total{reason=\"recipe\"}"));
        assertEquals(methods + 1, value("refused_total{reason=\"accept\"}"));
        assertEquals(
                1,
                lines.stream()
                        .filter(
                                l ->
                                        l.endsWith(
                                                "refused recipe: 422 /trace.json, request "
                                                        + id[0]))
                        .count(),
                lines.toString());
    }

    @Test
    void aStartAndAStopAreOneLineEach() {
        List<String> lines = Said.inTheLog(() -> Server.start(options()).close());
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("started on 127.0.0.1 port "));
        assertTrue(lines.get(1).contains("stopped within "));
    }
}
