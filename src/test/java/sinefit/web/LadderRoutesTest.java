package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.optim.OptimizerKind;
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

    /**
     * Whatever the optimizer, the form has one field for each key, and hides nothing but tweaks.
     * Points of one's own have theirs once they are the target; mistakes have their lab.
     */
    @ParameterizedTest
    @EnumSource
    void theFormHasAFieldForEveryKey(OptimizerKind optimizer) {
        String kind = Recipe.OPTIMIZER.format(optimizer);
        Document page =
                Jsoup.parse(site().get("/?steps=50&tweak=5:lr=1e-7&optimizer=" + kind).body());
        List<String> names = new ArrayList<>();
        Recipe.KNOBS.forEach(knob -> names.add(knob.key()));
        names.removeAll(List.of(Recipe.POINTS.key(), Recipe.BUG.key()));
        optimizer.options().knobs().forEach(option -> names.add(option.key()));
        names.addAll(List.of("carry", "tweak"));
        Collections.sort(names);
        List<String> fields = page.select("#recipe [name]").eachAttr("name");
        Collections.sort(fields);
        assertEquals(names, fields);
    }

    /** An address that leaves the language to the reader does so after a change, too. */
    @Test
    void theFormKeepsTheLanguageThatWasChosen() {
        Document page = Jsoup.parse(site().get("/lessons/nn?lang=ko").body());
        assertEquals("ko", page.select("#recipe [name=lang]").attr("value"));
    }

    @Test
    void aLinkFromAnotherLessonSaysWhatItKeeps() {
        Document page =
                Jsoup.parse(site().get("/lessons/nn?lang=ko&carry=degree=5%26steps=99").body());
        assertEquals(
                "그대로: 차수 5, 단계 수 99. 바뀐 것: 학습률 1e-6 → 2.8e-8.",
                page.select("[data-carried] p").text());
        assertEquals(
                "/lessons/nn?degree=5&lr=2.8e-08&steps=99&lang=ko",
                page.select("[data-carried-close]").attr("href"));
        String next = page.select(".next a[rel=next]").attr("href");
        assertTrue(next.startsWith("/lessons/optim?lang=ko&carry=lesson=nn;degree=5"), next);
        String undo = page.select("[data-carried-undo]").attr("href");
        assertEquals("/lessons/nn?lang=ko&carry=undone;degree=5;steps=99", undo);
        page = Jsoup.parse(site().get(undo).body());
        assertEquals("적용하지 않은 것: 차수 5, 단계 수 99.", page.select("[data-carried] p").text());
        assertEquals("2000", page.select("#f-steps").attr("value"));
        String back = page.select("[data-carried-undo]").attr("href");
        assertEquals("/lessons/nn?lang=ko&carry=degree=5;steps=99", back);
        page = Jsoup.parse(site().get("/lessons/tensors?lang=en&carry=lr=5e-6").body());
        assertEquals(
                "The rate 5e-6 would diverge here: 1e-6 is used.",
                page.select("[data-carried-diverges]").text());
        for (String odd :
                List.of(
                        "",
                        "undone",
                        "undone%26",
                        "%26%26",
                        "n=x%26degree=99",
                        "lesson=nn",
                        "carry=carry=x")) {
            assertEquals(200, site().get("/lessons/nn?carry=" + odd).statusCode(), odd);
        }
    }

    @Test
    void aRefusedFormulaLeavesEverythingElseInTheForm() {
        Document page =
                Jsoup.parse(site().get("/?target=f&f=1%2B&steps=77&degree=2&lang=en").body());
        assertEquals("f", page.select("#f-target option[selected]").val());
        assertEquals("1+", page.select("#f-f").val());
        assertEquals("77", page.select("#f-steps").val());
        assertEquals("2", page.select("#f-degree").val());
        assertEquals("1+\u00a0", page.expectFirst(".echo").wholeText());
    }

    @Test
    void withoutScriptsAnotherOptimizerIsTakenWithItsOwnRate() {
        String form = "/lessons/numpy?carry=momentum=0.9%26lr=2e-7&lr=2e-7&momentum=0.9&steps=99";
        Document page = Jsoup.parse(site().get(form + "&optimizer=adam").body());
        assertEquals("0.001", page.select("[name=lr]").val());
        assertEquals(List.of(), page.select("#recipe .err").eachText());
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
