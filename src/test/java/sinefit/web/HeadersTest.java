package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.RawHttp;
import sinefit.testing.RawHttp.Answer;
import sinefit.testing.WithServer;
import sinefit.web.view.Libraries;

/** Every answer is closed in the same way: pages, data, streams, files, and errors of all kinds. */
class HeadersTest extends WithServer {
    private static final String RESOURCE = "Cross-Origin-Resource-Policy";

    private static final Map<String, String> EXPECTED =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                            + "font-src 'self'; connect-src 'self'; form-action 'self'; "
                            + "base-uri 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=()",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    /** Scripts, style sheets, fonts and what is drawn here are never pages; a frame needs them. */
    private static final Map<String, String> PARTS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'",
                    "Permissions-Policy",
                    "",
                    "Cross-Origin-Opener-Policy",
                    "",
                    "Cross-Origin-Resource-Policy",
                    "cross-origin");

    private static void check(Answer answer, String what) {
        boolean file = answer.header("Content-Type").matches("(text/(css|javascript)|font/).*");
        boolean part = file || what.matches("/(card\\.png|qr\\.svg)([?](?!lr=x|to=//).*)?");
        boolean picture = what.startsWith("/chart.svg");
        EXPECTED.forEach(
                (name, value) ->
                        assertEquals(
                                part || (picture && name.equals(RESOURCE))
                                        ? PARTS.getOrDefault(name, value)
                                        : value,
                                answer.header(name),
                                what));
        assertEquals("", answer.header("Set-Cookie"), what);
        assertEquals("", answer.header("Server"), what);
        assertTrue(answer.header("X-Request-Id").matches("[0-9a-f]{16}"), what);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/, 200",
                "/?lang=ko, 200",
                "/?lr=x, 422",
                "/?utm_source=x, 302",
                "/lessons/numpy, 200",
                "/lessons/tensors, 200",
                "/lessons/none, 404",
                "/train?steps=3&speed=max, 200",
                "/train?lr=x, 422",
                "/trace.json?steps=3, 200",
                "/trace.json?lr=x, 422",
                "/trace.csv?steps=3, 200",
                "/step.json, 200",
                "/samples.json, 200",
                "/theory.json, 200",
                "/sweep.json, 200",
                "/graph.json, 200",
                "/gradients.json, 200",
                "/graph.json?lr=x, 422",
                "/slope?slope=z, 200",
                "/card.png?steps=3, 200",
                "/chart.svg?steps=3, 200",
                "/card.png?lr=x, 422",
                "/qr.svg?to=/lessons/numpy, 200",
                "/qr.svg?to=//x, 422",
                "/oembed?url=x, 404",
                "/share/numpy, 200",
                "/share/none, 404",
                "/code/numpy.py, 200",
                "/code/torch.py, 200",
                "/code/Sinefit.java, 200",
                "/healthz, 200",
                "/metrics, 200",
                "/css/base.css, 200",
                "/img/favicon.svg, 200",
                "/js/page.js, 200",
                "/css, 404",
                "/css/, 404",
                "/nothing/here, 404",
                "/lib/katex/none.js, 404",
                "/%2e%2e/, 400",
                "/a%00b, 400",
                "/%zz, 400"
            })
    void everyAnswerHasThem(String target, int status) throws IOException {
        Answer answer = RawHttp.get(server().port(), target);
        assertEquals(status, answer.status(), target);
        check(answer, target);
    }

    @Test
    void filesOfLibrariesHaveThemToo() throws IOException {
        for (String file :
                Set.of("katex.min.js", "katex.min.css", "fonts/KaTeX_Main-Regular.woff2")) {
            Answer answer = RawHttp.get(server().port(), Libraries.url("katex", file));
            assertEquals(200, answer.status(), file);
            assertEquals("public, max-age=31536000, immutable", answer.header("Cache-Control"));
            check(answer, file);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 405", "PUT, 405", "DELETE, 405", "OPTIONS, 405", "TRACE, 405", "BREW, 405"})
    void nothingButReadingIsAllowed(String method, int status) throws IOException {
        for (String target : Set.of("/", "/train", "/css/base.css", "/nothing")) {
            Answer answer =
                    RawHttp.exchange(
                            server().port(),
                            method
                                    + " "
                                    + target
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                                    + "Connection: close\r\n\r\n");
            assertEquals(status, answer.status(), method + target);
            assertEquals("GET, HEAD", answer.header("Allow"), method + target);
            check(answer, method + target);
        }
    }

    @Test
    void headSaysWhatGetWouldWithoutTheBody() throws IOException {
        for (String target : Set.of("/", "/css/base.css", "/lessons/tensors")) {
            String request = " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            Answer head = RawHttp.exchange(server().port(), "HEAD" + request);
            Answer get = RawHttp.exchange(server().port(), "GET" + request);
            assertEquals(200, head.status(), target);
            assertEquals("", head.body(), target);
            assertEquals(get.header("Content-Type"), head.header("Content-Type"), target);
            assertEquals(get.header("Content-Length"), head.header("Content-Length"), target);
            check(head, target);
        }
        assertEquals(
                404,
                RawHttp.exchange(
                                server().port(),
                                "HEAD /no.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .status());
    }

    /** Of every address and every kind of answer, whatever it is made by. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?lr=x",
                "/?utm_source=x",
                "/lessons/optim?optimizer=nadam",
                "/lessons/none",
                "/embed/numpy",
                "/labs/numpy",
                "/take/numpy",
                "/teach",
                "/share/numpy",
                "/compare",
                "/train?speed=max&steps=3",
                "/train?lr=x",
                "/trace.json?steps=3",
                "/trace.json?lr=x",
                "/trace.csv?steps=3",
                "/step.json?at=3",
                "/step.json?at=3&lr=100",
                "/samples.json",
                "/theory.json",
                "/sweep.json?count=5",
                "/graph.json",
                "/gradients.json",
                "/lockstep.json",
                "/formula.json?target=f&f=x",
                "/missions/first-run/check",
                "/chart.svg",
                "/card.png?steps=3",
                "/qr.svg?to=/lessons/numpy",
                "/oembed?url=x",
                "/code/numpy.py",
                "/code/torch.py?noise=1",
                "/code/notebook.ipynb",
                "/code/Sinefit.java",
                "/code/Sinefit.java?noise=1",
                "/code/sinefit_numpy.py",
                "/code/sinefit_torch.py",
                "/healthz",
                "/metrics",
                "/css/base.css",
                "/img/favicon.svg",
                "/nothing"
            })
    void headTellsStatusAndHeadersOfGet(String target) throws IOException {
        String request = " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        Answer get = RawHttp.exchange(server().port(), "GET" + request);
        Answer head = RawHttp.exchange(server().port(), "HEAD" + request);
        assertEquals("", head.body(), target);
        assertEquals(get.status(), head.status(), target);
        assertEquals(kind(get), kind(head), target);
    }

    /** What does not change from one answer to the next. */
    private static Map<String, String> kind(Answer answer) {
        Map<String, String> kind = new TreeMap<>(answer.headers());
        List.of("x-request-id", "date", "transfer-encoding").forEach(kind::remove);
        return kind;
    }

    /** Whoever only asks whether the server is up need not be told that nothing is there. */
    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/metrics", "/trace.json", "/chart.svg", "/code/numpy.py"})
    void headFindsWhateverGetDoes(String target) throws IOException {
        String request = "HEAD " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertEquals(200, RawHttp.exchange(server().port(), request).status());
    }

    /** A site that only asks about a picture is told what it would get. */
    @ParameterizedTest
    @ValueSource(strings = {"/chart.svg?steps=3&kind=loss", "/card.png?steps=3"})
    void headTellsOfAPictureWhatGetSends(String target) throws IOException {
        String request = " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        Answer got = RawHttp.exchange(server().port(), "GET" + request);
        Answer asked = RawHttp.exchange(server().port(), "HEAD" + request);
        for (String name : List.of("Content-Type", "Content-Length", RESOURCE)) {
            assertEquals(got.header(name), asked.header(name), name);
        }
        assertEquals("", asked.body());
    }

    @Test
    void everyAnswerHasAnIdOfItsOwn() throws IOException {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ids.add(RawHttp.get(server().port(), "/healthz").header("X-Request-Id"));
        }
        assertEquals(50, ids.size());
    }

    @Test
    void aFileThatHasNotChangedIsNotSentAgain() throws IOException {
        Answer first = RawHttp.get(server().port(), "/css/base.css");
        String tag = first.header("ETag");
        Answer again = RawHttp.get(server().port(), "/css/base.css", "If-None-Match: " + tag);
        assertEquals(304, again.status());
        assertEquals("", again.body());
        assertEquals(
                200, RawHttp.get(server().port(), "/css/base.css", "If-None-Match: x").status());
    }
}
