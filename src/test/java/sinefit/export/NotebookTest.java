package sinefit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.lesson.Lesson;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;

/** Notebooks hold the lesson's program, which {@link ScriptParityTest} runs. */
class NotebookTest {
    @ParameterizedTest
    @EnumSource
    void itsCellsTogetherAreTheProgram(Lesson lesson) throws IOException {
        Recipe recipe = Recipes.recipe("lesson=" + lesson.slug() + "&target=f&f=2x");
        JsonNode notebook = new ObjectMapper().readTree(Notebook.of(recipe));
        assertEquals(4, notebook.get("nbformat").asInt());
        StringBuilder all = new StringBuilder();
        int cells = 0;
        for (JsonNode cell : notebook.get("cells")) {
            assertEquals("code", cell.get("cell_type").asText());
            assertEquals("cell-" + cells++, cell.get("id").asText());
            assertTrue(cell.get("outputs").isEmpty());
            cell.get("source").forEach(line -> all.append(line.asText()));
            all.append('\n');
        }
        assertEquals(4, cells);
        boolean numpy = lesson == Lesson.NUMPY;
        Script script = numpy ? NumpyScript.of(recipe) : TorchScript.of(recipe);
        assertEquals(withoutBlanks(script.text()), withoutBlanks(all.toString()));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\n+", "\n");
    }
}
