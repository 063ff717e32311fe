package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an address or a link leads to comes into view and stays there, whatever comes late. */
class LandingIT extends WithBrowser {
    private static final View WIDE = new View(1280, 800, "en-US", ColorScheme.LIGHT);
    private static final Pattern ABOVE = Pattern.compile(".*/(missions|take)/numpy.*");

    /** Whether an element begins below what sticks to the top, and well above the lower edge. */
    private static final String IN_VIEW =
            """
            selector => {
              const { top } = document.querySelector(selector)?.getBoundingClientRect() ?? { top: NaN };
              const bars = ['.top', '.stage'].map(name => document.querySelector(name)).filter(Boolean)
                .filter(bar => bar.offsetWidth > innerWidth * 0.9 && getComputedStyle(bar).position === 'sticky');
              const low = Math.max(0, ...bars.map(bar => bar.getBoundingClientRect()).filter(box => box.top < 100)
                .map(box => box.bottom));
              return top > low - 1 && top < innerHeight - 60;
            }
            """;

    static Stream<View> views() {
        return Stream.of(WIDE, WIDE.korean(), WIDE.phone(), WIDE.phone().korean());
    }

    private static void inView(Page page, String selector) {
        page.waitForFunction(IN_VIEW, selector);
    }

    private static void staysInView(Page page, String selector) {
        settle(page);
        inView(page, selector);
        settle(page);
        assertEquals(true, page.evaluate(IN_VIEW, selector), selector);
    }

    private static void press(Page page, String selector) {
        page.locator(selector).first().evaluate("button => button.click()");
    }

    @ParameterizedTest
    @MethodSource("views")
    void theBugLabIsInViewBeforeAndAfterARun(View view) {
        Page page = open("/teach", view);
        List<Route> late = new ArrayList<>();
        page.route(ABOVE, late::add);
        page.navigate("/?bug=417&steps=600#bug-lab");
        inView(page, "#bug-lab h2");
        page.waitForCondition(() -> !late.isEmpty());
        page.unroute(ABOVE);
        page.waitForResponse(ABOVE, () -> late.forEach(Route::resume));
        staysInView(page, "#bug-lab h2");
        speed(page, "600");
        press(page, ".transport [data-act=play]");
        assertThat(page.locator("[data-result]")).isVisible();
        staysInView(page, "#bug-lab h2");
        press(page, "[data-reveal]");
        assertThat(page.locator("[data-verdict] .name")).isVisible();
        staysInView(page, "[data-verdict]");
    }

    @ParameterizedTest
    @MethodSource("views")
    void theNamedMissionIsToldAboveAndFoundBelow(View view) {
        Page page = open("/teach", view);
        List<Route> late = new ArrayList<>();
        page.route(Pattern.compile(".*/(labs|take)/numpy.*"), late::add);
        page.navigate("/?mission=cliff");
        Locator line = page.locator(".mission-top");
        assertThat(line).containsText(page.locator("#mission-cliff .goal").textContent());
        line.locator("a").click();
        inView(page, "#mission-cliff");
        page.waitForCondition(() -> late.size() == 2);
        late.forEach(Route::resume);
        page.locator("[data-print]").waitFor();
        page.locator("#bug-lab").waitFor();
        staysInView(page, "#mission-cliff");
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyFragmentOfTheGuideIsInView(View view) {
        Page page = open("/teach", view);
        List<Object> links =
                new ArrayList<>(
                        page.locator(".toc a").all().stream()
                                .map(a -> a.getAttribute("href"))
                                .toList());
        assertFalse(links.isEmpty());
        for (Object link : links) {
            page.navigate("about:blank");
            page.navigate("/teach" + link);
            staysInView(page, link + " h2");
            page.locator(".toc a[href='" + link + "']").click();
            staysInView(page, link + " h2");
        }
    }

    @Test
    void theReaderGoesWhereHeLikes() {
        Page page = open("/?bug=417#bug-lab", WIDE);
        inView(page, "#bug-lab h2");
        page.mouse().move(300, 400);
        page.mouse().wheel(0, -5000);
        page.waitForFunction("() => scrollY < 100");
        press(page, ".transport [data-act=play]");
        settle(page);
        assertEquals(true, page.evaluate("() => scrollY < 100"));
    }
}
