package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.Python;
import sinefit.testing.Site;
import sinefit.testing.WithServer;

/** The data endpoints, to the letter of the contract. */
class DataRoutesTest extends WithServer {
    @Test
    void aTraceHasStepZeroAndEveryMthRowAndTheEnd() {
        JsonNode trace = site().json("/trace.json?steps=1000&every=250");
        List<Integer> steps =
                trace.get("trace").findValues("step").stream().map(JsonNode::asInt).toList();
        assertEquals(List.of(0, 249, 499, 749, 999), steps);
        assertEquals(1000, trace.at("/final/step").asInt());
        assertEquals("finished", trace.get("outcome").asText());
        assertEquals("", trace.get("query").asText());
        assertEquals(64, trace.get("digest").asText().length());
    }

    @Test
    void aTraceHasAboutAThousandRowsUnlessAskedOtherwise() {
        assertEquals(1000, site().json("/trace.json?steps=1000").get("trace").size());
        int rows = site().json("/trace.json?steps=30000").get("trace").size();
        assertEquals(1001, rows);
    }

    @Test
    void twentyThousandRowsAreNotTooMany() {
        JsonNode trace = site().json("/trace.json?n=2&degree=1&steps=20000&every=1");
        assertEquals(20_000, trace.get("trace").size());
    }

    @Test
    void aRefusalIsNoDownloadAndBlamesOnlyWhatIsWrong() {
        HttpResponse<String> refused = site().get("/trace.csv?lr=-1&every=1");
        assertEquals(422, refused.statusCode());
        assertEquals("", refused.headers().firstValue("Content-Disposition").orElse(""));
        assertEquals(1, Site.parse(refused.body()).get("errors").size());
    }

    @Test
    void aDivergedTraceEndsWithItsLastFiniteStep() {
        JsonNode trace = site().json("/trace.json?lr=5e-6&every=1");
        JsonNode rows = trace.get("trace");
        assertEquals("diverged", trace.get("outcome").asText());
        assertEquals(rows.get(rows.size() - 1), trace.get("final"));
        assertEquals(590, trace.at("/final/step").asInt());
        assertEquals("mode", trace.at("/reason/kind").asText());
        assertEquals(5e-6, trace.at("/reason/rate").asDouble());
        assertFalse(site().json("/trace.json?steps=10").has("reason"));
    }

    @Test
    void theCanonicalQueryIsEchoedWithTheRecipe() {
        JsonNode trace =
                site().json("/trace.json?steps=5&lr=2e-6&lesson=tensors&max=3.141592653589793");
        assertEquals("lesson=tensors&lr=2e-06&steps=5", trace.get("query").asText());
        assertEquals(2e-6, trace.at("/recipe/lr").asDouble());
        assertEquals("float32", trace.at("/recipe/dtype").asText());
    }

    @Test
    void aTableHasTheSameRowsAsTheTrace() {
        String[] lines = site().get("/trace.csv?steps=20&every=5").body().split("\n");
        assertEquals("step,loss,sse,sae,a,b,c,d,grad_a,grad_b,grad_c,grad_d", lines[0]);
        JsonNode rows = site().json("/trace.json?steps=20&every=5").get("trace");
        assertEquals(rows.size(), lines.length - 1);
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = lines[i + 1].split(",");
            assertEquals(rows.get(i).get("step").asInt(), Integer.parseInt(cells[0]));
            assertEquals(rows.get(i).get("loss").asDouble(), Double.parseDouble(cells[1]));
            assertEquals(rows.get(i).at("/gradient/3").asDouble(), Double.parseDouble(cells[11]));
        }
    }

    @Test
    void oneStepIsTheRowOfTheTraceWithItsPhases() {
        JsonNode rows = site().json("/trace.json?steps=500&every=1").get("trace");
        JsonNode step = site().json("/step.json?steps=500&at=437");
        for (String key : List.of("step", "loss", "sse", "sae", "coefficients", "gradient")) {
            assertEquals(rows.get(437).get(key), step.get(key));
        }
        JsonNode next = step.at("/phases/update/coefficients");
        assertEquals(rows.get(438).get("coefficients"), next);
        assertTrue(site().json("/step.json?steps=500&at=500").at("/phases/update").isMissingNode());
    }

    /** Adam's moments from the gradients of the trace, by the paper. */
    @Test
    void oneStepShowsWhatTheOptimizerRemembersAndWhatItMakesOfIt() {
        String run = "lesson=optim&dtype=float64&optimizer=adam&lr=0.01&steps=60&amsgrad=true";
        JsonNode rows = site().json("/trace.json?" + run + "&every=1").get("trace");
        double m = 0;
        double s = 0;
        double largest = 0;
        for (int at = 0; at < 60; at++) {
            double g = rows.at("/" + at + "/gradient/1").asDouble();
            m = 0.9 * m + 0.1 * g;
            s = 0.999 * s + 0.001 * g * g;
            largest = Math.max(largest, s);
            if (at % 13 != 0) {
                continue;
            }
            JsonNode update = site().json("/step.json?" + run + "&at=" + at).at("/phases/update");
            near(m, update.at("/state/exp_avg/1"));
            near(s, update.at("/state/exp_avg_sq/1"));
            near(largest, update.at("/state/max_exp_avg_sq/1"));
            assertEquals(at + 1, update.at("/state/step/1").asDouble());
            double mean = m / (1 - Math.pow(0.9, at + 1));
            double square = largest / (1 - Math.pow(0.999, at + 1));
            near(mean, update.at("/derived/m_hat/1"));
            near(square, update.at("/derived/s_hat/1"));
            double next = rows.at("/" + at + "/coefficients/1").asDouble();
            near(next - 0.01 * mean / (Math.sqrt(square) + 1e-8), update.at("/coefficients/1"));
        }
    }

    private static void near(double expected, JsonNode actual) {
        assertEquals(expected, actual.asDouble(), 1e-9 * Math.abs(expected));
    }

    /** In float32 the square of a slope may overflow in a run that goes on. */
    @Test
    void aMemoryThatOverflowsIsNull() {
        String run = "lesson=optim&init=0,0,0,1e16&steps=3&at=0";
        JsonNode update = site().json("/step.json?" + run).at("/phases/update");
        assertTrue(update.at("/state/square_avg/3").isNull(), update.toString());
    }

    @Test
    void plainDescentRemembersNothing() {
        JsonNode update = site().json("/step.json?at=3").at("/phases/update");
        assertTrue(update.get("state").isEmpty());
        assertTrue(update.get("derived").isEmpty());
    }

    @Test
    void oneStepShowsTheVelocityThatTheRateIsMultipliedBy() {
        String run = "steps=50&momentum=0.75&lr=1e-7&tweak=20:momentum=0&tweak=30:lr=2e-7";
        JsonNode rows = site().json("/trace.json?" + run + "&every=1").get("trace");
        double velocity = 0;
        for (int at : new int[] {0, 1, 19, 20, 21, 35}) {
            JsonNode update = site().json("/step.json?" + run + "&at=" + at).at("/phases/update");
            assertEquals(at < 20 ? 0.75 : 0, update.get("momentum").asDouble());
            assertEquals(at < 30 ? 1e-7 : 2e-7, update.get("lr").asDouble());
            double v = update.at("/velocity/2").asDouble();
            double gradient = rows.at("/" + at + "/gradient/2").asDouble();
            if (at == 0 || at >= 20) {
                assertEquals(gradient, v);
            } else if (at == 1) {
                assertEquals(0.75 * velocity + gradient, v);
            }
            double next = rows.at("/" + at + "/coefficients/2").asDouble();
            next -= update.get("lr").asDouble() * v;
            assertEquals(next, update.at("/coefficients/2").asDouble());
            assertEquals(next, rows.at("/" + (at + 1) + "/coefficients/2").asDouble());
            velocity = v;
        }
    }

    /** {@code curl -O} and wget call a file as its address is called. */
    @ParameterizedTest
    @ValueSource(strings = {"numpy.py", "sinefit_numpy.py"})
    void aProgramSavedByTheNameOfItsAddressRuns(String name, @TempDir Path directory)
            throws IOException {
        Python python = Python.with("numpy");
        Path file = directory.resolve(name);
        Files.writeString(file, site().get("/code/" + name + "?steps=100").body());
        List<String> printed = python.prints(file).lines().toList();
        assertEquals(2, printed.size());
        assertTrue(printed.get(0).startsWith("99 1498.02"), printed.get(0));
    }

    @Test
    void theProgramsAreDownloadsOfTheirKind() {
        for (String[] program :
                new String[][] {
                    {
                        "numpy.py",
                        "text/x-python",
                        "sinefit-numpy-with-numpy-lr1e-6-steps77.py",
                        "import numpy"
                    },
                    {
                        "torch.py",
                        "text/x-python",
                        "sinefit-numpy-with-torch-lr1e-6-steps77.py",
                        "import torch"
                    },
                    {"Sinefit.java", "text/x-java-source", "Sinefit.java", "class Sinefit {"}
                }) {
            HttpResponse<String> answer = site().get("/code/" + program[0] + "?steps=77");
            assertEquals(200, answer.statusCode());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            assertTrue(type.startsWith(program[1]), type);
            String disposition = answer.headers().firstValue("Content-Disposition").orElse("");
            assertEquals("attachment; filename=\"" + program[2] + "\"", disposition);
            assertTrue(answer.body().contains("77"), answer.body());
            assertTrue(answer.body().contains(program[3]), answer.body());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "momentum=0.9&nesterov=true&lr=1e-7 | nesterov=true",
                "momentum=0.9&weight_decay=0.1      | weight_decay=0.1",
                "dampening=0.5                      | dampening=0.5",
                "optimizer=adam                     | optimizer=adam",
                "tweak=5:weight_decay=2             | tweak=5:weight_decay=2.0",
                "tweak=5:nesterov=true              | tweak=5:nesterov=true",
                "tweak=5:dampening=0.5&noise=1      | noise=1.0, tweak=5:dampening=0.5",
                "batch=10&model=legendre3           | model=legendre3, batch=10",
                "bug=sign&optimizer=rprop           | bug=sign, optimizer=rprop"
            })
    void whatNoJavaProgramIsWrittenForIsNamedWithItsValue(String query, String named) {
        HttpResponse<String> refused = site().get("/code/Sinefit.java?" + query);
        assertEquals(422, refused.statusCode());
        List<String> causes = new ArrayList<>();
        for (JsonNode error : Site.parse(refused.body()).get("errors")) {
            causes.add(error.get("key").asText() + "=" + error.get("value").asText());
        }
        assertEquals(named, String.join(", ", causes));
        String take = site().get("/take/numpy?" + query).body();
        assertTrue(take.contains("There is no Java program for this run"), query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nesterov=false", "weight_decay=0", "dampening=0", "momentum=0", "lr=1e-6"})
    void aTweakToWhatIsSoAnywayChangesNoProgramAndBreaksNoPage(String tweak) {
        for (String path : List.of("/", "/lessons/tensors", "/embed/nn", "/lessons/module")) {
            String link = path + "?optimizer=sgd&steps=100&tweak=5:" + tweak;
            assertEquals(200, site().get(link).statusCode(), link);
        }
        String program = site().get("/code/Sinefit.java?steps=100&tweak=5:" + tweak).body();
        assertEquals(tweak.startsWith("lr"), program.contains("if (t == 5)"), program);
    }

    @Test
    void samplesAreTheLessonsOwn() {
        JsonNode samples = site().json("/samples.json?n=5&min=0&max=pi");
        assertEquals(5, samples.get("x").size());
        assertEquals(Math.PI, samples.at("/x/4").asDouble());
        assertEquals(1.0, samples.at("/y/2").asDouble());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/trace.json?lr=0|lr|above 0 and at most 100|0",
                "/trace.json?lr=NaN|lr|above 0|NaN",
                "/trace.json?lr=1e999|lr|at most 100|1e999",
                "/trace.json?steps=0|steps|from 1 to 1000000|0",
                "/trace.json?n=20001|n|from 2 to 20000|20001",
                "/trace.json?degree=10|degree|from 0 to 9|10",
                "/trace.json?min=pi&max=-pi|min|below|pi",
                "/trace.json?init=1,2,3|init|4|1,2,3",
                "/trace.json?init=1,2,3,Infinity|init|finite|1,2,3,Infinity",
                "/trace.json?init=1e200,0,0,0|init|first loss|1e200,0,0,0",
                "/trace.json?seed=4294967296|seed|4294967295|4294967296",
                "/trace.json?target=sinh|target|sin, cos, exp, abs, tanh, step|sinh",
                "/trace.json?lesson=cnn|lesson|numpy, tensors, autograd|cnn",
                "/trace.json?beta1=0.9|beta1|no option of the optimizer sgd|0.9",
                "/trace.json?momentum=-1|momentum|at least 0|-1",
                "/trace.json?lr=1e-6&lr=2e-6|lr|twice|1e-6 2e-6",
                "/trace.json?steps=10&tweak=10:lr=1e-6|tweak|9|10:lr=1e-6",
                "/trace.json?steps=1000000&n=20000&degree=9|steps|100000|1000000",
                "/trace.json?steps=1000000&every=49|every|20000|49",
                "/trace.json?from=3|from|not a setting|3",
                "/step.json?steps=10&at=11|at|from 0 to 10|11",
                "/step.json?lr=5e-6&at=600|at|from 0 to 590|600",
                "/train?speed=0|speed|from 0.1 to 100000|0",
                "/train?steps=10&from=11|from|from 0 to 10|11",
                "/code/torch.py?dtype=float16|dtype|float64, float32|float16",
            })
    void badInputIsRefusedByKeyBoundAndValue(String path, String key, String bound, String value) {
        HttpResponse<String> response = site().get(path, "Accept-Language", "en");
        assertEquals(422, response.statusCode());
        JsonNode errors = Site.parse(response.body()).get("errors");
        assertEquals(1, errors.size(), response.body());
        assertEquals(key, errors.get(0).get("key").asText());
        assertEquals(value, errors.get(0).get("value").asText());
        String message = errors.get(0).get("message").asText();
        assertTrue(message.contains(bound) && message.contains(value), message);
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        String body = site().get("/train?lr=-1&speed=x&from=-2&colour=red").body();
        JsonNode keys = Site.parse(body).get("errors");
        assertEquals(List.of("colour", "lr", "from", "speed"), keys.findValuesAsText("key"));
    }

    @Test
    void anyLanguageHeaderIsGoodEnough() {
        for (String accepted : List.of("-", "ko,-", "*", ";q=", "ko-".repeat(3_000), "한국어")) {
            for (String path : List.of("/", "/nowhere", "/train?lr=x", "/trace.json?lr=x")) {
                String safe = accepted.replaceAll("[^ -~]", "?");
                int status = site().get(path, "Accept-Language", safe).statusCode();
                assertTrue(status < 500, status + " for " + accepted + " on " + path);
            }
        }
    }

    @Test
    void compressedAndPlainAnswersAreKeptApartByCaches() {
        HttpResponse<byte[]> plain = site().bytes("/trace.json?steps=500");
        HttpResponse<byte[]> zipped =
                site().bytes("/trace.json?steps=500", "Accept-Encoding", "gzip");
        assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElse(""));
        assertTrue(zipped.body().length < plain.body().length / 2);
        for (String path : List.of("/", "/trace.json", "/css/tokens.css")) {
            String vary = site().get(path).headers().firstValue("Vary").orElse("");
            assertTrue(vary.contains("Accept-Encoding"), path + ": " + vary);
        }
    }

    @Test
    void onAPageThePathNamesTheLesson() {
        assertEquals(200, site().get("/lessons/tensors?lesson=tensors").statusCode());
        assertEquals(422, site().get("/lessons/tensors?lesson=numpy").statusCode());
        assertTrue(site().get("/?lesson=tensors").body().contains("float32"));
    }

    @Test
    void thePagesOwnKeysAreIgnored() {
        String keys = "lang=ko&speed=7&pin=1&pin=2&theme=dark&tab=loss&lock=a&mission=m&predict=1";
        assertEquals("", site().json("/samples.json?" + keys).get("query").asText());
    }

    @Test
    void everyAnswerForbidsForeignContentAndSetsNoCookie() {
        for (String path : List.of("/", "/trace.json", "/css/tokens.css", "/healthz", "/nowhere")) {
            var headers = site().get(path).headers();
            String policy = headers.firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none';"), path);
            assertFalse(policy.contains("unsafe"), path);
            assertNull(headers.firstValue("Set-Cookie").orElse(null), path);
        }
    }
}
