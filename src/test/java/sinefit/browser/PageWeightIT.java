package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a first visit takes over the wire, heads of the answers included. */
class PageWeightIT extends WithBrowser {
    private static final int ALL = 332_000;

    /** Bytes that each kind may take. */
    private static final Map<String, Integer> BUDGET =
            Map.of(
                    "Document", 37_000,
                    "Script", 233_000,
                    "Stylesheet", 23_500,
                    "Font", 12_000,
                    "Fetch", 32_000,
                    "Other", 2_000);

    /** What comes only as the reader comes to the lesson's end. */
    private static final List<String> LABS =
            List.of(
                    "/missions/numpy",
                    "/css/missions.css",
                    "/js/missions.js",
                    "/js/progress.js",
                    "/labs/numpy",
                    "/css/labs.css",
                    "/take/numpy",
                    "/css/take.css",
                    "/js/take.js",
                    "/js/picture.js",
                    "/js/part.js",
                    "/js/labs.js",
                    "/js/buglab.js",
                    "/js/lockstep.js",
                    "/js/race.js",
                    "/js/lanes.js",
                    "/js/labwire.js",
                    "/js/losslines.js",
                    "/js/mistakes.js");

    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, Integer> bytes = new HashMap<>();

    private void count(JsonObject finished) {
        String kind = kinds.getOrDefault(finished.get("requestId").getAsString(), "Other");
        bytes.merge(kind, (int) finished.get("encodedDataLength").getAsDouble(), Integer::sum);
    }

    /**
     * The picture opened first is no page: Chromium brings its style along and asks for an icon.
     */
    @Override
    Predicate<String> forgiven() {
        return message -> message.contains("inline style") || message.contains("404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void aFirstVisitKeepsToItsBudget(String language) {
        kinds.clear();
        bytes.clear();
        Page page = open("/img/favicon.svg");
        CDPSession session = page.context().newCDPSession(page);
        session.on(
                "Network.responseReceived",
                event ->
                        kinds.put(
                                event.get("requestId").getAsString(),
                                event.get("type").getAsString()));
        session.on("Network.loadingFinished", this::count);
        session.send("Network.enable");
        page.navigate(site().address() + "/?lang=" + language);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertTrue(bytes.containsKey("Font") && bytes.containsKey("Fetch"), bytes.toString());
        bytes.forEach(
                (kind, size) ->
                        assertTrue(size <= BUDGET.getOrDefault(kind, 0), kind + " in " + bytes));
        int all = bytes.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(all < ALL, all + " in " + bytes);
    }

    @Test
    void nothingIsLoadedAfterwardsButTheStream() {
        Page page = open("/");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
        page.locator("[data-act=play]").click();
        for (String tab : List.of("coefficients", "landscape", "modes", "samples", "loss")) {
            page.locator("#tab-" + tab).click();
        }
        page.locator(".derive").scrollIntoViewIfNeeded();
        page.locator("#code").scrollIntoViewIfNeeded();
        page.locator("[data-speed] input[value=max]").check();
        assertThat(page.locator("[data-act=play]")).containsText("Again");
        asked.removeIf("/img/favicon.svg"::equals); // Chromium's own wish, with every new address
        asked.removeIf("/train"::equals);
        asked.removeAll(LABS); // what stands behind the lesson's end has come near
        assertEquals(List.of(), asked);
    }
}
