package sinefit.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Between;

/** Where no stream gets through, or there is no room for one, a run comes all the same. */
class BetweenIT extends WithBrowser {
    private static final double PATIENCE = 90_000;
    private static final String MOVED =
            "() => Number(document.querySelector('.scrub [data-v=step]').textContent"
                    + ".replace(/\\D/g, '')) > 0";

    @Override
    Predicate<String> forgiven() {
        // Chromium itself reports streams that are cut, and what others answer.
        return message ->
                message.contains("net::ERR_")
                        || message.contains("MIME type")
                        || message.contains("403")
                        || message.contains("portal.invalid");
    }

    private static void visible(Locator place) {
        assertThat(place).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "DROP"})
    void behindWhatHoldsStreamsBackTheRunComesInPiecesAndThePageSaysSo(Between.Way way)
            throws IOException {
        try (Between between = new Between(site(), way)) {
            Page page = open(between.site().address(), "/?steps=1500", View.WIDE);
            button(page, "play").click();
            page.waitForFunction(MOVED);
            visible(page.locator("[data-way]"));
            assertThat(page.locator("[data-way]")).containsText("comes in pieces");
            long streams = between.asked().stream().filter("/train"::equals).count();
            // Of a connection that is cut before a word Chromium itself makes several.
            assertTrue(streams <= 2 || way == Between.Way.DROP, streams + " attempts");
            speed(page, "600");
            visible(page.locator("[data-result]"));
            List<String> lines = new ArrayList<>();
            for (int step = 99; step < 1500; step += 100) {
                lines.add(String.valueOf(step));
            }
            assertEquals(lines, page.locator("[data-log-rows] td:nth-child(1)").allTextContents());
            JsonNode end = site().json("/trace.json?steps=1500").get("final");
            for (JsonNode coefficient : end.get("coefficients")) {
                assertThat(page.locator("[data-result]"))
                        .containsText(sinefit.number.Repr.of(coefficient.asDouble()));
            }
            assertEquals(
                    streams, between.asked().stream().filter("/train"::equals).count(), "stays so");
        }
    }

    @ParameterizedTest
    @CsvSource({"PAGE, 200 text/html", "REFUSE, 403", "REDIRECT, 3xx"})
    void whoAnswersInTheServersPlaceIsToldOfAndThePageGoesOnByItself(Between.Way way, String what)
            throws IOException {
        try (Between between = new Between(site(), Between.Way.HOLD)) {
            Page page = open(between.site().address(), "/?steps=400", View.WIDE.korean());
            page.clock().install();
            between.become(way);
            button(page, "play").click();
            Locator told = page.locator("[data-waiting]");
            page.waitForCondition(
                    () -> {
                        page.clock().runFor(1_000);
                        return told.textContent().contains(what);
                    });
            visible(told);
            between.become(Between.Way.HOLD);
            page.waitForCondition(
                    () -> {
                        page.clock().runFor(1_000);
                        return page.locator("[data-result]").isVisible();
                    },
                    new Page.WaitForConditionOptions().setTimeout(PATIENCE));
            assertThat(told).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sandbox=allow-scripts"})
    void eightFramesOfOnePageAllMove(String attributes) throws IOException {
        StringBuilder html =
                new StringBuilder(
                        "<!doctype html><title>post</title><link rel=icon href='data:,'>");
        for (int i = 0; i < 8; i++) {
            html.append("<iframe width=640 height=480 ")
                    .append(attributes)
                    .append(" src='")
                    .append(site().address())
                    .append("/embed/numpy?lang=en&steps=3000&lr=")
                    .append(i + 1)
                    .append("e-7'></iframe>");
        }
        HttpServer post =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        post.createContext(
                "/",
                exchange -> {
                    byte[] body = html.toString().getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        post.start();
        try {
            Page page = open("/embed/numpy?lang=en");
            page.setDefaultTimeout(PATIENCE);
            page.setDefaultNavigationTimeout(PATIENCE); // eight pages at once
            page.navigate("http://localhost:" + post.getAddress().getPort());
            List<Frame> frames = page.mainFrame().childFrames();
            assertEquals(8, frames.size());
            for (Frame frame : frames) {
                frame.locator("[data-act=play]").click();
            }
            for (Frame frame : frames) {
                frame.waitForFunction(MOVED);
                assertThat(frame.locator("[data-way]")).isHidden();
            }
        } finally {
            post.stop(0);
        }
    }

    @Test
    void aNinthWindowMovesToo() {
        Page first = open("/?steps=3000&lang=en", View.WIDE);
        first.context().setDefaultTimeout(PATIENCE);
        List<Page> windows = new ArrayList<>(List.of(first));
        for (int i = 1; i < 9; i++) {
            Page page = first.context().newPage();
            page.navigate("/?steps=3000&lang=en&lr=" + i + "e-7");
            windows.add(page);
        }
        for (Page page : windows) {
            button(page, "play").click();
        }
        for (Page page : windows) {
            page.waitForFunction(MOVED);
        }
        assertThat(first.locator("[data-way]")).containsText("Many runs");
    }
}
