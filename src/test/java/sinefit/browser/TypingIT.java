package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The run is what was typed, at any rhythm, however late the answers are, and nothing half typed.
 */
class TypingIT extends WithBrowser {
    /**
     * Has the form's requests wait, each as long as the next number says; the last one counts for
     * all that follow.
     */
    private static final String LATE =
            "lates => { const send = XMLHttpRequest.prototype.send;"
                    + " XMLHttpRequest.prototype.send = function (...body) {"
                    + " const late = lates.length > 1 ? lates.shift() : lates[0];"
                    + " setTimeout(() => send.apply(this, body), late); }; }";

    private static final List<Integer> RHYTHMS = List.of(20, 80, 150, 300, 500);
    private static final List<Integer> LATES = List.of(0, 800, 3000);

    @Override
    Predicate<String> forgiven() {
        return message ->
                message.contains("ERR_FAILED")
                        || message.contains("htmx:sendError")
                        || message.contains("htmx:afterRequest")
                        || message.contains("503");
    }

    private static Page late(Page page, Integer... millis) {
        page.evaluate(LATE, List.of(millis));
        page.evaluate("() => { window.before = true; }");
        return page;
    }

    private static void type(Page page, String text, int rhythm) {
        page.keyboard().type(text, new Keyboard.TypeOptions().setDelay(rhythm));
    }

    private static void into(Page page, String field, String text, int rhythm) {
        page.locator(field).focus();
        page.keyboard().press("Control+a");
        type(page, text, rhythm);
    }

    private void has(Page page, String rest) {
        assertThat(page).hasURL(site().address() + "/lessons/numpy?" + rest);
        assertEquals(true, page.evaluate("() => window.before"));
    }

    static Stream<Arguments> theTable() {
        return Stream.of(
                        List.of(80, 0),
                        List.of(150, 0),
                        List.of(300, 0),
                        List.of(80, 800),
                        List.of(20, 2500))
                .map(row -> Arguments.of(row.toArray()));
    }

    @ParameterizedTest
    @MethodSource("theTable")
    void theEndsOfTheIntervalAreAsTyped(int rhythm, int late) {
        Page page = late(open("/?lr=2e-6"), late);
        page.locator("#b-setup").click();
        into(page, "#f-min", "-2", rhythm);
        page.keyboard().press("Tab");
        type(page, "2.75", rhythm);
        assertThat(page.locator("#f-max")).hasValue("2.75");
        page.keyboard().press("Enter");
        has(page, "min=-2.0&max=2.75&lr=2e-06");
        assertThat(page.locator("#f-max")).hasValue("2.75");
        assertThat(page.locator("#f-max")).isFocused();
        assertThat(page.locator("#setup")).isVisible();
        assertThat(page.locator(".story")).containsText("between −2 and 2.75");
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "100, 800"})
    void whatIsTypedNextGoesWithWhatWasTypedBefore(int rhythm, int late) {
        Page page = late(open("/"), late);
        page.locator("#b-optimizer").click();
        into(page, "#f-momentum", "0.9", rhythm);
        page.keyboard().press("Tab");
        type(page, "0.25", rhythm);
        page.keyboard().press("Enter");
        has(page, "momentum=0.9&dampening=0.25");
        page.keyboard().press("Escape");
        page.locator("#b-setup").click();
        into(page, "#f-n", "500", rhythm);
        page.locator("#f-min").focus();
        page.keyboard().press("Control+a");
        type(page, "1.25", rhythm);
        page.keyboard().press("Enter");
        has(page, "min=1.25&n=500&momentum=0.9&dampening=0.25");
    }

    @Test
    void theCaretStaysInAFormulaThatIsBeingTyped() {
        Page page = late(open("/?target=f&f=sin(x)"), 700);
        page.locator("#b-setup").click();
        into(page, "#f-n", "500", 20);
        Locator f = page.locator("#f-f");
        f.focus();
        page.keyboard().press("End");
        type(page, "+x", 20);
        has(page, "target=f&f=sin%28x%29&n=500");
        type(page, "^2", 20);
        assertThat(f).hasValue("sin(x)+x^2");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*f=sin%28x%29.*x%5E2&n=500"));
    }

    @Test
    void aSyllableThatIsBeingComposedStays() {
        Page page = late(open("/?target=f&f=sin(x)"), 700);
        CDPSession keys = page.context().newCDPSession(page);
        page.locator("#b-setup").click();
        into(page, "#f-n", "500", 20);
        Locator f = page.locator("#f-f");
        f.focus();
        page.keyboard().press("End");
        for (String syllable : List.of("ㅎ", "하", "한")) {
            compose(keys, syllable);
        }
        has(page, "target=f&f=sin%28x%29&n=500"); // the answer has come, and it is still being
        // composed
        assertThat(f).hasValue("sin(x)한");
        JsonObject done = new JsonObject();
        done.addProperty("text", "한");
        keys.send("Input.insertText", done);
        type(page, "x", 20);
        assertThat(f).hasValue("sin(x)한x");
        assertEquals(8, f.evaluate("field => field.selectionStart"));
        assertThat(page).hasURL(Pattern.compile(".*f=sin%28x%29&n=500")); // nobody has sent it
    }

    private static void compose(CDPSession keys, String text) {
        JsonObject composed = new JsonObject();
        composed.addProperty("text", text);
        composed.addProperty("selectionStart", text.length());
        composed.addProperty("selectionEnd", text.length());
        keys.send("Input.imeSetComposition", composed);
    }

    /** A field, the button that opens its panel, what is typed, and how the address has it. */
    record Typed(String field, String opener, String text, String address) {
        boolean goesWith(Typed other) {
            return !field.equals(other.field);
        }
    }

    private static final List<Typed> FIELDS =
            List.of(
                    new Typed("#f-n", "#b-setup", "500", "n=500"),
                    new Typed("#f-min", "#b-setup", "-2.5", "min=-2.5"),
                    new Typed("#f-max", "#b-setup", "2.75", "max=2.75"),
                    new Typed("#f-noise", "#b-setup", "0.25", "noise=0.25"),
                    new Typed("#f-batch", "#b-setup", "40", "batch=40"),
                    new Typed("#f-degree", "#b-setup", "5", "degree=5"),
                    new Typed("#f-lr", "", "2.5e-8", "lr=2.5e-08"),
                    new Typed("#f-steps", "", "345", "steps=345"),
                    new Typed("#f-seed", "", "421", "seed=421"),
                    new Typed("#f-momentum", "#b-optimizer", "0.85", "momentum=0.85"),
                    new Typed("#f-dampening", "#b-optimizer", "0.25", "dampening=0.25"),
                    new Typed("#f-weight_decay", "#b-optimizer", "0.125", "weight_decay=0.125"));

    /**
     * Pairs of fields with a rhythm and answers that are late, each as often as the others, by
     * chance but always the same.
     */
    static Stream<Arguments> pairs() {
        List<Typed> first = new ArrayList<>(FIELDS);
        List<Typed> second = new ArrayList<>(FIELDS);
        Random chance = new Random(17);
        Collections.shuffle(first, chance);
        do {
            Collections.shuffle(second, chance);
        } while (IntStream.range(0, first.size())
                .anyMatch(i -> !first.get(i).goesWith(second.get(i))));
        return IntStream.range(0, first.size())
                .mapToObj(
                        i ->
                                Arguments.of(
                                        first.get(i),
                                        second.get(i),
                                        RHYTHMS.get(i % RHYTHMS.size()),
                                        LATES.get(i % LATES.size())));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void twoFieldsAreAsTyped(Typed one, Typed other, int rhythm, int late) {
        Page page = late(open("/?lr=1e-8"), late);
        for (Typed typed : List.of(one, other)) {
            Locator field = page.locator(typed.field());
            if (!field.isVisible()) {
                page.locator(typed.opener()).click();
            }
            into(page, typed.field(), typed.text(), rhythm);
        }
        page.keyboard().press("Enter");
        for (Typed typed : List.of(one, other)) {
            assertThat(page)
                    .hasURL(
                            Pattern.compile(
                                    ".*[?&]" + typed.address().replace(".", "\\.") + "(&.*)?"));
            String written = typed.text().replaceFirst("^-", "−"); // as the page writes numbers
            assertThat(page.locator(typed.field())).hasValue(written);
        }
        assertEquals(true, page.evaluate("() => window.before"));
    }

    @Test
    void answersThatComeInAnotherOrderDoNotCount() {
        Page page = late(open("/"), 2500, 0);
        List<String> came = new ArrayList<>();
        page.onRequestFinished(request -> came.add(request.url()));
        page.locator("#b-setup").click();
        into(page, "#f-n", "300", 20);
        page.keyboard().press("Enter");
        into(page, "#f-n", "400", 20);
        page.keyboard().press("Enter");
        has(page, "n=400");
        page.waitForCondition(() -> came.stream().anyMatch(url -> url.contains("n=300")));
        settle(page);
        has(page, "n=400");
        assertThat(page.locator("#f-n")).hasValue("400");
        assertThat(page.locator(".story")).containsText("400");
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainWithTheNewestWish() {
        Page page = late(open("/"), 0);
        page.route("**/lessons/numpy?*", Route::abort, new Page.RouteOptions().setTimes(2));
        page.locator("#b-setup").click();
        into(page, "#f-min", "-2", 20);
        page.keyboard().press("Tab");
        type(page, "2.75", 80);
        page.keyboard().press("Enter");
        has(page, "min=-2.0&max=2.75");
    }

    @Test
    void whatIsHalfTypedIsSentByNobody() {
        Page page = late(open("/"), 0);
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.locator("#b-setup").click();
        into(page, "#f-max", "2", 20); // on the way to 2.75
        page.evaluate(
                "() => { const field = document.querySelector('#f-reduction');"
                        + " field.value = 'mean';"
                        + " field.dispatchEvent(new Event('change', { bubbles: true })); }");
        has(page, "reduction=mean");
        assertThat(page.locator("#f-max")).hasValue("2");
        assertTrue(asked.stream().noneMatch(url -> url.contains("max=2&")), asked.toString());
        type(page, ".75", 20);
        page.keyboard().press("Enter");
        has(page, "max=2.75&reduction=mean");
    }

    @Test
    void whatIsTypedOnTheWayToAnotherRunIsOfThatRun() {
        Page page = late(open("/"), 1200, 0);
        page.locator("#b-presets").click();
        Locator preset =
                page.locator("#presets a[data-preset][href^='/lessons/numpy?'][href*='lr=']")
                        .first();
        String there = (String) preset.evaluate("link => link.search");
        preset.click();
        into(page, "#f-steps", "345", 20);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*[?&]steps=345.*"));
        String lr =
                Pattern.compile("lr=[^&]*")
                        .matcher(there)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group();
        assertTrue(page.url().contains(lr), page.url() + " " + there);
        page.goBack();
        assertThat(page).hasURL(Pattern.compile(".*[?]" + there.substring(1).replace(".", "\\.")));
        assertThat(page.locator("#f-steps")).hasValue("1000");
        assertEquals(true, page.evaluate("() => window.before"));
    }

    @Test
    void twoOptionsChangedInMidRunAreBothTweaks() {
        Page page = late(open("/lessons/optim?steps=300&at=100"), 800);
        reads(page.locator(".scrub [data-v=step]"), "100");
        page.locator("#b-optimizer").click();
        into(page, "#f-alpha", "0.5", 20);
        page.keyboard().press("Tab");
        into(page, "#f-eps", "1e-6", 20);
        page.keyboard().press("Enter");
        assertThat(page)
                .hasURL(
                        Pattern.compile(
                                ".*tweak=100:(alpha=0.5&tweak=100:eps=1e-06|eps=1e-06&tweak=100:alpha=0.5)"));
    }
}
