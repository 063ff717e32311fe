package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.testing.Recipes;
import sinefit.testing.WithServer;
import sinefit.theory.Branches;
import sinefit.training.Recipe;

/** The teacher's guide: its links open, its figures are those of the server. */
class TeachTest extends WithServer {
    private Document page(String lang) {
        HttpResponse<String> response = site().get("/teach?lang=" + lang);
        assertEquals(200, response.statusCode());
        return Jsoup.parse(response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void everyLinkOpensAndIsCanonical(String lang) {
        Set<String> links = new TreeSet<>(page(lang).select("a[href]").eachAttr("href"));
        assertTrue(links.size() > 40, links.toString());
        for (String link : links) {
            String path = link.replaceFirst("#.*", "");
            if (path.isEmpty()) {
                assertEquals(1, page(lang).select(link).size(), link);
                continue;
            }
            HttpResponse<String> opened = site().get(path);
            assertEquals(200, opened.statusCode(), link);
            if (path.startsWith("/lessons/")) {
                String query = path.replaceFirst("[^?]*\\??", "");
                String lesson = path.replaceFirst("/lessons/(\\w+).*", "$1");
                String recipe = query.replaceFirst("&?lang=.*", "");
                String whole = "lesson=" + lesson + (recipe.isEmpty() ? "" : "&" + recipe);
                assertEquals(recipe, Recipes.recipe(whole).pageQuery(), link);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void everyFigureIsTheServersOwn(String lang) {
        List<Element> figures = page(lang).select("[data-figure]");
        assertTrue(figures.size() > 25);
        for (Element figure : figures) {
            String of = figure.attr("data-figure");
            String query = figure.attr("data-run");
            assertEquals(expected(of, query), figure.text(), of + " " + query);
        }
    }

    private String expected(String of, String query) {
        return switch (of) {
            case "floor" -> Figures.typed(theory(query).get("floor").asDouble(), 4);
            case "limit" -> belowTheLimit(theory(query).get("stabilityLimit").asDouble());
            case "condition" ->
                    Figures.significant(theory(query).get("conditionNumber").asDouble());
            case "near" -> Figures.whole(theory(query).get("stepsToOnePercent").asInt());
            case "factor" -> {
                JsonNode values = theory(query).get("eigenvalues");
                double steepest = values.get(values.size() - 1).asDouble();
                yield Figures.significant(Math.abs(1 - Recipes.recipe(query).lr() * steepest));
            }
            case "end" -> Figures.amount(last(query).get("loss").asDouble());
            case "last" -> Figures.whole(last(query).get("step").asInt());
            default -> {
                Recipe recipe = Recipes.recipe(query);
                int branch = of.charAt("branch".length()) - '0';
                yield belowTheLimit(Branches.stabilityLimits(recipe, 0).get(branch));
            }
        };
    }

    /** Four digits of a rate that still settles. */
    private static String belowTheLimit(double limit) {
        BigDecimal down = new BigDecimal(limit).round(new MathContext(4, RoundingMode.DOWN));
        return Figures.typed(down.doubleValue(), 4);
    }

    private JsonNode theory(String query) {
        return site().json("/theory.json?every=100000&" + query);
    }

    private JsonNode last(String query) {
        return site().json("/trace.json?every=100000&" + query).get("final");
    }

    /** What was measured once stands in src/docs/benchmarks.md. */
    @Test
    void whatABenchmarkHeldIsInItsTable() throws IOException {
        String table = Files.readString(Path.of("src", "docs", "benchmarks.md"));
        for (String scenario : List.of("shared", "small")) {
            String row = "| `" + scenario + "` | ";
            String viewers = table.split(Pattern.quote(row))[2].split(" ")[0];
            String told = page("en").select("[data-benchmark=" + scenario + "]").text();
            assertEquals(viewers, told);
        }
    }

    @Test
    void theLimitsAreThoseOfThisServer() {
        Document page = page("ko");
        assertEquals(Figures.whole(options().maxStreams()), page.select("[data-limit=all]").text());
        assertEquals(
                Figures.whole(options().maxStreamsPerClient()),
                page.select("[data-limit=one]").text());
    }

    @Test
    void bothLanguagesTellTheSame() throws IOException {
        Path folder = Path.of("web", "templates", "teach");
        String english = Files.readString(folder.resolve("en.jte"));
        String korean = Files.readString(folder.resolve("ko.jte"));
        for (String parts :
                List.of(
                        "@template[^)]*\\)",
                        "link\\(\"\\w+\", \"[^\"]*?[\"&]",
                        "<(section|article|details|dt|tr|h3)\\b")) {
            assertEquals(all(parts, english), all(parts, korean), parts);
        }
        for (Lesson lesson : Lesson.values()) {
            assertTrue(english.contains("link(\"" + lesson.slug() + "\""), lesson.slug());
        }
    }

    private static List<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .collect(Collectors.toList());
    }

    @Test
    void theLanguageIsAskedForOrTheBrowsers() {
        assertEquals("ko", page("ko").expectFirst("html").attr("lang"));
        String body = site().get("/teach", "Accept-Language", "ko-KR").body();
        assertEquals("ko", Jsoup.parse(body).expectFirst("html").attr("lang"));
        assertTrue(body.contains("/teach?lang=en"));
        assertEquals(200, site().get("/teach?lang=nonsense&x=1").statusCode());
    }

    @Test
    void aHeadHasNoBody() throws IOException, InterruptedException {
        HttpResponse<String> head =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(site().address() + "/teach"))
                                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertTrue(head.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
    }

    @Test
    void thePageLeadsThereButNotFromAFrameOrALockedLesson() {
        assertTrue(site().get("/?lang=ko").body().contains("href=\"/teach?lang=ko\""));
        for (String path : List.of("/embed/numpy", "/lessons/numpy?lock=all", "/?lock=lr")) {
            String body = site().get(path).body();
            assertFalse(body.contains("/teach"), path);
            assertFalse(body.contains("data-tour-here"), path);
        }
    }

    @Test
    void theToursWordsComeInTheReadersLanguage() {
        assertTrue(site().get("/tour?lang=ko").body().contains("이 단계 건너뛰기"));
        assertTrue(site().get("/tour?lang=en").body().contains("Skip this step"));
    }

    /** Every key that works from anywhere stands in the help sheet, by what it does. */
    @Test
    void theHelpSheetKnowsEveryKey() throws IOException {
        String module = Files.readString(Path.of("web", "static", "js", "keys.js"));
        String table = module.substring(module.indexOf("KEYS = {"), module.indexOf("};"));
        Set<String> acts =
                Pattern.compile(": '(\\w+)'")
                        .matcher(table)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(acts.size() > 7);
        Document page = Jsoup.parse(site().get("/").body());
        Set<String> told = new TreeSet<>();
        page.select("#keys dl:first-of-type [data-keys]")
                .eachAttr("data-keys")
                .forEach(keys -> told.addAll(List.of(keys.split(" "))));
        assertTrue(told.containsAll(acts), acts + " " + told);
    }
}
