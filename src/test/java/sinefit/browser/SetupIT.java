package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.number.Figures;

/** The problem, its basis and the momentum, chosen on the page. */
class SetupIT extends WithBrowser {
    private static void type(Page page, String field, String value) {
        page.locator(field).fill(value);
        page.locator(field).press("Enter");
    }

    private String address(String query) {
        return site().address() + "/lessons/numpy?" + query;
    }

    @Test
    void hintsAndErrorsAreReadWithTheirFields() {
        Page page = open("/?momentum=0.5&lang=en");
        page.locator("#b-setup").click();
        type(page, "#f-degree", "-1");
        assertThat(page.locator("#e-degree")).isVisible();
        assertThat(page.locator("#f-reduction"))
                .hasAccessibleDescription(page.locator("#h-reduction").textContent());
        assertThat(page.locator("#f-degree"))
                .hasAccessibleDescription(
                        page.locator("#h-degree").textContent()
                                + " "
                                + page.locator("#e-degree").textContent());
        assertThat(page.locator("#f-n")).hasAccessibleDescription("");
        page.locator("#setup .close").click();
        page.locator("#b-optimizer").click();
        for (String field : List.of("optimizer", "momentum")) {
            assertThat(page.locator("#f-" + field))
                    .hasAccessibleDescription(page.locator("#h-" + field).textContent());
        }
    }

    @Test
    void anotherTargetIsInTheAddressTheTextAndTheChart() {
        Page page = open("/?steps=300&lang=en");
        page.locator("#b-setup").click();
        page.locator("#f-target").focus();
        renews(page, () -> page.locator("#f-target").selectOption("tanh"));
        assertThat(page).hasURL(address("target=tanh&steps=300&lang=en"));
        assertThat(page.locator(".story")).containsText("tanh x");
        assertThat(page.locator("#setup")).isVisible();
        assertThat(page.locator("#f-target")).isFocused();
        type(page, "#f-max", "2");
        assertThat(page).hasURL(address("target=tanh&max=2.0&steps=300&lang=en"));
        assertThat(page.locator(".story")).containsText("between −π and 2");
        assertThat(page.locator("#setup")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#setup")).isHidden();
        assertThat(page.locator("#b-setup")).containsText("cubic, tanh x");
        assertThat(page.locator("[data-fit]"))
                .hasAttribute("aria-label", Pattern.compile("tanh x"));
        page.goBack();
        assertThat(page.locator(".story")).containsText("between −π and π");
        assertThat(page.locator("[data-fit]"))
                .hasAttribute("aria-label", Pattern.compile("tanh x"));
        page.goBack();
        assertThat(page.locator("#b-setup")).containsText("cubic, sin x");
        assertThat(page.locator(".story")).containsText("sin x");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void whatIsRefusedIsSaidInTheOpenPanelAndMended(int width) {
        Page page = open("/", new View(width, 800, "en-US", View.WIDE.colours()));
        if (width < 1100) {
            page.locator("[data-drawer-open]").click();
        }
        page.locator("#b-setup").click();
        type(page, "#f-n", "1");
        assertThat(page.locator("#e-n")).containsText("from 2 to 20000");
        assertThat(page.locator("#f-n")).hasValue("1");
        assertThat(page.locator("#f-n")).isFocused();
        assertThat(page.locator("#b-setup + .err")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#setup")).isHidden();
        page.locator("#b-setup").click();
        type(page, "#f-n", "50");
        assertThat(page).hasURL(address("n=50"));
        assertThat(page.locator("#b-setup + .err")).hasCount(0);
    }

    @Test
    void anotherDegreeCutsOrPadsAStartThatWasTyped() {
        Page page = open("/?init=1,2,3,4&lr=1e-9");
        page.locator("#b-setup").click();
        renews(page, () -> type(page, "#f-degree", "5"));
        assertThat(page).hasURL(address("degree=5&init=1.0,2.0,3.0,4.0,0.0,0.0&lr=1e-09"));
        assertThat(page.locator(".strip [data-theta]")).hasCount(6);
        renews(page, () -> type(page, "#f-degree", "1"));
        assertThat(page).hasURL(address("degree=1&init=1.0,2.0&lr=1e-09"));
        assertThat(page.locator("#b-setup")).containsText("line, sin x");
    }

    @Test
    void anotherBasisIsInFormulaAndCode() {
        Page page = open("/?lr=4e-4&basis=scaled");
        assertThat(page.locator("[data-forward]")).containsText("z");
        page.locator("#b-setup").click();
        renews(page, () -> page.locator("#f-basis").selectOption("legendre"));
        assertThat(page).hasURL(address("basis=legendre&lr=0.0004"));
        assertThat(page.locator("[data-forward]")).containsText("P1(z)");
        assertThat(page.locator(".derive")).containsText("x/π");
        assertThat(page.locator(".src[data-panel=numpy]"))
                .containsText("p2 = (3 * z * p1 - 1) / 2");
        assertThat(page.locator("#setup")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#setup")).isHidden();
        speed(page, "max");
        trainToTheEnd(page);
        assertThat(page.locator("[data-result]")).containsText("P3(z)");
        assertThat(page.locator(".strip [data-v=loss]")).hasText("8.82");
        page.locator("#b-setup").click();
        renews(page, () -> page.locator("#f-reduction").selectOption("mean"));
        assertThat(page).hasURL(address("basis=legendre&reduction=mean&lr=0.0004"));
        assertThat(page.locator(".rows.gradient .m").first()).containsText("n");
    }

    @Test
    void withMomentumAStepIsTheVelocitysAndNoWrongProductIsShown() {
        Page page = open("/?momentum=0.9&lr=2e-7&steps=200&at=50");
        Locator next = page.locator("[data-line=new] .cb span");
        Locator way = page.locator("[data-line=change] .cb span");
        assertThat(page.locator("[data-rule]:not([hidden]) [data-constant=momentum]"))
                .hasText("0.9");
        reads(page.locator(".scrub [data-v=step]"), "50");
        button(page, "forward").click();
        button(page, "forward").click();
        button(page, "back").click();
        reads(page.locator(".scrub [data-v=step]"), "51");
        JsonNode update =
                site().json("/step.json?momentum=0.9&lr=2e-7&steps=200&at=51").at("/phases/update");
        double moved = 2e-7 * update.at("/velocity/1").asDouble();
        assertThat(way).hasText(Figures.significant(moved));
        double after = update.at("/coefficients/1").asDouble();
        assertThat(next).hasText(String.format("%.6f", after).replace('-', '\u2212'));
    }

    @Test
    void withMomentumTheNextCoefficientsComeAlong() {
        String query = "momentum=0.9&lr=2e-7&steps=100000";
        Page page = open("/?at=60000&" + query);
        reads(page.locator(".scrub [data-v=step]"), "60\u2009000");
        JsonNode step = site().json("/step.json?at=60000&" + query);
        double next = step.at("/phases/update/coefficients/1").asDouble();
        assertThat(page.locator("[data-line=new] .cb span")).hasText(fixed(next, 6));
        assertThat(page.locator("[data-line=change] .cb span")).not().hasText("…");
        double velocity = step.at("/phases/update/state/momentum_buffer/1").asDouble();
        assertThat(page.locator("[data-line=momentum_buffer] .cb span"))
                .hasText(
                        java.text.Normalizer.normalize(
                                Figures.significant(velocity),
                                java.text.Normalizer.Form.NFKC)); // raised digits are <sup>
    }

    @Test
    void aRateChangedInMidRunKeepsTheMomentumChangedBefore() {
        Page page = open("/?steps=300&tweak=50:momentum=0.5&tweak=200:momentum=0");
        page.locator("#scrub").fill("100");
        reads(page.locator(".scrub [data-v=step]"), "100");
        assertThat(page.locator("[data-limit]")).hasText("5.336e-6");
        type(page, "#f-lr", "5e-6");
        assertThat(page).hasURL(address("steps=300&tweak=50:momentum=0.5&tweak=100:lr=5e-06"));
        reads(page.locator(".scrub [data-v=step]"), "100");
        type(page, "#f-steps", "400");
        assertThat(page).hasURL(address("steps=400&tweak=50:momentum=0.5&tweak=100:lr=5e-06"));
        speed(page, "max");
        trainToTheEnd(page);
        assertEquals(
                List.of("99", "199", "299", "399"),
                page.locator("[data-log-rows] td:nth-child(1)").allTextContents());
    }

    @Test
    void aMomentumThatNeverFadesIsTold() {
        Page page = open("/?momentum=1.5&lr=1e-7");
        assertThat(page.locator("[data-relative]")).hasText("");
        speed(page, "max");
        button(page, "play").click();
        assertThat(page.locator("[data-notice]")).containsText("momentum of 1.5");
        assertThat(page.locator("[data-notice] .btn:not(.close)")).hasCount(0);
    }
}
