package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.number.Figures;

/** Points of one's own, put in by hand, by keys and from the clipboard. */
class PointsIT extends WithBrowser {
    private static final String FIVE = "points=-2:1,-1:-0.5,0:0.25,1:-0.5,2:1&lr=1e-3&steps=300";
    private static final Pattern POINTS = Pattern.compile("[?&]points=([^&]*)");

    static Stream<View> views() {
        View wide = View.WIDE;
        return Stream.of(wide, wide.korean().dark(), wide.korean().phone(), wide.dark().phone());
    }

    private static Locator dots(Page page) {
        return page.locator(".own-layer button");
    }

    private static void ready(Page page, int count) {
        assertThat(dots(page)).hasCount(count);
        settle(page);
    }

    private static String points(Page page) {
        var found = POINTS.matcher(page.url());
        return found.find() ? found.group(1) : "";
    }

    private static double[] middle(Locator place) {
        BoundingBox box = place.boundingBox();
        return new double[] {box.x + box.width / 2, box.y + box.height / 2};
    }

    private static void drag(Page page, int index, double dx, double dy) {
        double[] from = middle(dots(page).nth(index));
        page.mouse().move(from[0], from[1]);
        page.mouse().down();
        page.mouse().move(from[0] + dx / 2, from[1] + dy / 2);
        page.mouse().move(from[0] + dx, from[1] + dy);
        page.mouse().up();
    }

    private static void holds(Page page, String points) {
        assertThat(page).hasURL(Pattern.compile("points=" + points.replace(".", "[.]") + "&"));
    }

    /**
     * All that is told of the points is told of these, and of the run that the server makes of
     * them.
     */
    private void agrees(Page page) {
        String query = page.url().substring(page.url().indexOf('?') + 1);
        JsonNode samples = site().json("/samples.json?" + query);
        ready(page, samples.get("x").size());
        double loss = site().json("/step.json?at=0&" + query).get("loss").asDouble();
        reads(page.locator(".strip [data-v=loss]"), Figures.amount(loss));
        assertThat(page.locator(".story")).containsText(samples.get("x").size() + " points");
    }

    @Test
    void aHandfulOfTheTargetIsWhereItBegins() {
        Page page = open("/?steps=300");
        page.locator("#b-setup").click();
        renews(page, () -> page.locator("#f-target").selectOption("points"));
        assertThat(page)
                .hasURL(Pattern.compile("points=-3.14:0.0,-2.36:-0.71,.*&lr=0.00017&steps=300"));
        assertThat(page.locator("#setup")).isVisible();
        assertThat(page.locator("#f-points"))
                .hasValue(Pattern.compile("^-3.14\t0\n-2.36\t-0.71\n"));
        assertThat(page.locator("#b-setup")).containsText("cubic, your points");
        page.keyboard().press("Escape");
        agrees(page);
        assertThat(page.locator("[data-fit]"))
                .hasAttribute("aria-label", Pattern.compile("your points"));
        speed(page, "max");
        trainToTheEnd(page);
        page.locator("#b-setup").click();
        renews(page, () -> page.locator("#f-target").selectOption("cos"));
        assertThat(page).hasURL(site().address() + "/lessons/numpy?target=cos&steps=300");
        assertThat(page.locator(".own-layer")).isHidden();
        // Its scripts are there.
        assertThat(page.locator(".strip [data-v=loss]")).hasText(Pattern.compile("\\d"));
        settle(page);
        page.goBack();
        assertThat(page).hasURL(POINTS);
        agrees(page);
    }

    @Test
    void aPressAddsDraggingMovesTwoPressesRemoveAndBackBringsBack() {
        Page page = open("/?" + FIVE);
        ready(page, 5);
        // Half way between the second and the third, at the height of the last.
        double[] second = middle(dots(page).nth(1));
        double[] third = middle(dots(page).nth(2));
        page.mouse().click((second[0] + third[0]) / 2, middle(dots(page).nth(4))[1]);
        holds(page, "-2.0:1.0,-1.0:-0.5,-0.5:1.0,0.0:0.25,1.0:-0.5,2.0:1.0");
        agrees(page);
        drag(page, 2, second[0] - third[0], 0);
        holds(page, "-2.0:1.0,-1.5:1.0,-1.0:-0.5,0.0:0.25,1.0:-0.5,2.0:1.0");
        agrees(page);
        assertThat(dots(page).nth(1)).isFocused();
        double[] first = middle(dots(page).nth(0));
        page.mouse().dblclick(first[0], first[1]);
        holds(page, "-1.5:1.0,-1.0:-0.5,0.0:0.25,1.0:-0.5,2.0:1.0");
        agrees(page);
        String here = points(page);
        page.goBack();
        holds(page, "-2.0:1.0,-1.5:1.0,-1.0:-0.5,0.0:0.25,1.0:-0.5,2.0:1.0");
        agrees(page);
        page.goForward();
        holds(page, here);
        agrees(page);
        page.reload();
        agrees(page);
        assertEquals(here, points(page));
    }

    @Test
    void keysDoTheSame() {
        Page page = open("/?" + FIVE);
        ready(page, 5);
        dots(page).first().focus();
        page.keyboard().press("PageDown");
        assertThat(dots(page).nth(1)).isFocused();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("points=-2.0:1.0,-0[.]95:-0[.]45,"));
        agrees(page);
        assertThat(dots(page).nth(1)).isFocused();
        assertEquals(0, step(page)); // arrows meant the point, not the steps
        page.keyboard().press("Delete");
        holds(page, "-2.0:1.0,0.0:0.25,1.0:-0.5,2.0:1.0");
        agrees(page);
        page.keyboard().press("Insert");
        holds(page, "-2.0:1.0,0.0:0.25,0.5:-0.13,1.0:-0.5,2.0:1.0");
        agrees(page);
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Escape");
        agrees(page);
        assertThat(page.locator("[data-announce]")).not().isEmpty();
    }

    @Test
    void theSweepGoesWhereTheoryFallsSilentAndComesBackWithIt() {
        Page page = open("/?points=-2:1,-1:-0.5,0:0.25,1:-0.5&lr=1e-3&steps=300&tab=sweep");
        ready(page, 4);
        Locator sweep = page.locator("canvas[data-sweep]");
        assertThat(sweep).isVisible();
        dots(page).first().focus();
        page.keyboard().press("Delete");
        ready(page, 3);
        assertThat(page.locator("#panel-sweep [data-silent]")).isVisible();
        assertThat(sweep).isHidden();
        page.keyboard().press("ArrowUp"); // a wish, which has every chart drawn
        settle(page);
        page.goBack();
        ready(page, 4);
        assertThat(sweep).isVisible();
    }

    private static void paste(Page page, String text) {
        page.locator("#f-points").focus();
        page.evaluate(
                "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
                        + " const paste = new ClipboardEvent('paste',"
                        + " { clipboardData: data, bubbles: true, cancelable: true });"
                        + " if (document.activeElement.dispatchEvent(paste))"
                        + " document.execCommand('insertText', false, text); }",
                text);
    }

    @Test
    void twoColumnsArePastedAndWhatIsWrongIsSaidAtTheField() {
        Page page = open("/?" + FIVE);
        ready(page, 5);
        String before = page.locator(".strip [data-v=loss]").textContent();
        page.locator("#b-setup").click();
        paste(page, "time;way\r\n-1,5;0,25\r\n\r\nNaN;3\r\n2;4\r\n");
        assertThat(page.locator("#e-points")).containsText("row 4: “NaN” is no finite number");
        assertThat(page.locator("#f-points")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#b-setup + .err")).isVisible();
        // The last good run still stands, in address, chart and numbers.
        holds(page, "-2.0:1.0,-1.0:-0.5,0.0:0.25,1.0:-0.5,2.0:1.0");
        ready(page, 5);
        reads(page.locator(".strip [data-v=loss]"), before);
        paste(page, "1 2\n".repeat(10_000));
        assertThat(page.locator("#e-points"))
                .containsText("must be 2 to 200 points; these are 10000");
        holds(page, "-2.0:1.0,-1.0:-0.5,0.0:0.25,1.0:-0.5,2.0:1.0");
        paste(page, "time;way\r\n-1,5;0,25\r\n\r\n0;3\r\n2;4\r\n");
        holds(page, "-1.5:0.25,0.0:3.0,2.0:4.0");
        assertThat(page.locator("#f-points")).hasValue("-1.5\t0.25\n0\t3\n2\t4");
        assertThat(page.locator("#e-points")).isHidden();
        page.keyboard().press("Escape");
        agrees(page);
    }

    @Test
    void whatIsLeftOutIsSaidAndTheTextAsTypedComesBack() {
        Page page = open("/?" + FIVE);
        ready(page, 5);
        page.locator("#b-setup").click();
        paste(page, "x1;y1\n1,5;1.200\n2,5;2.400\n");
        holds(page, "1.5:1200.0,2.5:2400.0");
        assertThat(page.locator("#n-points")).hasText("Taken as a heading: x1;y1");
        assertThat(page.locator("#f-points")).hasValue("1.5\t1200\n2.5\t2400");
        page.locator("[data-as-typed]").click();
        assertThat(page.locator("#f-points")).hasValue("x1;y1\n1,5;1.200\n2,5;2.400\n");
        paste(page, "year\tprice\n2000\t3\n2020\t5\n");
        assertThat(page.locator("#e-points")).containsText("x − 2000");
        assertThat(page.locator("#f-points")).hasValue("year\tprice\n2000\t3\n2020\t5\n");
        holds(page, "1.5:1200.0,2.5:2400.0");
    }

    @Test
    void aPointInHandShowsTheBestCurveThatWouldBe() {
        Page page = open("/?" + FIVE + "&degree=1&init=0,0");
        ready(page, 5);
        String best =
                "() => { const { data } ="
                        + " Chart.getChart(document.querySelector('[data-fit]')).data.datasets[2];"
                        + " return [data[0].y, data.at(-1).y]; }";
        Object flat = page.evaluate(best);
        double[] last = middle(dots(page).last());
        page.mouse().move(last[0], last[1]);
        page.mouse().down();
        page.mouse().move(last[0], last[1] + 40);
        page.mouse().move(last[0], last[1] + 80);
        Object tilted = page.evaluate(best);
        assertTrue(!flat.equals(tilted), tilted.toString());
        String before = page.url();
        page.mouse().up();
        assertThat(page).not().hasURL(before);
        agrees(page);
    }

    @ParameterizedTest
    @MethodSource("views")
    void anybodyCanUseIt(View view) {
        Page page = open("/?" + FIVE + "&at=100", view);
        ready(page, 5);
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
        if (view.width() < 1100) {
            page.locator("[data-drawer-open]").click();
        }
        page.locator("#b-setup").click();
        assertThat(page.locator("#f-points")).isVisible();
        LookIT.accessible(page);
        LookIT.fits(page, view.width());
    }
}
