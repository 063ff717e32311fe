package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a run ended before its time, as the page tells it. */
class EndingsIT extends WithBrowser {
    private static final String NO_EPS =
            "points=-1:-1,0:0,1:1&init=0,0,0,0&optimizer=adam&eps=0&lr=1e-3&steps=100";

    private static Locator notice(Page page) {
        return page.locator("[data-notice]");
    }

    private static Page trained(Page page) {
        page.locator("[data-act=play]").click();
        assertThat(notice(page)).not().isEmpty();
        return page;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lessons/optim?" + NO_EPS + " | divided by zero | ε = 0 adds nothing",
                "/lessons/optim?centered=true&alpha=0.5&lr=1e-12&steps=400 | negative | centered",
                "/lessons/optim?alpha=1.5&lr=1e-3&steps=40 | negative number | α = 1.5",
                "/lessons/function?lr=1e-2&steps=100 | outgrow | 32 bits end at 3.4×10³⁸",
                "/?bug=sign&lr=1e-5&steps=1000 | outgrow | There is a mistake",
                "/?lr=3.5e-6&tweak=5:lr=1e-3 | outgrow | At a rate of 0.001"
            })
    void whatIsToBlameIsNamedAndARateOnlyWhereItIs(String path, String title, String why) {
        Page page = trained(open(path + "&speed=max"));
        assertThat(notice(page).locator("b")).containsText(title);
        assertThat(notice(page).locator(".how")).containsText(why);
        boolean rate = notice(page).textContent().contains("At a rate of");
        assertEquals(why.startsWith("At a rate"), rate);
    }

    /** A race and a comparison say the same of other runs. */
    @Test
    void whereRunsAreSetSideBySideTheReasonIsTheSame() {
        Page page = open("/lessons/optim?" + NO_EPS + "&pin=" + NO_EPS.replace('&', ';'));
        assertThat(page.locator(".compare-table [data-row=outcome] td").last())
                .hasText("divides by zero after step 0");
        assertThat(page.locator(".compare-notes [data-off]")).hasCount(0);
        page.locator("[data-labs]").scrollIntoViewIfNeeded();
        Locator race = page.locator(".lab.race");
        race.locator("[data-go]").click();
        assertThat(race.locator("[data-runner=adam] [data-end]"))
                .hasText("divides by zero at step 1");
        assertThat(race.locator("[data-runner=adam] [data-near]")).hasText("–");
        assertThat(race.locator("[data-said]")).containsText("Lowest in the end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpha=1.5&lr=1e-3&lang=en | needs the root of a negative number",
                "alpha=1.5&lr=1e-3&lang=ko | 음수의 제곱근"
            })
    void aMissionSaysTheSame(String run, String why) {
        JsonNode answer = site().json("/missions/finer-flips/check?" + run);
        assertFalse(answer.get("solved").asBoolean());
        String found = answer.get("found").asText();
        assertTrue(found.contains(why), found);
    }

    @Test
    void aPageWithoutScriptsAndAPictureSayTheSame() {
        String picture = site().get("/chart.svg?kind=loss&lang=en&lesson=optim&" + NO_EPS).body();
        assertTrue(picture.contains("divides by zero"), picture);
        String plain = site().get("/lessons/optim?lang=en&" + NO_EPS).body();
        assertTrue(plain.contains("ε\u00a0=\u00a00 adds nothing"));
        assertFalse(plain.contains("At a rate of 0.001"));
        assertEquals(
                "division",
                site().json("/trace.json?lesson=optim&" + NO_EPS).at("/reason/kind").asText());
    }
}
