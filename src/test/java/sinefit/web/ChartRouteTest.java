package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import sinefit.testing.Site;
import sinefit.testing.WithServer;

/** {@code /chart.svg}, {@code /take/…} and the names of files, over HTTP. */
class ChartRouteTest extends WithServer {
    private static final double WIDTH = 640;

    private org.w3c.dom.Document picture(String query) {
        HttpResponse<String> answer = site().get("/chart.svg?" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertEquals("image/svg+xml; charset=utf-8", type);
        assertFalse(answer.body().contains("NaN") || answer.body().contains("Infinity"));
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(answer.body())));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<org.w3c.dom.Element> all(org.w3c.dom.Document in, String tag, String name) {
        NodeList found = in.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (org.w3c.dom.Element) found.item(i))
                .filter(e -> e.getAttribute("class").equals(name))
                .toList();
    }

    private static List<String> texts(org.w3c.dom.Document in, String kind) {
        return all(in, "text", kind).stream().map(org.w3c.dom.Element::getTextContent).toList();
    }

    /** The points of a curve: height by place from the left, in units of the plot. */
    private static NavigableMap<Double, Double> points(org.w3c.dom.Document in, String curve) {
        NavigableMap<Double, Double> points = new TreeMap<>();
        String d = all(in, "path", curve).get(0).getAttribute("d");
        String[] numbers = d.substring(1).replace("M", " ").split(" ", -1);
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            points.put(Double.valueOf(numbers[i]), Double.valueOf(numbers[i + 1]));
        }
        return points;
    }

    /** Heights of the ticks, in units of the plot, by their labels. */
    private static Map<String, Double> ticks(org.w3c.dom.Document in) {
        String move =
                ((org.w3c.dom.Element) in.getElementsByTagName("g").item(0))
                        .getAttribute("transform");
        double top = Double.parseDouble(move.replaceAll(".* |\\)", ""));
        Map<String, Double> ticks = new HashMap<>();
        for (org.w3c.dom.Element tick : all(in, "text", "tick")) {
            if (tick.getAttribute("text-anchor").equals("end")) {
                double y = Double.parseDouble(tick.getAttribute("y")) - 4 - top;
                ticks.putIfAbsent(tick.getTextContent(), y);
            }
        }
        return ticks;
    }

    private static double height(Map<String, Double> ticks, String label) {
        return Objects.requireNonNull(ticks.get(label), label);
    }

    @Test
    void theLossIsWhereTheTraceHasIt() {
        org.w3c.dom.Document picture = picture("kind=loss");
        Map<String, Double> ticks = ticks(picture);
        double one = height(ticks, "1");
        double decade = (one - height(ticks, "100")) / 2;
        JsonNode trace = site().json("/trace.json?every=1").get("trace");
        for (String curve : List.of("loss", "sae")) {
            NavigableMap<Double, Double> points = points(picture, curve);
            for (int step : new int[] {0, 1, 7, 31, 599, 899, 999}) {
                double value =
                        trace.get(step).get(curve.equals("loss") ? "loss" : "sae").asDouble();
                Map.Entry<Double, Double> point = points.floorEntry(WIDTH * step / 1000 + 0.1);
                assertEquals(WIDTH * step / 1000, point.getKey(), 0.11, curve + step);
                assertEquals(
                        one - decade * Math.log10(value), point.getValue(), 0.35, curve + step);
            }
        }
        assertEquals(1, all(picture, "path", "foretold").size());
        assertEquals(1, all(picture, "path", "floor").size());
    }

    @Test
    void theCoefficientsAreWhereTheTraceHasThem() {
        org.w3c.dom.Document picture = picture("kind=coefficients&seed=42&lr=2e-6");
        Map<String, Double> ticks = ticks(picture);
        double zero = height(ticks, "0");
        double unit = zero - height(ticks, "1");
        JsonNode trace = site().json("/trace.json?every=1&seed=42&lr=2e-6").get("trace");
        for (int k = 0; k < 4; k++) {
            NavigableMap<Double, Double> points = points(picture, "abcd".substring(k, k + 1));
            for (int step : new int[] {0, 3, 30, 599, 999}) {
                double value = trace.get(step).get("coefficients").get(k).asDouble();
                double y = points.floorEntry(WIDTH * step / 1000 + 0.1).getValue();
                assertEquals(zero - unit * value, y, 0.35, k + " at " + step);
            }
        }
    }

    @Test
    void theFitIsTheCurveOfThatStep() {
        org.w3c.dom.Document picture = picture("kind=fit&at=400&lang=en");
        Map<String, Double> ticks = ticks(picture);
        double zero = height(ticks, "0");
        double unit = zero - height(ticks, "1");
        JsonNode theta = site().json("/step.json?at=400").get("coefficients");
        points(picture, "fit")
                .forEach(
                        (px, py) -> {
                            double x = Math.PI * (2 * px / WIDTH - 1);
                            double y = 0;
                            for (int k = 3; k >= 0; k--) {
                                y = y * x + theta.get(k).asDouble();
                            }
                            assertEquals(zero - unit * y, py, 0.6, "at " + px);
                        });
        assertEquals(
                List.of("sin x", "ŷ, step 400", "best cubic", "start"), texts(picture, "legend"));
        assertTrue(texts(picture, "title").get(0).startsWith("The curve at step 400 of 1000"));
        String caption = String.join(" ", texts(picture, "caption"));
        assertTrue(caption.contains("2000 points · cubic"), caption);
        assertTrue(caption.contains("learning rate 1e-6 · 1000 steps"), caption);
        assertTrue(texts(picture, "link").get(0).endsWith("/lessons/numpy?at=400"));
    }

    @Test
    void ofARunThatDivergesThePictureHasWhatIsFiniteAndSaysSo() {
        for (String kind : List.of("fit", "loss", "coefficients")) {
            org.w3c.dom.Document picture = picture("lang=en&lr=5e-6&kind=" + kind);
            String note = texts(picture, "note").get(0);
            assertTrue(note.contains("diverged after step"), note);
        }
        assertTrue(texts(picture("lr=5e-6&kind=loss&at=20"), "note").isEmpty());
        String korean = texts(picture("lr=5e-6&kind=loss&lang=ko"), "note").get(0);
        assertTrue(korean.contains("발산했습니다"), korean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lesson=function",
                "lesson=dynamic&steps=40",
                "lesson=optim&noise=0.3&batch=20",
                "points=-2:1,0:0.2,1:-0.4,2:1.1&lr=1e-3",
                "degree=9&basis=chebyshev&steps=1&lr=1e-4",
                "degree=0&reduction=mean",
                "target=f&f=x%5E2%2Bx%3C3",
                "target=f&f=sin(x)%2Bx%5E2/5",
                "min=1e-9&max=1e-8",
                "n=2&steps=5",
                "bug=sign&steps=300",
                "init=0,0,0,0&lr=1e-9&target=f&f=0*x",
                "steps=20000&tweak=500:lr=2e-6&tweak=900:momentum=0.5&seed=7"
            })
    void everyRunHasItsPictures(String query) {
        if (site().get("/samples.json?" + query).statusCode() != 200) {
            assertEquals(422, site().get("/chart.svg?" + query).statusCode());
            return;
        }
        for (String kind : List.of("fit", "loss", "coefficients")) {
            org.w3c.dom.Document picture = picture(query + "&kind=" + kind);
            assertFalse(texts(picture, "legend").isEmpty());
            assertFalse(texts(picture, "caption").isEmpty());
            assertTrue(texts(picture, "tick").size() > 3, query);
        }
        assertEquals(
                200,
                site().get("/take/numpy?" + query.replaceAll("lesson=\\w+&?", "")).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "/chart.svg?kind=pie, kind",
        "/chart.svg?kind=fit&kind=loss, kind",
        "/chart.svg?at=1001, at",
        "/chart.svg?at=x, at",
        "/chart.svg?kind=loss&lr=-1, lr",
        "/chart.svg?kind=loss&steps=1000001, steps",
        "/chart.svg?nonsense=1, nonsense",
        "/take/numpy?lr=NaN, lr"
    })
    void whatCannotBeIsRefusedByItsKey(String path, String key) {
        HttpResponse<String> refused = site().get(path);
        assertEquals(422, refused.statusCode(), refused.body());
        JsonNode error = Site.parse(refused.body()).get("errors").get(0);
        assertEquals(key, error.get("key").asText());
    }

    @Test
    void nothingThatIsTypedBreaksOutOfThePicture() {
        HttpResponse<String> answer =
                site().get("/chart.svg?title=%3Cscript%3E&target=f&f=x*(1%20-%20x)&at=0");
        assertEquals(200, answer.statusCode());
        assertFalse(answer.body().contains("<script"));
    }

    @Test
    void filesOfNoLessonAreNotFound() {
        assertEquals(404, site().get("/take/nothing").statusCode());
    }

    @Test
    void theFilesAreThoseOfTheRun() {
        Document take = Jsoup.parse(site().get("/take/optim?lang=en&seed=42&steps=50000").body());
        for (Element link : take.select("a[href]")) {
            assertTrue(
                    link.attr("href").contains("lesson=optim&seed=42&steps=50000"),
                    link.outerHtml());
            assertTrue(
                    link.attr("download").matches("sinefit-optim-[a-z0-9.-]+"), link.outerHtml());
        }
        assertEquals(5, take.select("a[href^=/code], a[href^=/trace]").size());
        assertTrue(take.text().contains("no Java program for this run"), take.text());
        assertEquals(
                List.of("10", "50", "100", "1000", "10000"),
                take.select("option").eachAttr("value"));
        assertEquals("50", take.select("option[selected]").attr("value"));
        Document plain = Jsoup.parse(site().get("/take/numpy?lang=ko").body());
        assertEquals(1, plain.select("a[download=Sinefit.java]").size());
        assertTrue(plain.select("h2").text().contains("가져가기"));
    }

    @Test
    void aFileSaysInItsNameWhichRunItIsOf() {
        String run = "lesson=optim&optimizer=adam&lr=0.01&degree=5&seed=3&tweak=5:lr=0.1";
        HttpResponse<String> table = site().get("/trace.csv?" + run);
        assertEquals(
                "attachment; filename=\"sinefit-optim-lr0.01-steps2000-degree5-seed3-adam-tweak.csv\"",
                table.headers().firstValue("Content-Disposition").orElse(""));
        String points = "points=-2:1,-1:-0.5,0:0.2,1:-0.4,2:1.1&lr=1e-3";
        String name =
                site().get("/code/notebook.ipynb?" + points)
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElse("");
        assertEquals("attachment; filename=\"sinefit-numpy-lr0.001-steps1000-points.ipynb\"", name);
    }

    @Test
    void theColoursAreThoseOfTheLightTheme() throws IOException {
        String tokens = Files.readString(Path.of("web", "static", "css", "tokens.css"));
        String light =
                tokens.substring(
                        tokens.indexOf("[data-theme=light]"), tokens.indexOf("[data-theme=dark]"));
        ChartSheet.COLOURS.forEach(
                (name, colour) ->
                        assertTrue(light.contains("--" + name + ": " + colour + ";"), name));
    }
}
