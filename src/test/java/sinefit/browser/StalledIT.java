package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import sinefit.testing.SlowLink;

/**
 * A network that stalls shows as waiting; what stands on the page stays true, and nothing is lost.
 */
class StalledIT extends WithBrowser {
    @Override
    Predicate<String> forgiven() {
        // The link hangs up when the test is over.
        return message -> message.contains("net::ERR_");
    }

    private SlowLink link() throws IOException {
        return new SlowLink(URI.create(site().address()).getPort());
    }

    private static void twoSeconds(Page page, Object since) {
        page.waitForFunction("since => performance.now() - since > 2000", since);
    }

    @Test
    void aStreamThatStallsForTwoSecondsIsWaitedForAndGoesOn() throws IOException {
        try (SlowLink link = link()) {
            Page page = open(link.site().address(), "/?steps=400", View.WIDE);
            Locator waiting = page.locator("[data-waiting]");
            button(page, "play").click();
            page.waitForFunction(
                    "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 40");
            assertThat(waiting).isHidden();
            Object since = page.evaluate("() => performance.now()");
            link.stall();
            assertThat(waiting).isVisible();
            int held = step(page);
            String loss = page.locator(".derive [data-v=loss]").textContent();
            double truth = site().json("/step.json?at=" + held).get("loss").asDouble();
            assertEquals(truth, Double.parseDouble(loss.replaceAll("[^\\d.]", "")), 0.006);
            twoSeconds(page, since);
            assertThat(waiting).isVisible();
            assertEquals(held, step(page));
            link.release();
            assertThat(waiting).isHidden();
            page.locator("[data-result]").waitFor();
            assertEquals(
                    List.of("99", "199", "299", "399"),
                    page.locator("[data-log-rows] td:nth-child(1)").allTextContents());
        }
    }

    @Test
    void aRateThatTheServerHasNotTakenYetShowsAsWaiting() throws IOException {
        try (SlowLink link = link()) {
            Page page = open(link.site().address(), "/?steps=900", View.WIDE);
            button(page, "play").click();
            page.waitForFunction(
                    "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 20");
            link.stall();
            page.locator("#f-lr").fill("2e-6");
            page.locator("#f-lr").press("Enter");
            assertThat(page.locator("[data-waiting]")).isVisible();
            int held = step(page);
            link.release();
            assertThat(page)
                    .hasURL(
                            link.site().address()
                                    + "/lessons/numpy?steps=900&tweak="
                                    + held
                                    + ":lr=2e-06");
            assertThat(page.locator("[data-waiting]")).isHidden();
            assertThat(button(page, "play")).containsText("Pause");
        }
    }
}
