package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.testing.WithServer;
import sinefit.training.Recipe;

/** Every lesson, and what the later ones bring, on every route. */
class LadderRoutesTest extends WithServer {
    @ParameterizedTest
    @EnumSource
    void aLessonHasPageTraceAndPrograms(Lesson lesson) {
        for (String lang : new String[] {"en", "ko"}) {
            String page = "/lessons/" + lesson.slug() + "?steps=50&lang=" + lang;
            assertEquals(200, site().get(page).statusCode(), page);
        }
        String recipe = "?lesson=" + lesson.slug() + "&steps=50";
        JsonNode trace = site().json("/trace.json" + recipe);
        assertEquals(lesson.slug(), trace.at("/recipe/lesson").asText());
        assertEquals("finished", trace.get("outcome").asText());
        for (String file : new String[] {"numpy.py", "torch.py", "notebook.ipynb"}) {
            assertEquals(200, site().get("/code/" + file + recipe).statusCode(), file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=adam",
                "momentum=0.9&nesterov=true",
                "weight_decay=0.1",
                "batch=10",
                "model=legendre3",
                "lesson=dynamic",
                "tweak=5:dampening=0.5"
            })
    void whereTheoryDoesNotApplyItSaysWhy(String recipe) {
        JsonNode theory = site().json("/theory.json?lang=ko&" + recipe);
        assertFalse(theory.get("applies").asBoolean(), recipe);
        assertFalse(theory.get("why").asText().isBlank(), recipe);
        assertEquals(422, site().get("/code/Sinefit.java?" + recipe).statusCode(), recipe);
        assertEquals(200, site().get("/step.json?at=3&" + recipe).statusCode(), recipe);
    }

    @Test
    void aFormulaThatCannotBeReadIsToldByItsPlace() {
        var answer = site().get("/trace.json?lang=en&target=f&f=2*sin(y)");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("character 7"), answer.body());
        assertTrue(answer.body().contains("\"place\":7"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo(x)     | 1  | reject.formulaName",
                "2 + bar    | 5  | reject.formulaName",
                "1 + * 2    | 5  | reject.formula",
                "(1 + x     | 7  | reject.formulaOpen",
                "sin x      | 5  | reject.formulaCall",
                "1 +        | 4  | reject.formulaEnd",
                "log(x)     | 0  | reject.undefined",
                "''         | 0  | reject.noFormula"
            })
    void aFormulaHalfTypedIsAnAnswerAndNoError(String f, int place, String reason) {
        String query = "lang=en&target=f&f=" + URLEncoder.encode(f, StandardCharsets.UTF_8);
        JsonNode error = site().json("/formula.json?" + query).get("error");
        assertEquals(place, error.get("place").asInt());
        String said = Messages.pick("en", null).get(reason).split("[{“]", 2)[0];
        assertTrue(error.get("reason").asText().startsWith(said), error.toString());
    }

    @Test
    void aFormulaIsDrawnOverItsInterval() {
        JsonNode y = site().json("/formula.json?target=f&f=x%5E2&min=-2&max=2").get("y");
        assertEquals(Recipe.CURVE, y.size());
        assertEquals(4, y.get(0).asDouble());
        assertEquals(0, y.get(Recipe.CURVE / 2).asDouble());
        assertEquals(422, site().get("/formula.json?target=f&f=x&min=3&max=2").statusCode());
    }
}
