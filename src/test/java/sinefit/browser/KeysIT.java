package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import sinefit.lesson.Lesson;

/**
 * Keys of keyboards that are not Latin, keys after a drag, and what a browser complains about in
 * silence.
 */
class KeysIT extends WithBrowser {
    private static void press(Page page, String key, String code, String more) {
        page.evaluate(
                "([key, code, more]) => document.body.dispatchEvent(new KeyboardEvent('keydown',"
                        + " { key, code, bubbles: true, cancelable: true, ...JSON.parse(more) }))",
                new String[] {key, code, more});
    }

    @Test
    void aKoreanKeyboardWorksThePage() {
        Page page = open("/?steps=50", View.WIDE.korean());
        Locator shown = page.locator(".scrub [data-v=step]");
        button(page, "forward").click();
        reads(shown, "1");
        press(page, "ㄱ", "KeyR", "{}");
        reads(shown, "0");
        press(page, "?", "Slash", "{\"shiftKey\":true}");
        assertThat(page.locator("#keys")).isVisible();
        press(page, "?", "Slash", "{\"shiftKey\":true}");
        assertThat(page.locator("#keys")).isHidden();
        press(page, "2", "Digit2", "{}");
        assertThat(page.locator("#panel-coefficients")).isVisible();
        press(page, "ㅜ", "KeyN", "{}");
        assertThat(page.locator("#f-seed")).not().hasValue("");
    }

    @Test
    void whatAnInputMethodComposesIsNotThePages() {
        Page page = open("/?steps=50");
        Locator shown = page.locator(".scrub [data-v=step]");
        button(page, "forward").click();
        reads(shown, "1");
        press(page, "r", "KeyR", "{\"isComposing\":true}");
        press(page, "Process", "KeyR", "{\"keyCode\":229}");
        press(page, "r", "KeyR", "{\"modifierAltGraph\":true}");
        press(page, "r", "KeyR", "{\"ctrlKey\":true}");
        settle(page);
        reads(shown, "1");
        press(page, "r", "KeyR", "{}");
        reads(shown, "0");
    }

    @Test
    void theSpaceBarTrainsAfterADrag() {
        Page page = open("/?steps=50&tab=landscape");
        Locator grip = page.locator("[data-grip]").first();
        grip.waitFor();
        BoundingBox box = grip.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 + 8, box.y + box.height / 2 + 4);
        page.mouse().up();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*init=.*"));
        assertEquals(true, page.evaluate("() => document.activeElement.matches('.grip')"));
        page.keyboard().press(" ");
        page.waitForFunction(
                "() => document.querySelector('.scrub [data-v=step]').textContent !== '0'");
        assertNotEquals(0, step(page));
    }

    /**
     * Errors that no browser writes to its console, but that a page which counts its errors counts.
     */
    @Test
    void nobodyHearsOfBoxesThatChangeWhileTheyAreMeasured() {
        for (Lesson lesson : new Lesson[] {Lesson.FUNCTION, Lesson.OPTIM, Lesson.DYNAMIC}) {
            Page page = open("/img/favicon.svg");
            page.addInitScript(
                    "window.heard = []; addEventListener('error', e => heard.push(e.message))");
            page.navigate("/lessons/" + lesson.slug() + "?steps=30&speed=max&tab=landscape");
            trainToTheEnd(page);
            for (int width : new int[] {1280, 900, 360, 1280}) {
                page.setViewportSize(width, 800);
                settle(page);
            }
            assertEquals(java.util.List.of(), page.evaluate("() => heard"), lesson.slug());
        }
    }

    @Override
    java.util.function.Predicate<String> forgiven() {
        return message -> message.contains("inline style") || message.contains("404");
    }
}
