package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.testing.Golden;
import sinefit.testing.WithServer;

/** What comes over HTTP against runs of real NumPy and PyTorch. */
class GoldenTraceTest extends WithServer {
    static List<String> names() {
        return Golden.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTraceFollowsTheLibrarysOwnRun(String name) {
        Golden golden = Golden.load(name);
        JsonNode trace = site().json("/trace.json?" + golden.query() + "&every=" + golden.every());
        golden.check(trace.get("trace"), trace.get("final"));
    }

    @Test
    void aSeedStartsWhereTheLessonsLibraryStarts() {
        for (JsonNode seed : Golden.seeds()) {
            String end = "seed=" + seed.get("seed").asText() + "&degree=5&lr=1e-12&steps=1";
            startsAt("lesson=numpy&" + end, seed.get("numpy_randn"), 1);
            startsAt("lesson=tensors&" + end, seed.get("torch_randn"), 0);
            startsAt("lesson=tensors&dtype=float64&" + end, seed.get("torch_randn64"), 1);
        }
    }

    private void startsAt(String query, JsonNode draws, int ulps) {
        JsonNode start = site().json("/trace.json?" + query).at("/trace/0/coefficients");
        assertEquals(draws.size(), start.size());
        for (int k = 0; k < draws.size(); k++) {
            double want = draws.get(k).asDouble();
            assertEquals(want, start.get(k).asDouble(), ulps * Math.ulp(want), query);
        }
    }
}
