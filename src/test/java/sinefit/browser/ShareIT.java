package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.testing.Site;
import sinefit.web.Server;

/** The share sheet, and pages opened by the links that it makes. */
class ShareIT extends WithBrowser {
    private static Locator sheet(Page page) {
        page.locator("[data-share]").click();
        Locator sheet = page.locator("#share");
        assertThat(sheet).isVisible();
        assertThat(sheet.locator("[data-digest]")).containsText(Pattern.compile("[0-9a-f]{8}"));
        return sheet;
    }

    /** Path and query of the link in the sheet. */
    private static String link(Locator sheet) {
        URI link = URI.create(sheet.locator("[data-link]").inputValue());
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    private static void verdict(Page page, String verdict) {
        assertThat(page.locator("[data-digest-said]"))
                .hasAttribute(
                        "data-verdict",
                        verdict,
                        new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
    }

    private static void train(Page page) {
        speed(page, "max");
        button(page, "play").click();
    }

    @ParameterizedTest
    @CsvSource({
        "/lessons/numpy?steps=300&lr=2e-6, 3-",
        "/lessons/tensors?steps=200, 2-",
        "/lessons/numpy?lr=1e-4&steps=400, 3-"
    })
    void aLinkMadeOnOneServerIsReproducedOnAnother(String path, String engine) {
        String link = link(sheet(open(path)));
        assertTrue(link.contains("digest=" + engine), link);
        try (Server other = Server.start(options())) {
            Page page = open(Site.at(other.port()).address(), link, View.WIDE);
            verdict(page, "waits");
            train(page);
            verdict(page, "same");
            String digest = link.replaceFirst(".*digest=\\d-", "").substring(0, 8);
            assertThat(page.locator("[data-digest-said]")).containsText(digest);
            page.close(); // before its server goes
        }
    }

    @Test
    void whatDiffersIsSaid() {
        Page page = open("/?steps=100&digest=3-0123456789abcdef");
        train(page);
        verdict(page, "other");
        verdict(open("/?steps=100&digest=1-0123456789abcdef"), "engine");
        Page damaged = open("/?steps=100&digest=nonsense");
        assertThat(damaged.locator(".opened-left")).hasCount(1);
        assertThat(damaged.locator("[data-digest-said]")).hasCount(0);
    }

    @Test
    void anotherRunIsNotComparedAndItsAddressSaysNothingOfTheOutcome() {
        Page page = open("/?steps=100&digest=3-0123456789abcdef");
        page.locator("#f-lr").fill("2e-6");
        page.locator("#f-lr").press("Enter");
        verdict(page, "changed");
        assertThat(page).hasURL(Pattern.compile("lr=2e-06&steps=100$"));
        page.goBack();
        verdict(page, "waits");
        assertThat(page).hasURL(Pattern.compile("digest=3-0123456789abcdef"));
    }

    @ParameterizedTest
    @CsvSource({"en-US, Copied", "ko-KR, 복사됨"})
    void theSheetCopiesAndClosesAndAnybodyCanUseIt(String language, String copied) {
        for (View view :
                new View[] {
                    new View(1280, 800, language, View.WIDE.colours()),
                    new View(1280, 800, language, View.WIDE.colours()).phone().dark()
                }) {
            Page page = open("/?at=20&steps=50", view);
            reads(page.locator(".scrub [data-v=step]"), "20");
            Locator sheet = sheet(page);
            assertThat(sheet.locator("[data-copy]")).isFocused();
            sheet.locator("[name=at]").check();
            assertTrue(link(sheet).contains("at=20"), link(sheet));
            sheet.locator("[data-copy]").click();
            assertThat(sheet.locator("[data-copy] [data-done]")).hasText(copied);
            assertThat(sheet.locator("[data-copy] [data-done]")).not().hasClass("off");
            for (Locator more : sheet.locator("summary").all()) {
                more.click();
            }
            assertThat(sheet.locator("[data-qr]")).hasJSProperty("complete", true);
            LookIT.accessible(page);
            LookIT.fits(page, view.width());
            page.keyboard().press("n");
            page.keyboard().press("Escape");
            assertThat(sheet).hasCount(0);
            assertThat(page.locator("[data-share]")).isFocused();
            assertThat(page).hasURL(Pattern.compile("steps=50$"));
        }
    }

    @Test
    void whereThereIsNoClipboardTheSheetCopiesNoneTheLess() {
        Page page = open("/?steps=50");
        page.addInitScript(
                "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
                        + " addEventListener('copy', () => {"
                        + " window.copied = getSelection().toString(); });");
        page.reload();
        Locator sheet = sheet(page);
        sheet.locator("[data-copy]").click();
        assertThat(sheet.locator("[data-copy] [data-done]")).not().hasClass("off");
        assertThat(sheet.locator("[data-copy]")).isFocused();
        assertEquals(sheet.locator("[data-link]").inputValue(), page.evaluate("window.copied"));
    }

    @Test
    void noOtherProblemBringsARateAlongThatIsFixed() {
        Page page = open("/?lock=lr&steps=300");
        assertThat(page.locator("#f-lr")).isDisabled();
        page.locator("#b-setup").click();
        renews(page, () -> page.locator("#f-target").selectOption("points"));
        assertThat(page).hasURL(Pattern.compile("points=-3[.]14:0[.]0,.*&steps=300&lock=lr$"));
        assertThat(page.locator("#f-lr")).hasValue("1e-6");
        assertThat(page.locator("#f-lr")).isDisabled();
    }

    @Test
    void aLessonLinkMadeInTheSheetOpensFixed() {
        Locator sheet = sheet(open("/lessons/numpy?steps=60&lr=2e-6"));
        sheet.locator("summary").first().click();
        sheet.locator("[name=title]").fill("Too slow? <b>");
        sheet.locator("[value=lr]").check();
        sheet.locator("[value=start]").check();
        sheet.locator("[name=mission]").selectOption("cliff");
        sheet.locator("[name=lang]").selectOption("ko");
        Page page = open(link(sheet));
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        assertThat(page.locator(".opened-title")).hasText("Too slow? <b>");
        assertThat(page).hasURL(Pattern.compile("mission=cliff"));
        assertThat(page.locator("#f-lr")).isDisabled();
        assertThat(page.locator("#rate")).isDisabled();
        assertThat(page.locator("[data-start]").first()).isDisabled();
        assertThat(page.locator(".transport [data-act=random]")).isHidden();
        assertThat(page.locator("#f-steps")).isEnabled();
        LookIT.accessible(page);
        // What is fixed stays, whatever else changes, and however one tries.
        page.keyboard().press("n");
        page.locator("#f-steps").fill("40");
        page.locator("#f-steps").press("Enter");
        assertThat(page).hasURL(Pattern.compile("/lessons/numpy\\?lr=2e-06&steps=40&"));
        assertThat(page.locator("#f-lr")).isDisabled();
        assertThat(page.locator("#f-lr")).hasValue("2e-6");
        page.locator(".opened-lock a").click();
        assertThat(page.locator("#f-lr")).isEnabled();
        assertThat(page.locator(".opened-title")).hasText("Too slow? <b>");
    }

    @Test
    void aLinkThatFixesEverythingStillTrains() {
        for (String path : new String[] {"/?lock=all&steps=80", "/embed/numpy?lock=all&steps=80"}) {
            Page page = open(path);
            assertThat(page.locator(".opened-lock")).isVisible();
            assertThat(page.locator("#hyper")).isHidden();
            page.keyboard().press("n");
            train(page);
            reads(page.locator(".scrub [data-v=step]"), "80");
            assertThat(page).hasURL(Pattern.compile("\\?steps=80&lock=all$"));
            LookIT.accessible(page);
        }
    }

    @Test
    void whereTheSheetCannotBeHadTheLinkIsCopied() {
        Page page = open("/?steps=50&lang=en");
        page.route("**/share/**", route -> route.abort());
        page.locator("[data-share]").click();
        assertThat(page.locator("[data-announce]")).hasText("Link copied");
        assertEquals(0, page.locator("#share").count());
    }

    @Override
    java.util.function.Predicate<String> forgiven() {
        return message -> message.contains("ERR_FAILED");
    }
}
