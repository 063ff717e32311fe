package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.testing.WithServer;

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
    }
}
