package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers with their options, a target of one's own, and what goes along to another lesson. */
class SettingsIT extends WithBrowser {
    private static final String SKETCH =
            "() => Chart.getChart(document.querySelector('[data-fit]')).data.datasets[6].data";

    private String lesson(String rest) {
        return site().address() + "/lessons/" + rest;
    }

    private static void type(Page page, String field, String value) {
        page.locator(field).fill(value);
        page.locator(field).press("Enter");
    }

    /** Chooses, and waits until it has been taken, with the panel still open. */
    private static void choose(Page page, String field, String value, String popover) {
        renews(page, () -> page.locator(field).selectOption(value));
        assertThat(page).hasURL(Pattern.compile(".*=" + value + ".*"));
        assertThat(page.locator(popover)).isVisible();
    }

    @Test
    void anotherOptimizerBringsItsOptionsAndItsRate() {
        Page page = open("/?momentum=0.9&lr=2e-7&steps=300");
        page.locator("#b-optimizer").click();
        assertThat(page.locator("#f-momentum")).hasValue("0.9");
        choose(page, "#f-optimizer", "adam", "#optimizer");
        assertThat(page).hasURL(lesson("numpy?optimizer=adam&lr=0.001&steps=300"));
        assertThat(page.locator("#f-momentum")).hasCount(0);
        assertThat(page.locator("#f-beta1")).hasAttribute("placeholder", "0.9");
        assertThat(page.locator("#f-lr")).hasValue("0.001");
        assertThat(page.locator(".bands .usual")).containsText("0.001");
        assertThat(page.locator(".src[data-panel=torch]")).containsText("Adam");
        type(page, "#f-beta1", "1");
        assertThat(page.locator("#e-beta1")).containsText("from 0 to below 1");
        assertThat(page.locator("#b-optimizer")).hasClass(Pattern.compile(".*refused.*"));
        assertThat(page).hasURL(lesson("numpy?optimizer=adam&lr=0.001&steps=300"));
        type(page, "#f-beta1", "0.8");
        assertThat(page).hasURL(lesson("numpy?optimizer=adam&beta1=0.8&lr=0.001&steps=300"));
        assertThat(page.locator("#b-optimizer")).containsText("+1");
        page.keyboard().press("Escape");
        button(page, "forward").click();
        reads(page.locator(".scrub [data-v=step]"), "1");
        page.goBack();
        page.goBack();
        assertThat(page.locator("#b-optimizer")).containsText("SGD");
        assertThat(page.locator("#f-lr")).hasValue("2e-7");
    }

    @Test
    void whatPyTorchRefusesIsRefusedAtItsField() {
        Page page = open("/?lr=2e-7");
        page.locator("#b-optimizer").click();
        page.locator("#f-nesterov").check();
        assertThat(page.locator("#e-nesterov")).containsText("as in PyTorch");
        assertThat(page.locator("#f-nesterov")).isChecked();
        assertThat(page).hasURL(lesson("numpy?lr=2e-07"));
        type(page, "#f-momentum", "0.9");
        assertThat(page).hasURL(lesson("numpy?momentum=0.9&nesterov=true&lr=2e-07"));
        assertThat(page.locator("#optimizer")).isVisible();
        page.locator("#f-nesterov").uncheck();
        assertThat(page).hasURL(lesson("numpy?momentum=0.9&lr=2e-07"));
    }

    @Test
    void anOptionChangedInMidRunGoesOnFromThereAndSaysSince() {
        Page page = open("/lessons/optim?steps=300&at=100");
        reads(page.locator(".scrub [data-v=step]"), "100");
        page.locator("#b-optimizer").click();
        type(page, "#f-alpha", "0.5");
        assertThat(page).hasURL(lesson("optim?steps=300&tweak=100:alpha=0.5"));
        reads(page.locator(".scrub [data-v=step]"), "100");
        assertThat(page.locator("#f-alpha")).hasValue("0.5");
        assertThat(page.locator(".f:has(#f-alpha) [data-since-option]")).hasText("since step 100");
        type(page, "#f-alpha", "-1");
        assertThat(page.locator("#e-alpha")).containsText("at least 0");
        assertThat(page.locator("#f-alpha")).hasValue("-1");
        assertThat(page).hasURL(lesson("optim?steps=300&tweak=100:alpha=0.5"));
        type(page, "#f-alpha", "0.25");
        assertThat(page).hasURL(lesson("optim?steps=300&tweak=100:alpha=0.25"));
        page.locator("#f-centered").check();
        page.waitForURL(Pattern.compile(".*centered=true.*"));
        assertThat(page)
                .hasURL(lesson("optim?steps=300&tweak=100:alpha=0.25&tweak=100:centered=true"));
        assertThat(page.locator("#f-centered")).isChecked();
        reads(page.locator(".scrub [data-v=step]"), "100");
        page.locator("#scrub").focus();
        page.keyboard().press("Home");
        assertThat(page.locator("#f-alpha")).hasValue("");
    }

    @Test
    void aTargetOfOnesOwnIsDrawnWhileItIsTyped() {
        Page page = open("/?steps=300");
        page.locator("#b-setup").click();
        assertThat(page.locator("#f-f")).isHidden();
        page.locator("#f-target").focus();
        renews(page, () -> page.locator("#f-target").selectOption("f"));
        assertThat(page).hasURL(lesson("numpy?target=f&f=sin%28x%29&steps=300"));
        assertThat(page.locator("#setup")).isVisible();
        Locator f = page.locator("#f-f");
        assertThat(f).isFocused();
        assertThat(f).hasValue("sin(x)");
        f.fill("2*sin(x) + 1");
        page.waitForFunction("() => (" + SKETCH + ")().length === 241");
        Object highest = page.evaluate("() => Math.max(...(" + SKETCH + ")().map(({ y }) => y))");
        assertTrue(Math.abs(((Number) highest).doubleValue() - 3) < 1e-3, highest.toString());
        assertThat(page.locator("[data-own-said]")).containsText("Dashed");
        f.fill("2*sin(x) + foo");
        assertThat(page.locator("[data-own-said] mark")).hasText("foo");
        assertThat(page.locator("[data-own-said] .err")).containsText("character 12");
        page.waitForFunction("() => (" + SKETCH + ")().length === 0");
        assertThat(page).hasURL(lesson("numpy?target=f&f=sin%28x%29&steps=300"));
        f.press("Enter");
        assertThat(f).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[data-own-said] mark")).hasText("foo");
        assertThat(page).hasURL(lesson("numpy?target=f&f=sin%28x%29&steps=300"));
        f.fill("cos(x)");
        f.press("Enter");
        assertThat(page).hasURL(lesson("numpy?target=f&f=cos%28x%29&steps=300"));
        choose(page, "#f-target", "tanh", "#setup");
        assertThat(page).hasURL(lesson("numpy?target=tanh&steps=300"));
    }

    @Test
    void onAPhoneTheFieldOfTheFormulaStaysOpen() {
        Page page = open("/", View.WIDE.phone());
        page.locator("[data-drawer-open]").click();
        page.locator("#b-setup").click();
        page.locator("#f-target").focus();
        renews(page, () -> page.locator("#f-target").selectOption("f"));
        assertThat(page).hasURL(lesson("numpy?target=f&f=sin%28x%29"));
        assertThat(page.locator("#f-f")).isFocused();
        assertThat(page.locator("#f-f")).isInViewport();
    }

    @Test
    void anotherLessonTakesTheRunAlongAndSaysWhatBecameOfIt() {
        Page page = open("/?lang=en");
        Locator rung = page.locator(".ladder [data-rung=optim]");
        assertThat(rung).hasAttribute("href", "/lessons/optim?lang=en");
        page.locator("#b-setup").click();
        renews(page, () -> type(page, "#f-degree", "5"));
        assertThat(page).hasURL(lesson("numpy?degree=5&lang=en"));
        assertThat(page.locator("#setup")).isVisible();
        page.keyboard().press("Escape");
        type(page, "#f-lr", "5e-8");
        assertThat(page).hasURL(lesson("numpy?degree=5&lr=5e-08&lang=en"));
        rung.click();
        assertThat(page).hasURL(lesson("optim?degree=5&lang=en"));
        Locator told = page.locator("[data-carried]");
        assertThat(told).containsText("Kept: degree 5.");
        assertThat(told).containsText("Changed: optimizer SGD → RMSprop, rate 5e-8 → 0.001.");
        assertThat(page.locator(".strip [data-theta]")).hasCount(6);
        page.locator("[data-carried-close]").click();
        assertThat(told).hasCount(0);
        page.locator(".next a[rel=prev]").click();
        assertThat(page).hasURL(lesson("nn?degree=5&lr=2.8e-08&lang=en"));
        assertThat(told).containsText("rate 0.001 → 2.8e-8");
        page.reload();
        page.locator(".derive .katex").first().waitFor();
        assertThat(told).hasCount(0);
    }

    @Test
    void aBatchAndNoiseAreChosenAndTheFormKeepsThem() {
        Page page = open("/lessons/tensors");
        page.locator("#b-setup").click();
        renews(page, () -> type(page, "#f-batch", "40"));
        assertThat(page).hasURL(lesson("tensors?batch=40"));
        assertThat(page.locator("#setup")).isVisible();
        type(page, "#f-noise", "0.2");
        assertThat(page).hasURL(lesson("tensors?noise=0.2&batch=40"));
        type(page, "#f-batch", "4000");
        assertThat(page.locator("#e-batch")).containsText("from 1 to 2000");
        assertThat(page).hasURL(lesson("tensors?noise=0.2&batch=40"));
        renews(page, () -> type(page, "#f-batch", "20"));
        assertThat(page).hasURL(lesson("tensors?noise=0.2&batch=20"));
        page.keyboard().press("Escape");
        type(page, "#f-steps", "300");
        assertThat(page).hasURL(lesson("tensors?noise=0.2&batch=20&steps=300"));
    }

    static Stream<View> views() {
        return LookIT.opposites();
    }

    @ParameterizedTest
    @MethodSource("views")
    void everybodyCanUseTheOptimizersAndTheLineAboutTheOldLesson(View view) {
        Page page =
                open("/lessons/optim?optimizer=adagrad&carry=degree%3D5%26momentum%3D0.9", view);
        if (view.width() < 1100) {
            page.locator("[data-drawer-open]").click();
        }
        page.locator("#b-optimizer").click();
        assertThat(page.locator("#f-initial_accumulator_value")).isVisible();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
        Page there = open("/lessons/optim?carry=degree%3D5%26momentum%3D0.9", view);
        assertThat(there.locator("[data-carried]")).isVisible();
        LookIT.accessible(there);
        LookIT.fits(there, view.width());
        Page wrong = open("/lessons/numpy?target=f&f=x", view);
        if (view.width() < 1100) {
            wrong.locator("[data-drawer-open]").click();
        }
        wrong.locator("#b-setup").click();
        wrong.locator("#f-f").focus();
        wrong.locator("#f-f").fill("x + (");
        assertThat(wrong.locator("[data-own-said] .err")).isVisible();
        LookIT.accessible(wrong);
        LookIT.fits(wrong, view.width());
    }
}
