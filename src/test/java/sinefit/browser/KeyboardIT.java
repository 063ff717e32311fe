package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole page without a mouse. */
class KeyboardIT extends WithBrowser {
    private static final String FOCUSED =
            "() => { const e = document.activeElement; return e.id || e.dataset.act || e.name ||"
                    + " e.className }";

    private static void tabTo(Page page, String wanted) {
        for (int i = 0; i < 150; i++) {
            page.keyboard().press("Tab");
            if (wanted.equals(page.evaluate(FOCUSED))) {
                return;
            }
        }
        throw new AssertionError("the tab key never came to " + wanted);
    }

    @Test
    void aLearnerTrainsTunesBreaksAndMendsARunByKeysAlone() {
        Page page = open("/?steps=300");
        tabTo(page, "play");
        page.keyboard().press("Enter");
        page.waitForFunction(
                "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 20");
        page.keyboard().press(" ");
        assertThat(button(page, "play")).containsText("Train");
        int paused = step(page);
        tabTo(page, "scrub");
        page.keyboard().press("Home");
        reads(page.locator(".scrub [data-v=step]"), "0");
        page.keyboard().press("End");
        reads(page.locator(".scrub [data-v=step]"), "300");
        page.keyboard().press("PageDown");
        tabTo(page, "f-lr");
        page.keyboard().press("Control+a");
        page.keyboard().type("2e-6");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*tweak=\\d+:lr=2e-06"));
        assertEquals("f-lr", page.evaluate(FOCUSED));
        tabTo(page, "rate");
        page.keyboard().press("ArrowRight");
        assertThat(page).hasURL(Pattern.compile(".*tweak=\\d+:lr=2\\.0\\d*e-06"));
        assertEquals("rate", page.evaluate(FOCUSED));
        tabTo(page, "b-diverge");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*\\?lr=5e-06.*"));
        assertTrue(paused > 20);
    }

    @Test
    void answersOpenAndCloseAndTheFocusReturns() {
        Page page = open("/");
        tabTo(page, "ask-rate");
        page.keyboard().press("Enter");
        assertThat(page.locator("#why-rate")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#why-rate")).isHidden();
        assertEquals("ask-rate", page.evaluate(FOCUSED));
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isHidden();
    }

    /** Within each column the focus only goes down, or to the right in a row. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    @SuppressWarnings("unchecked")
    void theTabKeyGoesTheWayTheEyeGoes(int width) {
        Page page = open("/", new View(width, 900, "en-US", View.WIDE.colours()));
        List<String> backwards = new ArrayList<>();
        List<Number> before = List.of();
        String last = "";
        for (int i = 0; i < 70; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate("() => document.activeElement === document.body").equals(true)) {
                break;
            }
            String name = (String) page.evaluate(FOCUSED);
            List<Number> box =
                    (List<Number>)
                            page.evaluate(
                                    """
                                    () => {
                                      const e = document.activeElement, b = e.getBoundingClientRect();
                                      const area = e.closest('.top, .stage, .panel, .hyper, .derive, .codebox, .log, .next, .dock, .skip');
                                      const fixed = e.closest('.top, .stage, .panel, .hyper');
                                      const y = b.top + b.height / 2 + (fixed && innerWidth >= 1100 ? 0 : scrollY);
                                      return [[...document.querySelectorAll('.page > *, .dock, .top')].indexOf(area), y, b.left];
                                    }
                                    """);
            boolean sameArea = !before.isEmpty() && before.get(0).equals(box.get(0));
            double down = sameArea ? box.get(1).doubleValue() - before.get(1).doubleValue() : 0;
            double right = sameArea ? box.get(2).doubleValue() - before.get(2).doubleValue() : 0;
            if (sameArea && (down < -24 || (Math.abs(down) <= 24 && right < 0))) {
                backwards.add(last + " → " + name);
            }
            before = box;
            last = name;
        }
        assertEquals(List.of(), backwards);
    }
}
