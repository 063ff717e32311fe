package sinefit.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.testing.WithServer;

/**
 * A short run of every lesson in Safari's engine: WebKitGTK's driver, spoken to by plain WebDriver,
 * on a screen of Xvfb's own.
 */
class WebKitIT extends WithServer {
    private static final String REMEDY =
            "no WebKit on this machine: apt-get install webkit2gtk-driver xvfb";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private String session = "";

    private static Optional<Path> program(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @BeforeAll
    void launch() throws IOException {
        Optional<Path> driver = program("WebKitWebDriver");
        Optional<Path> screen = program("Xvfb");
        boolean here = driver.isPresent() && screen.isPresent();
        if (!here && "true".equals(System.getenv("CI"))) {
            fail(REMEDY);
        }
        assumeTrue(here, REMEDY);
        ProcessBuilder xvfb =
                new ProcessBuilder(
                        screen.orElseThrow().toString(),
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "1300x1000x24");
        xvfb.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process display = xvfb.start();
        started.add(display);
        String number = display.inputReader().readLine(); // told once it is there
        int port = freePort();
        ProcessBuilder web = new ProcessBuilder(driver.orElseThrow().toString(), "--port=" + port);
        web.environment().put("DISPLAY", ":" + number);
        web.environment().put("LIBGL_ALWAYS_SOFTWARE", "1");
        web.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        started.add(web.start());
        String base = "http://127.0.0.1:" + port + "/session";
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask("GET", base.replace("/session", "/status"), null) != null);
        Map<String, Object> wanted =
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("pageLoadStrategy", "normal")));
        session = base + "/" + ask("POST", base, wanted).get("sessionId").asText();
        ask("POST", session + "/window/rect", Map.of("width", 1280, "height", 900));
    }

    @AfterAll
    void quit() throws IOException {
        if (!session.isEmpty()) {
            ask("DELETE", session, null);
        }
        for (Process process : started) {
            process.destroy();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private JsonNode ask(String method, String address, Object body) throws IOException {
        HttpRequest.BodyPublisher text =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(PATIENCE)
                        .method(method, text)
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            JsonNode value = JSON.readTree(answer.body()).get("value");
            assertEquals(200, answer.statusCode(), () -> address + ": " + value);
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private JsonNode run(String script) throws IOException {
        return ask("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    private void until(String condition) {
        Awaitility.await(condition)
                .atMost(PATIENCE)
                .until(() -> run("return Boolean(" + condition + ")").asBoolean());
    }

    @Test
    void everyLessonOpensTrainsAndEndsWithTheTracesNumbers() throws IOException {
        for (Lesson lesson : Lesson.values()) {
            String query = "steps=60";
            String path = "/lessons/" + lesson.slug() + "?lang=en&speed=max&" + query;
            ask(
                    "POST",
                    session + "/url",
                    Map.of("url", "http://127.0.0.1:" + server().port() + path));
            until("document.querySelector('[data-theta]')?.textContent.trim()");
            run(
                    "window.heard = []; addEventListener('error', e => heard.push(e.message));"
                            + " addEventListener('unhandledrejection', e =>"
                            + " heard.push(String(e.reason)));"
                            + " document.querySelector('#ask-rate').click()");
            until("document.querySelector('#why-rate').getBoundingClientRect().height > 50");
            run("document.querySelector('#why-rate .close').click()");
            until("document.querySelector('#why-rate').getClientRects().length === 0");
            run("document.querySelector('.transport [data-act=play]').click()");
            until("document.querySelector('[data-act=play]').dataset.now === 'again'");
            JsonNode last =
                    site().json("/trace.json?lesson=" + lesson.slug() + "&" + query).get("final");
            until("document.querySelector('.scrub [data-v=step]').textContent === '60'");
            assertEquals(
                    Figures.amount(last.get("loss").asDouble()),
                    run("return document.querySelector('.strip [data-v=loss]').textContent")
                            .asText(),
                    lesson.slug());
            for (String tab : List.of("coefficients", "landscape", "modes", "sweep", "samples")) {
                run("document.querySelector('#tab-" + tab + "').click()");
            }
            assertEquals("[]", run("return JSON.stringify(heard)").asText(), lesson.slug());
        }
        assertTrue(started.stream().allMatch(Process::isAlive));
    }
}
