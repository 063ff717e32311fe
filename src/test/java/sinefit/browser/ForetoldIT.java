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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/?basis=legendre&lr=4e-4 | excess | -16 | -14",
                "/lessons/tensors?lr=3.4e-6 | excess | -7 | -5",
                "/?points=-1:1,1:2&degree=1&lr=0.1 | log | -33 | -30",
                "/?points=-1:-1,1:1&degree=1&init=0,0&lr=0.25&steps=20 | log | -34 | -30"
            })
    void belowTheResolutionOfTheNumbersThereAreGaps(String path, String scale, int low, int high) {
        Page page = open(path);
        speed(page, "max");
        trainToTheEnd(page);
        page.locator("[data-scale] label:has([value=" + scale + "])").click();
        Map<?, ?> seen =
                (Map<?, ?>)
                        page.evaluate(
                                """
                                () => {
                                  const chart = Chart.getChart(document.querySelector('[data-loss]'));
                                  const { data, options } = chart;
                                  const foretold = data.datasets.find(d => d.name === 'foretold');
                                  const { min } = options.scales.y;
                                  const below = points => points.filter(({ y }) => y < min).length;
                                  return { from: Math.log10(min), gap: Number.isNaN(data.datasets[0].data.at(-1).y),
                                    below: below(data.datasets[0].data) + below(foretold.data) };
                                }
                                """);
        double from = ((Number) seen.get("from")).doubleValue();
        assertTrue(from >= low && from <= high, "from " + from);
        assertEquals(true, seen.get("gap"));
        assertEquals(0, seen.get("below"));
    }

    @ParameterizedTest
    @CsvSource({
        "/?momentum=1&lr=1e-7&steps=2000, never settle",
        "/?momentum=0.99999&lr=1e-7, still on its way",
        "/lessons/autograd?momentum=1, never settle",
        "/?lr=1e-300, hardly move",
        "/?lr=3.558e-6, × 1.00003 a step",
        "'/?points=-1:1,1:2&degree=1&lr=0.1', 'to 0, but for rounding'"
    })
    void noMoreIsForetoldThanWillBe(String path, String words) {
        assertThat(line(open(path))).containsText(words);
    }

    @Test
    void whatHadBeenRoundedAwayIsNotPredictable() {
        Page page = open("/?tweak=900:lr=4.98e-6");
        speed(page, "max");
        trainToTheEnd(page);
        assertThat(line(page)).containsText("not predictable from here");
    }
}
