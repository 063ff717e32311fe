package sinefit.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a browser that is already on the machine; downloads nothing. */
final class Browsers {
    private static final List<String> NAMES =
            List.of(
                    "chromium",
                    "chromium-browser",
                    "google-chrome-stable",
                    "google-chrome",
                    "microsoft-edge",
                    "msedge");
    private static final List<String> PLACES =
            List.of(
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "C:/Program Files/Google/Chrome/Application/chrome.exe",
                    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe");
    private static final String REMEDY =
            "no browser on this machine: install chromium, or name one with -Dbrowser=/path";

    private Browsers() {}

    /** A browser; skips the test where there is none, but fails on a CI machine. */
    static Path required() {
        Optional<Path> found = find();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(REMEDY);
        }
        assumeTrue(found.isPresent(), REMEDY);
        return found.orElseThrow();
    }

    /** -Dbrowser=…, then $BROWSER_PATH, then $PATH, then where installers put one. */
    private static Optional<Path> find() {
        Optional<Path> named =
                Stream.of(System.getProperty("browser"), System.getenv("BROWSER_PATH"))
                        .filter(name -> name != null && !name.isBlank())
                        .map(Path::of)
                        .findFirst();
        if (named.isPresent()) {
            if (!Files.isExecutable(named.get())) {
                throw new IllegalStateException("no browser at " + named.get());
            }
            return named;
        }
        String path = System.getenv().getOrDefault("PATH", "");
        List<String> folders = List.of(path.split(File.pathSeparator));
        return Stream.concat(
                        NAMES.stream().flatMap(n -> folders.stream().map(f -> Path.of(f, n))),
                        PLACES.stream().map(Path::of))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser launch(Playwright playwright, Path executable) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox"); // Chromium refuses to start as root otherwise
        }
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(arguments));
    }
}
