package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.lesson.Lesson;

/** The page in both languages and themes, wide and narrow. */
class LookIT extends WithBrowser {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** In the page itself: what it passes need not be told, and takes most of the time. */
    private static final String VIOLATIONS =
            "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then("
                    + "({ violations }) => violations.map(v => v.id + ' ' + v.nodes[0].html))";

    static Stream<View> views() {
        View wide = View.WIDE;
        View korean = wide.korean();
        return Stream.of(wide, korean, wide.dark(), korean.dark())
                .flatMap(view -> Stream.of(view, view.phone()));
    }

    /** Each language with each theme, and both with each width, but not all three. */
    static Stream<View> pairs() {
        View wide = View.WIDE;
        return Stream.of(wide, wide.korean().dark(), wide.korean().phone(), wide.dark().phone());
    }

    /** Two views that have nothing in common. */
    static Stream<View> opposites() {
        return Stream.of(View.WIDE, View.WIDE.korean().dark().phone());
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseIt(View view) {
        String name = view.language() + "-" + view.colours() + "-" + view.width();
        Page trained = open("/lessons/numpy?steps=200", view);
        speed(trained, "600");
        trainToTheEnd(trained);
        anybodyCanUse(trained, view, name);
        Page refused = open("/lessons/tensors?lr=-1&degree=3&tab=coefficients", view);
        refused.locator("[data-refused]").waitFor();
        anybodyCanUse(refused, view, name + "-refused");
    }

    private static void anybodyCanUse(Page page, View view, String file) {
        accessible(page);
        fits(page, view.width());
        Path picture = Path.of("target/looks", file + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
    }

    @Override
    java.util.function.Predicate<String> forgiven() {
        // A refused page is a 422, and Chromium says so.
        return message -> message.contains("422");
    }

    /** No violation of the rules. */
    static void accessible(Page page) {
        page.evaluate(AxeBuilder.getAxeScript());
        assertEquals(List.of(), page.evaluate(VIOLATIONS, RULES));
    }

    /** No sideways scrolling of the page. */
    static void fits(Page page, int width) {
        Object scroll = page.evaluate("() => document.documentElement.scrollWidth");
        assertTrue(((Number) scroll).intValue() <= width, "the page is " + scroll + " px wide");
    }

    @Test
    void theThemeIsTheReadersAndIsKept() {
        Page page = open("/");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.locator("[data-theme-switch]").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void theLanguageIsTheBrowsersUntilTheReaderChooses() {
        Page page = open("/?steps=300", View.WIDE.korean());
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        page.locator(".lang a[lang=en]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#f-steps")).hasValue("300");
    }

    @Test
    void onAPhoneTheSettingsAreADrawerAndTheChartStaysInSight() {
        Page page = open("/", View.WIDE.phone());
        page.locator("[data-drawer-open]").click();
        assertThat(page.locator("#f-lr")).isVisible();
        assertThat(page.locator("[data-fit]")).isInViewport();
        page.keyboard().press("Escape");
        assertThat(page.locator("#f-lr")).not().isVisible();
        fits(page, 360);
    }

    /** The narrowest that a page has to fit without scrolling sideways. */
    @ParameterizedTest
    @EnumSource(Lesson.class)
    void theBarOnTopFitsTheSmallestScreens(Lesson lesson) {
        for (String locale : List.of("en-US", "ko-KR")) {
            View small = new View(320, 640, locale, View.WIDE.colours());
            Page page = open("/lessons/" + lesson.slug(), small);
            fits(page, 320);
            Object lines =
                    page.evaluate(
                            "[...document.querySelectorAll('.top .lang a, .top summary span:nth-child(2)')]"
                                    + ".map(e => { const text = document.createRange(); text.selectNodeContents(e); return text.getClientRects().length; })");
            assertEquals(List.of(1, 1), lines, locale);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatOpensAtTheControlsCanBeUsedByAnybody(View view) {
        Page page = open("/?seed=5&tweak=100:lr=2e-6&at=200", view);
        if (view.width() < 1100) {
            page.locator("[data-drawer-open]").click();
        }
        page.locator("#ask-rate").click();
        assertThat(page.locator("#why-rate")).isVisible();
        accessible(page);
        fits(page, view.width());
        page.keyboard().press("Escape");
        page.locator("#b-setup").click();
        assertThat(page.locator("#setup")).isVisible();
        accessible(page);
        fits(page, view.width());
        page.keyboard().press("Escape");
        page.locator("#b-presets").click();
        accessible(page);
    }

    /** 1280 × 800 at 200 %. */
    @Test
    void twiceAsLargeThePageStillFitsAndScrolls() {
        Page page = open("/", new View(640, 400, "en-US", View.WIDE.colours()));
        fits(page, 640);
        page.locator(".derive h2").scrollIntoViewIfNeeded();
        assertThat(page.locator(".derive h2")).isInViewport();
        assertThat(page.locator(".transport")).not().isInViewport();
    }

    @Test
    void nothingMovesWhileNumbersChange() {
        Page page = open("/?steps=400");
        page.waitForLoadState(LoadState.NETWORKIDLE); // all fonts are there
        settle(page);
        page.evaluate(
                """
                () => {
                  window.moved = [];
                  new PerformanceObserver(list => {
                    for (const shift of list.getEntries()) window.moved.push(shift.value);
                  }).observe({ type: 'layout-shift' });
                }
                """);
        speed(page, "600");
        trainToTheEnd(page);
        assertEquals(List.of(), page.evaluate("() => window.moved"));
    }
}
