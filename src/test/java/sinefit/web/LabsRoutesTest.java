package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Site;
import sinefit.testing.WithServer;

/** {@code /lockstep.json}, {@code /labs/…} and runs with a mistake, over HTTP. */
class LabsRoutesTest extends WithServer {
    @Test
    void everyRowIsThatStepOfThatLessonsOwnRun() {
        JsonNode answer = site().json("/lockstep.json?n=100&lr=1e-5&steps=300&at=120");
        assertEquals(120, answer.get("at").asInt());
        assertEquals(6, answer.get("rows").size());
        double[] first = null;
        for (JsonNode row : answer.get("rows")) {
            String query = row.get("query").asText();
            JsonNode step = site().json("/step.json?at=120&" + query);
            assertEquals(step.get("coefficients"), row.get("coefficients"), query);
            assertEquals(120, row.get("step").asInt());
            double[] mine = numbers(row.get("coefficients"));
            first = first == null ? mine : first;
            double largest = 0;
            for (int k = 0; k < mine.length; k++) {
                largest = Math.max(largest, Math.abs(mine[k] - first[k]));
            }
            assertEquals(largest, row.get("difference").asDouble(), query);
        }
        assertEquals("first", answer.at("/rows/0/reason").asText());
        assertEquals("width", answer.at("/rows/1/reason").asText());
        assertTrue(answer.at("/rows/1/difference").asDouble() > 0);
        for (int i = 2; i < 6; i++) {
            assertEquals("same", answer.at("/rows/" + i + "/reason").asText());
            assertEquals("tensors", answer.at("/rows/" + i + "/to").asText());
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = array.get(k).asDouble();
        }
        return numbers;
    }

    @Test
    void whoDivergedEarlierIsNotCompared() {
        // 32 bits overflow long before 64 do.
        JsonNode rows = site().json("/lockstep.json?n=100&lr=1e-3&steps=300&at=60").get("rows");
        assertFalse(rows.get(0).get("diverged").asBoolean());
        assertTrue(rows.get(1).get("diverged").asBoolean());
        assertFalse(rows.get(1).has("difference"));
        assertTrue(rows.get(1).get("step").asInt() < 60);
    }

    @Test
    void aLessonOfItsOwnHasNobodyBesideIt() {
        assertEquals(0, site().json("/lockstep.json?lesson=function&at=5").get("rows").size());
        assertEquals(0, site().json("/lockstep.json?lesson=dynamic&at=5").get("rows").size());
    }

    @ParameterizedTest
    @CsvSource({
        "/lockstep.json?at=1001, at",
        "/lockstep.json?at=x, at",
        "/lockstep.json?lr=-1, lr",
        "/trace.json?bug=p3, bug",
        "/trace.json?bug=mean&reduction=mean, bug",
        "/code/Sinefit.java?bug=sign, bug",
        "/labs/numpy?bug=p3, bug"
    })
    void whatCannotBeIsRefusedByItsKey(String path, String key) {
        HttpResponse<String> refused = site().get(path);
        assertEquals(422, refused.statusCode(), refused.body());
        JsonNode error = Site.parse(refused.body()).get("errors").get(0);
        assertEquals(key, error.get("key").asText());
        assertFalse(error.get("message").asText().isBlank());
    }

    @Test
    void labsOfNoLessonAreNotFound() {
        assertEquals(404, site().get("/labs/nothing").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"numpy", "tensors", "autograd", "nn", "module"})
    void theLabsOfALessonNameTheMistakesThatFitIt(String slug) {
        Document labs = Jsoup.parse(site().get("/labs/" + slug + "?lang=ko").body());
        boolean byHand = slug.equals("numpy") || slug.equals("tensors");
        assertEquals(
                byHand ? "[zero_grad, sign, mean, powers]" : "[zero_grad, sign, mean]",
                labs.select("[name=found]").eachAttr("value").toString());
        assertEquals(1, labs.select("[data-lock]").size());
        assertEquals(slug.equals("module") ? 1 : 0, labs.select("[data-race]").size());
        assertTrue(labs.select("h2").text().contains("버그 실험실"));
    }

    @Test
    void aMistakeIsPartOfTheRunAndTheoryIsSilent() {
        JsonNode trace = site().json("/trace.json?bug=2000&steps=100");
        assertEquals("steps=100&bug=mean", trace.get("query").asText());
        assertEquals("mean", trace.get("recipe").get("bug").asText());
        JsonNode right = site().json("/trace.json?steps=100");
        assertFalse(right.get("recipe").has("bug"));
        assertFalse(right.get("digest").equals(trace.get("digest")));
        assertFalse(site().json("/theory.json?bug=mean").get("applies").asBoolean());
        String page = site().get("/?bug=mean&lang=en").body();
        assertTrue(page.contains("mistake in this run"));
    }
}
