package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of the help sheet does what it says, and no row goes without its trial. */
class HelpSheetIT extends WithBrowser {
    private static final String FOCUSED = "() => document.activeElement.getAttribute('aria-label')";

    private static final Map<String, Consumer<Page>> TRIALS = new LinkedHashMap<>();

    private static final Map<String, Consumer<Page>> ON_POINTS = new LinkedHashMap<>();

    static {
        TRIALS.put(
                "play",
                page -> {
                    page.keyboard().press(" ");
                    assertThat(button(page, "play")).containsText("Pause");
                    page.keyboard().press(" ");
                    assertThat(button(page, "play")).containsText("Train");
                });
        TRIALS.put("forward", page -> stepped(page, "ArrowRight", 1));
        TRIALS.put("back", page -> stepped(page, "ArrowLeft", -1));
        TRIALS.put("phaseOn", page -> changes(page, "Shift+ArrowRight", lit(page)));
        TRIALS.put("phaseBack", page -> changes(page, "Shift+ArrowLeft", lit(page)));
        TRIALS.put(
                "reset",
                page -> {
                    page.keyboard().press("ArrowRight");
                    page.keyboard().press("r");
                    reads(page.locator(".scrub [data-v=step]"), "0");
                });
        TRIALS.put(
                "random",
                page -> {
                    page.keyboard().press("n");
                    assertThat(page).hasURL(Pattern.compile(".*seed=\\d+.*"));
                });
        TRIALS.put(
                "tabs",
                page -> {
                    int tabs = page.locator("[role=tablist] [data-chart]:not([hidden])").count();
                    String told = page.locator("#keys [data-keys=tabs]").textContent();
                    assertEquals("1 … " + tabs, told);
                    for (int k = 1; k <= tabs; k++) {
                        page.keyboard().press(String.valueOf(k));
                        Locator tab = page.locator("[role=tablist] [data-chart]").nth(k - 1);
                        assertThat(tab).hasAttribute("aria-selected", "true");
                    }
                });
        TRIALS.put(
                "keys",
                page -> {
                    page.keyboard().press("?");
                    assertThat(page.locator("#keys")).isVisible();
                    page.keyboard().press("?");
                    assertThat(page.locator("#keys")).isHidden();
                });
        TRIALS.put(
                "close",
                page -> {
                    page.locator("#ask-rate").click();
                    page.keyboard().press("Escape");
                    assertThat(page.locator("#why-rate")).isHidden();
                });
        TRIALS.put(
                "rate",
                page -> {
                    page.locator("#rate").focus();
                    changes(page, "ArrowRight", page.locator("#f-lr"));
                    changes(page, "ArrowLeft", page.locator("#f-lr"));
                });
        TRIALS.put(
                "rateEnds",
                page -> {
                    page.locator("#rate").focus();
                    page.keyboard().press("End");
                    assertThat(page.locator("#rate")).hasValue("1000");
                    page.keyboard().press("Home");
                    assertThat(page.locator("#rate")).hasValue("0");
                });
        TRIALS.put(
                "rateEnter",
                page -> {
                    page.locator("#f-lr").fill("2.5e-6");
                    page.keyboard().press("Enter");
                    assertThat(page).hasURL(Pattern.compile(".*lr=2\\.5e-06.*"));
                });
        TRIALS.put(
                "tabsArrows",
                page -> {
                    page.locator("[role=tab][aria-selected=true][data-chart]").focus();
                    page.keyboard().press("Home");
                    page.keyboard().press("ArrowRight");
                    assertThat(page.locator("#tab-coefficients"))
                            .hasAttribute("aria-selected", "true");
                    page.keyboard().press("ArrowLeft");
                    assertThat(page.locator("#tab-loss")).hasAttribute("aria-selected", "true");
                });
        TRIALS.put(
                "landscape",
                page -> {
                    page.keyboard().press("3");
                    page.locator("[data-grip]").first().focus();
                    for (String key :
                            new String[] {"ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"}) {
                        changes(page, key, page.locator("[data-grip]").first());
                    }
                    page.keyboard().press("Escape");
                });
        TRIALS.put(
                "landscapeEnter",
                page -> {
                    page.keyboard().press("3");
                    page.locator("[data-grip]").first().focus();
                    page.keyboard().press("ArrowRight");
                    page.keyboard().press("Enter");
                    assertThat(page).hasURL(Pattern.compile(".*init=.*"));
                });
        TRIALS.put(
                "sweep",
                page -> {
                    page.keyboard().press("5");
                    page.locator("[data-probe]").focus();
                    page.keyboard().press("ArrowRight");
                    assertThat(page.locator("[data-sweep-read]")).isVisible();
                    changes(page, "ArrowLeft", page.locator("[data-sweep-read]"));
                });
        TRIALS.put(
                "sweepEnter",
                page -> {
                    page.keyboard().press("5");
                    page.locator("[data-probe]").focus();
                    page.keyboard().press("ArrowLeft");
                    assertThat(page.locator("[data-sweep-read]")).isVisible();
                    page.keyboard().press("Enter");
                    assertThat(page).hasURL(Pattern.compile(".*[?&:]lr=.*"));
                });
        TRIALS.put(
                "samples",
                page -> {
                    page.keyboard().press("6");
                    page.locator("[data-samples] table").focus();
                    page.keyboard().press("ArrowDown");
                    assertThat(page.locator("[data-sample]")).isVisible();
                    changes(page, "ArrowDown", page.locator("[data-sample]"));
                    changes(page, "ArrowUp", page.locator("[data-sample]"));
                });
        TRIALS.put(
                "samplesEnter",
                page -> {
                    page.keyboard().press("6");
                    page.locator("[data-samples] table").focus();
                    page.keyboard().press("ArrowDown");
                    page.keyboard().press("Enter");
                    assertThat(page.locator("[data-sample]")).containsText("held");
                    page.keyboard().press("Escape");
                });
        ON_POINTS.put(
                "points",
                page -> {
                    point(page).focus();
                    for (String key : new String[] {"ArrowUp", "ArrowRight", "Shift+ArrowDown"}) {
                        changes(page, key, point(page));
                    }
                });
        ON_POINTS.put(
                "pointsNext",
                page -> {
                    point(page).focus();
                    String before = (String) page.evaluate(FOCUSED);
                    page.keyboard().press("PageDown");
                    assertNotEquals(before, page.evaluate(FOCUSED));
                    page.keyboard().press("PageUp");
                    assertEquals(before, page.evaluate(FOCUSED));
                });
        ON_POINTS.put("pointsAdd", page -> counted(page, "+", 1));
        ON_POINTS.put("pointsRemove", page -> counted(page, "Delete", -1));
    }

    private static Locator point(Page page) {
        return page.locator("[data-points] button[tabindex='0']");
    }

    private static void counted(Page page, String key, int more) {
        point(page).focus();
        Locator all = page.locator("[data-points] button");
        int before = all.count();
        page.keyboard().press(key);
        assertThat(all).hasCount(before + more);
    }

    private static Locator lit(Page page) {
        return page.locator(".phases .on .ph");
    }

    /** Presses a key and waits until a place is another or reads otherwise. */
    private static void changes(Page page, String key, Locator place) {
        String look = "e => [e.value, e.textContent, e.getAttribute('aria-label')].join('|')";
        String before = (String) place.evaluate(look);
        page.keyboard().press(key);
        page.waitForCondition(() -> !before.equals(place.evaluate(look)));
    }

    private static void stepped(Page page, String key, int by) {
        if (by < 0) {
            page.keyboard().press("ArrowRight");
            reads(page.locator(".scrub [data-v=step]"), "1");
        }
        page.keyboard().press(key);
        reads(page.locator(".scrub [data-v=step]"), String.valueOf(Math.max(0, by)));
    }

    private static Set<String> rows(Page page) {
        return page.locator("#keys [data-keys]").all().stream()
                .flatMap(row -> Arrays.stream(row.getAttribute("data-keys").split(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyKeyOfTheSheetDoesWhatItSays() {
        Page page = open("/?steps=300&lang=en");
        assertEquals(new TreeSet<>(TRIALS.keySet()), rows(page));
        TRIALS.forEach(
                (name, trial) -> {
                    page.navigate("/?steps=300&lang=en");
                    page.locator(".scrub").waitFor();
                    page.waitForFunction("() => document.querySelector('.phases .on')");
                    settle(page);
                    trial.accept(page);
                });
    }

    @Test
    void onPointsOfOnesOwnThereAreMore() {
        String path = "/?points=-2:1,-1:-0.5,0:0.2,1:-0.4,2:1.1&lr=1e-3&lang=en";
        Page page = open(path);
        Set<String> more = rows(page);
        more.removeAll(TRIALS.keySet());
        assertEquals(new TreeSet<>(ON_POINTS.keySet()), more);
        ON_POINTS.forEach(
                (name, trial) -> {
                    page.navigate(path);
                    point(page).waitFor();
                    settle(page);
                    trial.accept(page);
                });
    }

    @ParameterizedTest
    @MethodSource("sinefit.browser.LookIT#opposites")
    void theSheetAndTheGuideCanBeUsedByAnybody(View view) {
        Page page = open("/", view);
        page.locator(".scrub").waitFor();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
        page.navigate("/teach");
        for (Locator question : page.locator("main details summary").all()) {
            question.click();
        }
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
    }

    @Test
    void theGuideKnowsItsOwnAddressAndTheReadersTheme() {
        Page page = open("/teach");
        assertThat(page.locator(".snippet code").first()).containsText(site().address());
        page.locator("[data-theme-switch]").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator(".ladder a").first().click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("h1")).isVisible();
    }
}
