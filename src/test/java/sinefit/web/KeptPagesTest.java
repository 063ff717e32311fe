package sinefit.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import sinefit.lesson.Lesson;
import sinefit.testing.WithServer;
import sinefit.web.KeptPages.Page;
import sinefit.web.KeptPages.PageKey;

/** A page is made once, and is the page that would have been made. */
class KeptPagesTest extends WithServer {
    private static final PageKey KEY =
            new PageKey(Place.PAGE, Optional.empty(), "en", Optional.empty(), "");

    private static Page page(boolean whole) {
        return new Page(Encoding.of("a page".getBytes(UTF_8), true), whole);
    }

    private static CompletableFuture<Page> unwanted() {
        throw new AssertionError("made twice");
    }

    @Test
    void whoAsksMeanwhileOrLaterGetsTheSame() {
        KeptPages pages = new KeptPages(true);
        CompletableFuture<Page> made = new CompletableFuture<>();
        CompletableFuture<Page> first = pages.get(KEY, () -> made);
        CompletableFuture<Page> meanwhile = pages.get(KEY, KeptPagesTest::unwanted);
        assertFalse(meanwhile.isDone());
        Page page = page(true);
        made.complete(page);
        assertSame(page, first.join());
        assertSame(page, meanwhile.join());
        assertSame(page, pages.get(KEY, KeptPagesTest::unwanted).join());
        assertSame(page, pages.find(KEY).orElseThrow().join());
    }

    @Test
    void whatLacksSomethingOrFailsIsMadeAnew() {
        KeptPages pages = new KeptPages(true);
        Page part = page(false);
        assertSame(part, pages.get(KEY, () -> CompletableFuture.completedFuture(part)).join());
        assertEquals(Optional.empty(), pages.find(KEY));
        CompletableFuture<Page> failed =
                pages.get(
                        KEY,
                        () -> {
                            throw new IllegalStateException("no");
                        });
        assertThrows(CompletionException.class, failed::join);
        assertEquals(Optional.empty(), pages.find(KEY));
        CompletableFuture<Page> broken =
                pages.get(
                        KEY,
                        () -> {
                            throw new StackOverflowError();
                        });
        assertThrows(CompletionException.class, broken::join);
        assertEquals(Optional.empty(), pages.find(KEY));
        Page page = page(true);
        assertSame(page, pages.get(KEY, () -> CompletableFuture.completedFuture(page)).join());
    }

    @Test
    void whoKeepsNoneSharesThoseThatAreOnTheirWay() {
        KeptPages pages = new KeptPages(false);
        CompletableFuture<Page> made = new CompletableFuture<>();
        CompletableFuture<Page> first = pages.get(KEY, () -> made);
        assertFalse(pages.get(KEY, KeptPagesTest::unwanted).isDone());
        made.complete(page(true));
        assertTrue(first.isDone());
        assertEquals(Optional.empty(), pages.find(KEY));
    }

    private double pages(String from) {
        String name = "sinefit_pages_total{from=\"" + from + "\"} ";
        return site().get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    /** A run that is too long to be seen in its page lacks nothing. */
    @Test
    void aLinkIsMadeAPageOfOnce() throws IOException {
        for (String path : List.of("/?steps=81&lr=2e-6", "/lessons/optim?steps=20000")) {
            Awaitility.await()
                    .untilAsserted(
                            () -> {
                                double kept = pages("kept");
                                unzipped(path);
                                assertEquals(kept + 1, pages("kept"), path);
                            });
            double made = pages("made");
            unzipped(path);
            unzipped(path, "Accept-Language", "en");
            assertEquals(made, pages("made"), path);
            site().get(path);
            assertEquals(made + 1, pages("made"), path);
        }
    }

    private String unzipped(String path, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Accept-Encoding", "gzip"));
        HttpResponse<byte[]> response = site().bytes(path, all.toArray(String[]::new));
        assertEquals(List.of("gzip"), response.headers().allValues("Content-Encoding"), path);
        assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"), path);
        assertEquals(
                List.of("HX-Request, Accept-Encoding, Accept-Language"),
                response.headers().allValues("Vary"),
                path);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return response.statusCode() + new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Readers who do not take gzip have theirs made for them. */
    @Test
    void aKeptPageIsThePageThatWouldBeMade() throws IOException {
        List<String> paths = new ArrayList<>(List.of("/", "/?lang=ko", "/?steps=20&lr=1e-6"));
        for (Lesson lesson : Lesson.values()) {
            paths.add("/lessons/" + lesson.slug());
            paths.add("/embed/" + lesson.slug() + "?lang=ko&lock=1");
        }
        for (String path : paths) {
            site().get(path); // has its run computed
            HttpResponse<String> plain = site().get(path);
            String expected = plain.statusCode() + plain.body();
            assertEquals(expected, unzipped(path), path);
            assertEquals(expected, unzipped(path), path + " again");
        }
    }

    @Test
    void languagesPlacesAndFormsAreKeptApart() throws IOException {
        String english = unzipped("/lessons/numpy", "Accept-Language", "en");
        String korean = unzipped("/lessons/numpy", "Accept-Language", "ko");
        assertTrue(english.contains("<html lang=\"en\""));
        assertTrue(korean.contains("<html lang=\"ko\""));
        assertEquals(english, unzipped("/lessons/numpy", "Accept-Language", "en"));
        assertNotEquals(english, unzipped("/embed/numpy", "Accept-Language", "en"));
        String form = unzipped("/lessons/numpy", "HX-Request", "true", "Accept-Language", "en");
        assertFalse(form.contains("<html"));
        assertEquals(english, unzipped("/lessons/numpy", "Accept-Language", "en"));
    }

    @Test
    void whatIsRefusedIsRefusedEachTime() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertTrue(unzipped("/?lr=-1").startsWith("422"));
            assertTrue(unzipped("/lessons/numpy?lesson=optim").startsWith("422"));
        }
    }

    /** What others are told where a page is comes from the request, for that very reader. */
    @Test
    void eachReaderIsToldTheAddressThatHeCameBy() throws IOException {
        String path = "/?steps=77";
        String here = unzipped(path);
        String port = site().address().replaceAll(".*:", "");
        try (var raw = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            raw.getOutputStream()
                    .write(
                            ("GET "
                                            + path
                                            + " HTTP/1.1\r\nHost: elsewhere.example\r\n"
                                            + "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n")
                                    .getBytes(UTF_8));
            byte[] answer = raw.getInputStream().readAllBytes();
            int body = new String(answer, ISO_8859_1).indexOf("\r\n\r\n") + 4;
            try (var in =
                    new GZIPInputStream(
                            new ByteArrayInputStream(answer, body, answer.length - body))) {
                String there = "200" + new String(in.readAllBytes(), UTF_8);
                assertTrue(there.contains("http://elsewhere.example/"));
                String host = "127.0.0.1:" + port;
                String expected =
                        there.replace("http://elsewhere.example", "http://" + host)
                                .replace("elsewhere.example", host.replace(":", "%3A"));
                assertEquals(here, expected);
            }
        }
    }
}
