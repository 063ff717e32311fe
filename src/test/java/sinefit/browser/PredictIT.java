package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Predict, then run: what is asked for first, what is hidden until then, and what is told
 * afterwards.
 */
class PredictIT extends WithBrowser {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    /** Decades of the chart's frame: two more than the first loss needs. */
    private static final int DECADES = 8;

    static Stream<View> views() {
        View wide = View.WIDE;
        return Stream.of(wide, wide.korean().dark(), wide.korean().phone(), wide.dark().phone());
    }

    private static Locator told(Page page) {
        return page.locator("[data-guess-told]");
    }

    private static Locator asked(Page page) {
        Locator ask = page.locator("[data-guess-ask]");
        ask.waitFor();
        return ask;
    }

    private static void choose(Page page, String kind) {
        page.locator("[name=guess][value=" + kind + "]")
                .check(new Locator.CheckOptions().setForce(true));
    }

    private static void train(Page page) {
        speed(page, "max");
        button(page, "play").click();
    }

    /** A line from place to place: shares of the steps, decades. */
    private static void draw(Page page, double... places) {
        Locator pad = page.locator(".pad");
        pad.waitFor();
        settle(page);
        BoundingBox box = pad.boundingBox();
        for (int i = 0; i < places.length; i += 2) {
            double x = box.x + pixel(page, "x", places[i] * 1000);
            double y = box.y + pixel(page, "y", Math.pow(10, places[i + 1]));
            page.mouse().move(x, y);
            if (i == 0) {
                page.mouse().down();
            }
        }
        page.mouse().up();
    }

    private static double pixel(Page page, String axis, double value) {
        Object pixel =
                page.evaluate(
                        "([axis, value]) => Chart.getChart(document.querySelector('[data-loss]'))"
                                + ".scales[axis].getPixelForValue(value)",
                        List.of(axis, value));
        return ((Number) pixel).doubleValue();
    }

    private static boolean foretold(Page page) {
        return (Boolean)
                page.evaluate(
                        "() => Chart.getChart(document.querySelector('[data-loss]'))"
                                + ".data.datasets.some(d => d.name === 'foretold')");
    }

    @Test
    void aDoubleClickIsOne() {
        Page page = open("/");
        page.locator("button[data-predict]").dblclick();
        assertThat(page.locator("[data-guess-kinds]")).isVisible();
        settle(page);
        assertThat(page.locator("html")).hasAttribute("data-guessing", Pattern.compile(".+"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', converges, oscillates, 0.28",
        "lr=3e-6, oscillates, diverges, 0.84",
        "lr=5e-6, diverges, converges, 1.811",
    })
    void whatARunDoesIsSaidByTheory(String query, String truth, String wrong, String figure) {
        Page page = open("/?predict=choose&" + query);
        asked(page);
        choose(page, wrong);
        train(page);
        assertThat(told(page)).containsText("is not it. It " + truth, PATIENTLY);
        assertThat(told(page)).containsText(figure);
        page.locator("[data-guess-again]").click();
        assertThat(asked(page).locator("[name=guess]:checked")).hasCount(0);
        assertEquals(0, step(page));
        choose(page, truth);
        button(page, "play").click();
        assertThat(told(page)).containsText("is right. It " + truth, PATIENTLY);
    }

    @Test
    void whereTheoryIsSilentTheRunItselfTells() {
        Page page = open("/lessons/optim?predict=choose&steps=300&lr=0.3");
        asked(page);
        choose(page, "oscillates");
        train(page);
        assertThat(told(page)).containsText("is right. It oscillated", PATIENTLY);
    }

    @Test
    void untilThePredictionIsMadeNothingGivesItAway() {
        Page page = open("/?predict=1&tab=modes");
        asked(page);
        assertThat(page.locator("#tab-loss")).hasAttribute("aria-selected", "true");
        assertFalse(foretold(page));
        assertThat(page.locator("[data-foretold]")).isHidden();
        assertThat(page.locator("[data-relative]")).isEmpty();
        assertThat(page.locator("[data-bands] .names")).not().isVisible();
        for (String tab : List.of("landscape", "modes", "sweep")) {
            page.locator("#tab-" + tab).click();
            Locator panel = page.locator("#panel-" + tab);
            assertThat(panel.locator("[data-silent]")).containsText("give it away");
            assertThat(panel.locator("[data-silent] + *")).isHidden();
        }
        button(page, "play").click();
        assertThat(page.locator("[data-guess-hint]")).containsText("First your prediction");
        assertThat(page.locator("[name=guess]").first()).isFocused();
        button(page, "forward").click();
        page.locator("#scrub").fill("500");
        settle(page);
        assertEquals(0, step(page));
        page.locator("[data-guess-skip]").click();
        assertTrue(foretold(page));
        assertThat(page.locator("[data-foretold]")).containsText("43.74");
        assertThat(page.locator("[data-relative]")).containsText("0.28");
        assertThat(button(page, "play")).isFocused();
        train(page);
        assertThat(button(page, "play")).containsText("Again");
        assertThat(page.locator("[data-guess]")).isHidden();
    }

    @Test
    void theGapIsTheMeanDistanceInDecades() {
        Page page = open("/?predict=sketch&lr=5e-6");
        asked(page);
        // Straight up in the first column, then along the upper edge: as a run that diverges at
        // once.
        draw(page, 0, 5.4, 0.01, DECADES, 1, DECADES);
        train(page);
        assertThat(told(page)).containsText("by a factor of 1.0", PATIENTLY);
        assertThat(told(page)).containsText("You know what this rate does");
        page.locator("[data-guess-again]").click();
        draw(page, 0, 5, 0.01, 5, 1, 5);
        button(page, "play").click();
        assertThat(told(page)).containsText("You expected it to come down", PATIENTLY);
        Matcher gap = Pattern.compile("\\(([0-9.]+) decades").matcher(told(page).textContent());
        assertTrue(gap.find());
        // 8 − 5, less the few steps that the run takes to leave the chart.
        assertEquals(3, Double.parseDouble(gap.group(1)), 0.06);
    }

    @Test
    void theGapOfALineThatFollowsTheFloorIsTheServersOwn() {
        Page page = open("/?predict=sketch");
        asked(page);
        draw(page, 0, 2, 0.001, 2, 1, 2);
        train(page);
        assertThat(told(page)).containsText("decades", PATIENTLY);
        Matcher gap = Pattern.compile("\\(([0-9.]+) decades").matcher(told(page).textContent());
        assertTrue(gap.find());
        double sum = 0;
        int count = 0;
        for (var row : site().json("/trace.json?every=1").get("trace")) {
            if (row.get("step").asInt() > 0) {
                sum += Math.abs(Math.log10(row.get("loss").asDouble()) - 2);
                count++;
            }
        }
        assertTrue(count >= 999, "rows: " + count);
        assertEquals(
                sum / count, Double.parseDouble(gap.group(1)), 0.03); // a pixel is 0.05 decades
    }

    @Test
    void aSketchIsMadeByKeysAlone() {
        Page page = open("/");
        page.locator("button[data-predict]").focus();
        page.keyboard().press("Enter");
        asked(page);
        assertThat(page.locator("[name=guess]").first()).isFocused();
        page.keyboard().press("Space");
        assertThat(page.locator("[data-guess-hint]")).containsText("as well");
        Locator handles = page.locator(".pad [role=slider]");
        assertThat(handles).hasCount(5);
        handles.last().focus();
        for (int i = 0; i < 7; i++) {
            page.keyboard().press("PageDown");
        }
        page.keyboard().press("ArrowUp");
        assertThat(handles.last()).hasAttribute("aria-label", "Loss you expect at step 1000");
        double decade = Double.parseDouble(handles.last().getAttribute("aria-valuenow"));
        double start = Math.log10(site().json("/trace.json").at("/trace/0/loss").asDouble());
        assertEquals(start - 7 * 0.5 + 0.05, decade, 0.006);
        assertThat(handles.last())
                .hasAttribute("aria-valuetext", Pattern.compile("about 9\\d\\.\\d\\d"));
        assertEquals(0, step(page));
        speed(page, "max");
        handles.last().focus();
        page.keyboard().press("Space");
        assertThat(told(page)).containsText("Converges is right", PATIENTLY);
        assertThat(told(page)).containsText("by a factor of");
        assertTrue(page.url().contains("predict=1"), page.url());
        page.locator("button[data-predict]").click();
        assertFalse(page.url().contains("predict"), page.url());
        assertThat(page.locator("[data-guess]")).isHidden();
        assertTrue(foretold(page));
    }

    @Test
    void oneOfBothWaysIsEnoughIfTrainIsPressedAgain() {
        Page page = open("/?predict=1");
        asked(page);
        choose(page, "converges");
        train(page);
        assertThat(page.locator("[data-guess-hint]")).containsText("A sketch as well?");
        assertEquals(0, step(page));
        button(page, "play").click();
        assertThat(told(page)).containsText("Converges is right", PATIENTLY);
        assertFalse(told(page).textContent().contains("sketch"));
    }

    @Test
    void anotherRateIsAnotherPrediction() {
        Page page = open("/?predict=choose&steps=200");
        asked(page);
        choose(page, "converges");
        train(page);
        assertThat(told(page)).containsText("right", PATIENTLY);
        page.locator("#f-lr").fill("5e-6");
        page.keyboard().press("Enter");
        assertThat(asked(page).locator("[name=guess]:checked")).hasCount(0);
        assertFalse(foretold(page));
        assertTrue(page.url().contains("predict=choose"), page.url());
        choose(page, "diverges");
        button(page, "play").click();
        assertThat(told(page)).containsText("Diverges is right", PATIENTLY);
    }

    @Test
    void aRateChangedOnTheWayIsNotCountedAgainstThePrediction() {
        Page page = open("/?predict=choose&steps=1000");
        asked(page);
        choose(page, "converges");
        button(page, "play").click();
        page.waitForFunction("() => Number(document.querySelector('#scrub').value) > 5");
        button(page, "play").click();
        page.locator("#f-lr").fill("2e-6");
        page.keyboard().press("Enter");
        assertThat(told(page)).containsText("was for another run");
        assertTrue(foretold(page));
    }

    @Test
    void anUnknownWayOpensBothAndSaysSoOnce() {
        Page page = open("/?predict=%3Cb%3Ewild");
        assertThat(asked(page)).containsText("by “<b>wild”, which is not known here");
        assertThat(page.locator(".pad")).isVisible();
        assertTrue(page.url().contains("predict=1"), page.url());
        page.reload();
        assertFalse(
                asked(page).textContent().contains("not known")
                        && asked(page).locator(".said").isVisible());
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanPredict(View view) {
        Page page = open("/?predict=1&steps=300&lr=2.5e-6", view);
        asked(page);
        button(page, "play").click();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
        draw(page, 0, 5, 0.02, 3, 0.3, 1.5);
        choose(page, "oscillates");
        LookIT.accessible(page);
        train(page);
        assertThat(told(page))
                .containsText(view.language().startsWith("ko") ? "맞았습니다" : "is right", PATIENTLY);
        assertThat(told(page)).containsText(view.language().startsWith("ko") ? "자릿수" : "decades");
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
    }

    /** A finger on the chart draws; it does not scroll the page. */
    @Test
    void aFingerDrawsOnAPhone() {
        Page page = open("/?predict=sketch", View.WIDE.phone());
        asked(page);
        button(page, "play").click();
        settle(page);
        BoundingBox box = page.locator(".pad").boundingBox();
        assertTrue(box.y + box.height < 740 - 56, "the chart is under the dock: " + box.y);
        Object before = page.evaluate("() => scrollY");
        CDPSession session = page.context().newCDPSession(page);
        touch(session, "touchStart", box.x + 60, box.y + 60);
        for (int i = 1; i <= 10; i++) {
            touch(session, "touchMove", box.x + 60 + 20 * i, box.y + 60 + 10 * i);
        }
        JsonObject end = new JsonObject();
        end.addProperty("type", "touchEnd");
        end.add("touchPoints", new JsonArray());
        session.send("Input.dispatchTouchEvent", end);
        assertThat(page.locator("[data-guess-clear]")).isVisible();
        assertEquals(before, page.evaluate("() => scrollY"));
        train(page);
        assertThat(told(page)).containsText("by a factor of", PATIENTLY);
        assertEquals(
                "none",
                page.evaluate(
                        "() => getComputedStyle(document.querySelector('.pad')).touchAction"));
        assertThat(page.locator(".pad")).isHidden(); // and the chart can be scrolled by again
    }

    private static void touch(CDPSession session, String type, double x, double y) {
        JsonObject point = new JsonObject();
        point.addProperty("x", x);
        point.addProperty("y", y);
        JsonArray points = new JsonArray();
        points.add(point);
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void nothingOfItIsLoadedUntilItIsWanted() {
        Page page = open("/");
        List<String> asked = new java.util.ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.locator("button[data-predict]").click();
        asked(page);
        for (String file :
                List.of(
                        "/predict?lang=en",
                        "/css/predict.css",
                        "/js/predict.js",
                        "/js/sketch.js")) {
            assertTrue(asked.stream().anyMatch(url -> url.endsWith(file)), file + " in " + asked);
        }
    }
}
