package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.testing.WithServer;

/** The loss taken apart, over HTTP and on pages without scripts. */
class TapeRoutesTest extends WithServer {
    private static JsonNode node(JsonNode graph, String id) {
        for (JsonNode node : graph.get("nodes")) {
            if (node.get("id").asText().equals(id)) {
                return node;
            }
        }
        throw new AssertionError("no node " + id + " in " + graph);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lesson=autograd",
                "lesson=autograd&degree=7&basis=chebyshev&n=5000&dtype=float64",
                "lesson=function",
                "lesson=dynamic&steps=100",
                "reduction=mean&lr=1e-3",
                "batch=100&n=500&steps=100"
            })
    void theGraphOfAStepEndsInItsLossAndItsGradient(String recipe) {
        for (int at : new int[] {0, 1, 60}) {
            JsonNode step = site().json("/step.json?at=" + at + "&" + recipe);
            JsonNode graph = site().json("/graph.json?at=" + at + "&" + recipe);
            assertEquals(step.get("query"), graph.get("query"));
            assertEquals(at, graph.get("step").asInt());
            assertEquals("rms", graph.get("of").asText());
            JsonNode nodes = graph.get("nodes");
            JsonNode last = nodes.get(nodes.size() - 1);
            double loss = step.get("loss").asDouble();
            assertEquals(loss, last.get("value").asDouble(), 1e-5 * loss, recipe);
            assertEquals(1, last.get("size").asInt());
            double largest = 1;
            for (JsonNode slope : step.get("gradient")) {
                largest = Math.max(largest, Math.abs(slope.asDouble()));
            }
            for (int k = 0; k < step.get("gradient").size(); k++) {
                JsonNode leaf = node(graph, String.valueOf((char) ('a' + k)));
                double slope = leaf.get("slope").isNull() ? 0 : leaf.get("slope").asDouble();
                assertEquals(step.get("gradient").get(k).asDouble(), slope, 1e-4 * largest, recipe);
            }
        }
    }

    @Test
    void oneSampleCanBeFollowedThrough() {
        JsonNode samples = site().json("/samples.json?n=40");
        JsonNode graph = site().json("/graph.json?n=40&sample=7");
        double x = samples.get("x").get(7).asDouble();
        double[] start = {0.1629, -0.563484, 2.5714189, -0.062937};
        double fit = start[0] + start[1] * x + start[2] * x * x + start[3] * x * x * x;
        double error = fit - samples.get("y").get(7).asDouble();
        assertEquals("sample", graph.get("of").asText());
        assertEquals(7, graph.get("sample").asInt());
        assertEquals(start[2] * x * x, node(graph, "t2").get("value").asDouble(), 1e-12);
        assertEquals(fit, node(graph, "fit").get("value").asDouble(), 1e-12);
        assertEquals(error, node(graph, "error").get("value").asDouble(), 1e-12);
        assertEquals(2 * error, node(graph, "fit").get("slope").asDouble(), 1e-12);
        assertEquals(40, node(graph, "fit").get("size").asInt());
    }

    @Test
    void theBenchHasARowForEachCoefficient() {
        JsonNode step = site().json("/step.json?at=30");
        JsonNode rows = site().json("/gradients.json?at=30").get("rows");
        assertEquals(4, rows.size());
        for (int k = 0; k < 4; k++) {
            JsonNode row = rows.get(k);
            assertEquals(String.valueOf((char) ('a' + k)), row.get("parameter").asText());
            assertEquals(step.get("gradient").get(k), row.get("hand"));
            assertTrue(row.get("handError").asDouble() < 1e-11, row.toString());
            assertTrue(row.get("differenceError").asDouble() < 1e-6, row.toString());
            assertNotEquals(0, row.get("differenceError").asDouble());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/graph.json?at=1001, at",
        "/graph.json?at=x, at",
        "/graph.json?sample=2000, sample",
        "/graph.json?sample=-1, sample",
        "/graph.json?sample=1&sample=2, sample",
        "/gradients.json?at=-1, at",
        "/gradients.json?sample=1, sample",
        "/graph.json?lr=100&at=900, at",
        "/gradients.json?lr=100&at=900, at"
    })
    void whatCannotBeShownIsRefused(String path, String key) {
        HttpResponse<String> answer = site().get(path);
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"key\":\"" + key + "\""), answer.body());
    }

    @Test
    void withoutScriptsTheCardsTellTheStart() {
        Document page = Jsoup.parse(site().get("/lessons/function?lang=en").body());
        JsonNode graph = site().json("/graph.json?lesson=function");
        for (JsonNode node : graph.get("nodes")) {
            String card = "[data-node=" + node.get("id").asText() + "] [data-slope]";
            String slope = Figures.significant(node.get("slope").asDouble());
            assertEquals(slope, page.select(card).text());
        }
    }

    private Document slope(String typed) {
        String query = URLEncoder.encode(typed, StandardCharsets.UTF_8);
        return Jsoup.parse(site().get("/slope?lang=en&slope=" + query).body());
    }

    @Test
    void aTypedSlopeIsChecked() {
        assertTrue(
                slope("(15 z^2 - 3)/2").select(".verdict.passes").text().contains("is the slope"));
        Document wrong = slope("15 z^2 - 3");
        assertTrue(wrong.select(".verdict.fails").text().contains("z = −1"), wrong.text());
        assertTrue(wrong.select(".verdict.fails").text().contains("off by 6"), wrong.text());
        assertTrue(slope("1/z").select(".verdict.fails").text().contains("no number"));
        assertTrue(slope("15 x^2").select(".err").text().contains("character 4: “x”"));
        assertTrue(slope("(15 z^2").select(".err").text().contains("missing at the end"));
        assertTrue(slope("z".repeat(201)).select(".err").text().contains("200"));
        assertEquals("<b>\"'&", slope("<b>\"'&").select("#f-slope").val());
        assertTrue(slope("").select(".verdict, .err").isEmpty());
    }

    @Test
    void withoutScriptsTheFormGoesToThePageAndKeepsTheRun() {
        String path = "/lessons/function?lang=en&n=50&slope=z";
        Document page = Jsoup.parse(site().get(path).body());
        assertTrue(page.select(".own-slope .verdict.fails").size() == 1);
        assertEquals("50", page.select(".own-slope input[name=n]").val());
        assertEquals("get", page.select(".own-slope form").attr("method"));
        assertEquals(200, site().get(path).statusCode());
        JsonNode run = site().json("/step.json?lesson=function&slope=z");
        assertFalse(run.get("query").asText().contains("slope"));
    }

    @ParameterizedTest
    @CsvSource({"numpy, 0", "tensors, 0", "autograd, 1", "function, 1", "nn, 0", "dynamic, 1"})
    void onlyLessonsOfTheTapeShowIt(String slug, int count) {
        Document page = Jsoup.parse(site().get("/lessons/" + slug).body());
        assertEquals(count, page.select("[data-tape]").size());
        assertEquals(count, page.select("link[href^=/css/tape]").size());
        assertEquals(count == 1, Lesson.of(slug).orElseThrow().opensTape());
        assertEquals(
                page.select("svg.graph .node").size(),
                page.select("[data-tape] [data-row]").size());
    }
}
