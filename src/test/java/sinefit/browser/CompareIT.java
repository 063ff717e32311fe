package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.number.Figures;

/** Runs pinned and compared. */
class CompareIT extends WithBrowser {
    private static final String THREE =
            "pin=lesson=numpy;lr=2e-06;steps=200&pin=steps=200;lr=3e-06"
                    + "&pin=lesson=optim;steps=300";

    static Stream<View> views() {
        return Stream.of(
                View.WIDE,
                View.WIDE.dark().korean(),
                View.WIDE.phone(),
                View.WIDE.phone().dark().korean());
    }

    private static Locator table(Page page) {
        return page.locator(".compare-table");
    }

    private static List<String> keys(Page page) {
        return table(page).locator("[data-key]").all().stream()
                .map(row -> row.getAttribute("data-key"))
                .toList();
    }

    private static void type(Page page, String field, String value) {
        page.locator(field).fill(value);
        page.locator(field).press("Enter");
    }

    /** Waits until the ends of all runs have been told. */
    private static void told(Page page, int runs) {
        Locator ends = table(page).locator("[data-row=sse] td");
        assertThat(ends).hasCount(runs);
        for (int i = 0; i < runs; i++) {
            assertThat(ends.nth(i))
                    .not()
                    .isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(60_000));
        }
        settle(page);
    }

    /** Numbers of the pinned runs whose lines a chart has. */
    private static List<?> lines(Page page, String canvas) {
        return (List<?>)
                page.evaluate(
                        "name => [...new"
                                + " Set(Chart.getChart(document.querySelector(`[data-${name}]`)).data.datasets.map(set"
                                + " => set.number).filter(Boolean))].sort()",
                        canvas);
    }

    @Test
    void threeRunsArePinnedTheLinkReproducesThemAndTheyGoAgain() {
        Page page = open("/?steps=200");
        Locator pin = page.locator("[data-pin]");
        pin.click();
        assertThat(page.locator("[data-pin-count]")).hasText("1");
        assertThat(table(page)).containsText("Nothing differs");
        type(page, "#f-lr", "2e-6");
        assertThat(page).hasURL(Pattern.compile(".*lr=2e-06.*pin=.*"));
        pin.click();
        assertThat(page.locator("[data-pin-count]")).hasText("2");
        type(page, "#f-steps", "300");
        assertThat(page).hasURL(Pattern.compile(".*steps=300.*pin=.*pin=.*"));
        pin.click();
        assertThat(page.locator("[data-pin-count]")).hasText("3");
        pin.click();
        assertThat(page.locator("[data-compare-said]"))
                .hasText("This run is pinned already: it is run 3.");
        type(page, "#f-lr", "1e-3");
        assertThat(page).hasURL(Pattern.compile(".*lr=0\\.001.*"));
        assertEquals(3, page.url().split("pin=", -1).length - 1, page.url());

        page.reload();
        told(page, 4);
        assertEquals(List.of("lr", "steps"), keys(page));
        assertEquals(
                List.of("0.001", "1e-6", "2e-6", "2e-6"),
                table(page).locator("[data-key=lr] td").allTextContents());
        assertEquals(
                List.of("300", "200", "200", "300"),
                table(page).locator("[data-key=steps] td").allTextContents());
        List<String> queries =
                List.of("lr=1e-3&steps=300", "steps=200", "lr=2e-6&steps=200", "lr=2e-6&steps=300");
        for (int i = 0; i < queries.size(); i++) {
            JsonNode trace = site().json("/trace.json?every=1000&" + queries.get(i));
            for (String sum : List.of("sse", "sae")) {
                assertThat(table(page).locator("[data-row=" + sum + "] td").nth(i))
                        .hasText(Figures.amount(trace.at("/final/" + sum).asDouble()));
            }
        }
        Locator ends = table(page).locator("[data-row=outcome] td");
        assertThat(ends.nth(0)).containsText("diverged after step");
        assertThat(ends.nth(1)).hasText("finished");
        assertThat(table(page).locator("[data-row=sse] .best")).hasCount(1);
        assertEquals(List.of(1, 2, 3), lines(page, "fit"));
        assertEquals(List.of(1, 2, 3), lines(page, "loss"));

        page.locator("[data-unpin]").nth(1).click();
        assertThat(page.locator("[data-pin-count]")).hasText("2");
        assertThat(page.locator("[data-unpin]").nth(1)).isFocused();
        assertEquals(2, page.url().split("pin=", -1).length - 1, page.url());
        page.locator("[data-unpin-all]").click();
        assertThat(page.locator(".compare")).isHidden();
        assertThat(page).not().hasURL(Pattern.compile(".*pin=.*"));
        assertThat(pin).isFocused();
        assertEquals(List.of(), lines(page, "fit"));
    }

    @Test
    void pinsStayWhateverElseChanges() {
        Page page = open("/?" + THREE);
        told(page, 4);
        String pins = page.url().substring(page.url().indexOf("pin="));
        page.locator("#tab-modes").click();
        assertThat(page.locator(".g-pin").first()).isVisible();
        assertEquals(12, page.locator(".g-pin").count());
        type(page, "#f-lr", "1.5e-6");
        assertThat(page).hasURL(Pattern.compile(".*lr=1.5e-06.*"));
        told(page, 4);
        assertTrue(page.url().contains(pins), page.url());
        page.goBack();
        assertThat(table(page).locator("[data-key=lr] td").first()).hasText("1e-6");
        assertTrue(page.url().contains(pins), page.url());
        // Another problem loads the page anew.
        page.locator("#b-setup").click();
        page.locator("#setup [name=reduction]").selectOption("mean");
        assertThat(page).hasURL(Pattern.compile(".*reduction=mean.*"));
        told(page, 4);
        assertThat(page.locator(".compare-notes")).containsText("drawn as a mean");
        assertEquals(3, page.url().split("pin=", -1).length - 1, page.url());
        page.locator(".lang a[lang=ko]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        assertThat(page.locator("#h-compare")).hasText("실행 나란히 보기");
        assertEquals(3, page.url().split("pin=", -1).length - 1, page.url());
        page.locator("[data-open]").nth(2).click();
        assertThat(page.locator("#h-compare")).hasText("실행 나란히 보기");
        assertTrue(page.url().contains("/lessons/optim?steps=300&"), page.url());
        assertEquals(3, page.url().split("pin=", -1).length - 1, page.url());
    }

    @Test
    void goingBackTakesTheRecipeBackAndNotThePins() {
        Page page = open("/?steps=100");
        type(page, "#f-lr", "2e-6");
        assertThat(page).hasURL(Pattern.compile(".*lr=2e-06.*"));
        page.locator("[data-pin]").click();
        told(page, 2);
        page.goBack();
        assertThat(table(page).locator("[data-key=lr] td").first()).hasText("1e-6");
        assertThat(table(page).locator("[data-key=lr] td").nth(1)).hasText("2e-6");
        assertThat(page).hasURL(Pattern.compile(".*steps=100&pin=lesson=numpy;lr=2e-06.*"));
        page.reload();
        told(page, 2);
    }

    @Test
    void brokenPinsAreToldAndNothingElseIsLost() {
        Page page =
                open("/?steps=100&pin=lr=-1&pin=steps=50&pin=%25zz&pin=target=exp&pin=steps=50");
        told(page, 3);
        assertThat(page.locator(".compare-refused li")).hasCount(3);
        assertThat(page.locator(".compare-refused")).containsText("lr: must be above 0");
        assertThat(page.locator(".compare-notes")).containsText("learns something else");
        assertEquals(List.of(1), lines(page, "fit"));
        assertEquals(List.of(1, 2), lines(page, "loss"));
        assertEquals(5, page.url().split("pin=", -1).length - 1, page.url());
        page.locator("[data-unpin-broken]").click();
        assertThat(page.locator(".compare-refused")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*steps=100&pin=steps=50&pin=target=exp$"));
    }

    @Test
    void aRunThatDivergedLeavesThroughTheTop() {
        Page page = open("/?steps=100&pin=steps=100%26lr=1e-3");
        told(page, 2);
        JsonNode trace = site().json("/trace.json?steps=100&lr=1e-3&every=100");
        assertEquals("diverged", trace.get("outcome").asText());
        assertThat(table(page).locator("[data-row=outcome] td").nth(1))
                .hasText("diverged after step " + trace.at("/final/step").asInt());
        assertThat(page.locator(".compare-notes")).containsText("off the upper chart");
        assertEquals(List.of(), lines(page, "fit"));
        assertEquals(List.of(1), lines(page, "loss"));
        for (String tab : List.of("coefficients", "landscape", "modes", "sweep")) {
            page.locator("#tab-" + tab).click();
            settle(page);
        }
        trainToTheEnd(page);
    }

    /** Whose last sum stands in the table but is above all that the run began with. */
    @Test
    void aRunThatGrewWithoutEndIsNotCalledFinished() {
        Page page = open("/?steps=20&pin=steps=20%26lr=5e-6&pin=steps=30");
        told(page, 3);
        Locator outcomes = table(page).locator("[data-row=outcome] td");
        assertThat(outcomes.nth(0)).hasText("finished");
        assertThat(outcomes.nth(1)).hasText("at step 20, higher than it began");
        assertThat(outcomes.nth(2)).hasText("finished");
    }

    @Test
    void tooManyOrTooLongAreNotPinned() {
        StringBuilder link = new StringBuilder("/?steps=60");
        for (int i = 1; i <= 4; i++) {
            link.append("&pin=steps=5").append(i);
        }
        Page page = open(link.toString());
        told(page, 5);
        page.locator("[data-pin]").click();
        assertThat(page.locator("[data-compare-said]"))
                .hasText("Four runs are pinned. Unpin one first.");
        assertEquals(4, page.url().split("pin=", -1).length - 1, page.url());
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseIt(View view) {
        Page page = open("/?lr=5e-6&steps=200&pin=nothing&" + THREE, view);
        told(page, 4);
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
        String name = view.language() + "-" + view.colours() + "-" + view.width();
        for (String tab : List.of("loss", "coefficients", "landscape", "modes", "sweep")) {
            page.locator("#tab-" + tab).click();
            settle(page);
            page.locator(".panel").scrollIntoViewIfNeeded();
            Path picture = Path.of("target/looks/compare-" + name + "-" + tab + ".png");
            page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        }
        page.locator("[name=over][value=degree]").check(new Locator.CheckOptions().setForce(true));
        settle(page);
        Path degrees = Path.of("target/looks/compare-" + name + "-degree.png");
        page.screenshot(new Page.ScreenshotOptions().setPath(degrees));
        page.locator("[data-pin-count]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".compare")).isFocused();
        assertThat(page.locator("#h-compare")).isInViewport();
        Path picture = Path.of("target/looks/compare-" + name + "-table.png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        page.keyboard().press("Tab");
        assertThat(page.locator("[data-unpin-all]")).isFocused();
    }
}
