package sinefit.bench.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import sinefit.bench.load.Jar;

/**
 * Opens lesson 1 of the built jar in a Chromium that is already on the machine and prints tables:
 * the bytes of a first visit, the time from the click on Train to the first frame, the main
 * thread's work for each frame while it trains, and how long frames take while something is
 * dragged.
 */
public final class PageBench {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int WARM_MILLIS = 2500;
    private static final int MILLIS = 8000;

    /** A place of the page that is in sight while it trains. */
    private enum View {
        OPEN("as it opens", null),
        DERIVATION("derivation in sight", ".derive"),
        CODE("code in sight", "#code");

        private final String label;
        private final String selector;

        View(String label, String selector) {
            this.label = label;
            this.selector = selector;
        }
    }

    private PageBench() {}

    public static void main(String[] args) throws Exception {
        try (Jar jar = Jar.start(List.of());
                Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            String address = "http://127.0.0.1:" + jar.port() + "/?lang=en";
            Browser browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(chromium())
                                            .setArgs(
                                                    List.of(
                                                            "--no-sandbox",
                                                            "--disable-gpu",
                                                            "--disable-quic",
                                                            "--disable-background-networking",
                                                            "--disable-component-update",
                                                            "--disable-sync",
                                                            "--no-first-run")));
            System.out.println(
                    "Chromium " + browser.version() + ", " + WIDTH + " x " + HEIGHT + "\n");
            visit(browser, address);
            firstFrame(browser, address);
            System.out.println(
                    "\n| while training, 60 steps/s | frames | work a frame, ms of the processor: half / 95 % / 99 % / all within | main thread's share of a core | the same by the clock |\n|---|---|---|---|---|");
            for (View view : View.values()) {
                training(browser, address, view);
            }
            System.out.println(
                    "\n| while dragging | frames | time a frame, ms: half / 95 % / 99 % / all within |\n|---|---|---|");
            dragging(browser, address, "rate, sweep in sight", "#tab-sweep", "#rate", 0.1, 0.9);
            dragging(browser, address, "rate, loss in sight", "#tab-loss", "#rate", 0.1, 0.9);
            dragging(
                    browser,
                    address,
                    "rate, landscape in sight",
                    "#tab-landscape",
                    "#rate",
                    0.1,
                    0.9);
            dragging(
                    browser,
                    address,
                    "start, on the landscape",
                    "#tab-landscape",
                    "[data-grip]",
                    0,
                    1);
        }
    }

    private static Path chromium() {
        String named = System.getProperty("browser", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(
                        name ->
                                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no chromium: -Dbrowser=/path"));
    }

    private static Page page(Browser browser) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(WIDTH, HEIGHT)
                                .setLocale("en-US"));
        return context.newPage();
    }

    private static void settle(Page page, String address) {
        page.navigate(address);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.locator(".derive .katex").first().waitFor();
        page.waitForTimeout(300);
    }

    /** The bytes on the wire of a first visit, heads of the answers included, by kind. */
    private static void visit(Browser browser, String address) {
        Page page = page(browser);
        CDPSession session = page.context().newCDPSession(page);
        Map<String, String> kinds = new TreeMap<>();
        Map<String, long[]> bytes = new TreeMap<>();
        session.on(
                "Network.responseReceived",
                event ->
                        kinds.put(
                                event.get("requestId").getAsString(),
                                event.get("type").getAsString()));
        session.on(
                "Network.loadingFinished",
                event -> {
                    String kind = kinds.getOrDefault(event.get("requestId").getAsString(), "?");
                    long[] sum = bytes.computeIfAbsent(kind, k -> new long[2]);
                    sum[0]++;
                    sum[1] += (long) event.get("encodedDataLength").getAsDouble();
                });
        session.send("Network.enable");
        settle(page, address);
        System.out.println("| first visit | answers | KB on the wire |\n|---|---|---|");
        long[] all = new long[2];
        bytes.forEach(
                (kind, sum) -> {
                    System.out.printf("| %s | %d | %.1f |%n", kind, sum[0], sum[1] / 1e3);
                    all[0] += sum[0];
                    all[1] += sum[1];
                });
        System.out.printf("| in all | %d | %.1f |%n", all[0], all[1] / 1e3);
        page.context().close();
    }

    /** From the click on Train to the end of the first animation frame that shows a later step. */
    private static void firstFrame(Browser browser, String address) {
        double[] millis = new double[11];
        for (int i = 0; i < millis.length; i++) {
            Page page = page(browser);
            settle(page, address);
            page.evaluate(
                    """
                    () => { window.first = new Promise((done) => {
                      document.querySelector('[data-act=play]').addEventListener('click', () => {
                        const start = performance.now(), cell = document.querySelector('.transport [data-v=step]');
                        const look = () => { if (cell.textContent !== '0') requestAnimationFrame(() => done(performance.now() - start)); else requestAnimationFrame(look); };
                        look();
                      }, { capture: true });
                    }); }""");
            page.locator("[data-act=play]").click();
            millis[i] = ((Number) page.evaluate("() => window.first")).doubleValue();
            page.context().close();
        }
        Arrays.sort(millis);
        System.out.printf(
                "%nFrom the click to the first frame that shows a step: %.0f ms (%.0f to %.0f).%n",
                millis[5], millis[0], millis[10]);
    }

    private static void training(Browser browser, String address, View view) throws Exception {
        Page page = page(browser);
        settle(page, address);
        if (view.selector != null) {
            page.evaluate(
                    "(s) => document.querySelector(s).scrollIntoView({ block: 'start' })",
                    view.selector);
        }
        page.locator("[data-act=play]").click();
        page.waitForTimeout(WARM_MILLIS);
        CDPSession session = page.context().newCDPSession(page);
        List<JsonObject> events = new ArrayList<>();
        CompletableFuture<Void> complete = new CompletableFuture<>();
        session.on(
                "Tracing.dataCollected",
                data -> data.getAsJsonArray("value").forEach(e -> events.add(e.getAsJsonObject())));
        session.on("Tracing.tracingComplete", data -> complete.complete(null));
        JsonObject config = new JsonObject();
        JsonArray categories = new JsonArray();
        Stream.of("toplevel", "devtools.timeline").forEach(categories::add);
        config.add("includedCategories", categories);
        JsonObject options = new JsonObject();
        options.add("traceConfig", config);
        options.addProperty("transferMode", "ReportEvents");
        session.send("Tracing.start", options);
        page.waitForTimeout(MILLIS);
        session.send("Tracing.end");
        while (!complete.isDone()) {
            page.waitForTimeout(50);
        }
        System.out.println("| " + view.label + " | " + work(events));
        page.context().close();
    }

    /** The tasks of the page's main thread, summed between two animation frames. */
    private static String work(List<JsonObject> events) {
        Map<String, List<Double>> frames = new TreeMap<>();
        for (JsonObject event : events) {
            if (name(event).equals("FireAnimationFrame")) {
                frames.computeIfAbsent(thread(event), t -> new ArrayList<>())
                        .add(event.get("ts").getAsDouble());
            }
        }
        String main =
                frames.entrySet().stream()
                        .max((a, b) -> a.getValue().size() - b.getValue().size())
                        .orElseThrow()
                        .getKey();
        double[] starts = frames.get(main).stream().mapToDouble(v -> v).sorted().toArray();
        double whole = (starts[starts.length - 1] - starts[0]) / 1e3;
        double[] work = perFrame(events, main, starts, "tdur");
        return String.format(
                "%d | %s | %.0f %% | %s |",
                work.length,
                quantiles(work),
                100 * Arrays.stream(work).sum() / whole,
                quantiles(perFrame(events, main, starts, "dur")));
    }

    /**
     * Milliseconds of a thread's tasks, summed between two animation frames.
     *
     * @param length {@code tdur} is what the processor spent, {@code dur} what passed by the clock:
     *     on two cores it holds others' work, the compositor's first of all
     */
    private static double[] perFrame(
            List<JsonObject> events, String main, double[] starts, String length) {
        double[] work = new double[starts.length - 1];
        for (JsonObject event : events) {
            if (!name(event).endsWith("RunTask")
                    || !event.has(length)
                    || !thread(event).equals(main)) {
                continue;
            }
            double end = event.get("ts").getAsDouble() + event.get("dur").getAsDouble();
            int at = Arrays.binarySearch(starts, end);
            int frame = at >= 0 ? at : -at - 2;
            if (frame >= 0 && frame < work.length) {
                work[frame] += event.get(length).getAsDouble() / 1e3;
            }
        }
        return work;
    }

    private static String name(JsonObject event) {
        return event.get("name").getAsString();
    }

    private static String thread(JsonObject event) {
        return event.get("pid") + "/" + event.get("tid");
    }

    private static String quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return String.format(
                "%.1f / %.1f / %.1f / %.1f",
                sorted[last / 2], sorted[last * 95 / 100], sorted[last * 99 / 100], sorted[last]);
    }

    /** Frames from one animation frame to the next, while a mouse button is held and moved. */
    private static void dragging(
            Browser browser,
            String address,
            String label,
            String tab,
            String handle,
            double from,
            double to) {
        Page page = page(browser);
        settle(page, address);
        page.locator(tab).click();
        page.waitForTimeout(500);
        Locator grip = page.locator(handle).locator("visible=true").first();
        grip.scrollIntoViewIfNeeded();
        BoundingBox box = grip.boundingBox();
        boolean slider = handle.startsWith("#");
        double y = box.y + box.height / 2;
        double left = slider ? box.x + from * box.width : box.x + box.width / 2;
        double right = slider ? box.x + to * box.width : left + 60;
        page.mouse().move(left, y);
        page.mouse().down();
        page.evaluate(
                """
                () => { const gaps = window.gaps = []; let last = performance.now();
                  const look = () => { const now = performance.now(); gaps.push(now - last); last = now; if (!window.ended) requestAnimationFrame(look); };
                  requestAnimationFrame(look); }""");
        int moves = 240;
        for (int i = 0; i < moves; i++) {
            double share = (1 - Math.cos(i * 2 * Math.PI / (moves / 2.0))) / 2;
            page.mouse().move(left + share * (right - left), slider ? y : y + 10 * share);
            if (i % 2 == 1) {
                page.evaluate(
                        "() => new Promise(requestAnimationFrame)"); // a mouse has its own pace
            }
        }
        Object gaps = page.evaluate("() => { window.ended = true; return window.gaps.slice(2); }");
        page.mouse().up();
        double[] times =
                ((List<?>) gaps).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        System.out.println("| " + label + " | " + times.length + " | " + quantiles(times) + " |");
        page.context().close();
    }
}
