package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Missions on the page: solved by the run itself, kept by the browser alone. */
class MissionsIT extends WithBrowser {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    private static final Pattern DONE = Pattern.compile("\\bdone\\b");

    static Stream<View> views() {
        View wide = View.WIDE;
        return Stream.of(wide, wide.korean().dark(), wide.korean().phone(), wide.dark().phone());
    }

    private static Locator mission(Page page, String slug) {
        page.locator("[data-missions]").scrollIntoViewIfNeeded();
        Locator mission = page.locator("[data-mission=" + slug + "]");
        mission.waitFor();
        return mission;
    }

    private static Locator opened(Page page, String slug) {
        Locator mission = mission(page, slug);
        mission.locator("h3 button").click();
        return mission;
    }

    private static void solved(Locator mission) {
        assertThat(mission)
                .hasClass(DONE, new LocatorAssertions.HasClassOptions().setTimeout(60_000));
    }

    @ParameterizedTest
    @CsvSource({"en,Solved.,Mission solved", "ko,해결했습니다.,과제를 해결했습니다"})
    void theEndOfARunSolvesAMissionByItself(String lang, String word, String said) {
        Page page = open("/?lr=3e-6&lang=" + lang);
        Locator mission = mission(page, "near-floor");
        assertThat(mission).not().hasClass(DONE);
        speed(page, "max");
        trainToTheEnd(page);
        solved(mission);
        assertThat(page.locator("[data-announce]")).containsText(said);
        mission.locator("h3 button").click();
        assertThat(mission.locator("[data-found]")).containsText(word, PATIENTLY);
        assertThat(page.locator("[data-count]")).containsText("1");
        page.reload();
        solved(mission(page, "near-floor"));
    }

    @Test
    void aServerWithTooMuchToDoIsAskedAgain() {
        Page page = open("/?lr=3e-6");
        Locator mission = mission(page, "near-floor");
        page.route(
                "**/missions/near-floor/check?*",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(429)
                                        .setHeaders(Map.of("Retry-After", "0"))),
                new Page.RouteOptions().setTimes(1));
        speed(page, "max");
        trainToTheEnd(page);
        solved(mission);
    }

    @Test
    void aRunThatWasNotJudgedIsJudgedWhenItsEndIsComeToAgain() {
        Page page = open("/?lr=3e-6");
        Locator mission = mission(page, "near-floor");
        page.route("**/missions/*/check?*", Route::abort);
        speed(page, "max");
        inVain(page, "/missions/near-floor/check", () -> trainToTheEnd(page));
        page.unroute("**/missions/*/check?*");
        button(page, "back").click();
        button(page, "forward").click();
        solved(mission);
    }

    @Test
    void whatIsForgottenInOneTabIsForgottenInAll() {
        String path = "/lessons/dynamic?mission=without-e";
        Page page = open(path);
        Locator mission = mission(page, "without-e");
        mission.locator("[name=answer]").fill("2");
        mission.locator("[name=answer]").press("Enter");
        solved(mission);
        Page other = page.context().newPage();
        other.navigate(path);
        solved(mission(other, "without-e"));
        other.locator(".kept summary").click();
        other.locator("[data-forget]").click();
        other.locator("[data-forget]").click();
        assertThat(mission).not().hasClass(DONE);
        mission.locator("[data-more]").click(); // something to be kept
        other.reload();
        Locator again = mission(other, "without-e");
        assertThat(again.locator("[data-hints] li:visible")).hasCount(1);
        assertThat(again).not().hasClass(DONE);
    }

    /** Chromium's own words about an answer that a test refuses. */
    @Override
    Predicate<String> forgiven() {
        return message -> message.contains("429") || message.contains("ERR_FAILED");
    }

    @Test
    void byHandItSaysWhatIsMissing() {
        Page page = open("/");
        Locator mission = opened(page, "near-floor");
        mission.locator("[data-check] button").first().click();
        assertThat(mission.locator("[data-found]")).containsText("Not yet.", PATIENTLY);
        assertThat(mission.locator("[data-found]")).containsText("% above the floor");
        assertThat(mission).not().hasClass(DONE);
    }

    @Test
    void anAnswerIsTyped() {
        Page page = open("/lessons/dynamic?mission=without-e");
        Locator mission = mission(page, "without-e");
        mission.locator("[name=answer]").fill("3");
        mission.locator("[name=answer]").press("Enter");
        assertThat(mission.locator("[data-found]")).containsText("Not yet.", PATIENTLY);
        mission.locator("[name=answer]").fill("2");
        mission.locator("[name=answer]").press("Enter");
        assertThat(mission.locator("[data-found]")).containsText("Solved.", PATIENTLY);
        solved(mission);
    }

    @Test
    void hintsComeOneAtATimeAndTheSolutionLast() {
        Page page = open("/?lr=2e-6");
        Locator mission = opened(page, "cliff");
        Locator more = mission.locator("[data-more]");
        for (int taken = 1; taken <= 3; taken++) {
            more.click();
            assertThat(mission.locator("[data-hints] li:visible")).hasCount(taken);
            assertThat(mission.locator("[data-hints] li").nth(taken - 1)).isFocused();
            assertThat(mission.locator("[data-why]")).isHidden();
        }
        more.click();
        assertThat(mission.locator("[data-why]")).isFocused();
        assertThat(more).isHidden();
        page.reload(); // what was open is in the address, what was taken in the browser
        Locator again = mission(page, "cliff");
        assertThat(again.locator("[data-why]")).isVisible();
        assertThat(page.locator("#f-lr")).hasValue("2e-6");
        again.locator("[data-why] a").click();
        assertThat(page).hasURL(Pattern.compile("lr=3.58e-0?6.*mission=cliff"));
    }

    @Test
    void aLinkPutsItsMissionInFront() {
        Page page = open("/?mission=two-sums");
        Locator top = page.locator(".mission-top a");
        assertThat(top).hasText("Two opinions");
        assertThat(page.locator("#m-two-sums")).isVisible();
        top.click();
        assertThat(page.locator("#mission-two-sums h3 button")).isFocused();
        assertThat(page.locator("#mission-two-sums")).isInViewport();
    }

    @Test
    void aLinkWithAnotherMissionSaysSo() {
        Page page = open("/?lr=2e-6&mission=no-such-mission");
        assertThat(page.locator(".mission-top")).containsText("no-such-mission");
        assertThat(page.locator("[data-left-out]")).containsText("does not exist");
        assertThat(page.locator("#f-lr")).hasValue("2e-6");
        page = open("/?mission=mirror");
        assertThat(page.locator("[data-left-out] a"))
                .hasAttribute("href", Pattern.compile("^/lessons/function\\?"));
    }

    @Test
    void progressGoesIntoAFileAndBack() throws IOException {
        Page page = open("/lessons/dynamic?mission=without-e");
        Locator mission = mission(page, "without-e");
        mission.locator("[name=answer]").fill("2");
        mission.locator("[name=answer]").press("Enter");
        solved(mission);
        page.locator(".kept summary").click();
        Download download = page.waitForDownload(() -> page.locator("[data-export]").click());
        String text = Files.readString(download.path());
        assertTrue(text.contains("\"without-e\""), text);
        assertThat(page.locator("[data-kept]")).containsText("1");
        page.locator("[data-forget]").click();
        assertThat(mission).hasClass(DONE);
        page.locator("[data-forget]").click();
        assertThat(mission).not().hasClass(DONE);
        load(page, "what.txt", "nonsense");
        assertThat(page.locator("[data-kept]")).containsText("what.txt");
        load(page, "progress.json", text);
        solved(mission);
        assertEquals(
                text,
                Files.readString(
                        page.waitForDownload(() -> page.locator("[data-export]").click()).path()));
    }

    private static void load(Page page, String name, String text) {
        page.locator("input[data-file]")
                .setInputFiles(
                        new FilePayload(
                                name, "application/json", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBrowserThatKeepsNothingIsToldAndMissionsGoOn() {
        Page page = open("/");
        page.addInitScript(
                "Storage.prototype.setItem = () => { throw new DOMException('full',"
                        + " 'QuotaExceededError'); }");
        page.navigate("/lessons/dynamic?mission=without-e");
        Locator mission = mission(page, "without-e");
        assertThat(page.locator("[data-unkept]")).isVisible();
        mission.locator("[name=answer]").fill("2");
        mission.locator("[name=answer]").press("Enter");
        solved(mission);
    }

    @ParameterizedTest
    @MethodSource("views")
    void everybodyCanUseIt(View view) {
        Page page = open("/lessons/dynamic?mission=without-e", view);
        Locator mission = mission(page, "without-e");
        mission.locator("[name=answer]").fill("2");
        mission.locator("[name=answer]").press("Enter");
        solved(mission);
        mission.locator("[data-more]").click();
        page.locator(".kept summary").click();
        page.locator("[data-forget]").click();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
    }
}
