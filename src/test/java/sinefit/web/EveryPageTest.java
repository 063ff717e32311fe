package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.knob.Knob;
import sinefit.lesson.Lesson;
import sinefit.optim.OptimizerKind;
import sinefit.testing.Recipes;
import sinefit.testing.Site;
import sinefit.testing.WithServer;
import sinefit.training.Recipe;

/** Every optimizer, option and tweak in a lesson: a page and its code, or a 422 naming the key. */
class EveryPageTest extends WithServer {
    private static final List<Lesson> LESSONS = List.of(Lesson.values());
    private static final List<String> MODELS = List.of("polynomial", "legendre3", "dynamic");

    @ParameterizedTest
    @EnumSource
    void anyOptimizerWithAnyTweakHasAPageAndPrograms(OptimizerKind kind) {
        int turn = List.of(OptimizerKind.values()).indexOf(kind);
        String optimizer = "optimizer=" + Recipe.OPTIMIZER.format(kind) + "&lr=1e-7&steps=50";
        for (Lesson lesson : Lesson.values()) {
            for (String model : MODELS) {
                check(lesson, optimizer + "&model=" + model);
            }
        }
        Recipe recipe = Recipes.recipe(optimizer);
        for (Knob<?> option : kind.tweakable()) {
            boolean toggle =
                    recipe.settings().find(option).filter(Boolean.class::isInstance).isPresent();
            for (String value : toggle ? List.of("true", "false") : List.of("0", "0.5", "x")) {
                Lesson lesson = LESSONS.get(turn % LESSONS.size());
                String model = "&model=" + MODELS.get(turn % MODELS.size());
                turn++;
                check(lesson, optimizer + model + "&tweak=5:" + option.key() + "=" + value);
                if (kind == OptimizerKind.SGD) { // which Java programs are written for
                    check(Lesson.NUMPY, optimizer + "&tweak=5:" + option.key() + "=" + value);
                }
            }
        }
    }

    private void check(Lesson lesson, String query) {
        Set<String> given = Recipes.pairs(query).keySet();
        int page = site().get("/lessons/" + lesson.slug() + "?" + query).statusCode();
        assertTrue(page == 200 || page == 422, page + " " + query);
        for (String code :
                List.of("sinefit_numpy.py", "torch.py", "notebook.ipynb", "Sinefit.java")) {
            String address = "/code/" + code + "?lesson=" + lesson.slug() + "&" + query;
            HttpResponse<String> answer = site().get(address);
            boolean java = code.equals("Sinefit.java");
            if (!java || page == 422) {
                assertEquals(page, answer.statusCode(), address);
            }
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 422, address);
            if (answer.statusCode() == 422) {
                for (JsonNode error : Site.parse(answer.body()).get("errors")) {
                    String key = error.get("key").asText();
                    boolean own = java && lesson != Lesson.NUMPY; // a lesson's model, momentum
                    assertTrue(own || given.contains(key), address + ": " + key);
                }
            }
        }
    }
}
