package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's scripts and style sheets use nothing that Safari 16.4 lacks and cannot do without. */
class BrowserFloorTest {
    /** What came later, and with which Safari. */
    private static final Map<String, String> SCRIPTS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(
                                    "\\(\\?<[=!]", "look-behind; not before all of 16.4's builds"),
                            Map.entry("/[a-z]*v[a-z]*\\.(test|exec)\\b", "flag v, 17"),
                            Map.entry("\\bgroupBy\\(", "17.4"),
                            Map.entry("\\bfromAsync\\(", "Array.fromAsync, 16.4 with faults"),
                            Map.entry("\\bwithResolvers\\(", "17.4"),
                            Map.entry("\\bAbortSignal\\.any\\(", "17.4"),
                            Map.entry("\\bURL\\.(canParse|parse)\\(", "17, 18"),
                            Map.entry("\\bcheckVisibility\\(", "17.4"),
                            Map.entry("\\brequestIdleCallback\\b", "never"),
                            Map.entry("\\bstartViewTransition\\b", "18"),
                            Map.entry("\\bscrollend\\b", "26"),
                            Map.entry("\\bPromise\\.try\\(", "18.2"),
                            Map.entry(
                                    "\\.(isSubsetOf|isSupersetOf|symmetricDifference|isDisjointFrom)\\(",
                                    "17"),
                            Map.entry("\\.(union|intersection|difference)\\(new Set", "17"),
                            Map.entry(
                                    "\\.values\\(\\)\\.(map|filter|take|drop|some|every|find|toArray)\\(",
                                    "18.4"),
                            Map.entry("\\bwith \\{ type:", "17.2"),
                            Map.entry("for await \\(", "streams cannot be iterated, 26.4"),
                            Map.entry("[cC]t?x?\\.(letterSpacing|filter) =", "canvas, 18 or never"),
                            Map.entry("(ctx|context|over)\\.reset\\(", "canvas, 17"),
                            Map.entry("\\bsetHTML(Unsafe)?\\(", "17.4"),
                            Map.entry("\\bmoveBefore\\(", "never"),
                            Map.entry(
                                    "'[^']*:popover-open",
                                    "a selector that throws; use OPEN of popover.js"),
                            Map.entry("\\bIntl\\.DurationFormat\\b", "16.4 with faults"),
                            Map.entry("\\.getHTML\\(", "18")));

    private static final Map<String, String> STYLES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("light-dark\\(", "17.5"),
                            Map.entry("^\\s*&|\\{\\s*&", "nesting, 16.5"),
                            Map.entry("@starting-style", "17.5"),
                            Map.entry("@scope\\b", "17.4"),
                            Map.entry("anchor\\(|position-anchor|anchor-name", "26"),
                            Map.entry("\\blinear\\([\\d.]", "17.2"),
                            Map.entry(":user-(in)?valid", "16.5"),
                            Map.entry("\\bround\\(|\\bmod\\(", "15.4, but as one"),
                            Map.entry("interpolate-size|calc-size\\(", "never"),
                            Map.entry("(rgb|hsl|oklch)\\(from ", "16.4 with faults"),
                            Map.entry(
                                    "(?<!-webkit-)(?<!-)\\bbackdrop-filter",
                                    "18 without its prefix"),
                            Map.entry("field-sizing|text-box", "18.2 or later"),
                            Map.entry("animation-timeline|view-timeline", "26"),
                            Map.entry(
                                    "(:is|:where|:has|:not)\\([^()]*:popover-open[^()]*,",
                                    "void as a whole"),
                            Map.entry(
                                    ",[^{}]*:popover-open|:popover-open[^{}]*,",
                                    "a list that is void as a whole")));

    private static List<String> found(String folder, String ending, Map<String, String> later)
            throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("web", "static", folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                int at = 0;
                for (String line : Files.readAllLines(file)) {
                    at++;
                    for (Map.Entry<String, String> each : later.entrySet()) {
                        Matcher matcher = Pattern.compile(each.getKey()).matcher(line);
                        boolean own = file.endsWith("popover.js") || line.contains("@supports");
                        if (matcher.find() && !own) {
                            found.add(
                                    file
                                            + ":"
                                            + at
                                            + " "
                                            + matcher.group()
                                            + " ("
                                            + each.getValue()
                                            + ")");
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void scriptsKeepToTheFloor() throws IOException {
        assertEquals(List.of(), found("js", ".js", SCRIPTS));
    }

    @Test
    void styleSheetsKeepToTheFloor() throws IOException {
        assertEquals(List.of(), found("css", ".css", STYLES));
    }

    /** What has no prefix in Safari, and what has a colour to fall back on. */
    @Test
    void whatNeedsASecondLineHasIt() throws IOException {
        List<String> alone = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("web", "static", "css"))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    boolean select =
                            line.contains(" user-select:")
                                    && !line.contains("-webkit-user-select:");
                    boolean mix =
                            line.contains("color-mix(") && line.split("background:", -1).length < 3;
                    if (select || mix) {
                        alone.add(file + ": " + line);
                    }
                }
            }
        }
        assertEquals(List.of(), alone);
    }

    /**
     * Safari before 17 may run a module whose imports wait before they have come: only one waits,
     * and none imports it.
     */
    @Test
    void onlyThePagesOwnModuleWaits() throws IOException {
        List<String> waiting = new ArrayList<>();
        List<String> importing = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("web", "static", "js"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                String name = file.getFileName().toString();
                if (Pattern.compile("(?m)^(await |(const|let) (?!.*async).*\\bawait\\b)")
                        .matcher(text)
                        .find()) {
                    waiting.add(name);
                }
                if (text.contains("./page.js'")) {
                    importing.add(name);
                }
            }
        }
        assertTrue(List.of("page.js").containsAll(waiting), waiting.toString());
        assertEquals(List.of(), importing);
    }
}
