package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.RawHttp;
import sinefit.testing.RawHttp.Answer;
import sinefit.testing.Site;

/** Requests that no browser would send, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawRequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private Server server;

    @BeforeAll
    void start() {
        server = Server.start(new ServerOptions("127.0.0.1", 0, 100, 100), PATIENCE);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer get(String target, String... headers) throws IOException {
        return RawHttp.get(server.port(), target, headers);
    }

    private String metrics() {
        return Site.at(server.port()).get("/metrics").body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/css/../../../pom.xml",
                "/css/..%2f..%2f..%2fpom.xml",
                "/css/%2e%2e/%2e%2e/pom.xml",
                "/css/..;/..;/pom.xml",
                "/css/....//....//pom.xml",
                "/css\\..\\..\\pom.xml",
                "/%2fetc/passwd",
                "//etc/passwd",
                "/%u002e%u002e/pom.xml",
                "/lessons/%zz",
                "/lessons/numpy;%",
                "/lib/../sinefit/App.class",
                "/lib/%2e%2e/%2e%2e/simplelogger.properties",
                "/simplelogger.properties",
                "/i18n/en.properties",
                "/templates/page.jte",
                "/.git/config",
                "/css/.hidden.css",
                "/META-INF/MANIFEST.MF",
                "/css/base.css%00.js",
                "/lib",
                "/lib/katex",
                "file:///etc/passwd",
                "http://127.0.0.1/../pom.xml"
            })
    void noPathLeadsOut(String target) throws IOException {
        Answer answer = get(target);
        assertTrue(answer.status() == 400 || answer.status() == 404, target + answer.status());
        assertFalse(answer.body().contains("root:"), target);
        assertFalse(answer.body().contains("<artifactId>"), target);
    }

    @Test
    void noHeaderCanBeInjected() throws IOException {
        String evil = "%0d%0aSet-Cookie:%20x=1%0d%0a%0d%0a<script>";
        for (String target :
                List.of(
                        "/?utm_source=1&lr=" + evil,
                        "/?utm_source=1&" + evil,
                        "/lessons/" + evil,
                        "/trace.json?lr=" + evil,
                        "/code/numpy.py?seed=" + evil,
                        "/" + evil + "?utm_source=1",
                        "//evil.example/?utm_source=1")) {
            Answer answer = get(target, "X-Request-Id: a b", "Host: evil.example");
            assertEquals("", answer.header("Set-Cookie"), target);
            String location = answer.header("Location");
            assertFalse(location.contains("evil.example"), location);
            assertTrue(answer.status() < 500, target);
        }
    }

    @Test
    void theHostIsBelievedByNobody() throws IOException {
        Answer answer =
                RawHttp.exchange(
                        server.port(),
                        String.join(
                                "\r\n",
                                "GET /?utm_source=x&lr=2e-6 HTTP/1.1",
                                "Host: evil.example",
                                "X-Forwarded-Host: evil.example",
                                "Connection: close",
                                "",
                                ""));
        assertEquals(302, answer.status());
        assertFalse(answer.header("Location").contains("evil"), answer.header("Location"));
    }

    @Test
    void whatIsTooLongIsRefused() throws IOException {
        assertEquals(414, get("/?f=" + "x".repeat(100_000)).status());
        assertEquals(431, get("/", "X-Long: " + "x".repeat(100_000)).status());
        String[] many = Collections.nCopies(2_000, "X-Many: 1").toArray(String[]::new);
        assertEquals(431, get("/", many).status());
        assertEquals(422, get("/trace.json?" + "a=1&".repeat(1_500)).status());
        assertTrue(metrics().contains("sinefit_refused_total{reason=\"malformed\"}"));
    }

    @Test
    void aBodyOfAnyLengthIsNotWaitedFor() throws IOException {
        for (String method : List.of("POST", "GET")) {
            for (String length :
                    List.of("Content-Length: 99999999999", "Transfer-Encoding: chunked")) {
                String request = method + " /healthz HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n";
                Answer answer = RawHttp.exchange(server.port(), request + "10\r\nsome");
                assertEquals(method.equals("GET") ? 200 : 405, answer.status(), request);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: snail\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0",
                "GET / HTTP/1.1\r\nHost: x y\r\n\r\n"
            })
    void whatIsNoHttpIsABadRequest(String request) throws IOException {
        Answer answer = RawHttp.exchange(server.port(), request);
        assertEquals(400, answer.status(), request);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), request);
    }

    @Test
    void halfARequestIsHungUpOn() throws IOException {
        try (Socket half = RawHttp.connect(server.port())) {
            RawHttp.write(half, "GET /train?steps=1 HTTP/1.1\r\nHost: x\r\nAcc");
            assertEquals(-1, end(half));
        }
    }

    /** The byte that ends a connection: none, or it was cut. */
    private static int end(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    @Test
    void aRequestThatTricklesInIsHungUpOnAndNobodyElseIsHarmed() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = RawHttp.connect(server.port());
                RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
                slow.add(socket);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                assertEquals(200, get("/trace.json?steps=5").status());
                                int open = 0;
                                for (Socket socket : slow) {
                                    open += trickled(socket) ? 1 : 0;
                                }
                                return open == 0;
                            });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertFalse(metrics().contains("sinefit_refused_total{reason=\"slow\"} 0\n"));
    }

    private static boolean trickled(Socket socket) {
        try {
            RawHttp.write(socket, "x");
            return true;
        } catch (IOException e) {
            return false; // hung up
        }
    }

    @Test
    void aKeptConnectionThatIsQuietOrUsedNowAndThenIsLeftAlone() throws Exception {
        try (Socket kept = RawHttp.connect(server.port())) {
            String request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
            long end = System.nanoTime() + PATIENCE.multipliedBy(3).toNanos();
            int answers = 0;
            while (System.nanoTime() < end) {
                RawHttp.write(kept, request);
                byte[] bytes = new byte[4096];
                assertTrue(kept.getInputStream().read(bytes) > 0);
                answers++;
                Awaitility.await()
                        .pollDelay(Duration.ofMillis(300))
                        .until(() -> kept.getInputStream().available() == 0);
            }
            assertTrue(answers > 2);
        }
    }

    @Test
    void hundredsOfReadersWhoStallLeaveTheOthersTheirPage() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        String file = sinefit.web.view.Libraries.url("katex", "katex.min.js");
        try {
            for (int i = 0; i < 300; i++) {
                deaf.add(RawHttp.neverReading(server.port(), i % 3 == 0 ? "/" : file));
            }
            assertEquals(200, get("/healthz").status());
            Awaitility.await().until(() -> get("/").status() == 200);
            assertEquals(200, get(file).status());
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void itListensOnThisMachineAloneUnlessToldOtherwise() {
        ServerOptions options = ServerOptions.of(Map.of());
        assertEquals("127.0.0.1", options.host());
        assertEquals(0, options.proxies());
        assertTrue(InetAddress.getLoopbackAddress().getHostAddress().startsWith("127."));
    }
}
