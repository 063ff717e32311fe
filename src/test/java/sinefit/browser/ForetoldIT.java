package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the loss chart foretells, against what the server measures. */
class ForetoldIT extends WithBrowser {
    private static final double AGREED = 1e-9;

    private static Locator line(Page page) {
        return page.locator("[data-foretold]");
    }

    @ParameterizedTest
    @CsvSource({
        "'', smoothly, 43.74, 2470",
        "lr=3e-6&steps=2000, swing, '', ''",
        "lr=5e-6, diverge, 1.811, ''",
    })
    void beforeTrainingItIsSaidWhatWillHappen(String query, String word, String end, String near) {
        Page page = open("/?" + query);
        assertThat(line(page)).containsText(word);
        assertThat(line(page)).containsText(end);
        assertThat(line(page)).containsText(near);
        page.navigate(site().address() + "/?lang=ko&" + query);
        assertThat(line(page)).containsText(end.isEmpty() ? "바닥" : end);
    }

    @Test
    void thePredictedLineIsTheServersPrediction() {
        String query = "steps=300&lr=2e-6&tweak=100:lr=3e-6";
        Page page = open("/?" + query);
        JsonNode predicted = site().json("/theory.json?every=1&" + query).get("predicted");
        List<?> points =
                (List<?>)
                        page.evaluate(
                                "() => Chart.getChart(document.querySelector('[data-loss]'))"
                                        + ".data.datasets.find(d => d.name === 'foretold').data");
        assertEquals(301, points.size());
        for (int i = 0; i < predicted.size(); i++) {
            Map<?, ?> point = (Map<?, ?>) points.get(i);
            assertEquals(predicted.get(i).get("step").asInt(), point.get("x"));
            double loss = predicted.get(i).get("loss").asDouble();
            assertEquals(loss, ((Number) point.get("y")).doubleValue(), AGREED * loss);
        }
    }

    @Test
    void afterTrainingItIsSaidHowFarThePredictionWasOff() {
        Page page = open("/?steps=400&tweak=150:lr=3e-6");
        scrubTo(page, 400);
        assertThat(line(page)).containsText("predicted − measured");
        // Written as 0, or with a power of ten: two digits of it make it small enough.
        assertThat(line(page)).containsText(Pattern.compile(": (0|.*×10−1\\d) of the loss"));
    }

    @Test
    void whatIsAboveTheFloorHasAnAxisOfItsOwn() {
        Page page = open("/?steps=400");
        scrubTo(page, 400);
        page.locator("[data-scale] label").last().click();
        assertThat(page.locator("[data-loss-axis]")).hasText("loss − floor");
        Map<?, ?> last =
                (Map<?, ?>)
                        page.evaluate(
                                "() => Chart.getChart(document.querySelector('[data-loss]'))"
                                        + ".data.datasets[0].data.at(-1)");
        double loss = site().json("/trace.json?steps=400").at("/final/loss").asDouble();
        double floor = site().json("/theory.json").get("floor").asDouble();
        assertEquals(loss - floor, ((Number) last.get("y")).doubleValue(), AGREED * loss);
    }

    @Test
    void whereNothingCanBeForetoldNothingIsDrawn() {
        Page page = open("/?n=3");
        assertThat(line(page)).isHidden();
        assertThat(page.locator("[data-scale-excess]")).isHidden();
        assertEquals(
                true,
                page.evaluate(
                        "() => !Chart.getChart(document.querySelector('[data-loss]'))"
                                + ".data.datasets.some(d => d.name === 'foretold')"));
    }

    @Test
    void taylorsPolynomialCanBeComparedAndStays() {
        Page page = open("/");
        page.locator("#ask-loss").click();
        assertThat(page.locator("#why-loss")).containsText("805.4");
        page.locator("[data-taylor]").check();
        String end =
                "() => Chart.getChart(document.querySelector('[data-fit]'))"
                        + ".data.datasets.at(-2).data.at(-1)?.y ?? null";
        double x = Math.PI;
        assertEquals(x - x * x * x / 6, ((Number) page.evaluate(end)).doubleValue(), 1e-12);
        page.keyboard().press("Escape");
        page.locator("#f-steps").fill("500");
        page.keyboard().press("Enter");
        assertThat(page.locator("#scrub")).hasAttribute("max", "500");
        assertTrue(
                (Boolean) page.evaluate("() => document.querySelector('[data-taylor]').checked"));
        assertEquals(x - x * x * x / 6, ((Number) page.evaluate(end)).doubleValue(), 1e-12);
    }
}
