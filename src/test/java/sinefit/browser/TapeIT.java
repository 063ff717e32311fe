package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.number.Figures;

/** The loss taken apart on the page: graph, gradient three ways, a slope of one's own, valleys. */
class TapeIT extends WithBrowser {
    private static Locator card(Page page, String id) {
        return page.locator(".graph [data-node=" + id + "]");
    }

    private static Locator slope(Page page, String id) {
        return card(page, id).locator("[data-slope]");
    }

    /** As it stands on a card; raised digits are read as digits. */
    private static String written(double value) {
        return Figures.significant(value);
    }

    private JsonNode node(String query, String id) {
        for (JsonNode node : site().json("/graph.json?" + query).get("nodes")) {
            if (node.get("id").asText().equals(id)) {
                return node;
            }
        }
        throw new AssertionError("no node " + id);
    }

    @Test
    void theCardsTellTheStepShownAndTheTableTellsTheSame() {
        Page page = open("/lessons/autograd?at=100");
        page.locator(".graph").scrollIntoViewIfNeeded();
        Locator step = page.locator("[data-graph-step]");
        for (int at = 100; at < 103; at++) {
            reads(step, String.valueOf(at));
            String query = "lesson=autograd&at=" + at;
            for (String id : List.of("a", "c", "t3", "fit", "square", "total")) {
                String slope = written(node(query, id).get("slope").asDouble());
                reads(slope(page, id), slope);
                reads(page.locator("[data-row=" + id + "] td[data-slope]"), slope);
            }
            reads(
                    card(page, "total").locator("[data-value]"),
                    written(node(query, "total").get("value").asDouble()));
            button(page, "forward").click();
        }
    }

    @Test
    void aSampleHeldInTheChartIsFollowedThrough() {
        Page page = open("/lessons/autograd?at=10&n=9");
        page.locator(".graph").scrollIntoViewIfNeeded();
        reads(page.locator("[data-graph-step]"), "10");
        page.locator("[data-fit]").focus();
        page.locator("[data-fit]").click();
        String about = page.locator("[data-graph-of]").textContent();
        assertThat(page.locator("[data-graph-of]"))
                .hasText(Pattern.compile(".*that of sample \\d.*", Pattern.DOTALL));
        String sample =
                page.locator("[data-graph-of]").textContent().replaceAll(".*sample (\\d).*", "$1");
        JsonNode error = node("lesson=autograd&n=9&at=10&sample=" + sample, "error");
        reads(card(page, "error").locator("[data-value]"), written(error.get("value").asDouble()));
        assertTrue(!about.isBlank());
    }

    @Test
    void aPassIsLitHereAndInTheFormulas() {
        Page page = open("/lessons/autograd");
        page.locator(".graph").scrollIntoViewIfNeeded();
        Locator field = page.locator("[data-graph]");
        for (String phase : List.of("forward", "loss", "gradient", "update")) {
            page.locator("[data-light=" + phase + "]").click();
            assertThat(field).hasAttribute("data-pass", phase);
            assertThat(page.locator("[data-light=" + phase + "]"))
                    .hasAttribute("aria-pressed", "true");
            assertThat(page.locator(".phases [data-phase=" + phase + "]"))
                    .hasClass(Pattern.compile(".*\\bon\\b.*"));
        }
        page.keyboard().press("Shift+ArrowLeft");
        assertThat(field).hasAttribute("data-pass", "gradient");
        card(page, "t2").hover();
        assertThat(page.locator("[data-note=rule] .katex")).hasCount(1);
        assertThat(page.locator("[data-note=made]")).containsText("c");
    }

    @Test
    void whileItTrainsTheNumbersFollowAndNothingMoves() {
        Page page = open("/lessons/autograd?steps=300");
        page.locator(".graph").scrollIntoViewIfNeeded();
        reads(page.locator("[data-graph-step]"), "0");
        page.locator("[data-three]").scrollIntoViewIfNeeded();
        reads(page.locator("[data-three-step]"), "0");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        settle(page);
        page.evaluate(
                """
                () => {
                  window.heights = new Set();
                  const look = new ResizeObserver(list => {
                    for (const { target } of list) {
                      window.heights.add(target.className + ' ' + target.offsetHeight);
                    }
                  });
                  const parts = '.graph-box, .graph-box > *, .three, .three > *, .three tr';
                  for (const part of document.querySelectorAll(parts)) look.observe(part);
                }
                """);
        settle(page);
        Object heights = page.evaluate("() => [...window.heights]");
        speed(page, "600");
        trainToTheEnd(page);
        reads(page.locator("[data-three-step]"), "300");
        assertEquals(heights, page.evaluate("() => [...window.heights]"));
        JsonNode rows = site().json("/gradients.json?lesson=autograd&steps=300&at=300").get("rows");
        String tape = page.locator("[data-of=b] [data-way=tape] .figure").textContent();
        double shown = Double.parseDouble(tape.replace('−', '-'));
        assertEquals(rows.get(1).get("tape").asDouble(), shown, 1e-9 * Math.abs(shown));
        assertThat(page.locator("[data-of=b] [data-way=difference] small")).containsText("×10");
        assertThat(page.locator("[data-three-why]")).containsText("16 digits");
    }

    @Test
    void aSlopeIsCheckedWithoutLeavingThePage() {
        Page page = open("/lessons/function?at=20");
        reads(page.locator(".scrub [data-v=step]"), "20");
        page.locator("#f-slope").fill("15z^2 - 3");
        page.locator("#f-slope").press("Enter");
        assertThat(page.locator(".verdict.fails")).containsText("z = −1");
        page.locator("#f-slope").fill("(15z^2 - 3)/2");
        page.locator(".own-slope .btn").click();
        assertThat(page.locator(".verdict.passes")).isVisible();
        page.locator("#f-slope").fill("(15z^2 - ");
        page.locator("#f-slope").press("Enter");
        assertThat(page.locator("#e-slope")).isVisible();
        assertThat(page.locator(".own-slope .katex")).hasCount(1);
        assertEquals(20, step(page));
    }

    /** facts.md: d = ±0.2556598, b = ∓2.2340649. */
    @Test
    void theLandscapeHasTwoValleysAndTheStartDecidesBetweenThem() {
        Page page = open("/lessons/function?tab=landscape");
        Locator map = page.locator("[data-landscape]");
        assertThat(map)
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(
                                ".*b −2.2341, d 0.2557 \\(8.82\\).*b 2.2341, d −0.2557 \\(8.82\\).*"));
        Locator grip = page.locator("[data-grip]").first();
        assertThat(grip).isVisible();
        grip.focus();
        for (int i = 0; i < 30; i++) {
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*[?&]init=.*"));
        speed(page, "max");
        trainToTheEnd(page);
        double b =
                Double.parseDouble(
                        page.locator("[data-theta='1']").textContent().replace('−', '-'));
        double d =
                Double.parseDouble(
                        page.locator("[data-theta='3']").textContent().replace('−', '-'));
        assertTrue(b > 0 && d < 0, b + " " + d);
    }

    static Stream<View> views() {
        return LookIT.opposites();
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseIt(View view) {
        for (String path :
                List.of(
                        "/lessons/autograd?degree=9&basis=legendre&reduction=mean&at=5",
                        "/lessons/function?slope=15z^2-3&tab=landscape",
                        "/lessons/dynamic?steps=50")) {
            Page page = open(path, view);
            page.locator(".as-table summary").click();
            page.locator(".graph").scrollIntoViewIfNeeded();
            assertThat(slope(page, "total")).not().isEmpty();
            page.locator("[data-three]").scrollIntoViewIfNeeded();
            assertThat(page.locator("[data-three-step]")).hasText(Pattern.compile("\\d"));
            LookIT.accessible(page);
            LookIT.fits(page, view.width());
        }
    }
}
