package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.testing.Python;

/** A learner trains, and every number is that of the step shown. */
class TrainingIT extends WithBrowser {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:e[+-]\\d+)?");

    @ParameterizedTest
    @CsvSource({"numpy, /code/numpy.py, 1e-9", "tensors, /code/torch.py, 1e-4"})
    void pageTraceAndRealScriptAgreeAtTheEnd(
            String lesson, String code, double tolerance, @TempDir Path folder) throws IOException {
        Page page = open("/lessons/" + lesson);
        speed(page, "600");
        trainToTheEnd(page);
        List<Double> shown = numbers(page.locator("[data-result]").textContent());
        JsonNode last = site().json("/trace.json?lesson=" + lesson).get("final");
        assertEquals(4, shown.size());
        for (int k = 0; k < 4; k++) {
            assertEquals(last.at("/coefficients/" + k).asDouble(), shown.get(k));
        }
        String script = site().get(code + "?lesson=" + lesson).body();
        Path file = Files.writeString(folder.resolve("run.py"), script);
        Python python = Python.with(lesson.equals("numpy") ? "numpy" : "torch");
        List<String> printed = python.prints(file).lines().toList();
        List<Double> real = numbers(printed.get(printed.size() - 1));
        for (int k = 0; k < 4; k++) {
            assertEquals(real.get(k), shown.get(k), tolerance);
        }
        List<String> log = page.locator("[data-log-rows] td:nth-child(2)").allTextContents();
        assertEquals(printed.size() - 1, log.size());
        for (int i = 0; i < log.size(); i++) {
            double theirs = Double.parseDouble(printed.get(i).split(" ")[1]);
            assertEquals(theirs, Double.parseDouble(log.get(i)), tolerance * theirs);
        }
    }

    @Test
    void theJavaTabIsLitAndHasItsValuesLikeTheOthers() {
        Page page = open("/?steps=300");
        page.locator("#tab-java").click();
        page.locator("#scrub").fill("40");
        reads(page.locator(".scrub [data-v=step]"), "40");
        button(page, "forward").click();
        button(page, "back").click();
        reads(page.locator(".scrub [data-v=step]"), "40");
        for (String live : List.of("t", "loss", "sae", "g1", "n2")) {
            String line = " [data-live=" + live + "] .v";
            reads(
                    page.locator("#src-java" + line),
                    page.locator("#src-numpy" + line).textContent());
        }
        assertThat(page.locator("#src-java .cur")).containsText("grad");
        assertThat(page.locator("[data-for=java]")).hasAttribute("download", "Sinefit.java");
        page.locator("#f-steps").fill("301");
        page.locator("#f-steps").press("Enter");
        assertThat(page.locator("#src-java")).containsText("t < 301");
        assertThat(page.locator("#src-java")).isVisible();
    }

    private static List<Double> numbers(String text) {
        return NUMBER.matcher(text).results().map(m -> Double.valueOf(m.group())).toList();
    }

    @Test
    void pausedSteppedAndScrubbedNumbersAreThoseOfTheStep() {
        Page page = open("/");
        button(page, "play").click();
        page.waitForFunction(
                "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 40");
        button(page, "play").click();
        numbersAreTrue(page);
        button(page, "forward").click();
        numbersAreTrue(page);
        button(page, "back").click();
        button(page, "back").click();
        numbersAreTrue(page);
        for (int step : new int[] {7, 640, 1000, 0}) {
            page.locator("#scrub").fill(String.valueOf(step));
            reads(page.locator(".scrub [data-v=step]"), String.valueOf(step));
            numbersAreTrue(page);
        }
    }

    /** Strip, formulas, code and scrubber against {@code /step.json}. */
    private void numbersAreTrue(Page page) {
        settle(page);
        int step = step(page);
        JsonNode truth = site().json("/step.json?at=" + step);
        reads(page.locator(".strip [data-v=loss]"), amount(truth.get("loss").asDouble()));
        reads(page.locator(".derive [data-v=loss]"), amount(truth.get("loss").asDouble()));
        reads(page.locator(".derive [data-v=sae]"), amount(truth.get("sae").asDouble()));
        assertEquals(String.valueOf(step), page.locator("#scrub").inputValue());
        reads(page.locator(".derive [data-v=step]"), String.valueOf(step));
        for (int k = 0; k < 4; k++) {
            double theta = truth.at("/coefficients/" + k).asDouble();
            reads(page.locator(".strip [data-theta='" + k + "']"), fixed(theta, 4));
            double slope = truth.at("/gradient/" + k).asDouble();
            reads(page.locator("[data-gradient='" + k + "']"), amount(slope));
            JsonNode next = truth.at("/phases/update/coefficients/" + k);
            if (!next.isMissingNode()) {
                reads(page.locator("[data-new='" + k + "']"), fixed(next.asDouble(), 6));
            }
        }
    }

    /** Two decimals, fewer for large numbers, digits in threes from 10 000 on, a real minus. */
    private static String amount(double value) {
        double size = Math.abs(value);
        return grouped(fixed(value, size >= 1e5 ? 0 : size >= 1e4 ? 1 : 2));
    }

    private static String grouped(String text) {
        Matcher whole = Pattern.compile("\\d+").matcher(text);
        return whole.find() && whole.group().length() > 4
                ? text.substring(0, whole.start())
                        + whole.group().replaceAll("\\B(?=(\\d{3})+$)", "\u2009")
                        + text.substring(whole.end())
                : text;
    }

    @Test
    void aDivergedRunStopsAndSaysWhyAndAStableRateHeals() {
        Page page = open("/?lr=5e-6");
        speed(page, "max");
        button(page, "play").click();
        Locator notice = page.locator("[data-notice]");
        assertThat(notice).containsText("diverged");
        assertThat(notice).containsText("1.811");
        reads(page.locator(".scrub [data-v=step]"), "590");
        notice.locator("button:not(.close)").click();
        assertThat(page).hasURL(Pattern.compile(".*lr=.*"));
        assertThat(notice).isEmpty();
        page.locator("[data-result]").waitFor();
    }

    /**
     * At 4e-6 a thousand steps are too few for an overflow: the run ends all the same, and badly.
     */
    @Test
    void aRunThatEndsWhileItGrowsSaysSoAndAStableRateIsOneClickAway() {
        Page page = open("/?lr=4e-6&steps=300");
        Locator notice = page.locator("[data-notice]");
        speed(page, "max");
        trainToTheEnd(page);
        assertThat(notice).containsText("It is diverging: at step 300, the last");
        assertThat(notice).containsText("× 1.248 a step");
        Locator calm = page.locator("[data-act=calm]");
        assertThat(calm).hasText("use 1.7e-6");
        calm.click();
        assertThat(page).hasURL(site().address() + "/lessons/numpy?lr=1.7e-06&steps=300");
        assertThat(calm).isHidden();
        assertThat(notice).isEmpty();
    }

    @Test
    void swingsAreShownAtASpeedAtWhichTheyCanBeSeen() {
        Page page = open("/");
        page.locator("#b-presets").click();
        page.locator("#presets [data-pace='10']").click();
        assertThat(page.locator("[data-speed] input[value='10']")).isChecked();
        page.waitForFunction(
                "() => document.querySelector('.scrub [data-v=step]').textContent > 2");
    }

    @Test
    void scrubbingAheadLeavesNoGapInTheLog() {
        Page page = open("/?steps=500");
        page.locator("#scrub").fill("500");
        assertThat(page.locator("[data-result]")).isVisible();
        assertEquals(
                List.of("99", "199", "299", "399", "499"),
                page.locator("[data-log-rows] td:nth-child(1)").allTextContents());
        assertThat(button(page, "play")).containsText("Again");
    }

    @Test
    void everyPressOfTheArrowIsOneStep() {
        Page page = open("/");
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("ArrowRight");
        }
        reads(page.locator(".scrub [data-v=step]"), "40");
        numbersAreTrue(page);
    }

    @Test
    void aSamplePointedAtShowsItsOwnShareOfEachGradient() {
        Page page = open("/?reduction=mean&lr=1e-3&n=51&target=step");
        BoundingBox chart = page.locator("[data-fit]").boundingBox();
        page.mouse().move(chart.x + chart.width * 0.7, chart.y + chart.height * 0.4);
        Locator card = page.locator("[data-sample]");
        assertThat(card).isVisible();
        int index = Integer.parseInt(card.locator("b").textContent().replaceAll("\\D", ""));
        JsonNode samples = site().json("/samples.json?n=51&target=step");
        double x = samples.get("x").get(index).asDouble();
        double[] theta = {0.1629, -0.563484, 2.5714189, -0.062937};
        double y = theta[0] + x * (theta[1] + x * (theta[2] + x * theta[3]));
        double error = y - samples.get("y").get(index).asDouble();
        assertThat(card).containsText(fixed(error, 4));
        assertThat(card.locator(".g .cb")).containsText(fixed(2 * error * x / 51, 5));
    }

    @Test
    void theSpaceBarTrainsAndTheArrowsStep() {
        Page page = open("/?steps=500");
        page.keyboard().press("ArrowRight");
        reads(page.locator(".scrub [data-v=step]"), "1");
        page.keyboard().press("ArrowRight");
        reads(page.locator(".scrub [data-v=step]"), "2");
        page.keyboard().press("ArrowLeft");
        reads(page.locator(".scrub [data-v=step]"), "1");
        page.keyboard().press(" ");
        page.waitForFunction(
                "() => Number(document.querySelector('.scrub [data-v=step]').textContent) > 20");
        page.keyboard().press(" ");
        int paused = step(page);
        assertTrue(paused > 20);
        page.keyboard().press("r");
        reads(page.locator(".scrub [data-v=step]"), "0");
    }

    @Test
    void nothingOnThePageComesFromAnywhereElse() {
        Page page = open("/");
        String origin = site().address();
        page.onRequest(request -> assertTrue(request.url().startsWith(origin), request.url()));
        page.reload();
        button(page, "forward").click();
        reads(page.locator(".scrub [data-v=step]"), "1");
        assertEquals(0, page.context().cookies().size());
        assertEquals("en", page.locator("html").getAttribute("lang").toLowerCase(Locale.ROOT));
    }
}
