package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Every run that the README and the teacher's guide lead to, to its end, with every tab. */
class LinksIT extends WithBrowser {
    private static final double PATIENCE = 60_000;
    private static final Pattern IN_README =
            Pattern.compile(
                    "`(/(?:lessons/\\w+)?\\?[^`… <]*)`|\\(http://127\\.0\\.0\\.1:7070(/[^)]*)\\)");

    /** Without their language: both guides have the same runs. */
    private Set<String> runs() throws IOException {
        Set<String> runs = new TreeSet<>();
        Jsoup.parse(site().get("/teach?lang=en").body()).select("main a[href^=/lessons/]").stream()
                .map(a -> a.attr("href").replaceFirst("&?lang=en", "").replaceFirst("#.*", ""))
                .forEach(runs::add);
        IN_README
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(m -> (m.group(1) == null ? m.group(2) : m.group(1)).replaceFirst("#.*", ""))
                .forEach(runs::add);
        return runs;
    }

    @Test
    void everyLinkIsTrainedToItsEndAndEveryTabLookedAt() throws IOException {
        List<String> runs = new ArrayList<>(runs());
        assertTrue(runs.size() > 30, runs.toString());
        Page page = open("/teach", View.WIDE);
        for (int i = 0; i < runs.size(); i++) {
            String run = runs.get(i);
            String lang = i % 2 == 0 ? "en" : "ko";
            page.navigate(run + (run.contains("?") ? "&" : "?") + "lang=" + lang);
            assertThat(page.locator(".panel [role=tab]").first()).isVisible();
            assertThat(page.locator("[aria-invalid=true]")).hasCount(0);
            if (!run.contains("predict=")) {
                page.locator("[data-speed] input[value=max]")
                        .check(new Locator.CheckOptions().setForce(true));
                button(page, "play").click();
                assertThat(page.locator("[data-act=play][data-now=again]"))
                        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            }
            for (Locator tab : page.locator(".panel [role=tab]").all()) {
                tab.evaluate("button => button.click()");
                settle(page);
            }
            assertThat(page.locator(".panel [role=tabpanel]:visible").first()).isVisible();
            assertThat(page.locator(".err:visible")).hasCount(0);
        }
    }
}
