package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another run is laid over the page that is there: it is as if it had been opened anew, and nothing
 * the reader has in hand is lost.
 */
class RenewalIT extends WithBrowser {
    /**
     * All that depends on the run, with attributes and classes in order, without what only time
     * decides.
     */
    private static final String PARTS =
            """
            () => {
              const clean = (live) => {
                const copy = live.cloneNode(true);
                for (const each of copy.querySelectorAll('canvas, [data-loss-table] tbody, [data-optimum], #calm, [data-three-step], [data-graph-step]')) each.textContent = '';
                for (const each of [copy, ...copy.querySelectorAll('*')]) {
                  const classes = (each.getAttribute('class') ?? '').split(/\\s+/).filter(Boolean).sort().join(' ');
                  const kept = [...each.attributes].map(({ name, value }) => [name, name === 'class' ? classes : value])
                    .filter(([name, value]) => !['style', 'hx-swap-oob', 'data-parts', 'data-set', 'data-watched', 'width', 'height', 'aria-valuetext'].includes(name)
                      && !(name === 'class' && value === '') && !(each.id === 'calm' && name === 'value'))
                    .sort(([one], [other]) => (one < other ? -1 : 1));
                  for (const { name } of [...each.attributes]) each.removeAttribute(name);
                  for (const [name, value] of kept) each.setAttribute(name, value);
                }
                return copy.outerHTML.replace(/\\s+/g, ' ').replace(/> </g, '><');
              };
              const parts = {};
              for (const id of ['strip', 'own', 'story', 'panel', 'derive', 'tape', 'code', 'log', 'words', 'recipe']) {
                const live = document.getElementById(id);
                parts[id] = live ? clean(live) : '';
              }
              parts.values = [...document.getElementById('recipe').elements].filter(({ tagName }) => tagName !== 'BUTTON')
                .map((field) => `${field.id || field.name} = ${field.type === 'checkbox' ? field.checked : field.value}`).join('\\n');
              parts.title = document.title;
              return parts;
            }
            """;

    private static final String COMES =
            "() => { const field = document.getElementById('recipe'); return"
                    + " document.querySelectorAll('.derive [data-tex]:not([data-set])').length === 0 &&"
                    + " ![...document.querySelectorAll('.derive [data-magnitude], .derive"
                    + " [data-one-fit]')].some(({ textContent }) => textContent === '') &&"
                    + " document.querySelector('.derive [data-gradient]').textContent !== '…'; }";

    private static Map<String, String> parts(Page page) {
        page.waitForFunction(COMES);
        settle(page);
        @SuppressWarnings("unchecked") // the script makes it so
        Map<String, String> parts = (Map<String, String>) page.evaluate(PARTS);
        return parts;
    }

    private static void choose(Page page, String field, String value) {
        renews(
                page,
                () ->
                        page.evaluate(
                                "([id, value]) => { const field = document.getElementById(id);"
                                        + " field.value = value; field.dispatchEvent(new"
                                        + " Event('change', { bubbles: true })); }",
                                List.of(field, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numpy | f-degree=5 f-target=tanh f-basis=legendre f-reduction=mean f-batch=40"
                        + " f-model=dynamic",
                "numpy | f-optimizer=adam f-target=points f-target=cos f-model=legendre3"
                        + " f-model=polynomial f-degree=1",
                "function | f-n=50 f-optimizer=adam f-model=polynomial f-model=legendre3",
                "nn | f-degree=2 f-target=step",
                "autograd | f-degree=2 f-target=sin",
                "dynamic | f-momentum=0.5 f-n=40"
            })
    void itIsAsIfOpenedAnew(String lesson, String changes) {
        Page page = open("/lessons/" + lesson + "?steps=200&lang=en");
        for (String change : changes.strip().split(" ")) {
            choose(page, change.replaceAll("=.*", ""), change.replaceAll(".*=", ""));
            Page fresh = open(page.url().substring(site().address().length()));
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> {
                                Map<String, String> here = parts(page);
                                parts(fresh)
                                        .forEach(
                                                (part, text) ->
                                                        assertEquals(
                                                                text,
                                                                here.get(part),
                                                                change + ": " + part));
                            });
            fresh.close();
        }
    }

    @Test
    void whatIsMarkedReadOpenAndFocusedStays() {
        Page page = open("/lessons/function?lang=en&steps=200");
        page.locator(".as-table summary").click();
        page.evaluate("() => document.querySelector('#h-graph').scrollIntoView()");
        page.evaluate(
                "() => { const words = document.querySelector('.graph-box .say').firstChild;"
                        + " getSelection().setBaseAndExtent(words, 3, words, 20);"
                        + " document.querySelector('.as-table summary').focus({ preventScroll: true });"
                        + " }");
        settle(page);
        Object marked = page.evaluate("() => String(getSelection())");
        String place =
                "() => Math.round(document.querySelector('#h-graph').getBoundingClientRect().top)";
        int before = ((Number) page.evaluate(place)).intValue();
        choose(page, "f-optimizer", "adam"); // more is said above than before
        settle(page);
        settle(page);
        assertThat(page.locator(".derive [data-update].laws")).hasCount(1);
        assertEquals(marked, page.evaluate("() => String(getSelection())"));
        assertEquals(true, page.evaluate("() => document.querySelector('.as-table').open"));
        assertThat(page.locator(".as-table summary")).isFocused();
        page.waitForFunction("before => Math.abs((" + place + ")() - before) <= 2", before);
    }

    /** Scrolled to by hand: no address names it, so nothing but the browser holds it. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void whatIsReadStaysWhileTrainingMakesMoreOfThePage(int width) {
        View view = width == 360 ? View.WIDE.phone() : View.WIDE;
        Page page = open("/?steps=400&lang=en", view);
        String place = "document.querySelector('[data-missions]').getBoundingClientRect().top";
        // Parts above that come late push it away as long as it is empty.
        page.waitForFunction(
                "() => { scrollBy(0, "
                        + place
                        + " - 100); return [...document.querySelectorAll('.labs')].every("
                        + "({ clientHeight }) => clientHeight > 100) && Math.abs("
                        + place
                        + " - 100) < 1; }");
        Object high = page.evaluate("() => document.documentElement.scrollHeight");
        page.evaluate("() => document.querySelector('.transport [data-act=play]').click()");
        assertThat(page.locator("[data-result]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        page.waitForFunction("high => document.documentElement.scrollHeight > high", high);
        page.waitForFunction("() => Math.abs(" + place + " - 100) <= 2");
    }

    @Test
    void fiftyRunsLeaveNothingBehind() {
        Page page = open("/?steps=200&lang=en");
        CDPSession session = page.context().newCDPSession(page);
        JsonObject early = null;
        for (int i = 0; i < 50; i++) {
            choose(page, "f-degree", i % 2 == 0 ? "5" : "3");
            if (i == 9) {
                early = counted(session, page);
            }
        }
        JsonObject late = counted(session, page);
        for (String kind : List.of("nodes", "jsEventListeners")) {
            int one = early.get(kind).getAsInt();
            int other = late.get(kind).getAsInt();
            assertTrue(other <= one * 1.02 + 20, kind + ": " + one + " " + other);
        }
    }

    private static JsonObject counted(CDPSession session, Page page) {
        settle(page);
        session.send("HeapProfiler.collectGarbage");
        return session.send("Memory.getDOMCounters");
    }

    @Test
    void onlyWhatDiffersIsSent() {
        Page page = open("/?steps=200&lang=en");
        Response rate = answer(page, "f-lr", "2e-6");
        assertTrue(rate.text().contains("id=\"code\""));
        for (String part : List.of("panel", "words", "log", "strip")) {
            assertTrue(!rate.text().contains("<section class=\"" + part), part);
        }
        assertTrue(!rate.text().contains("id=\"words\"") && !rate.text().contains("id=\"derive\""));
        assertTrue(answer(page, "f-degree", "5").text().contains("id=\"derive\""));
    }

    private static Response answer(Page page, String field, String value) {
        return page.waitForResponse(
                answer -> answer.request().headers().containsKey("sinefit-parts"),
                () -> choose(page, field, value));
    }
}
