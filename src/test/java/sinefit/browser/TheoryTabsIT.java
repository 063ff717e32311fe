package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Landscape, modes, sweep: what theory foretells, beside what the server measured. */
class TheoryTabsIT extends WithBrowser {
    private static final List<String> TABS = List.of("landscape", "modes", "sweep");

    /** Numbers that the page keeps beside what it shows, in full. */
    private static double[] numbers(Page page, String places, String name) {
        List<?> found =
                (List<?>)
                        page.evaluate(
                                "([places, name]) => [...document.querySelectorAll(places)]"
                                        + ".filter(e => name in e.dataset).map(e =>"
                                        + " String(e.dataset[name]))",
                                List.of(places, name));
        return found.stream().mapToDouble(n -> Double.parseDouble((String) n)).toArray();
    }

    private static double sum(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void near(double expected, double actual, double tolerance) {
        assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)));
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    /** The final loss that the page's own prediction gives at a rate. */
    private static double foretold(Page page, double rate) {
        return number(
                page,
                "async () => { const { sweep } = await import('/js/prediction.js'); return"
                        + " sweep(JSON.parse(document.getElementById('recipe').dataset.run), ["
                        + rate
                        + "])[0]; }");
    }

    @Test
    void theTabsAreChosenByTheirNumbersAndStayInTheAddress() {
        Page page = open("/?steps=300");
        page.locator("h1").click();
        for (int k = 0; k < TABS.size(); k++) {
            page.keyboard().press(String.valueOf(k + 3));
            String name = TABS.get(k);
            assertThat(page.locator("#panel-" + name)).isVisible();
            assertEquals(1, page.locator(".panel [role=tabpanel]:visible").count());
            assertThat(page).hasURL(Pattern.compile(".*[?&]tab=" + name + "$"));
            assertThat(page.locator("#ask-" + name)).isVisible();
            page.locator("#ask-" + name).click();
            assertThat(page.locator("#why-" + name)).isVisible();
            assertFalse(page.locator("#why-" + name).textContent().contains("–"));
            page.keyboard().press("Escape");
        }
        page.reload();
        assertThat(page.locator("#panel-sweep")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?steps=300",
                "/?steps=300&momentum=0.8&lr=2e-6",
                "/?steps=300&lr=3.4e-6&tweak=100:lr=2e-6",
                "/?steps=300&degree=5&lr=4e-8&min=-2&max=3"
            })
    void modesAreMeasuredWhereTheyAreForetoldAndAddUpToTheLoss(String path) {
        Page page = open(path + "&tab=modes");
        String query = path.substring(path.indexOf('?'));
        for (int step : new int[] {0, 1, 60, 300}) {
            scrubTo(page, step);
            double[] measured = numbers(page, ".modes .bar", "measured");
            double[] predicted = numbers(page, ".modes .bar", "predicted");
            JsonNode theory = site().json("/theory.json" + query);
            assertEquals(theory.get("eigenvalues").size(), measured.length);
            double size = sum(measured);
            double start = site().json("/step.json" + query + "&at=0").get("loss").asDouble();
            for (int k = 0; k < measured.length; k++) {
                assertEquals(predicted[k], measured[k], 1e-8 * predicted[k] + 1e-12 * start);
            }
            String row = "/step.json" + query + "&at=" + step;
            JsonNode there =
                    step == 300
                            ? site().json("/trace.json" + query).get("final")
                            : site().json(row);
            near(there.get("loss").asDouble() - theory.get("floor").asDouble(), size, 1e-9);
        }
    }

    @Test
    void theFactorOfTheFastestModeFollowsTheRateUnderTheThumb() {
        Page page = open("/?tab=modes");
        Locator fastest = page.locator(".modes .list .factor").last();
        assertThat(fastest).containsText("0.4379");
        page.locator("#f-lr").fill("5e-6");
        assertThat(fastest).containsText("−1.8106");
        assertThat(fastest).containsText("grows");
        page.locator("#f-lr").fill("3e-6");
        assertThat(fastest).containsText("swings");
    }

    @ParameterizedTest
    @CsvSource({"/?steps=400,2", "/?steps=400&reduction=mean&lr=2e-3,2", "/?degree=1&lr=1e-5,1"})
    void whatTheMapsHaveAboveTheFloorAddsUpToTheLoss(String path, int maps) {
        Page page = open(path + "&tab=landscape");
        String query = path.substring(path.indexOf('?'));
        double floor = site().json("/theory.json" + query).get("floor").asDouble();
        for (int step : new int[] {0, 7, 200}) {
            scrubTo(page, step);
            double[] parts = numbers(page, "[data-landscape-sum] span", "excess");
            assertEquals(maps, parts.length);
            double loss = site().json("/step.json" + query + "&at=" + step).get("loss").asDouble();
            near(loss - floor, sum(parts), 1e-9);
        }
        assertThat(page.locator("[data-landscape]"))
                .hasAttribute("aria-label", Pattern.compile(".*step 200.*"));
    }

    @Test
    void whereTheMapsDoNotHoldAllOfTheLossAPairIsChosen() {
        Page page = open("/?min=0&max=4&lr=5e-7&tab=landscape");
        assertThat(page.locator("[data-pair]")).isVisible();
        Locator first = page.locator("[data-pair] select").first();
        Locator second = page.locator("[data-pair] select").last();
        first.selectOption("1");
        second.selectOption("2");
        settle(page);
        double once = numbers(page, "[data-landscape-sum] span", "excess")[0];
        second.selectOption("3");
        settle(page);
        assertTrue(once != numbers(page, "[data-landscape-sum] span", "excess")[0]);
        second.selectOption("1"); // taken already: the two change places
        assertThat(first).not().hasValue(second.inputValue());
    }

    @Test
    void theStartIsDraggedAndTheRunBeginsThere() {
        Page page = open("/?steps=300&tab=landscape");
        scrubTo(page, 100);
        BoundingBox grip = page.locator("[data-grip]").last().boundingBox();
        double x = grip.x + grip.width / 2;
        double y = grip.y + grip.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + 50, y - 12);
        String b = page.locator("#s-b").inputValue();
        String d = page.locator("#s-d").inputValue();
        assertFalse(b.equals("−0.563484") || d.equals("−0.062937"));
        assertThat(page.locator("#s-a")).hasValue("0.1629");
        assertThat(page.locator("[data-landscape-sum]")).containsText("predicted end");
        assertEquals(100, step(page));
        page.mouse().up();
        String init = "0.1629," + b + ",2.5714189," + d;
        assertThat(page)
                .hasURL(
                        site().address()
                                + "/lessons/numpy?init="
                                + init.replace('−', '-')
                                + "&steps=300&tab=landscape");
        reads(page.locator(".scrub [data-v=step]"), "0");
        assertThat(page.locator("[data-landscape-sum]")).not().containsText("predicted end");
    }

    @Test
    void theStartIsMovedByKeysAndPutBackByEscape() {
        Page page = open("/?steps=300&tab=landscape");
        Locator grip = page.locator("[data-grip]").first();
        grip.focus();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowUp");
        assertThat(page.locator("#s-a")).not().hasValue("0.1629");
        assertThat(page.locator("#s-c")).not().hasValue("2.5714189");
        page.keyboard().press("Escape");
        assertThat(page.locator("#s-a")).hasValue("0.1629");
        page.keyboard().press("ArrowRight");
        String a = page.locator("#s-a").inputValue();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*init=" + a + ",.*"));
        assertThat(grip).isFocused();
        assertEquals(0, step(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?steps=500", "/lessons/tensors?steps=500", "/?degree=2&lr=1e-5"})
    void theSweepIsThatOfTheServer(String path) {
        Page page = open(path + "&tab=sweep");
        List<?> line =
                (List<?>)
                        page.evaluate(
                                "() => Chart.getChart(document.querySelector('[data-sweep]'))"
                                        + ".data.datasets[0].data.map(({ x, y }) => [x, y])");
        String query = path.substring(path.indexOf('?'));
        String lesson = path.contains("tensors") ? "&lesson=tensors" : "";
        JsonNode sweep = site().json("/sweep.json" + query + lesson + "&key=lr&count=240");
        assertEquals(240, line.size());
        for (int k = 0; k < 240; k++) {
            List<?> point = (List<?>) line.get(k);
            double rate = ((Number) point.get(0)).doubleValue();
            near(1, sweep.get("values").get(k).asDouble() / rate, 1e-12);
            JsonNode loss = sweep.get("losses").get(k);
            assertEquals(loss.isNull(), point.get(1) == null, "at " + rate);
            if (!loss.isNull() && loss.asDouble() < 1e100) {
                near(1, ((Number) point.get(1)).doubleValue() / loss.asDouble(), 1e-9);
            }
        }
    }

    @Test
    void whatTheSweepSaysAtARateIsWhereTheRunEnds() {
        Page page = open("/?steps=500&tab=sweep");
        for (double rate : new double[] {3e-7, 1e-6, 3.4e-6}) {
            JsonNode end = site().json("/trace.json?steps=500&lr=" + rate).get("final");
            near(end.get("loss").asDouble(), foretold(page, rate), 1e-9);
        }
    }

    @Test
    void aClickTakesTheRatePointedAtAndOneBelowItFollows() {
        Page page = open("/?steps=300&tab=sweep");
        BoundingBox plot = page.locator("[data-probe]").boundingBox();
        page.mouse().move(plot.x + plot.width * 0.55, plot.y + plot.height / 2);
        Locator read = page.locator("[data-sweep-read]");
        assertThat(read).isVisible();
        String rate = read.locator("b").textContent().replace("η ", "");
        String loss = read.locator("span").textContent();
        String there =
                (String)
                        page.evaluate(
                                "async loss => 'loss ' + (await"
                                        + " import('/js/format.js')).amount(loss)",
                                foretold(page, Double.parseDouble(rate)));
        assertEquals(there, loss);
        page.mouse().click(plot.x + plot.width * 0.55, plot.y + plot.height / 2);
        assertThat(page.locator("#f-lr")).hasValue(rate);
        assertThat(page).hasURL(Pattern.compile(".*[?&]lr=.*steps=300&tab=sweep"));
        assertEquals(0, step(page));
    }

    @Test
    void theSweepIsReadAndTakenByKeysAndARateInMidRunHoldsFromThere() {
        Page page = open("/?steps=300&tab=sweep");
        scrubTo(page, 120);
        Locator probe = page.locator("[data-probe]");
        probe.focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("[data-sweep-read]")).isVisible();
        page.evaluate( // what is said is said in the next frame
                "() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))");
        String said = probe.getAttribute("aria-valuetext");
        assertTrue(said.matches("η [\\d.e-]+, loss [\\d.\\u2009]+"), said);
        double promised = Double.parseDouble(said.replaceAll(".*loss |\\u2009", ""));
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*tweak=120:lr=.*"));
        String query = page.url().substring(page.url().indexOf('?')).replace("&tab=sweep", "");
        double end = site().json("/trace.json" + query).at("/final/loss").asDouble();
        assertEquals(promised, end, 0.006);
    }

    @Test
    void theSweepOverStepsAndDegreesHasTheServersFigures() {
        Page page = open("/?steps=400&tab=sweep");
        page.locator("[data-over] label").nth(1).click();
        String at =
                "() => Chart.getChart(document.querySelector('[data-sweep]')).data.datasets[%d]"
                        + ".data[%d].%s";
        assertEquals(1, number(page, at.formatted(0, 0, "x")));
        double first = site().json("/step.json?steps=400&at=1").get("loss").asDouble();
        near(first, number(page, at.formatted(0, 0, "y")), 1e-9);
        page.locator("[data-over] label").nth(2).click();
        page.waitForFunction(
                "() => Chart.getChart(document.querySelector('[data-sweep]'))"
                        + ".data.datasets[1].data.length === 10");
        JsonNode degrees = site().json("/sweep.json?steps=400&key=degree&low=0&high=9&count=10");
        for (int k : new int[] {0, 3, 7}) {
            near(
                    1,
                    number(page, at.formatted(0, k, "y")) / degrees.at("/floors/" + k).asDouble(),
                    1e-12);
            near(
                    1,
                    number(page, at.formatted(1, k, "y"))
                            / degrees.at("/conditionNumbers/" + k).asDouble(),
                    1e-12);
        }
    }

    @Test
    void theLineOfTheSweepFollowsTheStepsBeingTyped() {
        Page page = open("/?steps=400&tab=sweep");
        String end =
                "() => Chart.getChart(document.querySelector('[data-sweep]')).data.datasets[0]"
                        + ".data[0].y";
        double before = number(page, end);
        page.locator("#f-steps").fill("4000");
        page.waitForFunction(
                "before => Chart.getChart(document.querySelector('[data-sweep]'))"
                        + ".data.datasets[0].data[0].y < before",
                before);
        assertFalse(page.url().contains("4000"));
    }

    @ParameterizedTest
    @CsvSource({"/?n=3,3 points do not determine 4 coefficients", "/?n=2&lang=ko,계수 4개"})
    void whereTheoryIsSilentTheTabsSayWhy(String path, String reason) {
        Page page = open(path);
        for (String name : TABS) {
            page.locator("#tab-" + name).click();
            assertThat(page.locator("#panel-" + name + " [data-silent]")).isVisible();
            assertThat(page.locator("#panel-" + name)).containsText(reason);
            assertEquals(0, page.locator("#panel-" + name + " canvas:visible").count());
        }
        page.locator("#tab-loss").click();
        assertThat(page.locator("#panel-loss canvas").first()).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"landscape", "modes", "sweep"})
    void onAPhoneInKoreanItFitsAndAnybodyCanUseIt(String name) {
        Page page = open("/?steps=300&tab=" + name, View.WIDE.phone().korean().dark());
        page.locator(".scrub").waitFor();
        scrubTo(page, 100);
        LookIT.fits(page, 360);
        BoundingBox tab = page.locator("#tab-" + name).boundingBox();
        assertTrue(tab.x >= 0 && tab.x + tab.width <= 360, "the tab is in sight");
        page.waitForFunction(
                "name => document.querySelector(`#panel-${name} :is(canvas[aria-label],"
                        + " [role=table])`)",
                name);
        LookIT.accessible(page);
        page.locator("#ask-" + name).click();
        assertThat(page.locator("#why-" + name)).isInViewport();
        LookIT.accessible(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"landscape", "modes", "sweep"})
    void onADesktopAnybodyCanUseIt(String name) {
        for (String recipe : List.of("steps=300", "steps=300&degree=9&lr=8e-12&min=-2")) {
            Page page = open("/?" + recipe + "&tab=" + name);
            page.locator(".scrub").waitFor();
            scrubTo(page, 100);
            LookIT.accessible(page);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?degree=0&lr=1e-4",
                "/?degree=9&lr=8e-12",
                "/?lr=5e-6",
                "/?target=exp&min=-1&max=1&lr=1e-4",
                "/?min=0&max=4&lr=5e-7"
            })
    void anyRunIsDrawnToItsEndWithoutAWordInTheConsole(String path) {
        Page page = open(path + "&steps=400&tab=landscape");
        speed(page, "max");
        button(page, "play").click();
        for (int round = 0; round < 3; round++) {
            for (int key = 3; key <= 5; key++) {
                page.keyboard().press(String.valueOf(key));
                settle(page);
            }
        }
        page.waitForFunction(
                "() => ['Train', 'Again'].some(word => [...document.querySelectorAll("
                        + "'[data-act=play] [data-state]:not(.off)')].some(e => e.textContent ==="
                        + " word))");
        settle(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"landscape", "modes", "sweep"})
    void onlyWhatIsMeasuredMovesWhileItTrains(String name) {
        Page page = open("/?steps=400&tab=" + name);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        settle(page);
        page.evaluate(
                """
                name => {
                  window.moved = [];
                  new PerformanceObserver(list => {
                    for (const shift of list.getEntries()) for (const { node } of shift.sources) {
                      if (node?.parentElement?.closest('#panel-' + name)) moved.push(node.className);
                    }
                  }).observe({ type: 'layout-shift' });
                }
                """,
                name);
        speed(page, "600");
        trainToTheEnd(page);
        assertEquals(List.of(), page.evaluate("() => window.moved"));
    }
}
