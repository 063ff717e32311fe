package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workbench framed by a page of another origin. */
class EmbedIT extends WithBrowser {
    /** Chromium says that a page which may not be framed was not. */
    @Override
    Predicate<String> forgiven() {
        return message ->
                message.contains("frame-ancestors") || message.contains("Blocked script execution");
    }

    private HttpServer foreign(String frame) throws IOException {
        return foreign(frame, "");
    }

    /** A page that frames one of ours, with attributes of its own on the frame. */
    private HttpServer foreign(String frame, String attributes) throws IOException {
        return serving(
                "<p>A post.</p><iframe width=640 height=480 "
                        + attributes
                        + " src='"
                        + site().address()
                        + frame
                        + "'></iframe>");
    }

    private static HttpServer serving(String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String html =
                "<!doctype html><title>post</title><link rel=icon href='data:,'>"
                        + "<meta name=viewport content='width=device-width'>"
                        + body;
        server.createContext(
                "/",
                exchange -> {
                    byte[] sent = html.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
                    exchange.sendResponseHeaders(200, sent.length);
                    exchange.getResponseBody().write(sent);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Test
    void itTrainsInsideAForeignPage() throws IOException {
        HttpServer post = foreign("/embed/numpy?lr=2e-6&steps=300&lang=en");
        try {
            Page page = open(address(post), "/", View.WIDE);
            FrameLocator frame = page.frameLocator("iframe");
            frame.locator("[data-speed] input[value=max]").check();
            frame.locator("[data-act=play]").click();
            assertThat(frame.locator("[data-act=play]")).containsText("Again");
            assertThat(frame.locator(".transport [data-v=step]")).hasText("300");
            assertThat(frame.locator("[data-whole]"))
                    .hasAttribute("href", "/lessons/numpy?lr=2e-06&steps=300&lang=en");
            frame.locator("[data-drawer-open]").click();
            frame.locator("#f-lr").fill("3e-6");
            frame.locator("#f-lr").press("Enter");
            assertThat(frame.locator("[data-whole]"))
                    .hasAttribute("href", "/lessons/numpy?lr=3e-06&steps=300&lang=en");
            assertEquals(
                    640,
                    ((Number) frame.locator("html").evaluate("e => e.scrollWidth")).intValue());
        } finally {
            post.stop(0);
        }
    }

    @Test
    void aPageThatForbidsScriptsShowsHowTheRunEnds() throws IOException {
        HttpServer post = foreign("/embed/numpy?steps=300&lang=en", "sandbox");
        try {
            FrameLocator frame = open(address(post), "/", View.WIDE).frameLocator("iframe");
            assertThat(frame.locator(".result-plain")).containsText("Finished at step 300");
            assertThat(frame.locator(".result-plain .fit-plot")).isVisible();
            assertThat(frame.locator(".transport")).isHidden();
        } finally {
            post.stop(0);
        }
    }

    @Test
    void aFrameShutOffFromItsOriginTrains() throws IOException {
        HttpServer post = foreign("/embed/numpy?steps=300&lang=en", "sandbox=allow-scripts");
        try {
            FrameLocator frame = open(address(post), "/", View.WIDE).frameLocator("iframe");
            frame.locator("[data-speed] input[value=max]").check();
            frame.locator("[data-act=play]").click();
            assertThat(frame.locator("[data-act=play]")).containsText("Again");
        } finally {
            post.stop(0);
        }
    }

    /** The snippets of the guide and of the README, with this server's address in them. */
    @ParameterizedTest
    @ValueSource(strings = {"/teach?lang=en", "/teach?lang=ko", "README"})
    void aSnippetDoesNotWidenAPost(String from) throws IOException {
        String text =
                from.equals("README")
                        ? Files.readString(Path.of("README.md"))
                        : Jsoup.parse(site().get(from).body()).select(".snippet code").text();
        List<String> frames =
                Pattern.compile("<iframe.*?</iframe>", Pattern.DOTALL)
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertFalse(frames.isEmpty());
        for (String frame : frames) {
            String here =
                    frame.replace("{{ include.run }}", "numpy")
                            .replace("https://your.server", site().address());
            HttpServer post = serving("<p>A post.</p>" + here);
            try {
                Page page = open(address(post), "/", View.WIDE.phone());
                assertThat(page.frameLocator("iframe").locator(".transport")).isVisible();
                String width =
                        "() => [document.documentElement.scrollWidth,"
                                + " getComputedStyle(document.querySelector('iframe')).borderTopWidth]";
                assertEquals(List.of(360, "0px"), page.evaluate(width), frame);
            } finally {
                post.stop(0);
            }
        }
    }

    @Test
    void anotherSiteShowsTheChartOfARun() throws IOException {
        HttpServer post =
                serving("<img src='" + site().address() + "/chart.svg?kind=fit&amp;steps=30'>");
        try {
            Page page = open(address(post), "/", View.WIDE);
            page.waitForFunction("() => document.querySelector('img').naturalWidth > 0");
        } finally {
            post.stop(0);
        }
    }

    @Test
    void aWholePageIsNotFramed() throws IOException {
        HttpServer post = foreign("/lessons/numpy");
        try {
            Page page = open(address(post), "/", View.WIDE);
            assertThat(page.locator("p")).hasText("A post.");
            ConsoleMessage said = page.waitForConsoleMessage(page::reload);
            assertTrue(said.text().contains("frame-ancestors"), said.text());
        } finally {
            post.stop(0);
        }
    }

    @Test
    void onlyTheFrameMayBeFramed() {
        for (String path : new String[] {"/", "/lessons/numpy", "/trace.json", "/embed/none"}) {
            assertTrue(policy(path).endsWith("frame-ancestors 'none'"), path);
        }
        assertTrue(policy("/embed/numpy").endsWith("frame-ancestors *"));
        assertTrue(policy("/embed/optim?lr=x").endsWith("frame-ancestors *"));
        assertEquals(422, site().get("/embed/optim?lr=x").statusCode());
        assertEquals(404, site().get("/embed/none").statusCode());
    }

    private String policy(String path) {
        return site().get(path).headers().firstValue("Content-Security-Policy").orElse("");
    }
}
