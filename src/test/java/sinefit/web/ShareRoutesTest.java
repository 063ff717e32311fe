package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.RawHttp;
import sinefit.testing.Site;
import sinefit.testing.WithServer;

/** What other sites are told of a run, and what a link to it may carry. */
class ShareRoutesTest extends WithServer {
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Document page(String path) {
        return Jsoup.parse(site().get(path).body());
    }

    private static String meta(Document page, String property) {
        return page.select("meta[property='" + property + "'],meta[name='" + property + "']")
                .attr("content");
    }

    @Test
    void aPageTellsOtherSitesWhatItShows() {
        Document page = page("/lessons/numpy?lr=0.000002&lang=en");
        assertEquals("Everything by hand", meta(page, "og:title"));
        String said = meta(page, "og:description");
        assertTrue(said.contains("learning rate 2e-6, 1000 steps"), said);
        String loss = site().json("/trace.json?lr=2e-6").get("final").get("loss").asText();
        assertTrue(said.contains("a loss of " + loss.substring(0, 4)), said + " " + loss);
        String image = site().address() + "/card.png?lr=2e-06";
        assertEquals(image, meta(page, "og:image"));
        assertEquals(image, meta(page, "twitter:image"));
        assertEquals("summary_large_image", meta(page, "twitter:card"));
        assertEquals("수업", meta(page("/?title=%EC%88%98%EC%97%85&lang=ko"), "og:title"));
    }

    @Test
    void aPageNamesItsEmbedding() {
        Document page = page("/lessons/numpy?lr=0.000002&title=A%20%26%20b");
        String link = page.select("link[type='application/json+oembed']").attr("href");
        assertTrue(link.startsWith(site().address() + "/oembed?url="), link);
        JsonNode embed = site().json(link.substring(site().address().length()));
        assertEquals("A & b", embed.get("title").asText());
        Document frame = Jsoup.parse(embed.get("html").asText());
        String source = frame.select("iframe").attr("src");
        assertEquals(site().address() + "/embed/numpy?lr=2e-06&title=A%20%26%20b", source);
        assertEquals("640", frame.select("iframe").attr("width"));
    }

    /** Whoever sends a request may say what he likes of the host. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.org/x", "a\"b", "x y", "<b>", "a:b", "[::1", "ü.org", "a@b.org"})
    void aHostThatIsNoneIsNotRepeated(String host) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        RawHttp.Answer answer = RawHttp.exchange(server().port(), request);
        assertFalse(
                answer.body().contains("og:image"), answer.body().lines().limit(20).toList() + "");
        assertFalse(answer.body().contains(host + "/"), host);
    }

    @Test
    void aHostIsOnlyRepeatedToWhoSaidIt() throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: evil.org\r\nConnection: close\r\n\r\n";
        RawHttp.Answer answer = RawHttp.exchange(server().port(), request);
        assertTrue(answer.body().contains("http://evil.org/card.png"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    void aServerThatIsToldItsAddressUsesNoOther() throws IOException {
        ServerOptions options =
                new ServerOptions("127.0.0.1", 0, 10, 10, 0, Optional.of("https://sine.example"));
        try (Server other = Server.start(options)) {
            String request = "GET / HTTP/1.1\r\nHost: evil.org\r\nConnection: close\r\n\r\n";
            String body = RawHttp.exchange(other.port(), request).body();
            assertTrue(body.contains("content=\"https://sine.example/card.png\""));
            assertFalse(body.contains("evil.org"));
            String chart = "GET /chart.svg HTTP/1.1\r\nHost: inner\r\nConnection: close\r\n\r\n";
            String picture = RawHttp.exchange(other.port(), chart).body();
            assertTrue(picture.contains("sine.example/lessons/numpy?at=1000"), picture);
            assertFalse(picture.contains("inner"));
            Site site = Site.at(other.port());
            String url = escaped("https://sine.example/lessons/optim?lr=0.01");
            JsonNode embed = site.json("/oembed?format=json&maxwidth=320&maxheight=200&url=" + url);
            assertEquals(320, embed.get("width").asInt());
            assertEquals(200, embed.get("height").asInt());
            assertEquals(
                    "https://sine.example/card.png?lesson=optim&lr=0.01",
                    embed.get("thumbnail_url").asText());
        }
    }

    /** A mistake to be found is a number, and everything else that an address may say. */
    @Test
    void linksThatLeadOnKeepWhatTheAddressSays() {
        String asked =
                "/lessons/tensors?steps=99&bug=2000&pin=steps=5&pin=lr=1e-7&theme=dark&lock=lr";
        Document page = Jsoup.parse(site().get(asked).body());
        String unlocked = page.select(".opened-lock a").attr("href");
        assertEquals(
                "/lessons/tensors?steps=99&bug=2000&theme=dark&pin=steps%3D5&pin=lr%3D1e-7",
                unlocked);
        String html =
                site().json("/oembed?url=" + escaped(site().address() + asked))
                        .get("html")
                        .asText();
        assertTrue(html.contains("bug=2000"), html);
        assertEquals(3, html.split("pin=", -1).length, html);
        Document own = Jsoup.parse(site().get("/lessons/numpy?bug=2000&steps=5").body());
        assertEquals("2000", own.select("#recipe [name=bug]").attr("value"));
        for (Element link : own.select("a[href^=/lessons][href*=bug]")) {
            assertTrue(link.attr("href").matches(".*bug=2000\\b.*"), link.attr("href"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/lessons/numpy",
                "ftp://{host}/lessons/numpy",
                "//{host}/lessons/numpy",
                "/lessons/numpy",
                "http://{host}/lessons/none",
                "http://{host}/lessons/numpy/x",
                "http://{host}/lessons/numpy?lr=x",
                "http://{host}/trace.json",
                "http://{host}@example.org/",
                "http://example.org/?http://{host}/",
                "http://{host}/%zz",
                "http://{host} /",
                "javascript:alert(1)",
                ""
            })
    void nobodyElsesPageIsEmbedded(String url) {
        String own = site().address().substring("http://".length());
        String asked = "/oembed?url=" + escaped(url.replace("{host}", own));
        assertEquals(404, site().get(asked).statusCode(), url);
    }

    @Test
    void otherFormatsAreNotImplementedAndOddSizesAreRefused() {
        String url = "/oembed?url=" + escaped(site().address() + "/");
        assertEquals(501, site().get(url + "&format=xml").statusCode());
        assertEquals(200, site().get(url + "&format=json&dnt=1").statusCode());
        assertEquals(422, site().get(url + "&maxwidth=x").statusCode());
        assertEquals(422, site().get(url + "&maxheight=0").statusCode());
        assertEquals(640, site().json(url + "&maxwidth=5000").get("width").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lessons/numpy?lr=2e-06&tweak=5:lr=3e-06", "/"})
    void aCodeReadsAsTheAddress(String to) throws Exception {
        String svg = site().get("/qr.svg?to=" + escaped(to)).body();
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertTrue(size.find(), svg);
        int modules = Integer.parseInt(size.group(1)) - 8;
        BitMatrix matrix = new BitMatrix(modules);
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h").matcher(svg);
        while (run.find()) {
            for (int k = 0; k < Integer.parseInt(run.group(3)); k++) {
                matrix.set(
                        Integer.parseInt(run.group(1)) - 4 + k, Integer.parseInt(run.group(2)) - 4);
            }
        }
        assertEquals(site().address() + to, new Decoder().decode(matrix).getText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "//evil.org", "/\\evil.org", "http://evil.org", "x", "/a b", "/\u00e9"})
    void codesLeadNowhereElse(String to) {
        assertEquals(422, site().get("/qr.svg?to=" + escaped(to)).statusCode(), to);
    }

    @Test
    void serverAndPageKeepTheSameKeys() throws IOException {
        String script = Files.readString(Path.of("web/static/js/address.js"));
        Matcher list = Pattern.compile("PAGE_KEYS = \\[([^]]+)]").matcher(script);
        assertTrue(list.find());
        Set<String> there = Set.of(list.group(1).replace("'", "").split(", "));
        assertEquals(there, Set.copyOf(Asked.KEPT));
    }

    @Test
    void aLongLinkIsNoCode() {
        String to = "/?title=" + "a".repeat(800);
        var answer = site().get("/qr.svg?to=" + escaped(to));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("\"key\":\"to\""), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"en, Share this run", "ko, 이 실행 공유하기"})
    void theSheetIsThereInBothLanguages(String lang, String heading) {
        Document sheet = page("/share/optim?lr=0.01&lang=" + lang);
        assertEquals(heading, sheet.select("h2").text());
        assertEquals(422, site().get("/share/optim?lr=x").statusCode());
        assertEquals(404, site().get("/share/none").statusCode());
    }

    @Test
    void whatALinkSaysIsTextAndNothingElse() {
        Document page = page("/?title=" + escaped("<script>x</script>\u202e\n" + "é".repeat(200)));
        String title = page.select(".opened-title").text();
        assertTrue(title.startsWith("<script>x</script> é"), title);
        assertEquals(100, title.codePointCount(0, title.length()));
        assertEquals(1, page.select(".opened-left").size());
        assertEquals(0, page("/?title=%20%0a").select("[data-opened]").size());
    }

    @ParameterizedTest
    @CsvSource({
        "lr, lr tweak, 0",
        "'steps,lr', steps lr tweak, 0",
        "start, init seed, 0",
        "'nothing,steps', steps, 1",
        "all, all, 0",
        "'lr,all', all, 0",
        "'x,y,z', '', 1"
    })
    void aLinkFixesWhatItNames(String lock, String keys, int leftOut) {
        Document page = page("/?lang=en&lock=" + escaped(lock));
        assertEquals(keys, page.select("[data-opened]").attr("data-lock"));
        assertEquals(leftOut, page.select(".opened-left").size());
        assertEquals(keys.equals("all"), page.select("html").hasClass("fixed"));
        if (!keys.isEmpty()) {
            assertEquals("/lessons/numpy?lang=en", page.select(".opened-lock a").attr("href"));
        }
    }

    @Test
    void everyGroupIsMadeOfKeysOfTheForm() {
        Document page = page("/?lock=problem,optimizer,lr,steps,start");
        String said = page.select(".opened-lock span").text();
        assertTrue(said.contains("learning rate, number of steps, start, what is learnt"), said);
    }

    @ParameterizedTest
    @CsvSource({
        "2-0123456789abcdef, true",
        "0123456789abcdef, true",
        "xyz, false",
        "0123, false",
        "2-, false",
        "2-0123456789ABCDEF, false"
    })
    void aDigestIsReadOrSaidToBeDamaged(String digest, boolean readable) {
        Document page = page("/?digest=" + digest);
        assertEquals(readable ? digest : "", page.select("[data-opened]").attr("data-digest"));
        assertEquals(readable ? 0 : 1, page.select(".opened-left").size());
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, https://example.org",
        "https://example.org/, https://example.org",
        "http://10.0.0.7:7070, http://10.0.0.7:7070",
        "'http://[::1]:80', 'http://[::1]:80'"
    })
    void aPublicAddressIsSchemeHostAndPort(String text, String origin) {
        ServerOptions options = ServerOptions.of(Map.of("SINEFIT_PUBLIC_URL", text));
        assertEquals(Optional.of(origin), options.publicUrl());
    }

    @Test
    void anythingElseIsRefusedAtTheStart() {
        for (String text :
                List.of(
                        "example.org",
                        "https://example.org/x",
                        "https://a@b",
                        "ftp://a",
                        "https://")) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> ServerOptions.of(Map.of("SINEFIT_PUBLIC_URL", text)));
            assertTrue(refused.toString().contains("SINEFIT_PUBLIC_URL must be"), text);
        }
        assertEquals(Optional.empty(), ServerOptions.of(Map.of()).publicUrl());
    }
}
