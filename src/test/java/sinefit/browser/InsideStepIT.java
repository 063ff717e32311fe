package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The four phases of a step: formula, code, chart and table tell the same, and it is the server's.
 */
class InsideStepIT extends WithBrowser {
    private static final List<String> PHASES = List.of("forward", "loss", "gradient", "update");
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.(\\d+))?)(?:×10(-?\\d+))?");
    private static final String ALL =
            """
            () => {
              const texts = (root, selector) => [...root.querySelectorAll(selector)].filter(e => !e.hidden).map(e => e.textContent);
              const derive = document.querySelector('.derive'), box = document.querySelector('[data-samples]');
              const panel = document.querySelector('[data-panel]:not([hidden])');
              const chart = Chart.getChart(document.querySelector('[data-fit]'));
              const live = {};
              for (const line of panel.querySelectorAll('li[data-live]')) live[line.dataset.live] = line.querySelector('.v').textContent;
              return {
                step: derive.querySelector('[data-v=step]').textContent,
                lit: [
                  ...texts(derive, '.on > .ph').length === 1 ? [derive.querySelector('.on').dataset.phase] : [],
                  ...new Set([...panel.querySelectorAll('.lit')].map(line => line.dataset.phase)),
                  box.querySelector('table').dataset.phase,
                ],
                theta: texts(derive, '[data-forward] .term').map(t => t.replace(/x\\d?$/, '')),
                parts: texts(derive, '[data-part]'), partSigns: texts(derive, '[data-part-sign]'), fit: texts(derive, '[data-one-fit]'),
                loss: texts(derive, '[data-v=loss]'), sae: texts(derive, '[data-v=sae]'),
                gradient: texts(derive, '[data-gradient]'), next: texts(derive, '[data-new]'),
                sums: texts(derive, '[data-sum]'), error: texts(derive, '[data-one-error]'), product: texts(derive, '[data-one-term]'),
                live,
                curve: chart.data.datasets[0].data.map(p => [p.x, p.y]),
                dotted: chart.data.datasets[4].data.map(p => p.y),
                pull: chart.pull,
                rows: [...box.querySelectorAll('tbody tr:not(.gap)')].filter(e => !e.hidden).map(e => [...e.children].map(c => c.textContent)),
                hit: texts(box, 'tbody .hit th'),
                partial: texts(box, '.partial > *'), total: texts(box, '.total > *'),
              };
            }
            """;

    /** One sample at coefficients, by Σ θₖxᵏ as it stands in the lesson. */
    private record Term(double x, double y, double fit) {
        static Term of(double x, double y, double[] theta) {
            double fit = 0;
            for (int k = 0; k < theta.length; k++) {
                fit += theta[k] * Math.pow(x, k);
            }
            return new Term(x, y, fit);
        }

        double error() {
            return fit - y;
        }

        double share(int k) {
            return 2 * error() * Math.pow(x, k);
        }
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
    }

    /** Whether a text on the page is a value, rounded to the digits shown. */
    private static void shows(String text, double value, String what) {
        String plain = text.replace('−', '-').replaceAll("[+ \\u2009]", "");
        Matcher number = NUMBER.matcher(plain);
        assertTrue(number.matches(), what + ": " + text);
        int decimals = number.group(2) == null ? 0 : number.group(2).length();
        int power = number.group(3) == null ? 0 : Integer.parseInt(number.group(3));
        double shown = Double.parseDouble(number.group(1)) * Math.pow(10, power);
        double half = 0.5 * Math.pow(10, power - decimals);
        assertEquals(value, shown, half * 1.0001 + 1e-12 * Math.abs(value), what + ": " + text);
    }

    private static void shown(List<?> texts, double[] values, String what) {
        assertEquals(values.length, texts.size(), what + ": " + texts);
        for (int i = 0; i < values.length; i++) {
            shows((String) texts.get(i), values[i], what + " " + i);
        }
    }

    /** The numbers of "= −1.23 + 4.56 − … + 7.89", each with its sign. */
    private static List<String> written(String sum) {
        List<String> found = new ArrayList<>();
        String sign = "";
        for (String piece : sum.replace("=", "").trim().split("\\s+")) {
            if (piece.equals("+") || piece.equals("−")) {
                sign = piece.equals("+") ? "" : piece;
            } else if (!piece.equals("…")) {
                found.add(sign.isEmpty() || !piece.startsWith("−") ? sign + piece : piece);
                sign = "";
            }
        }
        return found;
    }

    /** All that the page shows of a step against the trace's row and the samples. */
    @SuppressWarnings("unchecked")
    private static void agrees(
            Page page, JsonNode trace, JsonNode samples, int step, String phase, int pointed) {
        settle(page);
        Map<String, Object> all = (Map<String, Object>) page.evaluate(ALL);
        String where = "step " + step + ", " + phase;
        assertEquals(String.valueOf(step), all.get("step"), where);
        assertEquals(List.of(phase, phase, phase), all.get("lit"), where);
        JsonNode row = trace.get("trace").get(step);
        double[] theta = numbers(row.get("coefficients"));
        double[] gradient = numbers(row.get("gradient"));
        double[] next = numbers(trace.get("trace").get(step + 1).get("coefficients"));
        double[] x = numbers(samples.get("x"));
        double[] y = numbers(samples.get("y"));
        Term[] terms = new Term[x.length];
        for (int i = 0; i < x.length; i++) {
            terms[i] = Term.of(x[i], y[i], theta);
        }
        Term one = terms[Math.max(pointed, 0)];

        // The formula.
        shown((List<?>) all.get("theta"), theta, where + " θ");
        shown((List<?>) all.get("loss"), new double[] {row.get("loss").asDouble()}, where + " L");
        shown((List<?>) all.get("sae"), new double[] {row.get("sae").asDouble()}, where + " Σ|e|");
        shown((List<?>) all.get("gradient"), gradient, where + " gradient");
        shown((List<?>) all.get("next"), next, where + " next");
        shown((List<?>) all.get("fit"), new double[] {one.fit()}, where + " ŷ of one");
        List<String> signs = (List<String>) all.get("partSigns");
        List<String> parts = new ArrayList<>();
        for (int k = 0; k < theta.length; k++) {
            parts.add(signs.get(k).replace("+", "") + ((List<String>) all.get("parts")).get(k));
        }
        shown(
                parts,
                IntStream.range(0, theta.length)
                        .mapToDouble(k -> theta[k] * Math.pow(one.x(), k))
                        .toArray(),
                where + " parts");
        String error = ((List<String>) all.get("error")).get(0);
        shows(error.substring(error.lastIndexOf('=') + 1), one.error(), where + " e");
        int steepest = 0;
        for (int k = 1; k < gradient.length; k++) {
            steepest = Math.abs(gradient[k]) > Math.abs(gradient[steepest]) ? k : steepest;
        }
        String product = ((List<String>) all.get("product")).get(0);
        double share = one.share(steepest);
        shows(product.substring(product.lastIndexOf('=') + 1), share, where + " product");
        int last = x.length - 1;
        int[] chosen = {0, pointed <= 0 || pointed == last ? 1 : pointed, last};
        List<String> sums = (List<String>) all.get("sums");
        for (int k = 0; k < theta.length; k++) {
            int order = k;
            double[] values =
                    IntStream.of(chosen).mapToDouble(i -> terms[i].share(order)).toArray();
            shown(written(sums.get(k + 1)), values, where + " terms of gradient " + k);
        }
        List<String> squares = new ArrayList<>();
        for (String square : written(sums.get(0))) {
            assertTrue(square.endsWith("2"), square);
            squares.add(square.substring(0, square.length() - 1).replaceAll("[()]", ""));
        }
        shown(
                squares,
                IntStream.of(chosen).mapToDouble(i -> terms[i].error()).toArray(),
                where + " e²");

        // The code.
        Map<String, String> live = (Map<String, String>) all.get("live");
        assertEquals("t = " + step, live.get("t"));
        shows(live.get("loss"), row.get("loss").asDouble(), where + " loss in code");
        shows(live.get("sae"), row.get("sae").asDouble(), where + " printed in code");
        for (int k = 0; k < theta.length; k++) {
            shows(live.get("g" + k), gradient[k], where + " gradient in code");
            shows(live.get("n" + k), next[k], where + " next in code");
        }
        int[] elements = pointed < 0 ? new int[] {0, 1, last} : new int[] {pointed};
        array(live.get("yhat"), IntStream.of(elements).mapToDouble(i -> terms[i].fit()).toArray());
        array(live.get("res"), IntStream.of(elements).mapToDouble(i -> terms[i].error()).toArray());
        array(live.get("gy"), IntStream.of(elements).mapToDouble(i -> terms[i].share(0)).toArray());

        // The chart.
        for (List<Number> point : (List<List<Number>>) all.get("curve")) {
            double at = point.get(0).doubleValue();
            double fit = Term.of(at, 0, theta).fit();
            if (Math.abs(fit) < 40) {
                assertEquals(fit, point.get(1).doubleValue(), 1e-9, where + " ŷ(" + at + ")");
            }
        }
        Map<String, Object> pull = (Map<String, Object>) all.get("pull");
        assertEquals(phase.equals("gradient") || phase.equals("update"), pull != null, where);
        if (pull != null) {
            double longest = 0;
            double factor = ((Number) pull.get("factor")).doubleValue();
            for (Map<String, Number> arrow : (List<Map<String, Number>>) pull.get("arrows")) {
                int k = arrow.get("k").intValue();
                double by = -1e-6 * gradient[k] * Math.pow(arrow.get("x").doubleValue(), k);
                assertEquals(by, arrow.get("by").doubleValue(), 1e-9 * Math.abs(by) + 1e-15, where);
                longest = Math.max(longest, Math.abs(by * factor));
            }
            assertTrue(longest > 0.1 * 2.8 && longest < 0.45 * 2.8, where + ": " + longest);
            assertTrue(String.format("%.0e", factor).matches("[125]e.*"), where + ": " + factor);
        }
        boolean dotted =
                ((List<Object>) all.get("dotted"))
                        .stream()
                                .allMatch(
                                        v ->
                                                v instanceof Number n
                                                        && Double.isFinite(n.doubleValue()));
        assertEquals(phase.equals("update"), dotted, where);

        // The table.
        List<List<String>> rows = (List<List<String>>) all.get("rows");
        assertTrue(rows.size() >= 3, where + ": " + rows);
        for (List<String> cells : rows) {
            int i = index(cells.get(0));
            double e = terms[i].error();
            double[] lead = {x[i], y[i], terms[i].fit(), e, e * e};
            shown(cells.subList(1, 6), lead, where + " sample " + i);
            shown(
                    cells.subList(6, cells.size()),
                    IntStream.range(0, theta.length).mapToDouble(k -> terms[i].share(k)).toArray(),
                    where + " sample " + i);
        }
        List<String> total = (List<String>) all.get("total");
        shows(total.get(1), row.get("loss").asDouble(), where + " total");
        shown(total.subList(2, total.size()), gradient, where + " total");
        List<String> partial = (List<String>) all.get("partial");
        int count = index(partial.get(0).replaceAll("[^\\d\\u2009]", ""));
        double[] part = new double[theta.length + 1];
        for (int i = 0; i < count; i++) {
            part[0] += terms[i].error() * terms[i].error();
            for (int k = 0; k < theta.length; k++) {
                part[k + 1] += terms[i].share(k);
            }
        }
        shown(partial.subList(1, partial.size()), part, where + " partial");
        List<String> hit = pointed < 0 ? List.of() : List.of(String.valueOf(pointed));
        assertEquals(hit, all.get("hit"), where);
        if (pointed >= 0) {
            assertEquals(pointed + 1, count, where);
        }
    }

    private static int index(String text) {
        return Integer.parseInt(text.replaceAll("\\D", ""));
    }

    private static void array(String text, double[] values) {
        String inside = text.replaceAll("^\\[\\d+\\] ", "").replaceAll("[\\[\\]]", "");
        List<String> elements =
                Stream.of(inside.split(", ")).filter(element -> !element.equals("…")).toList();
        shown(elements, values, text);
    }

    private Page start(String query, View view) {
        Page page = open("/?steps=300&tab=samples" + query, view);
        page.locator(".derive").scrollIntoViewIfNeeded();
        page.locator("[data-samples] tbody tr:not(.gap)").first().waitFor();
        assertThat(page.locator("[data-sum=loss]")).containsText("+");
        return page;
    }

    private static void light(Page page, String phase) {
        page.evaluate(
                "phase => document.querySelector(`.phases [data-phase=${phase}] .ph`).click()",
                phase);
    }

    private static void reached(Page page, int step, String phase) {
        reads(page.locator(".derive [data-v=step]"), String.valueOf(step));
        assertThat(page.locator(".phases .on")).hasAttribute("data-phase", phase);
    }

    @Test
    void tenStepsOnAndBackPhaseByPhaseTheFourViewsAgreeWithTheServer() {
        JsonNode trace = site().json("/trace.json?steps=300&every=1");
        JsonNode samples = site().json("/samples.json?steps=300");
        Page page = start("", View.WIDE);
        light(page, "forward");
        page.locator("h1").click();
        int last = 40;
        for (int i = 0; i <= last; i++) {
            reached(page, i / 4, PHASES.get(i % 4));
            agrees(page, trace, samples, i / 4, PHASES.get(i % 4), -1);
            if (i < last) {
                page.keyboard().press("Shift+ArrowRight");
            }
        }
        for (int i = last - 1; i >= 0; i--) {
            page.locator("[data-walk=back]").click();
            reached(page, i / 4, PHASES.get(i % 4));
            agrees(page, trace, samples, i / 4, PHASES.get(i % 4), -1);
        }
        assertThat(page.locator("[data-announce]")).hasText("Step 0, Forward");
    }

    @Test
    void scrubbingToAnyStepShowsThatStepInAllFour() {
        JsonNode trace = site().json("/trace.json?steps=300&every=1");
        JsonNode samples = site().json("/samples.json?steps=300");
        Page page = start("", View.WIDE);
        for (int step : new int[] {250, 17, 0, 120, 3}) {
            scrubTo(page, step);
            agrees(page, trace, samples, step, "gradient", -1);
        }
    }

    @Test
    void aSamplePointedAtIsPointedAtEverywhere() {
        JsonNode trace = site().json("/trace.json?steps=300&every=1");
        JsonNode samples = site().json("/samples.json?steps=300");
        Page page = start("", View.WIDE);
        scrubTo(page, 100);
        int index = point(page, 0.7);
        agrees(page, trace, samples, 100, "gradient", index);
        assertThat(page.locator("[data-sample]")).isVisible();
        assertThat(page.locator("[data-sample] b")).hasText("sample " + index);
        // Held by a click, it stays when the pointer leaves and the step changes.
        page.mouse().down();
        page.mouse().up();
        page.mouse().move(5, 5);
        page.locator("h1").click();
        page.keyboard().press("ArrowRight");
        reads(page.locator(".derive [data-v=step]"), "101");
        agrees(page, trace, samples, 101, "gradient", index);
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-sample]")).isHidden();
        agrees(page, trace, samples, 101, "gradient", -1);
        // From the table: a row hovered, then held, then let go by the second click.
        Locator row = page.locator("[data-samples] tbody tr:not(.gap)").nth(2);
        row.hover();
        int other = index(row.locator("th").textContent());
        agrees(page, trace, samples, 101, "gradient", other);
        row.click();
        page.mouse().move(5, 5);
        agrees(page, trace, samples, 101, "gradient", other);
        row.click();
        page.mouse().move(5, 5);
        agrees(page, trace, samples, 101, "gradient", -1);
    }

    /** Points at the chart, and says at which sample. */
    private static int point(Page page, double share) {
        BoundingBox chart = page.locator("[data-fit]").boundingBox();
        page.mouse().move(chart.x + chart.width * share, chart.y + chart.height * 0.5);
        Locator name = page.locator(".derive .who.hit").first();
        name.waitFor();
        return index(name.textContent());
    }

    @Test
    void theTableIsWalkedByKeysAndTheTermsAddUpToTheGradient() {
        JsonNode trace = site().json("/trace.json?steps=300&every=1&n=60");
        JsonNode samples = site().json("/samples.json?steps=300&n=60");
        Page page = start("&n=60", View.WIDE);
        page.locator("[data-every] label").last().click();
        Locator table = page.locator("[data-samples] table");
        table.focus();
        double[] sums = new double[4];
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("ArrowDown");
            settle(page);
            Locator row = page.locator("[data-samples] tbody .hit");
            assertEquals(i, index(row.locator("th").textContent()));
            assertEquals(row.getAttribute("id"), table.getAttribute("aria-activedescendant"));
            List<String> cells = row.locator(".k-g").allTextContents();
            for (int k = 0; k < 4; k++) {
                String cell = cells.get(k).replace('−', '-').replace("×10", "e");
                sums[k] += Double.parseDouble(cell);
            }
        }
        double[] gradient = numbers(trace.at("/trace/0/gradient"));
        for (int k = 0; k < 4; k++) {
            assertEquals(gradient[k], sums[k], 60 * 0.0005);
        }
        agrees(page, trace, samples, 0, "gradient", 59);
        page.keyboard().press("Home");
        page.keyboard().press("PageDown");
        page.keyboard().press("Enter");
        settle(page);
        assertThat(page.locator("[data-samples] [aria-selected=true]")).hasCount(1);
        int held = index(page.locator("[data-samples] tbody .hit th").textContent());
        page.locator("h1").click();
        agrees(page, trace, samples, 0, "gradient", held);
    }

    @Test
    void everySampleOfManyCanBeReached() {
        Page page = start("&n=20000", View.WIDE);
        page.locator("[data-every] label").last().click();
        page.locator("[data-samples] table").focus();
        page.keyboard().press("End");
        reads(page.locator("[data-samples] tbody .hit th"), "19 999");
        page.keyboard().press("ArrowUp");
        reads(page.locator("[data-samples] tbody .hit th"), "19 998");
        page.locator("[data-samples]").evaluate("box => { box.scrollTop = box.scrollHeight / 2; }");
        settle(page);
        int middle =
                index(page.locator("[data-samples] tbody tr:not(.gap) th").first().textContent());
        assertEquals(10000, middle, 20);
        assertTrue(page.locator("[data-samples] tbody tr").count() < 30);
    }

    @Test
    void inSlowMotionThePhasesComeByThemselvesUntilStopped() {
        Page page = start("", View.WIDE);
        light(page, "forward");
        Locator slow = page.locator("[data-walk=slow]");
        slow.click();
        assertThat(slow).hasAttribute("aria-pressed", "true");
        for (int i = 1; i <= 5; i++) {
            reached(page, i / 4, PHASES.get(i % 4));
        }
        slow.click();
        assertThat(slow).hasAttribute("aria-pressed", "false");
        String phase = page.locator(".phases .on").getAttribute("data-phase");
        int step = step(page);
        page.waitForTimeout(1500);
        assertThat(page.locator(".phases .on")).hasAttribute("data-phase", phase);
        assertEquals(step, step(page));
        slow.click();
        button(page, "play").click();
        assertThat(slow).hasAttribute("aria-pressed", "false");
    }

    @Test
    void atOneStepASecondThePhasesLightInTurnWhileItTrains() {
        Page page = start("", View.WIDE);
        speed(page, "1");
        page.evaluate(
                """
                () => {
                  window.seen = [];
                  const note = () => {
                    const now = document.querySelector('.phases .on').dataset.phase;
                    if (window.seen.at(-1) !== now) window.seen.push(now);
                  };
                  for (const item of document.querySelectorAll('.phases li')) new MutationObserver(note).observe(item, { attributes: true, attributeFilter: ['class'] });
                }
                """);
        button(page, "play").click();
        page.waitForFunction("() => window.seen.length >= 8");
        button(page, "play").click();
        List<?> seen = (List<?>) page.evaluate("() => window.seen.slice(0, 8)");
        assertEquals(Stream.concat(PHASES.stream(), PHASES.stream()).toList(), seen);
    }

    @Test
    void whoTypesDoesNotWalk() {
        Page page = start("", View.WIDE);
        page.locator("#f-steps").focus();
        page.keyboard().press("Shift+ArrowLeft");
        assertThat(page.locator(".phases .on")).hasAttribute("data-phase", "gradient");
    }

    static Stream<View> views() {
        View wide = View.WIDE;
        return Stream.of(
                wide,
                wide.korean().phone(),
                wide.dark(),
                wide.phone(),
                wide.phone().korean().dark());
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseIt(View view) {
        Page page = start("", view);
        for (String phase : PHASES) {
            light(page, phase);
            settle(page);
            LookIT.fits(page, view.width());
            String file =
                    "step-"
                            + phase
                            + "-"
                            + view.language()
                            + "-"
                            + view.colours()
                            + "-"
                            + view.width();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(java.nio.file.Path.of("target/looks/" + file + ".png")));
        }
        page.locator("[data-samples] tbody tr:not(.gap)").nth(1).click();
        settle(page);
        LookIT.accessible(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&reduction=mean&lr=1e-3",
                "&degree=9&lr=1e-12",
                "&degree=0",
                "&n=2&degree=1",
                "&lr=5e-6"
            })
    void otherRunsComplainAboutNothing(String query) {
        Page page = start(query, View.WIDE);
        speed(page, "max");
        button(page, "play").click();
        page.waitForFunction(
                "() => document.querySelector('[data-act=play]').dataset.now === 'again'");
        for (String phase : PHASES) {
            light(page, phase);
            settle(page);
        }
        String text =
                page.locator(".derive").textContent()
                        + page.locator("[data-samples]").textContent();
        assertTrue(
                !text.contains("NaN") && !text.contains("Infinity") && !text.contains("undefined"),
                text);
    }
}
