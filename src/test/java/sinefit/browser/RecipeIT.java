package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The recipe form, the address bar and the back button. */
class RecipeIT extends WithBrowser {
    private static void change(Page page, String field, String value) {
        page.locator(field).fill(value);
        page.locator(field).press("Enter");
    }

    @Test
    void theAddressHoldsTheCanonicalRecipe() {
        Page page = open("/?lr=0.000001&steps=400&max=3.141592653589793");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?steps=400");
        change(page, "#f-lr", "2e-6");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?lr=2e-06&steps=400");
        assertThat(page.locator(".src[data-panel=numpy]")).containsText("learning_rate = 2e-06");
        change(page, "#f-lr", "1e-6");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?steps=400");
    }

    @Test
    void backAndForwardBringFormAndRun() {
        Page page = open("/lessons/tensors");
        change(page, "#f-steps", "300");
        assertThat(page).hasURL(site().address() + "/lessons/tensors?steps=300");
        change(page, "#f-lr", "3e-6");
        assertThat(page).hasURL(site().address() + "/lessons/tensors?lr=3e-06&steps=300");
        page.goBack();
        assertThat(page.locator("#f-lr")).hasValue("1e-6");
        assertThat(page.locator(".src[data-panel=torch]")).containsText("learning_rate = 1e-06");
        page.goBack();
        assertThat(page.locator("#f-steps")).hasValue("2000");
        assertThat(page.locator(".scrub [data-v=steps]")).hasText("2000");
        page.goForward();
        assertThat(page.locator("#f-steps")).hasValue("300");
    }

    @Test
    void aRefusedValueKeepsTheLastGoodRun() {
        Page page = open("/");
        change(page, "#f-lr", "-1");
        Locator error = page.locator("#e-lr");
        assertThat(error).containsText("above 0");
        assertThat(page.locator("#f-lr")).hasValue("-1");
        assertThat(page.locator("#f-lr")).hasAttribute("aria-invalid", "true");
        assertThat(page).hasURL(site().address() + "/lessons/numpy");
        button(page, "forward").click();
        reads(page.locator(".scrub [data-v=step]"), "1");
        change(page, "#f-lr", "2e-6");
        assertThat(error).hasCount(0);
    }

    @Test
    void aRefusedSeedLeavesTheStartOfTheRunThatStands() {
        Page page = open("/?seed=42");
        change(page, "#f-seed", "-1");
        assertThat(page.locator("#e-seed")).containsText("4294967295");
        assertThat(page.locator("#s-a")).hasValue("0.4967141530112327");
        reads(page.locator(".strip [data-theta='0']"), "0.4967");
    }

    @Test
    void aRefusedStartValueStaysToBeMended() {
        Page page = open("/");
        change(page, "#s-b", "foo");
        assertThat(page.locator(".starts .err")).containsText("finite");
        assertThat(page.locator("#s-b")).hasValue("foo");
        assertThat(page.locator("#s-b")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#s-a")).hasValue("0.1629");
        change(page, "#s-b", "1");
        assertThat(page)
                .hasURL(site().address() + "/lessons/numpy?init=0.1629,1.0,2.5714189,-0.062937");
    }

    @Test
    void aStartValueWinsOverTheSeedAndTheSeedOverIt() {
        Page page = open("/");
        change(page, "#f-seed", "42");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?seed=42");
        assertThat(page.locator("#s-a")).hasValue("0.4967141530112327");
        change(page, "#s-a", "\u22120.5");
        assertThat(page).hasURL(Pattern.compile(".*\\?init=-0\\.5,-0\\.1382.*"));
        assertThat(page.locator("#f-seed")).hasValue("");
        reads(page.locator(".strip [data-theta='0']"), "\u22120.5000");
    }

    @Test
    void theDiceGiveANewStartThatTheLinkReproduces() {
        Page page = open("/");
        button(page, "random").click();
        assertThat(page).hasURL(Pattern.compile(".*\\?seed=\\d+"));
        String start = page.locator("#s-b").inputValue();
        Page friend = open(page.url().substring(site().address().length()));
        assertEquals(start, friend.locator("#s-b").inputValue());
    }

    @Test
    void tweaksAndDegreesInALinkSurviveTheForm() {
        Page page = open("/?degree=5&lr=1e-8&tweak=100:lr=2e-8&steps=200");
        change(page, "#f-steps", "300");
        assertThat(page)
                .hasURL(
                        site().address()
                                + "/lessons/numpy?degree=5&lr=1e-08&steps=300&tweak=100:lr=2e-08");
        assertEquals(6, page.locator(".strip [data-theta]").count());
        change(page, "#f-steps", "100");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?degree=5&lr=1e-08&steps=100");
    }

    @Test
    void whatIsBeingTypedElsewhereIsNotLostWhenAnAnswerComes() {
        Page page = open("/");
        page.route(
                "**/lessons/numpy?*",
                route -> {
                    page.locator("#f-seed").fill("12");
                    route.resume();
                });
        change(page, "#f-steps", "300");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?steps=300");
        assertThat(page.locator("#f-seed")).hasValue("12");
    }

    @Test
    void aRateTypedWhileAnAnswerComesIsSentByTheNextEnter() {
        Page page = open("/");
        page.route(
                "**/lessons/numpy?*",
                route -> {
                    page.locator("#f-lr").fill("3e-6");
                    route.resume();
                },
                new Page.RouteOptions().setTimes(1));
        change(page, "#f-steps", "300");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?steps=300");
        assertThat(page.locator("#f-lr")).hasValue("3e-6");
        page.locator("#f-lr").press("Enter");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?lr=3e-06&steps=300");
    }

    @Test
    void whatIsMarkedWhileAnAnswerComesIsReplacedByWhatIsTyped() {
        Page page = open("/");
        page.route(
                "**/lessons/numpy?*",
                route -> {
                    page.locator("#f-lr").selectText();
                    route.resume();
                },
                new Page.RouteOptions().setTimes(1));
        change(page, "#f-lr", "abc");
        assertThat(page.locator("#e-lr")).isVisible();
        page.keyboard().insertText("3e-6");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?lr=3e-06");
    }

    @Test
    void aRefusedRateDoesNotStandInTheWayOfOtherWishes() {
        Page page = open("/");
        change(page, "#f-lr", "abc");
        assertThat(page.locator("#e-lr")).isVisible();
        button(page, "random").click();
        assertThat(page).hasURL(Pattern.compile(".*\\?seed=\\d+"));
        assertThat(page.locator("#f-lr")).hasValue("1e-6");
    }

    /** Answers the form with a status, so many times. */
    private static List<String> refuse(Page page, int status, int times) {
        List<String> asked = new ArrayList<>();
        page.route(
                "**/lessons/numpy?*",
                route -> {
                    asked.add(route.request().url());
                    if (asked.size() <= times) {
                        route.fulfill(new Route.FulfillOptions().setStatus(status));
                    } else {
                        route.resume();
                    }
                });
        return asked;
    }

    @Test
    void whatNobodyCouldAnswerIsSentAgain() {
        Page page = open("/");
        List<String> asked = refuse(page, 503, 2);
        change(page, "#f-lr", "2e-6");
        assertThat(page.locator("[data-waiting]")).isVisible();
        assertThat(page).hasURL(site().address() + "/lessons/numpy?lr=2e-06");
        assertThat(page.locator("[data-waiting]")).isHidden();
        assertEquals(3, asked.size());
    }

    @Test
    void whatIsNotTakenIsSentOnceAndTheRunThatStandsGoesOn() {
        Page page = open("/");
        List<String> asked = refuse(page, 414, 1);
        page.waitForResponse(answer -> answer.status() == 414, () -> change(page, "#f-lr", "2e-6"));
        assertThat(page.locator("[data-waiting]")).isHidden();
        page.waitForTimeout(3000);
        assertEquals(1, asked.size());
        button(page, "forward").click();
        reads(page.locator(".scrub [data-v=step]"), "1");
        change(page, "#f-steps", "40");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?steps=40");
    }

    @Override
    Predicate<String> forgiven() {
        return message -> message.contains("503") || message.contains("414");
    }

    @Test
    void theOtherLanguageOpensAtTheStepShown() {
        Page page = open("/?steps=300");
        page.locator("#scrub").fill("120");
        reads(page.locator(".scrub [data-v=step]"), "120");
        page.locator(".lang a").click();
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        reads(page.locator(".scrub [data-v=step]"), "120");
        assertThat(page).hasURL(site().address() + "/lessons/numpy?steps=300&lang=ko");
    }

    @Test
    void answersOpenAtTheirControlAndClose() {
        Page page = open("/");
        for (String part : List.of("rate", "steps", "seed")) {
            Locator answer = page.locator("#why-" + part);
            page.locator("#ask-" + part).click();
            assertThat(answer).isVisible();
            page.keyboard().press("Escape");
            assertThat(answer).isHidden();
            page.locator("#ask-" + part).click();
            answer.locator(".close").click();
            assertThat(answer).isHidden();
        }
        page.locator("#ask-rate").click();
        assertThat(page.locator("#why-rate")).containsText("3.557e-6");
    }
}
