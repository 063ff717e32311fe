package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tour ends when the learner has done all of it, and can be left at any time. */
class TourIT extends WithBrowser {
    private static final double PATIENCE = 60_000;

    /** The slider where 5e-6 lies, well beyond the limit, as a hand would leave it. */
    private static final String DRAG =
            """
            () => {
              const rate = document.getElementById('rate'), { low, high } = rate.dataset;
              rate.value = Math.round(Math.log(5e-6 / low) / Math.log(high / low) * 1000);
              rate.dispatchEvent(new Event('input', { bubbles: true }));
              rate.dispatchEvent(new Event('change', { bubbles: true }));
            }
            """;

    static Stream<View> views() {
        View wide = View.WIDE;
        return Stream.of(wide, wide.korean().phone(), wide.phone().dark());
    }

    private static void at(Page page, String step) {
        assertThat(page.locator(".tour [data-step=" + step + "]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        if (!step.equals("done")) {
            Locator here = page.locator(".tour-here");
            assertThat(here).hasCount(1);
            assertFalse(covered(page), step + ": the card covers what it speaks of");
        }
    }

    /** Whether card and outlined element overlap. */
    private static boolean covered(Page page) {
        return (Boolean)
                page.evaluate(
                        """
                        () => {
                          const [a, b] = ['.tour', '.tour-here'].map(s => document.querySelector(s).getBoundingClientRect());
                          return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                        }
                        """);
    }

    private static Object remembered(Page page) {
        return page.evaluate("() => localStorage.getItem('sinefit-tour')");
    }

    private static void begin(Page page) {
        page.locator(".newcomer a").click();
        at(page, "train");
    }

    @ParameterizedTest
    @MethodSource("views")
    void itIsDoneWhenEverythingIsDone(View view) {
        Page page = open("/", view);
        begin(page);
        LookIT.fits(page, view.width());
        LookIT.accessible(page);
        speed(page, "600");
        button(page, "play").click();
        at(page, "stop");
        page.keyboard().press(" ");
        at(page, "step");
        page.keyboard().press("ArrowRight");
        at(page, "rate");
        if (view.width() < 1100) {
            page.locator("[data-drawer-open]").click();
            assertThat(page.locator(".lr.tour-here")).isVisible();
            assertFalse(covered(page));
        }
        page.evaluate(DRAG);
        at(page, "diverge");
        assertThat(page.locator(".hyper.open")).hasCount(0);
        button(page, "play").click();
        at(page, "mend");
        assertThat(page.locator("[data-notice] .tour-here")).isVisible();
        page.locator("[data-notice] .btn:not(.close)").click();
        at(page, "done");
        LookIT.accessible(page);
        assertThat(page.locator(".tour-here")).hasCount(0);
        assertEquals("done", remembered(page));
        page.locator(".tour .btn[data-leave]").last().click();
        assertThat(page.locator(".tour")).hasCount(0);
        page.navigate("/");
        assertThat(page.locator(".newcomer")).isHidden();
    }

    /** What a learner may have done before he asks for the tour. */
    enum Before {
        NOTHING(""),
        TRAINED_TO_THE_END("[data-act=play]"),
        TRAINING("[data-act=play]"),
        AT_THE_LAST_STEP(""),
        ASKED_TO_PREDICT("[data-predict]"),
        PINNED("[data-pin]");

        final String pressed;

        Before(String pressed) {
            this.pressed = pressed;
        }

        void done(Page page) {
            speed(page, this == TRAINING ? "10" : "600");
            if (!pressed.isEmpty()) {
                page.locator(pressed).first().click();
            }
            if (this == TRAINED_TO_THE_END) {
                assertThat(page.locator("[data-act=play][data-now=again]")).isVisible();
            } else if (this == AT_THE_LAST_STEP) {
                scrubTo(page, 400);
            } else if (this == ASKED_TO_PREDICT) {
                page.locator("[data-predict]").click();
            }
        }
    }

    /** The run ends while it is watched: nothing is left to be stopped, and no step comes after. */
    @ParameterizedTest
    @EnumSource
    void itIsWalkedToItsEndByDoing(Before before) {
        Page page = open("/?steps=400&lang=en");
        before.done(page);
        page.locator(".newcomer a").click();
        if (before != Before.TRAINING) {
            at(page, "train");
            button(page, "play").click();
        }
        speed(page, "600");
        at(page, "step");
        assertThat(page.locator(".tour [data-step=step] [data-if=back]"))
                .hasText("The run was over, so the page is back at step 134.");
        page.locator(".tour-here").click();
        at(page, "rate");
        page.evaluate(DRAG);
        at(page, "diverge");
        assertThat(page.locator(".tour [data-step=diverge] [data-if=anew]")).isHidden();
        button(page, "play").click();
        at(page, "mend");
        page.locator("[data-notice] .btn:not(.close)").click();
        at(page, "done");
        assertThat(page.locator(".tour [data-if=whole]")).isVisible();
        assertThat(page.locator(".tour [data-if=skipped]")).isHidden();
    }

    @ParameterizedTest
    @EnumSource
    void itIsSkippedToItsEndAndCongratulatesNobody(Before before) {
        Page page = open("/?steps=400&lang=en");
        before.done(page);
        page.locator(".newcomer a").click();
        Locator skip = page.locator(".tour [data-skip]");
        assertThat(skip).isVisible();
        for (int i = 0; i < 7 && skip.isVisible(); i++) {
            skip.click();
            settle(page);
        }
        at(page, "done");
        assertThat(page.locator(".tour [data-if=whole]")).isHidden();
        assertThat(page.locator(".tour [data-if=skipped]")).isVisible();
    }

    @Test
    void aPhoneIsToldOfNoKeys() {
        Page page = open("/?lang=en", View.WIDE.phone());
        begin(page);
        Locator skip = page.locator(".tour [data-skip]");
        while (skip.isVisible()) {
            String text = page.locator(".tour").innerText();
            assertFalse(text.matches("(?s).*(space bar|key\\b).*"), text);
            skip.click();
            settle(page);
        }
        at(page, "done");
    }

    @Test
    void nothingButTheDeedMovesItOn() {
        Page page = open("/?steps=400");
        begin(page);
        page.locator("#tab-modes").click();
        page.keyboard().press("?");
        page.keyboard().press("?");
        at(page, "train");
        button(page, "forward").click();
        reads(page.locator(".scrub [data-v=step]"), "1");
        at(page, "train");
    }

    @Test
    void itIsLeftByEscapeAndGoesOnWhereItWasLeft() {
        Page page = open("/?lang=en");
        begin(page);
        button(page, "play").click();
        at(page, "watch");
        page.locator(".tour [data-skip]").click();
        at(page, "stop");
        page.keyboard().press(" ");
        at(page, "step");
        page.keyboard().press("Escape");
        assertThat(page.locator(".tour")).hasCount(0);
        assertThat(page.locator("[data-announce]")).hasText(Pattern.compile("Tour left.*"));
        assertEquals("step", remembered(page));
        assertThat(page.locator(".newcomer")).containsText("Go on with the tour");
        page.reload();
        page.locator(".newcomer a").click();
        at(page, "step");
        assertThat(page.locator("[data-announce]")).containsText("single step");
    }

    @Test
    void whatLiesOpenAboveItClosesFirst() {
        Page page = open("/");
        begin(page);
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys")).isHidden();
        at(page, "train");
        page.keyboard().press("Escape");
        assertThat(page.locator(".tour")).hasCount(0);
    }

    @Test
    void theKeyboardIsNotTrappedAndTheFocusReturns() {
        Page page = open("/");
        page.locator(".newcomer a").focus();
        page.keyboard().press("Enter");
        at(page, "train");
        assertEquals("tour", page.evaluate("() => document.activeElement.className.split(' ')[0]"));
        for (int i = 0; i < 4; i++) {
            page.keyboard().press("Tab");
        }
        assertEquals(false, page.evaluate("() => !!document.activeElement.closest('.tour')"));
        page.locator(".tour .close").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".tour")).hasCount(0);
        assertEquals(true, page.evaluate("() => document.activeElement !== document.body"));
    }

    @Test
    void whoeverDoesNotWantItIsNotAskedAgain() {
        Page page = open("/");
        page.locator("[data-tour-never]").click();
        assertThat(page.locator(".newcomer")).isHidden();
        page.navigate("/lessons/tensors");
        assertThat(page.locator(".newcomer")).isHidden();
        page.keyboard().press("?");
        page.locator("#keys [data-tour-here]").click();
        at(page, "train");
        assertThat(page.locator("#keys")).isHidden();
    }

    @Test
    void whereStorageIsForbiddenItIsOfferedEachTime() {
        Page page = open("/teach");
        page.addInitScript(
                "Object.defineProperty(window, 'localStorage', { get() { throw new"
                        + " DOMException('no') } })");
        for (int visit = 0; visit < 2; visit++) {
            page.navigate("/");
            begin(page);
            page.keyboard().press("Escape");
            assertThat(page.locator(".tour")).hasCount(0);
        }
    }

    @Test
    void theAddressBeginsItAndForgetsIt() {
        Page page = open("/?lr=2e-6#tour");
        at(page, "train");
        assertThat(page).hasURL(Pattern.compile(".*lr=2e-06$"));
    }

    @Test
    void aRunThatItCannotBeHadOnLeadsToOneWhereItCan() {
        Page page = open("/lessons/function?lang=en");
        page.locator(".newcomer a").click();
        page.waitForURL(Pattern.compile(".*/(\\?lang=en|lessons/numpy.*)$"));
        at(page, "train");
    }

    @Test
    void framesAndLockedLessonsHaveNone() {
        for (String path : List.of("/embed/numpy#tour", "/lessons/numpy?lock=all#tour")) {
            Page page = open(path);
            page.locator(".scrub").waitFor();
            settle(page);
            assertThat(page.locator(".newcomer, .tour")).hasCount(0);
        }
    }

    @Test
    void whoWantsNoMotionGetsNone() {
        Page page = open("/");
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        begin(page);
        assertEquals(
                "none",
                page.locator(".tour-here").evaluate("e => getComputedStyle(e).animationName"));
        assertTrue(page.locator(".tour-here").isVisible());
    }
}
