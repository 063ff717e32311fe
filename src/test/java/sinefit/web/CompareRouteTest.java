package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.testing.Site;
import sinefit.testing.WithServer;

/** {@code /compare}: a run beside pinned ones. */
class CompareRouteTest extends WithServer {
    private HttpResponse<String> answer(String recipe, String... pins) {
        String pinned =
                Arrays.stream(pins)
                        .map(pin -> "&pin=" + URLEncoder.encode(pin, StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        return site().get("/compare?" + recipe + pinned);
    }

    private Document compared(String recipe, String... pins) {
        HttpResponse<String> answer = answer(recipe, pins);
        assertEquals(200, answer.statusCode(), answer.body());
        return Jsoup.parse(answer.body());
    }

    private static List<String> keys(Document table) {
        return table.select("[data-key]").eachAttr("data-key");
    }

    private static List<String> values(Document table, String key) {
        return table.select("[data-key=" + key + "] td").eachText();
    }

    private static JsonNode data(Document table, int number) {
        return Site.parse(table.select("[data-number=" + number + "]").attr("data-run"));
    }

    @Test
    void onlyKeysThatDifferAreTold() {
        Document table =
                compared("lr=2e-6&lang=en", "lesson=numpy&steps=300", "lr=2e-6&momentum=0.9");
        assertEquals(List.of("momentum", "lr", "steps"), keys(table));
        assertEquals(List.of("0", "0", "0.9"), values(table, "momentum"));
        assertEquals(List.of("2e-6", "1e-6", "2e-6"), values(table, "lr"));
        assertEquals(List.of("1000", "300", "1000"), values(table, "steps"));
        assertEquals(0, table.select(".compare-refused").size());
        assertEquals(List.of("0", "1"), table.select("[data-unpin]").eachAttr("data-unpin"));
        assertEquals("steps=300", data(table, 1).get("query").asText());
    }

    @Test
    void valuesAreWrittenAsThePageWritesThem() {
        Document table =
                compared(
                        "lang=ko",
                        "lesson=optim&optimizer=adam&beta1=0.8",
                        "basis=legendre&degree=2&min=-pi/2&lr=1e-4&tweak=500:lr=2e-4");
        assertEquals(List.of("NumPy", "옵티마이저", "NumPy"), values(table, "lesson"));
        assertEquals(List.of("SGD", "Adam", "SGD"), values(table, "optimizer"));
        assertEquals(List.of("–", "0.8", "–"), values(table, "beta1"));
        assertFalse(keys(table).contains("beta2"));
        assertEquals(List.of("−π", "−π", "−π/2"), values(table, "min"));
        assertEquals(List.of("1, x, x², …", "1, x, x², …", "르장드르"), values(table, "basis"));
        assertEquals("500단계부터 학습률 0.0002", values(table, "tweak").get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "steps=300, true, true, true",
        "lesson=tensors&momentum=0.9, true, true, true",
        "reduction=mean&lr=1e-3, true, true, true",
        "batch=20, true, true, true",
        "n=100, true, true, false",
        "noise=0.1, true, true, false",
        "degree=5&lr=5e-8, true, true, false",
        "basis=legendre&lr=1e-4, true, false, false",
        "lesson=function, true, false, false",
        "target=exp, false, false, false",
        "max=2, false, false, false",
        "'points=-1:0,0:1,2:3', false, false, false",
    })
    void chartsLearnWhatIsComparable(
            String pin, boolean problem, boolean meaning, boolean landscape) {
        JsonNode data = data(compared("", pin), 1);
        assertEquals(problem, data.get("problem").asBoolean());
        assertEquals(meaning, data.get("meaning").asBoolean());
        assertEquals(landscape, data.get("landscape").asBoolean());
    }

    @Test
    void theSameNoiseIsTheSameLandscape() {
        assertTrue(
                data(compared("noise=0.1", "noise=0.1&lr=2e-6"), 1).get("landscape").asBoolean());
        assertFalse(
                data(compared("noise=0.1", "noise=0.1&seed=3"), 1).get("landscape").asBoolean());
    }

    @Test
    void whatIsNotComparableIsSaid() {
        Document other = compared("lang=en", "target=exp&n=50");
        assertTrue(other.select(".compare-notes").text().contains("learns something else"));
        assertTrue(other.select(".compare-notes").text().contains("adds up 50 points"));
        Document mean = compared("lang=en", "reduction=mean&lr=1e-3");
        assertTrue(mean.select(".compare-notes").text().contains("drawn as a sum"));
        assertEquals(1, mean.select("[data-row=loss]").size());
        Document same = compared("lang=en", "");
        assertEquals("Run 1 is the one shown.", same.select(".compare-notes").text());
        assertEquals(List.of(), keys(same));
        assertEquals(0, same.select("[data-row=loss]").size());
    }

    @Test
    void brokenPinsAreLeftOutAndTold() {
        String endless = "init=" + "1,".repeat(3000) + "1";
        Document table =
                compared(
                        "lang=en",
                        "lr=-1",
                        "lr=2e-6",
                        "nonsense=3",
                        "lr=2e-06",
                        endless,
                        "steps=9");
        List<String> refused = table.select(".compare-refused li").eachText();
        assertEquals(4, refused.size(), refused.toString());
        assertTrue(
                refused.get(0).startsWith("No. 1 in the link: lr: must be above 0"),
                refused.get(0));
        assertTrue(
                refused.get(1).startsWith("No. 3 in the link: nonsense: is not a setting"),
                refused.get(1));
        assertEquals("No. 4 in the link: is the same as run 1.", refused.get(2));
        assertEquals("No. 5 in the link: is longer than 5000 characters.", refused.get(3));
        assertEquals("0 2 3 4", table.select("[data-unpin-broken]").attr("data-unpin-broken"));
        assertEquals(List.of("1", "5"), table.select("[data-unpin]").eachAttr("data-unpin"));
    }

    @Test
    void moreThanFourAreNotCompared() {
        String[] many = new String[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = "steps=" + (i + 1);
        }
        Document table = compared("lang=en", many);
        assertEquals(4, table.select("[data-unpin]").size());
        assertEquals(
                "More than 4 at once are not compared: 296 left out.",
                table.select(".compare-refused li").text());
        Arrays.fill(many, "lr=0");
        Document none = compared("lang=en", many);
        assertEquals(0, none.select("table").size());
        assertEquals(13, none.select(".compare-refused li").size());
    }

    @Test
    void aMistakeToBeFoundIsNotNamed() {
        Document table = compared("bug=2000&lang=en", "bug=2000&steps=50", "bug=sign");
        List<String> told = values(table, "bug");
        assertEquals(List.of("to be found", "to be found"), told.subList(0, 2));
        assertEquals("The gradient has the wrong sign", told.get(2));
        List<String> open = table.select("[data-open]").eachAttr("data-query");
        assertEquals(List.of("steps=50&bug=2000", "bug=sign"), open);
    }

    @Test
    void aRunThatIsNoneIsRefused() {
        HttpResponse<String> refused = answer("lr=-1", "lr=2e-6");
        assertEquals(422, refused.statusCode());
        assertEquals("lr", Site.parse(refused.body()).at("/errors/0/key").asText());
    }

    @Test
    void nothingOfAPinIsMarkup() {
        Document table = compared("", "<img src=x>=1", "lr=<b>");
        assertEquals(0, table.select("img, li b").size());
    }

    @Test
    void pagesAndDataTakePinsWithoutAWord() {
        String pins = "pin=" + "%25%00&pin=x&pin=x";
        assertEquals(200, site().get("/?" + pins).statusCode());
        assertEquals(
                site().json("/trace.json?steps=50"), site().json("/trace.json?steps=50&" + pins));
    }
}
