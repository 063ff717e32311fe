package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Race, lock-step and bug lab: they come as the reader does, and say what the server says. */
class LabsIT extends WithBrowser {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    static Stream<View> views() {
        return LookIT.opposites();
    }

    /** Goes down to a lab, which is asked for on the way. */
    private static Locator lab(Page page, String name) {
        page.locator("[data-labs]").scrollIntoViewIfNeeded();
        Locator lab = page.locator(".lab." + name);
        lab.waitFor();
        lab.scrollIntoViewIfNeeded();
        return lab;
    }

    private static Locator raced(Page page) {
        Locator race = lab(page, "race");
        // The rate of plain descent is the problem's best one, and comes from the server.
        assertThat(race.locator("[data-runner=sgd] [type=text]"))
                .not()
                .hasValue("0.001", new LocatorAssertions.HasValueOptions().setTimeout(60_000));
        race.locator("[data-go]").click();
        assertThat(race.locator("[data-said]")).containsText(Pattern.compile("1 ?%"), PATIENTLY);
        return race;
    }

    private JsonNode trace(Locator row) {
        String href = row.locator("[data-open]").getAttribute("href");
        String query = URI.create(href).getRawQuery();
        return site().json("/trace.json?lesson=optim&" + query);
    }

    @Test
    void everyRunnerRunsItsOwnRunAndTheLowestIsNamed() {
        Page page = open("/lessons/optim?steps=300");
        Locator race = raced(page);
        List<Locator> rows = race.locator("[data-runner]").all();
        assertEquals(8, rows.size());
        String winner = "";
        double lowest = Double.MAX_VALUE;
        for (Locator row : rows) {
            JsonNode trace = trace(row);
            assertEquals("finished", trace.get("outcome").asText());
            double end = trace.at("/final/loss").asDouble();
            String digits = row.locator("[data-end]").textContent().replaceAll("[^0-9.]", "");
            String query = trace.get("query").asText();
            assertEquals(end, Double.parseDouble(digits), 0.006 + end * 1e-5, query);
            if (end < lowest) {
                lowest = end;
                winner = row.getAttribute("data-name");
            }
        }
        assertThat(race.locator("[data-said]")).containsText("Lowest in the end: " + winner);
        assertThat(race.locator(".won").first()).containsText(winner);
        // The lesson's own optimizer is the run on the page.
        assertThat(race.locator("[data-runner=rmsprop] [data-yours]")).isVisible();
        assertEquals(
                "lesson=optim&steps=300",
                trace(race.locator("[data-runner=rmsprop]")).get("query").asText());
        assertEquals(
                9, // and the floor
                page.evaluate(
                        "Chart.getChart(document.querySelector('.race canvas')).data.datasets.length"));
    }

    @Test
    void aRateThatIsRefusedSaysSoAndTheOthersRun() {
        Page page = open("/lessons/optim?steps=100");
        Locator race = lab(page, "race");
        for (String kind : List.of("adagrad", "rmsprop", "adamw", "adadelta", "nadam", "rprop")) {
            race.locator("[data-runner=" + kind + "] [type=checkbox]").uncheck();
        }
        race.locator("[data-runner=adam] [type=text]").fill("-1");
        race.locator("[data-go]").click();
        assertThat(race.locator("[data-said]")).containsText("Lowest in the end: SGD", PATIENTLY);
        assertThat(race.locator("[data-runner=adam] [data-end]")).containsText("above 0");
        assertThat(race.locator("[data-runner=rprop] [data-end]")).isEmpty();
        race.locator("[data-runner=adam] [type=text]").fill("0.5");
        race.locator("[data-runner=adam] [type=text]").press("Enter");
        assertThat(race.locator("[data-runner=adam] [data-end]"))
                .hasText(Pattern.compile("[0-9.]+"));
    }

    @Override
    java.util.function.Predicate<String> forgiven() {
        return message -> message.contains("422"); // a refused rate, and Chromium says so
    }

    @Test
    void lockStepIsOfTheStepShown() {
        Page page = open("/?steps=300&at=120");
        Locator lock = lab(page, "lock");
        assertThat(lock.locator("[data-at]")).hasText("at step 120");
        compare(lock, site().json("/lockstep.json?steps=300&at=120"));
        button(page, "forward").click();
        assertThat(lock.locator("[data-at]")).hasText("at step 121");
        compare(lock, site().json("/lockstep.json?steps=300&at=121"));
    }

    private static void compare(Locator lock, JsonNode answer) {
        List<Locator> rows = lock.locator(".rungs > li").all();
        assertEquals(answer.get("rows").size(), rows.size());
        assertEquals("float64", rows.get(0).locator("small").textContent());
        JsonNode second = answer.at("/rows/1");
        String shown = rows.get(1).locator(".cs").textContent();
        for (JsonNode coefficient : second.get("coefficients")) {
            assertTrue(shown.contains(fixed(coefficient.asDouble(), 9)), shown);
        }
        // What differs is what differs.
        String letter = second.get("coefficient").asText();
        assertFalse(rows.get(1).locator(".cs .c" + letter + " b").textContent().isEmpty());
        assertThat(rows.get(1).locator(".badge")).containsText("Δ" + letter + " = ");
        assertThat(rows.get(1)).containsText("24 bits, not 53");
        for (Locator same : rows.subList(2, rows.size())) {
            assertThat(same).containsText("The same bits as Tensors");
        }
    }

    @Test
    void aMistakeIsDrawnHiddenAndFound() {
        Page page = open("/?steps=200");
        Locator bug = lab(page, "bug");
        bug.locator("[data-draw]").click();
        assertThat(page).hasURL(Pattern.compile(".*[?&]bug=\\d{3,4}\\b.*#bug-lab"));
        assertThat(bug.locator("[data-check]")).isVisible();
        assertThat(page.locator("#code .code")).isHidden();
        assertThat(page.locator(".bug-closed")).isVisible();
        String kind = (String) page.evaluate("JSON.parse(recipe.dataset.run).bug");
        // Other settings do not tell what it is.
        page.locator("#f-steps").fill("250");
        page.locator("#f-steps").press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*steps=250&bug=\\d{3,4}\\b.*"));
        assertThat(page.locator("#code .code")).isHidden();
        List<String> wrong = new ArrayList<>(List.of("zero_grad", "sign", "mean", "powers"));
        assertTrue(wrong.remove(kind));
        bug.locator("[value=" + wrong.get(0) + "]").check();
        bug.locator("[data-check]").click();
        assertThat(bug.locator("[data-verdict]")).containsText("No, it is another one");
        assertThat(page.locator("#code .code")).isHidden();
        bug.locator("[value=" + kind + "]").check();
        bug.locator("[data-check]").click();
        assertThat(bug.locator("[data-verdict]")).containsText("That is it");
        assertThat(page.locator("#code .code")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*bug=" + kind + ".*"));
        assertThat(bug.locator("pre").first()).isVisible();
        bug.locator("[data-repair]").click();
        assertThat(page).hasURL(Pattern.compile(".*steps=250(?!.*bug).*"));
    }

    @ParameterizedTest
    @CsvSource({
        "/?bug=zero_grad, grad_a = grad_a +, still goes down to",
        "/?bug=sign, (y - y_pred), Here it grows from",
        "/lessons/tensors?bug=mean, .mean(), 2000 times smaller",
        "/?bug=powers, grad_b = grad_y_pred.sum(), for both",
        "/lessons/function?bug=p3, return grad_output * 1.5 * 5 * z ** 2, without the mistake it ends",
        "/lessons/nn?bug=zero_grad&lr=1e-7, model.zero_grad, still goes down to",
    })
    void aMistakeIsExplainedByTheRunAndByItsLine(String path, String line, String seen) {
        Page page = open(path);
        Locator bug = page.locator(".bug");
        assertThat(bug.locator("[data-verdict]")).containsText(seen, PATIENTLY);
        assertThat(bug.locator("pre").first()).containsText(line);
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseThem(View view) {
        Page page = open("/lessons/optim?steps=100&bug=100", view);
        assertThat(page.locator(".bug [data-check]")).isVisible();
        raced(page);
        assertThat(lab(page, "lock").locator(".rungs li").first()).isVisible();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
        page.locator("[data-reveal]").click();
        assertThat(page.locator(".verdict pre").first()).isVisible();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
    }
}
