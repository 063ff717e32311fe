package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes late may not come at all: then nothing else is lost, and it is asked for again. */
class LateIT extends WithBrowser {
    private static final Page.RouteOptions ONCE = new Page.RouteOptions().setTimes(1);

    @Override
    Predicate<String> forgiven() {
        return message -> message.contains("ERR_FAILED");
    }

    private static Page printing(Page page) {
        page.evaluate(
                "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }");
        return page;
    }

    private static void printed(Page page, int times) {
        page.waitForFunction("times => window.printed === times", times);
    }

    @ParameterizedTest
    @CsvSource({
        "**/labs/numpy?*, [data-labs], .lab.bug",
        "**/js/labs.js, [data-labs], .lab.bug",
        "**/missions/numpy?*, [data-missions], [data-mission] >> nth=0",
        "**/js/missions.js, [data-missions], [data-mission] >> nth=0",
        "**/js/take.js, [data-take], [data-print]"
    })
    void whatCouldNotBeHadComesWithTheReader(String file, String place, String part) {
        Page page = open("/");
        page.route(file, Route::abort, ONCE);
        inVain(
                page,
                file.substring(2).replace("?*", "?"),
                () -> page.locator(place).scrollIntoViewIfNeeded());
        page.evaluate("scrollTo(0, 0)");
        settle(page);
        page.locator(place).scrollIntoViewIfNeeded();
        assertThat(page.locator(part)).isVisible();
    }

    /** A login page of the network's, in place of a part: it is no part, and is not put there. */
    @ParameterizedTest
    @CsvSource({
        "**/labs/numpy?*, [data-labs], .lab.bug",
        "**/missions/numpy?*, [data-missions], [data-mission] >> nth=0",
        "**/take/numpy?*, [data-take], [data-print]"
    })
    void aPageOfSomebodyElsesIsNoPart(String address, String place, String part) {
        Page page = open("/");
        page.route(address, LateIT::login, ONCE);
        page.waitForResponse(address, () -> page.locator(place).scrollIntoViewIfNeeded());
        settle(page);
        assertThat(page.locator("body")).not().containsText("Log in first");
        page.evaluate("scrollTo(0, 0)");
        settle(page);
        page.locator(place).scrollIntoViewIfNeeded();
        assertThat(page.locator(part)).isVisible();
    }

    @ParameterizedTest
    @CsvSource({
        "**/share/numpy?*, [data-share], #share",
        "**/compare?*, [data-pin], #compare",
        "**/predict?*, [data-predict], [data-guess]"
    })
    void aPageOfSomebodyElsesIsNoAnswerToAButton(String address, String button, String part) {
        Page page = open("/?steps=50");
        page.route(address, LateIT::login, ONCE);
        page.waitForResponse(address, () -> page.locator(button).click());
        settle(page);
        assertThat(page.locator("body")).not().containsText("Log in first");
        page.locator(button).click();
        assertThat(page.locator(part)).isVisible();
    }

    private static void login(Route route) {
        String page = "<!doctype html><title>Wi-Fi</title><form class=login>Log in first</form>";
        route.fulfill(
                new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/html; charset=utf-8")
                        .setBody(page));
    }

    @Test
    void theButtonsPinAsSoonAsTheyCan() {
        Page page = open("/?steps=50");
        page.route("**/js/compare.js", Route::abort, ONCE);
        inVain(page, "/js/compare.js", () -> page.locator("[data-pin]").click());
        page.locator("[data-pin]").click();
        assertThat(page.locator("#compare")).isVisible();
    }

    @Test
    void withoutTheScriptOfItsSheetTheLinkIsCopied() {
        Page page = open("/?steps=50");
        page.route("**/js/share.js", Route::abort);
        page.locator("[data-share]").click();
        assertThat(page.locator("[data-announce]")).hasText("Link copied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/js/take.js", "**/take/numpy?*"})
    void thePageIsPrintedWithoutItsHandout(String file) {
        Page page = printing(open("/"));
        page.route(file, Route::abort);
        page.keyboard().press("Control+p");
        printed(page, 1);
        assertThat(page.locator("[data-handout]")).hasCount(0);
    }

    @Test
    void whatIsAskedForTwiceComesOnce() {
        Page page = printing(open("/"));
        List<Route> held = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        page.onRequest((Request request) -> asked.add(request.url()));
        page.route("**/js/take.js", held::add);
        page.waitForRequest("**/js/take.js", () -> page.keyboard().press("Control+p"));
        page.keyboard().press("Control+p");
        page.locator("[data-take]").scrollIntoViewIfNeeded();
        settle(page);
        held.forEach(Route::resume);
        printed(page, 2);
        assertEquals(1, asked.stream().filter(url -> url.contains("/take/numpy")).count());
        page.locator("[data-print]").click();
        printed(page, 3);
    }
}
