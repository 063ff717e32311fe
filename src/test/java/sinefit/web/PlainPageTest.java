package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.export.PrintedLog;
import sinefit.number.Figures;
import sinefit.testing.Recipes;
import sinefit.testing.WithServer;
import sinefit.training.Recipe;

/** How the run ends, told by the page itself to readers without scripts. */
class PlainPageTest extends WithServer {
    /** What stands in the page's noscript, as such a reader gets it. */
    private Element plain(String path) {
        HttpResponse<String> response = site().get(path, "Accept-Language", "en");
        assertTrue(List.of(200, 422).contains(response.statusCode()), path);
        Document page = Jsoup.parse(response.body());
        String noscript = page.select("main noscript").html();
        return Jsoup.parseBodyFragment(noscript).body();
    }

    private static List<String> cells(Element row) {
        return row.select("th, td").eachText();
    }

    @Test
    void theLastRowAndTheResultAreThoseOfTheTrace() {
        for (String query :
                List.of(
                        "",
                        "lesson=tensors",
                        "reduction=mean&lr=1e-5&degree=5",
                        "basis=legendre")) {
            Element plain = plain("/?" + query);
            JsonNode last = site().json("/trace.json?" + query).get("final");
            List<String> expected = new ArrayList<>();
            expected.add(Figures.whole(last.get("step").asInt()));
            expected.add(Figures.amount(last.get("loss").asDouble()));
            expected.add(Figures.amount(last.get("sae").asDouble()));
            last.get("coefficients").forEach(v -> expected.add(Figures.coefficient(v.asDouble())));
            assertEquals(expected, cells(plain.expectFirst("tbody tr:last-child")));
            Recipe recipe = Recipes.recipe(query);
            String result = PrintedLog.result(recipe, Recipes.last(recipe));
            assertEquals(result, plain.select(".printed").text());
            assertTrue(plain.expectFirst("p").text().contains(expected.get(1)));
        }
    }

    @Test
    void noSentenceHasAGap() {
        for (String path : List.of("/?lr=1e-5", "/?lr=5e-6&lang=ko", "/?steps=0", "/?n=9&lr=9")) {
            String text = plain(path).text();
            assertFalse(text.matches("(?s).*\\{\\d}.*"), text);
        }
    }

    @Test
    void theFirstRowIsTheStart() {
        List<String> start = cells(plain("/").expectFirst("tbody tr"));
        assertEquals("0", start.get(0));
        assertEquals("273\u2009899", start.get(1));
        assertEquals("2.5714", start.get(5));
    }

    @Test
    void aRunThatDivergesSaysSo() {
        Element plain = plain("/?lr=5e-6");
        String said = plain.expectFirst("p").text();
        assertTrue(
                said.startsWith(
                        "It diverged: after step 590 the numbers outgrow what the computer can"
                                + " hold. At a rate of 5e-6 "),
                said);
        assertTrue(said.contains("× 1.811") && said.contains("3.557e-6"), said);
        assertEquals("590", plain.expectFirst("tbody tr:last-child th").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lr=5e-6",
                "lr=100",
                "degree=9&lr=1e-13",
                "degree=9&seed=3",
                "degree=0",
                "target=abs",
                "target=exp&min=-1&max=2",
                "target=exp&min=-100&max=100&lr=1e-9",
                "target=step&degree=9&lr=1e-13",
                "target=abs&n=2&steps=1",
                "n=2&lr=1e-4",
                "min=99.99999999999999&max=100",
                "init=1e150,0,0,0",
                "lesson=tensors&lr=5e-6",
                "basis=chebyshev&degree=9&lr=1e-5&target=step",
            })
    void everythingIsANumberAndEveryPathInsideItsBox(String query) {
        Element plain = plain("/?" + query);
        assertFalse(plain.html().matches("(?s).*(NaN|Infinity|∞).*"), query);
        assertFalse(plain.select("tbody").text().contains("–"), query);
        String[] box = plain.select("svg svg").attr("viewBox").split(" ");
        assertEquals(List.of("0", "0", "640", "280"), List.of(box));
        assertTrue(plain.select("path.truth").attr("d").startsWith("M0 "), query);
        for (Element path : plain.select("path")) {
            String[] numbers = path.attr("d").replaceAll("[MZ]", " ").trim().split(" +");
            assertTrue(numbers.length % 2 == 0 || path.attr("d").isEmpty(), query);
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                double x = Double.parseDouble(numbers[i]);
                double y = Double.parseDouble(numbers[i + 1]);
                assertTrue(x >= 0 && x <= 640 && y >= 0 && y <= 280, query + ": " + path);
            }
        }
        for (Element text : plain.select("svg text")) {
            for (String place : List.of(text.attr("x"), text.attr("y"))) {
                double at = Double.parseDouble(place.replace("%", ""));
                assertTrue(at >= -0.1 && at <= 100.1, query + ": " + text);
            }
        }
    }

    @Test
    void aLongRunIsLeftToTheDataAndThePageComesAtOnce() {
        plain("/?steps=10");
        Instant asked = Instant.now();
        Element plain = plain("/?dtype=float32&steps=1000000");
        assertTrue(Duration.between(asked, Instant.now()).toMillis() < 2_000);
        assertNull(plain.selectFirst("table, svg"));
        assertEquals(
                List.of(
                        "/trace.json?dtype=float32&steps=1000000",
                        "/trace.csv?dtype=float32&steps=1000000"),
                plain.select("a").eachAttr("href"));
    }

    @Test
    void theLinksLeadToTheDataOfThisRun() {
        for (String path : List.of("/", "/lessons/tensors?lr=2e-6&lang=ko")) {
            for (String href : plain(path).select("a").eachAttr("href")) {
                assertEquals(200, site().get(href).statusCode(), href);
            }
        }
        assertEquals(
                "/trace.json?lesson=tensors&lr=2e-06",
                plain("/lessons/tensors?lr=2e-6").select("a").attr("href"));
    }

    @Test
    void aRefusedLinkShowsTheRunThatStandsInstead() {
        assertEquals(422, site().get("/?lr=-1&steps=200").statusCode());
        Element plain = plain("/?lr=-1&steps=200");
        assertEquals("200", plain.expectFirst("tbody tr:last-child th").text());
    }

    @Test
    void theFormAloneComesWithoutTheResult() {
        HttpResponse<String> form = site().get("/?steps=321", "HX-Request", "true");
        assertEquals(200, form.statusCode());
        assertFalse(form.body().contains("<noscript"));
    }

    @Test
    void thePageKeepsItsHeaders() {
        var headers = site().get("/?steps=123", "Accept-Encoding", "gzip").headers();
        String vary = headers.firstValue("Vary").orElse("");
        assertEquals("HX-Request, Accept-Encoding, Accept-Language", vary);
        assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""));
        assertEquals("gzip", headers.firstValue("Content-Encoding").orElse(""));
        assertTrue(headers.firstValue("Content-Type").orElse("").startsWith("text/html"));
        assertTrue(headers.firstValue("Content-Security-Policy").isPresent());
    }

    @Test
    void aClassThatOpensOneLinkIsAnsweredToTheLast() {
        List<CompletableFuture<Integer>> class60 = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            class60.add(
                    CompletableFuture.supplyAsync(
                            () -> plain("/?steps=4000").select("tbody tr").size()));
        }
        class60.forEach(phone -> assertEquals(10, phone.join()));
    }

    @Test
    void itIsToldInKorean() {
        Document page = Jsoup.parse(site().get("/?lang=ko").body());
        assertTrue(page.select("main noscript").text().contains("1000단계에서 끝났고"));
    }
}
