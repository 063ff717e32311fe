package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sinefit.testing.ServerProcess;

/** The server dies under an open page, and another one takes its place. */
class RestartIT extends WithBrowser {
    @Override
    Predicate<String> forgiven() {
        // Chromium itself reports that nobody answered.
        return message -> message.contains("net::ERR_");
    }

    @Test
    void thePageGoesOnByItselfWithNothingLost() throws Exception {
        ServerProcess first = ServerProcess.start(0);
        int port = first.port();
        try {
            Page page = open(first.site().address(), "/?steps=400", View.WIDE);
            button(page, "play").click();
            page.waitForFunction(
                    "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 60");
            first.kill();
            assertThat(page.locator("[data-waiting]")).isVisible();
            try (ServerProcess second = ServerProcess.start(port)) {
                assertThat(page.locator("[data-result]"))
                        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
                List<String> steps =
                        page.locator("[data-log-rows] td:nth-child(1)").allTextContents();
                assertEquals(List.of("99", "199", "299", "399"), steps);
                List<Double> coefficients =
                        IntStream.range(0, 4)
                                .mapToObj(
                                        k ->
                                                second.site()
                                                        .json("/trace.json?steps=400")
                                                        .at("/final/coefficients/" + k)
                                                        .asDouble())
                                .toList();
                String result = page.locator("[data-result]").textContent();
                for (double coefficient : coefficients) {
                    assertThat(page.locator("[data-result]"))
                            .containsText(sinefit.number.Repr.of(coefficient));
                }
                assertEquals("Result:", result.split(" ")[0]);
            }
        } finally {
            first.close();
        }
    }
}
