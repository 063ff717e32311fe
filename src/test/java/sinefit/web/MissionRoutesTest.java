package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.mission.Mission;
import sinefit.mission.Missions;
import sinefit.testing.WithServer;

/** {@code /missions/…}: each mission can be solved, and is not solved already. */
class MissionRoutesTest extends WithServer {
    static List<Mission> missions() {
        return Missions.ALL;
    }

    private JsonNode check(Mission mission, String query) {
        JsonNode answer = site().json("/missions/" + mission.slug() + "/check?" + query);
        assertEquals(mission.slug(), answer.get("mission").asText());
        String found = answer.get("found").asText();
        assertFalse(found.isBlank() || found.contains("{") || found.contains("NaN"), found);
        return answer;
    }

    private static String answer(Mission mission) {
        return mission.answer().map(a -> "&answer=" + a).orElse("");
    }

    @ParameterizedTest
    @MethodSource("missions")
    void itsSolutionSolvesItInBothLanguages(Mission mission) {
        for (String lang : List.of("en", "ko")) {
            String query = mission.solution() + answer(mission) + "&lang=" + lang;
            JsonNode answer = check(mission, query);
            assertTrue(answer.get("solved").asBoolean(), answer.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("missions")
    void theLessonsOwnRunAndTheStageDoNot(Mission mission) {
        for (String query : List.of("", mission.stage())) {
            JsonNode answer = check(mission, query);
            assertFalse(answer.get("solved").asBoolean(), answer.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("missions")
    void anotherProblemIsNotTheMission(Mission mission) {
        // A target that is easily fitted would make most of them trivial.
        String other = mission.lesson() == Lesson.AUTOGRAD ? "&target=cos" : "&target=exp";
        JsonNode answer = check(mission, mission.solution() + other + answer(mission));
        assertFalse(answer.get("solved").asBoolean(), answer.toString());
        assertTrue(answer.get("found").asText().contains("target"), answer.toString());
    }

    @ParameterizedTest
    @CsvSource({"same-digits,dtype=float64,4", "from-which-step,lr=3e-6,900", "without-e,,3"})
    void aWrongAnswerIsNone(String slug, String query, String typed) {
        Mission mission = Missions.of(slug).orElseThrow();
        String run = query == null ? "" : query;
        assertFalse(check(mission, run + "&answer=" + typed).get("solved").asBoolean());
        assertFalse(check(mission, run).get("solved").asBoolean());
    }

    @Test
    void whatWasFoundAreTheRunsOwnFigures() {
        JsonNode answer = check(Missions.of("near-floor").orElseThrow(), "");
        double loss = site().json("/trace.json?every=1000").at("/final/sse").asDouble();
        double floor = site().json("/theory.json?every=1000").get("floor").asDouble();
        String found = answer.get("found").asText();
        assertTrue(found.contains(String.format(Locale.ROOT, "%.2f", loss)), found);
        String above = String.format(Locale.ROOT, "%.0f", 100 * (loss / floor - 1));
        assertTrue(found.contains(above + " %"), found);
    }

    @Test
    void everyLessonHasFourAndEveryNameIsItsOwn() {
        HashSet<String> slugs = new HashSet<>();
        for (Lesson lesson : Lesson.values()) {
            assertTrue(Missions.of(lesson).size() >= 4, lesson.slug());
        }
        for (Mission mission : Missions.ALL) {
            assertTrue(slugs.add(mission.slug()), mission.slug());
        }
    }

    @Test
    void anUnknownMissionIs404AndSaysSo() {
        HttpResponse<String> answer = site().get("/missions/none/check?lr=1e-6");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("\"mission\""), answer.body());
        assertEquals(404, site().get("/missions/none").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "same-digits/check?answer=five|answer",
                "same-digits/check?answer=NaN|answer",
                "same-digits/check?answer=1e999|answer",
                "same-digits/check?answer=1&answer=2|answer",
                "near-floor/check?answer=1|answer",
                "near-floor/check?lesson=tensors|lesson",
                "near-floor/check?lr=-1|lr",
                "near-floor/check?nonsense=1|nonsense",
                "dead-start/check?init=1,2|init",
                "dead-start/check?init=1e300,1e300,1e300,1e300|init"
            })
    void badInputIs422AndNamesItsKey(String pathAndKey) {
        String[] parts = pathAndKey.split("\\|");
        HttpResponse<String> answer = site().get("/missions/" + parts[0]);
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"key\":\"" + parts[1] + "\""), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void theListHasAllMissionsOfTheLesson(String lang) {
        for (Lesson lesson : Lesson.values()) {
            HttpResponse<String> answer =
                    site().get("/missions/" + lesson.slug() + "?lang=" + lang);
            assertEquals(200, answer.statusCode());
            Document list = Jsoup.parse(answer.body());
            assertEquals(
                    Missions.of(lesson).stream().map(Mission::slug).toList(),
                    list.select("[data-mission]").eachAttr("data-mission"));
            for (Element link : list.select("a[href]")) {
                String href = link.attr("href");
                assertEquals(200, site().get(href).statusCode(), href);
            }
        }
    }

    @Test
    void aMissionThatIsNotOfTheLessonIsToldApart() {
        String unknown = site().get("/missions/numpy?mission=%3Cb%3Enone").body();
        assertTrue(unknown.contains("“&lt;b>none”") || unknown.contains("“&lt;b&gt;none”"));
        String elsewhere = site().get("/missions/numpy?mission=mirror").body();
        assertTrue(elsewhere.contains("/lessons/function?"));
        String own = site().get("/missions/numpy?mission=cliff").body();
        assertFalse(own.contains("data-left-out"));
        assertTrue(Arrays.asList(own.split("\n")).size() > 10);
    }
}
