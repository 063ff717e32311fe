package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lower panel: its tabs, and charts whose every number is that of its step. */
class ChartsIT extends WithBrowser {
    private static final Pattern CHOSEN = Pattern.compile(".*[?&]tab=coefficients.*");

    private static Locator tab(Page page, String name) {
        return page.locator("#tab-" + name);
    }

    private static void inFront(Page page, String name) {
        for (String other : List.of("loss", "coefficients")) {
            String selected = String.valueOf(other.equals(name));
            assertThat(tab(page, other)).hasAttribute("aria-selected", selected);
        }
        assertThat(page.locator("#panel-" + name)).isVisible();
        assertEquals(1, page.locator(".panel [role=tabpanel]:visible").count());
        assertEquals(name.equals("coefficients"), CHOSEN.matcher(page.url()).matches());
    }

    /** A number as the page writes it. */
    private static String written(Page page, String how, double value) {
        String script = "async ([how, value]) => (await import('/js/format.js'))[how](value)";
        return (String) page.evaluate(script, List.of(how, value));
    }

    /** How much of the canvas' middle is painted: an empty chart has nothing there. */
    private static boolean painted(Page page, String name) {
        return (Boolean)
                page.evaluate(
                        "name => { const c = document.querySelector(`canvas[data-${name}]`);"
                                + " if (c.width < 100 || c.height < 60) return false;"
                                + " const d = c.getContext('2d').getImageData(0, 0, c.width,"
                                + " c.height).data; let n = 0; for (let i = 3; i < d.length;"
                                + " i += 4) if (d[i]) n++; return n > 500; }",
                        name);
    }

    @Test
    void aTabIsChosenByClickByArrowAndByKeyAndStaysInTheAddress() {
        Page page = open("/?steps=300");
        inFront(page, "loss");
        tab(page, "coefficients").click();
        inFront(page, "coefficients");
        assertTrue(painted(page, "coefficients"));
        page.keyboard().press("ArrowLeft");
        inFront(page, "loss");
        assertThat(tab(page, "loss")).isFocused();
        assertTrue(painted(page, "loss"));
        page.locator("h1").click();
        page.keyboard().press("2");
        inFront(page, "coefficients");
        page.keyboard().press("1");
        inFront(page, "loss");
        page.keyboard().press("2");
        assertThat(page.locator("[data-other-language]")).hasAttribute("href", CHOSEN);
        page.reload();
        inFront(page, "coefficients");
        assertTrue(painted(page, "coefficients"));
    }

    @Test
    void aChosenTabSurvivesAnotherRecipeAndIsNoEntryOfTheHistory() {
        Page page = open("/?steps=300&tab=coefficients");
        Object entries = page.evaluate("() => history.length");
        page.keyboard().press("1");
        page.keyboard().press("2");
        assertEquals(entries, page.evaluate("() => history.length"));
        page.locator("#f-steps").fill("400");
        page.locator("#f-steps").press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*steps=400.*tab=coefficients"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile(".*steps=300.*tab=coefficients"));
        inFront(page, "coefficients");
    }

    @Test
    void jumpingWithinThePageLeavesTheRunWhereItStands() {
        Page page = open("/?steps=300");
        scrubTo(page, 30);
        page.keyboard().press("2");
        page.evaluate("() => { location.hash = 'lesson'; }");
        page.waitForTimeout(500);
        assertEquals(30, step(page));
    }

    @Test
    void digitsAreTypedWhereSomebodyTypes() {
        Page page = open("/");
        page.locator("#f-steps").focus();
        page.keyboard().press("2");
        inFront(page, "loss");
    }

    @Test
    void theSpaceBarTrainsFromAnOpenTab() {
        Page page = open("/?steps=500");
        tab(page, "coefficients").click();
        page.keyboard().press(" ");
        page.waitForFunction(
                "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 5");
        page.keyboard().press(" ");
        assertThat(page.locator("[data-act=play]")).containsText("Train");
        inFront(page, "coefficients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "coefficients,loss", ""})
    void anUnknownTabIsIgnored(String name) {
        inFront(open("/?tab=" + name), "loss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&reduction=mean&lr=1e-3", "&tweak=100:lr=2e-6"})
    void whatThePointerReadsIsTheStepUnderIt(String recipe) {
        Page page = open("/?steps=300" + recipe);
        scrubTo(page, 200);
        Locator card = page.locator("[data-loss-read]");
        for (double share : new double[] {0.3, 0.62, 0.97}) {
            point(page, "loss", share);
            JsonNode row = site().json("/step.json?steps=300" + recipe + "&at=" + told(card));
            double sae = row.get("sae").asDouble() / (recipe.contains("mean") ? 2000 : 1);
            String loss = written(page, "amount", row.get("loss").asDouble());
            assertThat(card).containsText("Σ(ŷ − y)² " + loss);
            assertThat(card).containsText("Σ|ŷ − y| " + written(page, "amount", sae));
        }
        // Right of where the learner stands there is nothing yet: the last step is told.
        assertEquals(200, told(card));
        page.mouse().move(10, 400);
        assertThat(card).isHidden();
        page.keyboard().press("2");
        card = page.locator("[data-coefficients-read]");
        point(page, "coefficients", 0.4);
        JsonNode row = site().json("/step.json?steps=300" + recipe + "&at=" + told(card));
        for (int k = 0; k < 4; k++) {
            double theta = row.at("/coefficients/" + k).asDouble();
            String text = "abcd".charAt(k) + written(page, "coefficient", theta);
            assertThat(card.locator("span").nth(k)).hasText(text);
        }
    }

    private static void point(Page page, String name, double share) {
        BoundingBox chart = page.locator("canvas[data-" + name + "]").boundingBox();
        page.mouse().move(chart.x + chart.width * share, chart.y + chart.height * 0.6);
        settle(page);
        assertThat(page.locator("[data-" + name + "-read]")).isVisible();
    }

    private static int told(Locator card) {
        return Integer.parseInt(card.locator("b").textContent().replaceAll("\\D", ""));
    }

    @Test
    void theLossHasALogAndALinearScaleAndTheCoefficientsHaveNone() {
        Page page = open("/?steps=300");
        scrubTo(page, 300);
        String script = "() => Chart.getChart(document.querySelector('[data-loss]')).scales.y.type";
        assertEquals("logarithmic", page.evaluate(script));
        page.locator("[data-scale] label").nth(1).click();
        assertEquals("linear", page.evaluate(script));
        assertTrue(painted(page, "loss"));
        page.keyboard().press("2");
        assertThat(page.locator("[data-scale]")).isHidden();
        page.keyboard().press("1");
        assertThat(page.locator("[data-scale]")).isVisible();
        assertEquals("linear", page.evaluate(script));
    }

    @Test
    void aHiddenChartCostsNothingAndIsUpToDateWhenItIsSeen() {
        Page page = open("/?steps=300");
        String exists = "() => Boolean(Chart.getChart(document.querySelector('%s')))";
        scrubTo(page, 300);
        assertEquals(false, page.evaluate(exists.formatted("[data-coefficients]")));
        page.keyboard().press("2");
        assertEquals(false, page.evaluate(exists.formatted("[data-loss]")));
        Object last =
                page.evaluate(
                        "() => Chart.getChart(document.querySelector('[data-coefficients]'))"
                                + ".data.datasets[1].data.at(-1)");
        double b = site().json("/trace.json?steps=300").at("/final/coefficients/1").asDouble();
        assertEquals(java.util.Map.of("x", 300, "y", b), last);
    }

    @Test
    void theTablesBehindTheChartsHoldRowsOfTheTrace() {
        Page page = open("/?steps=300");
        scrubTo(page, 300);
        JsonNode trace = site().json("/trace.json?steps=300");
        for (String name : List.of("loss", "coefficients")) {
            page.keyboard().press(name.equals("loss") ? "1" : "2");
            Locator table = page.locator("[data-" + name + "-table]");
            reads(table.locator("tbody th").last(), "300");
            Locator rows = table.locator("tbody tr");
            assertEquals(10, rows.count());
            assertThat(page.locator("canvas[data-" + name + "]"))
                    .hasAttribute("aria-details", "table-" + name);
            assertFalse(table.locator("caption").textContent().isBlank());
            for (Locator line : rows.all()) {
                int step = Integer.parseInt(line.locator("th").textContent());
                JsonNode row = step == 300 ? trace.get("final") : trace.get("trace").get(step);
                assertEquals(step, row.get("step").asInt());
                List<String> expected = new ArrayList<>();
                if (name.equals("loss")) {
                    expected.add(written(page, "amount", row.get("loss").asDouble()));
                    expected.add(written(page, "amount", row.get("sae").asDouble()));
                } else {
                    for (JsonNode theta : row.get("coefficients")) {
                        expected.add(written(page, "coefficient", theta.asDouble()));
                    }
                }
                assertEquals(expected, line.locator("td").allTextContents());
            }
        }
    }

    @Test
    void aRunThatDivergesLeavesTheFrameAndNotTheChart() {
        Page page = open("/?lr=5e-6&tab=coefficients");
        speed(page, "max");
        button(page, "play").click();
        reads(page.locator(".scrub [data-v=step]"), "590");
        settle(page);
        Object healthy =
                page.evaluate(
                        "() => { const { data, scales: { y } } ="
                                + " Chart.getChart(document.querySelector('[data-coefficients]'));"
                                + " return y.max - y.min < 20 && data.datasets.every(set =>"
                                + " set.data.every(p => p.y === null || Math.abs(p.y) < 1e4)); }");
        assertEquals(true, healthy);
    }
}
