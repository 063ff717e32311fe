package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import sinefit.testing.WithServer;

/** Tests in a real browser on a real server; any message in the console is a failure. */
abstract class WithBrowser extends WithServer {
    static final double PATIENCE = 60_000;

    private Playwright playwright;
    private Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void launch() {
        Path executable = Browsers.required();
        playwright = Browsers.playwright();
        browser = Browsers.launch(playwright, executable);
    }

    @AfterAll
    void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void nobodyComplained() {
        for (BrowserContext context : contexts) {
            context.pages().forEach(WithBrowser::leave);
            context.close();
        }
        contexts.clear();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        assertEquals(List.of(), said.stream().filter(forgiven().negate()).toList());
    }

    /**
     * Ends whatever the page is on its way to: Chromium has been seen to wait for ever when it was
     * closed while a page was being loaded anew.
     */
    private static void leave(Page page) {
        try {
            page.navigate("about:blank");
        } catch (PlaywrightException e) {
            page.close(); // on its way elsewhere, or gone already
        }
    }

    /** Messages that a test brings about on purpose. */
    Predicate<String> forgiven() {
        return message -> false;
    }

    /** Whether the reader's browser runs scripts. */
    boolean scripts() {
        return true;
    }

    /** How a page is looked at. */
    record View(int width, int height, String language, ColorScheme colours) {
        static final View WIDE = new View(1280, 900, "en-US", ColorScheme.LIGHT);

        View phone() {
            return new View(360, 740, language, colours);
        }

        View dark() {
            return new View(width, height, language, ColorScheme.DARK);
        }

        View korean() {
            return new View(width, height, "ko-KR", colours);
        }
    }

    Page open(String path) {
        return open(path, View.WIDE);
    }

    Page open(String path, View view) {
        return open(site().address(), path, view);
    }

    Page open(String address, String path, View view) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(address)
                                .setLocale(view.language())
                                .setColorScheme(view.colours())
                                .setJavaScriptEnabled(scripts())
                                .setViewportSize(view.width(), view.height()));
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(error -> complaints.add("error: " + error));
        page.onResponse(
                response -> {
                    if (response.status() >= 400) {
                        complaints.add(response.status() + " " + response.url());
                    }
                });
        page.navigate(path);
        return page;
    }

    static Locator button(Page page, String act) {
        return page.locator(".transport [data-act=" + act + "]");
    }

    static void speed(Page page, String speed) {
        page.locator("[data-speed] input[value='" + speed + "']")
                .check(new Locator.CheckOptions().setForce(true));
    }

    /** Trains to the last step. */
    static void trainToTheEnd(Page page) {
        button(page, "play").click();
        assertThat(page.locator("[data-result]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    /** Waits until a place on the page reads so. */
    static void reads(Locator place, String text) {
        assertThat(place)
                .hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    }

    /** Lets the page draw what it has been told. */
    static void settle(Page page) {
        page.evaluate(
                "() => new Promise(done =>"
                        + " requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /**
     * Does what brings another run, and waits until it is there, in the page that was there before.
     */
    static void renews(Page page, Runnable change) {
        Object before =
                page.evaluate(
                        "() => { window.before = true;"
                                + " return document.getElementById('recipe').dataset.run; }");
        change.run();
        page.waitForFunction(
                "before => document.getElementById('recipe').dataset.run !== before", before);
        assertEquals(true, page.evaluate("() => window.before"));
    }

    /** Does what has an address asked for in vain, and waits until that is known. */
    static void inVain(Page page, String address, Runnable act) {
        List<String> failed = new ArrayList<>();
        page.onRequestFailed(request -> failed.add(request.url()));
        act.run();
        page.waitForCondition(() -> failed.stream().anyMatch(url -> url.contains(address)));
        settle(page);
    }

    static int step(Page page) {
        String text = page.locator(".scrub [data-v=step]").textContent();
        return Integer.parseInt(text.replaceAll("\\D", ""));
    }

    static void scrubTo(Page page, int step) {
        page.locator("#scrub").fill(String.valueOf(step));
        reads(page.locator(".scrub [data-v=step]"), String.valueOf(step));
        settle(page);
    }

    static String fixed(double value, int decimals) {
        String text =
                new java.math.BigDecimal(value)
                        .setScale(decimals, java.math.RoundingMode.HALF_UP)
                        .toPlainString();
        return text.replace('-', '−');
    }
}
