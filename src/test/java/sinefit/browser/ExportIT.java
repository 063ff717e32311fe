package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Media;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;
import sinefit.testing.Python;
import sinefit.testing.Site;

/** Everything that can be taken along, downloaded by the browser and opened. */
class ExportIT extends WithBrowser {
    private static final int FIT = 0xc92a1e;

    @TempDir Path folder;

    /** The page with its last part there. */
    private Page opened(String path, View view) {
        Page page = open(path, view);
        page.locator("#take").scrollIntoViewIfNeeded();
        assertThat(page.locator("[data-print]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        return page;
    }

    private Path kept(Page page, String what) {
        return kept(page, page.locator("#take " + what));
    }

    private Path kept(Page page, Locator link) {
        Download download = page.waitForDownload(link::click);
        Path file = folder.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void theProgramsRunAndPrintTheRunsLog() {
        Python python = Python.with("numpy, torch");
        Page page = opened("/?steps=300&lang=en", View.WIDE);
        List<String> logged =
                site().stream("steps=300&speed=max").stream()
                        .filter(event -> event.name().equals("log"))
                        .map(event -> event.json().get("text").asText())
                        .toList();
        assertEquals(3, logged.size());
        for (String library : List.of("numpy", "torch")) {
            Path script = kept(page, "a[href*='" + library + ".py']");
            assertEquals(
                    "sinefit-numpy-with-" + library + "-lr1e-6-steps300.py",
                    script.getFileName().toString());
            String[] printed = python.prints(script).split("\n", -1);
            for (int i = 0; i < logged.size(); i++) {
                // The last digits depend on the order in which a library adds up.
                assertEquals(logged.get(i).substring(0, 9), printed[i].substring(0, 9));
            }
            assertTrue(printed[3].startsWith("Result: y = "), printed[3]);
        }
        assertEquals("Sinefit.java", kept(page, "a[href*='.java']").getFileName().toString());
    }

    @Test
    void numbersAreThoseOfTheTraceHoweverFarApart() throws IOException {
        Page page = opened("/?lr=2e-6&lang=en", View.WIDE);
        Path table = kept(page, "a[href*='trace.csv']");
        assertEquals("sinefit-numpy-lr2e-6-steps1000.csv", table.getFileName().toString());
        assertEquals(1000 + 1, read(table).lines().count());
        page.locator("#take [data-every]").selectOption("10");
        List<String> rows = read(kept(page, "a[href*='trace.csv']")).lines().toList();
        JsonNode trace = site().json("/trace.json?lr=2e-6&every=10");
        assertEquals(trace.get("trace").size() + 1, rows.size());
        List<String> head = List.of(rows.get(0).split(",", -1));
        for (int i = 0; i < trace.get("trace").size(); i++) {
            JsonNode step = trace.get("trace").get(i);
            String[] cells = rows.get(i + 1).split(",", -1);
            assertEquals(head.size(), cells.length);
            assertEquals(
                    step.get("sse").asDouble(), Double.parseDouble(cells[head.indexOf("sse")]));
            assertEquals(
                    step.at("/coefficients/2").asDouble(),
                    Double.parseDouble(cells[head.indexOf("c")]));
        }
        assertEquals(trace, Site.parse(read(kept(page, "a[href*='trace.json']"))));
        JsonNode samples = Site.parse(read(kept(page, "a[href*='samples.json']")));
        assertEquals(site().json("/samples.json?lr=2e-6"), samples);
        JsonNode notebook = Site.parse(read(kept(page, "a[href*='.ipynb']")));
        assertEquals(4, notebook.get("nbformat").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fit", "loss", "coefficients"})
    void aChartIsAPictureOfPixelsAndOneOfLines(String kind) throws IOException {
        for (View view : List.of(View.WIDE, View.WIDE.korean().dark())) {
            Page page = opened("/?at=400", view);
            reads(page.locator(".scrub [data-v=step]"), "400");
            page.locator("[value=shown]").check();
            Path png = kept(page, "[data-png=" + kind + "]");
            assertEquals(
                    "sinefit-numpy-" + kind + "-lr1e-6-steps1000-at400.png",
                    png.getFileName().toString());
            Path svg = kept(page, "[data-chart=" + kind + "]");
            String source = read(svg);
            assertTrue(source.contains(view.language().startsWith("ko") ? "400단계" : "step 400"));
            assertTrue(source.contains("class=\"legend\"") && source.contains("class=\"caption\""));
            assertTrue(source.contains("/lessons/numpy?at=400</text>"), source);
            isXml(svg);
            BufferedImage picture = ImageIO.read(png.toFile());
            assertNotNull(picture);
            assertEquals(2 * 728, picture.getWidth());
            Map<Integer, Integer> colours = new HashMap<>();
            for (int x = 0; x < picture.getWidth(); x++) {
                for (int y = 0; y < picture.getHeight(); y++) {
                    colours.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
                }
            }
            assertTrue(colours.getOrDefault(0xffffff, 0) > 100_000, "on white");
            int line = kind.equals("coefficients") ? 0x4a1fb0 : FIT;
            assertTrue(colours.getOrDefault(line, 0) > 300, "its line is there");
        }
    }

    private static void isXml(Path file) throws IOException {
        try {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFilesFollowTheRunAndTheChoicesStay() throws IOException {
        Page page = opened("/?lang=en", View.WIDE);
        page.locator("#take [data-every]").selectOption("100");
        page.locator("[value=shown]").check();
        page.locator("#f-lr").fill("3e-6");
        page.locator("#f-lr").press("Enter");
        Locator table = page.locator("#take a[href*='trace.csv']");
        assertThat(table).hasAttribute("download", "sinefit-numpy-lr3e-6-steps1000.csv");
        assertThat(table).hasAttribute("href", "/trace.csv?lr=3e-06&every=100");
        assertThat(page.locator("#take [data-every]")).hasValue("100");
        assertThat(page.locator("[value=shown]")).isChecked();
        assertEquals(11 + 1, read(kept(page, table)).lines().count());
    }

    @Test
    void aHandoutHasWhatThereIsToReadAndNothingToPress() {
        for (View view : List.of(View.WIDE, View.WIDE.phone().dark().korean())) {
            Page page = opened("/?at=400&lr=2e-6", view);
            reads(page.locator(".scrub [data-v=step]"), "400");
            page.evaluate("window.print = () => { document.title = 'printed'; }");
            page.keyboard().press("Control+p");
            assertThat(page).hasTitle("printed");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            for (String there :
                    List.of(
                            "h1",
                            "#story",
                            ".derive",
                            "#code ol >> nth=0",
                            "[data-figure=fit]",
                            "[data-handout=head]",
                            "[data-handout=recipe]")) {
                assertThat(page.locator(there)).isVisible();
            }
            for (String gone : List.of(".top", ".stage", ".panel", ".hyper", "#take", ".next")) {
                assertThat(page.locator(gone)).isHidden();
            }
            assertThat(page.locator(".walk [data-v=step]")).hasText("400");
            assertThat(page.locator("[data-link]"))
                    .hasText(site().address() + "/lessons/numpy?lr=2e-06&at=400");
            assertEquals(
                    "0,rgb(0, 0, 0)",
                    page.evaluate(
                            "() => [...document.querySelectorAll('.page :is(input, select,"
                                    + " .btn)')].filter(e => e.checkVisibility()).length + ',' +"
                                    + " getComputedStyle(document.querySelector('h1')).color"));
            assertEquals(
                    true,
                    page.evaluate(
                            "() => document.querySelector('[data-figure=fit]').naturalWidth > 700"));
            assertTrue(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)).length > 20_000);
        }
    }
}
