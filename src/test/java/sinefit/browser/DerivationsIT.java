package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each lesson shows of a step beyond the polynomial's: the numbers are the server's. */
class DerivationsIT extends WithBrowser {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.(\\d+))?)(?:×10(-?\\d+))?");

    /** Whether a text is a value, rounded to the digits shown. */
    private static void shows(Locator cell, double value) {
        assertThat(cell).not().hasText("…");
        String text = cell.textContent();
        Matcher number = NUMBER.matcher(text.replace('−', '-').replaceAll("[+ \\u2009]", ""));
        assertTrue(number.matches(), text);
        int decimals = number.group(2) == null ? 0 : number.group(2).length();
        int power = number.group(3) == null ? 0 : Integer.parseInt(number.group(3));
        double shown = Double.parseDouble(number.group(1)) * Math.pow(10, power);
        // Trailing zeros of four significant digits are not written.
        double half = Math.max(0.5 * Math.pow(10, power - decimals), 5.001e-4 * Math.abs(value));
        assertEquals(value, shown, half * 1.0001 + 1e-12 * Math.abs(value), text);
    }

    private Page at(String address, int step) {
        Page page = open(address + (address.contains("?") ? "&" : "?") + "at=" + step);
        reads(page.locator(".scrub [data-v=step]"), String.valueOf(step));
        page.locator(".derive").scrollIntoViewIfNeeded();
        return page;
    }

    private static Locator line(Page page, String name, int k) {
        String cell = "[data-rule]:not([hidden]) [data-line=" + name + "] > span";
        return page.locator(cell).nth(k).locator("span");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "momentum=0.5&centered=true&weight_decay=0.1",
                "optimizer=sgd&momentum=0.9&nesterov=true&lr=1e-7",
                "optimizer=sgd&weight_decay=0.5&lr=1e-6",
                "optimizer=adagrad&lr_decay=0.1",
                "optimizer=adam&amsgrad=true",
                "optimizer=adamw",
                "optimizer=adadelta&lr=0.5",
                "optimizer=nadam",
                "optimizer=rprop"
            })
    void everyOptimizersRuleHasTheNumbersOfTheStep(String options) {
        String query = options + (options.isEmpty() ? "" : "&") + "steps=80";
        int step = 37;
        Page page = at("/lessons/optim?" + query, step);
        JsonNode truth = site().json("/step.json?lesson=optim&" + query + "&at=" + step);
        JsonNode update = truth.at("/phases/update");
        for (int k = 0; k < 4; k++) {
            double theta = truth.at("/coefficients/" + k).asDouble();
            double next = update.at("/coefficients/" + k).asDouble();
            shows(line(page, "new", k), next);
            shows(line(page, "change", k), theta - next);
            for (String kind : List.of("state", "derived")) {
                for (Map.Entry<String, JsonNode> figure : update.get(kind).properties()) {
                    if (!figure.getKey().equals("step")) {
                        shows(line(page, figure.getKey(), k), figure.getValue().get(k).asDouble());
                    }
                }
            }
        }
        assertThat(page.locator("[data-rule]:not([hidden]) [data-count]")).hasText("38");
        assertEquals(0, page.locator("[data-rule]:not([hidden]) .katex-error").count());
    }

    @Test
    void aStateIsNeverShownBesideAnotherStep() {
        Page page = at("/lessons/optim?optimizer=adam&steps=300", 20);
        assertThat(line(page, "exp_avg", 0)).not().hasText("…");
        page.locator("[data-line=exp_avg]").scrollIntoViewIfNeeded(); // out of sight it may wait
        settle(page);
        page.evaluate(
                """
                () => {
                  window.seen = [];
                  const cell = document.querySelector('[data-line=exp_avg] > span > span');
                  const look = () => {
                    const step = document.querySelector('.derive [data-v=step]').textContent;
                    window.seen.push([step, cell.textContent]);
                    requestAnimationFrame(look);
                  };
                  requestAnimationFrame(look);
                }
                """);
        speed(page, "60");
        button(page, "play").click();
        page.waitForFunction("() => window.seen.some(([step]) => Number(step) > 60)");
        button(page, "play").click();
        settle(page);
        List<?> seen = (List<?>) page.evaluate("() => window.seen");
        for (Object each : seen) {
            List<?> pair = (List<?>) each;
            int step = Integer.parseInt((String) pair.get(0));
            if (step > 20 && !pair.get(1).equals("…")) {
                String query = "/step.json?lesson=optim&optimizer=adam&steps=300&at=" + step;
                double m = site().json(query).at("/phases/update/state/exp_avg/0").asDouble();
                String shown = (String) pair.get(1);
                assertEquals(sinefit.number.Figures.significant(m), shown, "step " + step);
            }
        }
        assertThat(line(page, "exp_avg", 0)).not().hasText("…");
    }

    @Test
    void aRuleChangedInMidRunIsTheOneInForce() {
        String run = "/lessons/optim?steps=100&tweak=50:centered=true&tweak=60:alpha=0.5";
        Page page = at(run, 40);
        assertThat(page.locator("[data-line=grad_avg]:visible")).hasCount(0);
        scrubTo(page, 55);
        assertThat(page.locator("[data-line=grad_avg]:visible")).hasCount(1);
        Locator alpha = page.locator("[data-rule]:not([hidden]) [data-constant=alpha]");
        reads(alpha, "0.99");
        scrubTo(page, 60);
        reads(alpha, "0.5");
        scrubTo(page, 49);
        assertThat(page.locator("[data-line=grad_avg]:visible")).hasCount(0);
    }

    @Test
    void rmspropEndsBetweenPlusAndMinusHalfARate() {
        Page page = at("/lessons/optim", 1995);
        Locator lines = page.locator("[data-scope-lines] polyline");
        assertThat(lines).hasCount(4);
        for (Locator cell : page.locator("[data-scope-cells] > span > span").all()) {
            double rates =
                    Double.parseDouble(cell.textContent().replace('−', '-').replace(" η", ""));
            assertTrue(Math.abs(rates) < 1, cell.textContent());
        }
        for (String query : List.of("?momentum=0.5", "?optimizer=adam", "?weight_decay=0.1")) {
            assertThat(at("/lessons/optim" + query, 0).locator(".scope")).hasCount(0);
        }
    }

    @Test
    void theChainRulesNumbersAreTheServers() {
        Page page = at("/lessons/function", 120);
        JsonNode truth = site().json("/step.json?lesson=function&at=120");
        JsonNode x = site().json("/samples.json?lesson=function").get("x");
        double[] theta = new double[4];
        for (int k = 0; k < 4; k++) {
            theta[k] = truth.at("/coefficients/" + k).asDouble();
            double slope = truth.at("/gradient/" + k).asDouble();
            shows(page.locator("[data-gradient]").nth(k), slope);
        }
        double z = theta[2] + theta[3] * x.get(0).asDouble();
        double p = (5 * z * z * z - 3 * z) / 2;
        assertThat(page.locator("[data-inner=z]")).containsText("= " + fixed(z, 4));
        assertThat(page.locator("[data-inner=p]")).hasText(fixed(p, 4));
        assertThat(page.locator("[data-inner=slope]")).hasText(fixed(1.5 * (5 * z * z - 1), 4));
        assertThat(page.locator("[data-one-fit]")).hasText(fixed(theta[0] + theta[1] * p, 4));
        shows(
                page.locator("[data-new]").nth(1),
                truth.at("/phases/update/coefficients/1").asDouble());
    }

    /** The roll is told by the slopes that the server sends: e's is 0 where e is not there. */
    @Test
    void theWayTakenIsThatOfTheServersDice() {
        Page page = at("/lessons/dynamic?steps=60", 0);
        JsonNode samples = site().json("/samples.json?lesson=dynamic&steps=60");
        for (int step = 0; step < 12; step++) {
            reads(page.locator(".scrub [data-v=step]"), String.valueOf(step));
            settle(page);
            JsonNode truth = site().json("/step.json?lesson=dynamic&steps=60&at=" + step);
            int face = Integer.parseInt(page.locator("tr.rolled").getAttribute("data-face"));
            double[] sse = new double[1];
            for (int i = 0; i < samples.get("x").size(); i++) {
                double at = samples.at("/x/" + i).asDouble();
                double fit = 0;
                for (int k = 0; k < face; k++) {
                    int coefficient = Math.min(k, 4);
                    fit += truth.at("/coefficients/" + coefficient).asDouble() * Math.pow(at, k);
                }
                sse[0] += Math.pow(fit - samples.at("/y/" + i).asDouble(), 2);
            }
            double loss = truth.get("loss").asDouble();
            assertEquals(loss, sse[0], 1e-4 * loss, "step " + step + ": " + face);
            assertThat(page.locator(".derive [data-forward] .maybe:not(.off)")).hasCount(face - 4);
            button(page, "forward").click();
        }
    }

    @Test
    void theBlocksOfALayerHoldTheWeightsAndGiveTheCurve() {
        for (String lesson : List.of("nn", "module")) {
            Page page = at("/lessons/" + lesson, 50);
            JsonNode truth = site().json("/step.json?lesson=" + lesson + "&at=50");
            JsonNode x = site().json("/samples.json?lesson=" + lesson).get("x");
            double fit = 0;
            for (int k = 0; k < 4; k++) {
                double theta = truth.at("/coefficients/" + k).asDouble();
                reads(page.locator("[data-weight='" + k + "']"), fixed(theta, 4));
                fit += theta * Math.pow(x.get(1999).asDouble(), k);
            }
            reads(page.locator("[data-row]").last(), fixed(fit, 4));
        }
    }

    @Test
    void aBatchsSumsAreNotTakenApartForNobodyHereKnowsItsSamples() {
        Page page = at("/lessons/tensors?batch=64&steps=50", 10);
        JsonNode truth = site().json("/step.json?lesson=tensors&batch=64&steps=50&at=10");
        shows(page.locator(".derive [data-v=loss]"), truth.get("loss").asDouble());
        shows(page.locator("[data-gradient]").nth(2), truth.at("/gradient/2").asDouble());
        assertThat(page.locator("[data-sum]")).hasCount(0);
        assertThat(page.locator("#tab-samples")).isHidden();
    }

    static Stream<View> views() {
        return LookIT.opposites();
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseIt(View view) {
        for (String path :
                List.of("function", "nn", "optim?optimizer=nadam&", "optim", "dynamic")) {
            String query = path.contains("?") ? path + "at=40" : path + "?at=40";
            Page page = open("/lessons/" + query, view);
            reads(page.locator(".scrub [data-v=step]"), "40");
            page.locator(".derive").scrollIntoViewIfNeeded();
            page.locator(".derive .katex").first().waitFor();
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            page.evaluate("() => scrollTo(0, 0)"); // else what stays in sight half covers a button
            settle(page);
            LookIT.accessible(page);
            LookIT.fits(page, view.width());
            String name = path.replaceAll("\\W", "") + "-" + view.language() + "-" + view.width();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of("target/looks/derive-" + name + ".png")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function?lr=1e-3",
                "dynamic?lr=1e-6&steps=300",
                "optim?optimizer=adadelta&lr=100",
                "nn?degree=9&lr=1e-12",
                "nn?degree=1&n=2&lr=1e-3",
                "module?model=legendre3",
                "optim?model=dynamic&optimizer=adam&batch=10&n=50",
                "numpy?batch=7&reduction=mean&lr=1e-3&basis=chebyshev"
            })
    void otherRunsComplainAboutNothing(String run) {
        String length = run.contains("steps=") ? "" : "&steps=300";
        Page page = open("/lessons/" + run + (run.contains("?") ? length : "?steps=300"));
        speed(page, "max");
        button(page, "play").click();
        page.waitForFunction(
                "() => document.querySelector('[data-act=play]').dataset.now === 'again'");
        page.locator(".derive").scrollIntoViewIfNeeded();
        settle(page);
        String text = page.locator(".derive").textContent();
        assertTrue(
                !text.contains("NaN") && !text.contains("Infinity") && !text.contains("undefined"),
                text);
    }
}
