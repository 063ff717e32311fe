package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Site;
import sinefit.testing.WithServer;

/** {@code /theory.json} and {@code /sweep.json}, against known figures and real runs. */
class TheoryRoutesTest extends WithServer {
    private static final double KNOWN = 1e-6;
    private static final double AGREED = 1e-9;

    @Test
    void whereACurveFitsExactlyTheFloorIsNoughtAndThePageSaysSo() {
        String query = "target=step&min=0";
        assertEquals(0, site().json("/theory.json?" + query).get("floor").asDouble());
        String page = site().get("/?lang=en&" + query).body();
        assertTrue(page.contains("Here a curve of this kind fits exactly"));
    }

    @Test
    void thePostsProblemHasItsKnownFigures() {
        JsonNode theory = site().json("/theory.json");
        assertTrue(theory.get("applies").asBoolean());
        double[] eigenvalues = {1727.5007, 2065.9752, 80355.7567, 562121.9364};
        for (int k = 0; k < 4; k++) {
            close(eigenvalues[k], theory.get("eigenvalues").get(k));
        }
        close(325.396, theory.get("conditionNumber"));
        close(3.55794690e-6, theory.get("stabilityLimit"));
        close(3.547046e-6, theory.get("bestRate"));
        close(8.817165410007, theory.get("floor"));
        close(0.856740843, theory.get("optimum").get(1));
        close(-0.0933303890, theory.get("optimum").get(3));
        assertEquals(0, theory.get("optimum").get(0).asDouble(), 1e-12);
        assertEquals(2470, theory.get("stepsToOnePercent").asInt());
        close(3.55794690e-6, theory.get("momentum").get("stabilityLimit"));
        assertEquals(6.388e-6, theory.get("momentum").get("bestRate").asDouble(), 5e-10);
        assertEquals(0.80094, theory.get("momentum").get("bestMomentum").asDouble(), 5e-6);
        close(7.11589e-3, site().json("/theory.json?reduction=mean").get("stabilityLimit"));
    }

    @Test
    void momentumHasALimitOfItsOwn() {
        JsonNode theory = site().json("/theory.json?momentum=0.9&lr=2e-7");
        close(3.55794690e-6, theory.get("stabilityLimit"));
        close(1.9 * 3.55794690e-6, theory.get("momentum").get("stabilityLimit"));
        assertEquals(0, limit("momentum=1"));
        assertEquals(0, limit("momentum=1.5"));
    }

    private double limit(String query) {
        JsonNode theory = site().json("/theory.json?steps=5&" + query);
        return theory.get("momentum").get("stabilityLimit").asDouble();
    }

    @ParameterizedTest
    @CsvSource({"scaled, 67.5, 4.4605e-4", "legendre, 6.98, 5.0e-4"})
    void aBetterBasisIsARounderValley(String basis, double condition, double limit) {
        JsonNode theory = site().json("/theory.json?lr=1e-4&basis=" + basis);
        assertEquals(condition, theory.get("conditionNumber").asDouble(), 1e-3 * condition);
        assertEquals(limit, theory.get("stabilityLimit").asDouble(), 2e-3 * limit);
        close(8.817165410007, theory.get("floor"));
    }

    @ParameterizedTest
    @CsvSource({"1, 392.788688, 3.293, 1.518e-4", "5, 0.0372141, 5.741e4, 5.754e-8"})
    void otherDegreesHaveTheirs(int degree, double floor, double condition, double limit) {
        JsonNode theory = site().json("/theory.json?degree=" + degree);
        close(floor, theory.get("floor"));
        assertEquals(condition, theory.get("conditionNumber").asDouble(), 2e-4 * condition);
        assertEquals(limit, theory.get("stabilityLimit").asDouble(), 2e-4 * limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "steps=300&every=1",
                "tweak=400:lr=3e-6&every=7",
                "lr=5e-6",
                "momentum=0.8&lr=5e-7&tweak=200:momentum=0&tweak=300:momentum=0.9",
                "basis=legendre&lr=3e-4&target=abs&min=-2&max=5&reduction=mean"
            })
    void thePredictedRowsAreThoseOfTheRun(String query) {
        JsonNode predicted = site().json("/theory.json?" + query).get("predicted");
        JsonNode measured = site().json("/trace.json?" + query).get("trace");
        assertEquals(measured.size(), predicted.size());
        for (int i = 0; i < measured.size(); i++) {
            assertEquals(measured.get(i).get("step"), predicted.get(i).get("step"));
            double loss = measured.get(i).get("loss").asDouble();
            assertEquals(loss, predicted.get(i).get("loss").asDouble(), AGREED * loss);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "n=3, 3",
        "n=2&degree=9, 10",
        "'degree=9&min=-100&max=100&lr=1e-40&init=0,0,0,0,0,0,0,0,0,0', 10¹²",
    })
    void whatCannotBeKnownIsSaid(String query, String said) {
        JsonNode theory = site().json("/theory.json?" + query);
        assertFalse(theory.get("applies").asBoolean());
        assertTrue(theory.get("why").asText().contains(said), theory.get("why").asText());
        assertFalse(theory.has("predicted"));
        String korean = site().json("/theory.json?lang=ko&" + query).get("why").asText();
        assertTrue(korean.matches("(?s).*[가-힣].*"), korean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=lr&low=1e-8&high=1e-5&count=25",
                "key=lr&low=1e-7&high=3.5e-6&count=9&tweak=300:lr=2e-6",
                "key=steps&low=1&high=3000&count=12",
                "key=degree&low=0&high=6&count=7&lr=1e-9",
                "key=degree&low=1&high=5&count=3&lr=1e-9&init=1,2,3,4",
            })
    void aSweepIsTheEndsOfItsRuns(String query) {
        JsonNode sweep = site().json("/sweep.json?" + query);
        String key = sweep.get("key").asText();
        int count = sweep.get("values").size();
        assertEquals(count, sweep.get("losses").size());
        assertTrue(count > 2);
        for (int i = 0; i < count; i++) {
            JsonNode value = sweep.get("values").get(i);
            String text = value.asText().replaceFirst("\\.0$", "");
            String run = rest(query) + "&every=1000000&" + key + "=" + text;
            if (query.contains("init") && !run.contains("degree=3")) {
                run =
                        run.replace(
                                "init=1,2,3,4",
                                value.asInt() == 1 ? "init=1,2" : "init=1,2,3,4,0,0");
            }
            JsonNode trace = site().json("/trace.json?" + run);
            if (trace.get("outcome").asText().equals("diverged")) {
                assertTrue(sweep.get("losses").get(i).isNull(), run);
            } else {
                double loss = trace.get("final").get("loss").asDouble();
                assertEquals(loss, sweep.get("losses").get(i).asDouble(), AGREED * loss, run);
            }
        }
    }

    /** What of a query is the recipe's. */
    private static String rest(String query) {
        return query.replaceAll("(key|low|high|count)=[^&]*&?", "");
    }

    @Test
    void aSweepHasItsEndsAndItsCount() {
        JsonNode values =
                site().json("/sweep.json?key=lr&low=1e-8&high=1e-5&count=200").get("values");
        assertEquals(200, values.size());
        assertEquals(1e-8, values.get(0).asDouble());
        assertEquals(1e-5, values.get(199).asDouble());
        assertEquals(2000, site().json("/sweep.json?count=2000").get("values").size());
        assertEquals(1, site().json("/sweep.json?low=1e-6&high=1e-6&count=1").get("values").size());
        assertEquals(10, site().json("/sweep.json?key=degree").get("values").size());
        JsonNode degrees = site().json("/sweep.json?key=degree&lr=1e-12");
        close(8.817165410007, degrees.get("floors").get(3));
        close(325.396, degrees.get("conditionNumbers").get(3));
    }

    @ParameterizedTest
    @CsvSource({
        "count=2001, count, 2000",
        "count=0, count, 1",
        "low=1e-5&high=1e-6, low, 1e-06",
        "low=0, low, 100",
        "low=nan, low, 100",
        "high=101, high, 100",
        "key=seed, key, lr",
        "key=degree&high=10, high, 9",
        "key=steps&low=0, low, 1",
        "count=5&count=6, count, twice",
        "lr=-1, lr, 100",
        "every=2, every, ''",
    })
    void badSweepsAreRefusedByName(String query, String key, String bound) {
        JsonNode error = refused("/sweep.json?" + query).get("errors").get(0);
        assertEquals(key, error.get("key").asText());
        assertTrue(error.get("message").asText().contains(bound), error.toString());
    }

    @Test
    void tooManyPredictedRowsAreRefused() {
        assertEquals(
                "every",
                refused("/theory.json?steps=30000&every=1")
                        .get("errors")
                        .get(0)
                        .get("key")
                        .asText());
    }

    private JsonNode refused(String path) {
        HttpResponse<String> response = site().get(path);
        assertEquals(422, response.statusCode(), response.body());
        return Site.parse(response.body());
    }

    @Test
    void aFloorOfNothingIsReachedAtNoStep() {
        for (String query :
                List.of(
                        "points=-1:1,1:2&degree=1&lr=0.1&steps=1000",
                        "points=0:0.1,1:0.2,2:0.3&degree=1&lr=0.1",
                        "lesson=tensors&points=0:0.1,1:0.2,2:0.3&degree=1&lr=0.1")) {
            JsonNode theory = site().json("/theory.json?" + query);
            assertEquals(0, theory.get("floor").asDouble(), query);
            assertTrue(theory.get("stepsToOnePercent").isNull(), query);
            assertTrue(theory.at("/resolution/loss").asDouble() > 0);
        }
    }

    private static void close(double known, JsonNode value) {
        assertEquals(known, value.asDouble(), KNOWN * Math.abs(known));
    }
}
