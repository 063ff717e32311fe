package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A browser that runs no scripts: the page tells how the run ends, and its form changes it. */
class PlainPageIT extends WithBrowser {
    @Override
    boolean scripts() {
        return false;
    }

    @Override
    Predicate<String> forgiven() {
        // A refused page is a 422, and Chromium says so.
        return message -> message.contains("422");
    }

    static Stream<View> views() {
        View wide = View.WIDE;
        return Stream.of(wide, wide.phone(), wide.korean(), wide.korean().phone());
    }

    private static Locator lastLoss(Page page) {
        return page.locator(".table-box tbody tr:last-child td").first();
    }

    @ParameterizedTest
    @MethodSource("views")
    void theFormChangesTheResult(View view) {
        Page page = open("/lessons/numpy", view);
        assertThat(page.locator(".table-box tbody tr")).hasCount(12);
        assertThat(lastLoss(page)).hasText("43.74");
        page.locator("#f-lr").fill("2e-6");
        page.locator("#f-steps").fill("300");
        page.locator(".apply").click();
        assertThat(page).hasURL(Pattern.compile("/lessons/numpy\\?carry=&lr=2e-6&steps=300&"));
        assertThat(page.locator("#f-lr")).hasValue("2e-6");
        assertThat(page.locator(".table-box tbody tr:last-child th")).hasText("300");
        assertThat(lastLoss(page)).not().hasText("43.74");
        page.locator("#f-seed").fill("1");
        page.locator("#f-init").fill("0, 0, 0, 0");
        page.locator(".apply").click();
        assertThat(page.locator(".table-box tbody tr:first-child td.ca")).hasText("0.0000");
        assertThat(page.locator("html")).hasAttribute("lang", view.language().substring(0, 2));
        look(page, view, "");
    }

    @ParameterizedTest
    @MethodSource("views")
    void whateverTheRunThePageKeepsItsWidth(View view) {
        for (String query :
                new String[] {"degree=9&lr=1e-13", "lr=5e-6", "dtype=float32&steps=1000000"}) {
            Page page = open("/?" + query, view);
            look(page, view, "-" + query.replaceAll("\\W", ""));
        }
    }

    @Test
    void aRefusedRateIsSaidBesideItsField() {
        Page page = open("/", View.WIDE.phone());
        page.locator("#f-lr").fill("-1");
        page.locator(".apply").click();
        assertThat(page.locator("#e-lr")).containsText("above 0");
        assertThat(page.locator("#f-lr")).hasValue("-1");
        assertThat(lastLoss(page)).hasText("43.74");
    }

    @Test
    void theProblemOpensAndCanBeChanged() {
        Page page = open("/");
        page.locator("#b-setup").click();
        page.locator("#f-target").selectOption("exp");
        page.locator("#f-min").fill("-1");
        page.locator("#f-max").fill("1");
        page.locator("#f-degree").fill("2");
        page.locator("#setup .close").click();
        page.locator(".apply").click();
        assertThat(page.locator("#b-setup")).containsText("parabola, eˣ");
        assertThat(page.locator(".printed")).not().containsText("x^3");
        page.locator("#b-setup").click();
        page.locator("#f-n").fill("1");
        page.locator("#setup .close").click();
        page.locator(".apply").click();
        assertThat(page.locator("#b-setup + .err")).isVisible();
        page.locator("#b-setup").click();
        assertThat(page.locator("#e-n")).containsText("from 2 to 20000");
        assertThat(page.locator("#f-n")).hasValue("1");
    }

    @Test
    void onAWideScreenResultAndSettingsFollowOneAnotherBesideTheText() {
        Page page = open("/");
        BoundingBox text = page.locator(".story").boundingBox();
        BoundingBox result = page.locator(".result-plain").boundingBox();
        BoundingBox settings = page.locator(".hyper").boundingBox();
        assertTrue(text.x + text.width <= result.x, "the text runs into the result");
        assertTrue(result.y < 150, "the result is not on top");
        assertTrue(settings.y >= result.y + result.height, "the settings cover the result");
        assertTrue(settings.y < result.y + result.height + 64, "a hole above the settings");
    }

    private static void look(Page page, View view, String name) {
        LookIT.fits(page, view.width());
        String file = "plain-" + view.language() + "-" + view.width() + name + ".png";
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "looks", file)));
    }
}
