package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** Safari 16.4, which knows no popover, and what is older than the page's scripts. */
class OldBrowsersIT extends WithBrowser {
    /**
     * The page with a made-up name in place of the attribute, its methods' names and its
     * pseudo-class.
     */
    private static void withoutPopovers(Route route) {
        String url = route.request().url().replace("xpopover", "popover");
        if (url.contains("/train")) {
            route.resume(); // a stream
            return;
        }
        APIResponse answer = route.fetch(new Route.FetchOptions().setUrl(url));
        String type = answer.headers().getOrDefault("content-type", "");
        if (url.contains("webjars") || !type.matches("text/(html|css|javascript).*")) {
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
            return;
        }
        String body = answer.text().replace("popover", "xpopover").replace("Popover(", "Xpopover(");
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body));
    }

    private Page safari16(View view) {
        Page page = open("/img/favicon.svg", view);
        page.route("**/*", OldBrowsersIT::withoutPopovers);
        page.navigate("/");
        page.waitForFunction("() => document.querySelector('[data-theta]').textContent.trim()");
        return page;
    }

    @Override
    java.util.function.Predicate<String> forgiven() {
        return message ->
                message.contains("older than the scripts")
                        || message.contains("inline style")
                        || message.contains("404");
    }

    @Test
    void withoutThePopoverAttributeAnswersOpenAndClose() {
        Page page = safari16(View.WIDE);
        assertEquals(0, page.locator(".pop:visible").count());
        page.locator("#ask-rate").click();
        assertThat(page.locator("#why-rate")).isVisible();
        assertThat(page.locator("#why-rate")).isInViewport();
        page.locator("#ask-steps").click();
        assertThat(page.locator("#why-steps")).isVisible();
        assertEquals(1, page.locator(".pop:visible").count());
        page.keyboard().press("Escape");
        assertEquals(0, page.locator(".pop:visible").count());
        assertEquals("ask-steps", page.evaluate("document.activeElement.id"));
        page.locator("#b-setup").click();
        assertThat(page.locator("#setup")).isVisible();
        page.locator("#setup .close").click();
        assertThat(page.locator("#setup")).isHidden();
        page.locator("#b-presets").click();
        page.locator("h1").click();
        assertThat(page.locator("#presets")).isHidden();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isHidden();
    }

    @Test
    void onAPhoneTheyLieAlongTheLowerEdge() {
        Page page = safari16(View.WIDE.phone());
        page.locator("#ask-sums").click();
        assertThat(page.locator("#why-sums")).isInViewport();
        page.keyboard().press("Escape");
        page.locator("[data-drawer-open]").click();
        page.locator("#ask-rate").click();
        assertThat(page.locator("#why-rate")).isInViewport();
        page.keyboard().press("Escape");
        assertThat(page.locator("#why-rate")).isHidden();
        assertThat(page.locator("#f-lr")).isVisible();
    }

    @Test
    void aSettingThatIsChangedThereLeavesOpenWhatIsOpen() {
        Page page = safari16(View.WIDE);
        page.locator("#b-optimizer").click();
        page.locator("#optimizer select").first().selectOption("adam");
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*optimizer=adam.*"));
        assertThat(page.locator("#optimizer")).isVisible();
    }

    /** The page as it is without scripts, and a line that says why. */
    @Test
    void whatIsOlderGetsThePageWithoutScripts() {
        Page page = open("/img/favicon.svg");
        page.addInitScript("delete Array.prototype.toReversed");
        page.navigate("/?steps=50");
        assertThat(page.locator(".old-browser")).containsText("Safari 16.4");
        assertThat(page.locator(".result-plain")).isVisible();
        assertThat(page.locator(".js-only:visible")).hasCount(0);
        page.locator("#f-steps").fill("60");
        page.locator(".apply").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*steps=60.*"));
        assertThat(page.locator("#f-steps")).hasValue("60");
        assertTrue(
                (boolean)
                        page.evaluate("() => !document.documentElement.classList.contains('js')"));
    }
}
