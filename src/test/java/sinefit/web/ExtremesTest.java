package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Site;
import sinefit.testing.Site.Event;
import sinefit.testing.WithServer;

/** The ends of what may be asked for. */
class ExtremesTest extends WithServer {
    private static final List<String> ENDPOINTS =
            List.of(
                    "/",
                    "/trace.json",
                    "/step.json",
                    "/theory.json",
                    "/sweep.json",
                    "/lockstep.json",
                    "/compare",
                    "/graph.json",
                    "/gradients.json",
                    "/card.png",
                    "/code/numpy.py");

    /** What a recipe gets everywhere; the stream is looked at to its end. */
    private void everywhere(String query, int status) {
        for (String endpoint : ENDPOINTS) {
            assertEquals(status, site().get(endpoint + "?" + query).statusCode(), endpoint + query);
        }
        if (status == 200) {
            List<Event> events = site().stream(query + "&speed=max");
            String last = events.get(events.size() - 1).name();
            assertTrue(last.equals("finished") || last.equals("diverged"), last);
        } else {
            assertEquals(status, site().get("/train?" + query).statusCode(), query);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "degree=9&min=-100&max=100&lr=1e-40&steps=50",
                "degree=9&min=-100&max=100&lr=100&steps=50",
                "degree=9&min=-100&max=100&lr=5e-324&steps=50",
                "lesson=tensors&degree=9&min=-100&max=100&lr=1e-38&steps=50",
                "degree=9&min=-100&max=100&basis=chebyshev&lr=1e-5&steps=50",
                "lr=5e-324&steps=50",
                "lr=1e-320&steps=50&momentum=0.9",
                "lr=100&steps=1000",
                "lesson=tensors&lr=5e-324&steps=50",
                "n=2&degree=0&steps=50",
                "n=2&degree=9&steps=50",
                "n=2&min=0&max=5e-324&steps=50",
                "n=2&min=-100&max=-99.99999999999999&degree=9&lr=1e-30&steps=50",
                "n=20000&degree=9&steps=20&lr=1e-15",
                "target=exp&min=-100&max=100&lr=1e-300&steps=50&init=0",
                "steps=1000000&n=2&degree=0"
            })
    void whatIsAllowedIsAnswered(String query) {
        boolean start = query.contains("init=0");
        everywhere(start ? query.replace("init=0", "init=0,0,0,0") : query, 200);
    }

    @Test
    void theLargestRunIsRefusedByItsSteps() {
        String query = "steps=1000000&n=20000&degree=9";
        everywhere(query, 422);
        JsonNode errors = Site.parse(site().get("/trace.json?" + query).body()).get("errors");
        assertEquals(1, errors.size());
        assertEquals("steps", errors.get(0).get("key").asText());
        // It says what would do, and that does.
        String most = errors.get(0).get("message").asText().replaceAll("\\D*(\\d[\\d,]*).*", "$1");
        long steps = Long.parseLong(most.replace(",", ""));
        assertEquals(200, site().get("/step.json?n=20000&degree=9&steps=" + steps).statusCode());
        assertEquals(
                422, site().get("/step.json?n=20000&degree=9&steps=" + (steps + 1)).statusCode());
    }

    @Test
    void anyNumberTooLargeForAStartIsRefusedByIt() {
        everywhere("init=1e308,1e308,1e308,1e308", 422);
        HttpResponse<String> answer = site().get("/trace.json?init=1e308,1e308,1e308,1e308");
        assertTrue(answer.body().contains("\"key\":\"init\""), answer.body());
    }

    @Test
    void thirtyTwoTweaksAreTakenAndNoMore() {
        String tweaks =
                IntStream.range(0, 32)
                        .mapToObj(i -> "tweak=" + i + ":lr=" + (i + 1) + "e-8")
                        .collect(Collectors.joining("&"));
        everywhere("steps=100&" + tweaks, 200);
        everywhere("steps=100&" + tweaks + "&tweak=32:lr=1e-7", 422);
    }
}
