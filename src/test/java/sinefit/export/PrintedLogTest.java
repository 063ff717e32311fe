package sinefit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sinefit.testing.Golden;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

class PrintedLogTest {
    private static final double[] NONE = {};
    private static final Recipe CUBIC = Recipes.recipe("");

    @Test
    void everyHundredthStepIsPrinted() {
        List<Integer> printed = IntStream.range(0, 400).filter(PrintedLog::prints).boxed().toList();
        assertEquals(List.of(99, 199, 299, 399), printed);
    }

    /** The golden values are NumPy's own: written by us they must be what it printed. */
    @Test
    void theNumpyLessonPrintsTheSumOfAbsoluteErrors() {
        JsonNode row = Golden.load("numpy-post").run().get("trace").get(1);
        assertEquals("99 1498.0209231920703", PrintedLog.line(Recipes.recipe(""), values(row)));
    }

    @Test
    void theTensorsLessonPrintsTheLossAsAPythonFloat() {
        Recipe recipe = Recipes.recipe("lesson=tensors");
        double loss = 1420.0771f;
        StepValues at = new StepValues(99, loss, 7, 7, NONE, NONE);
        assertEquals("99 1420.0771484375", PrintedLog.line(recipe, at));
    }

    @Test
    void aNumpyFloat32IsPrintedWithItsOwnDigits() {
        Recipe recipe = Recipes.recipe("dtype=float32");
        StepValues at = new StepValues(199, 7, 7, 0.1f, NONE, NONE);
        assertEquals("199 0.1", PrintedLog.line(recipe, at));
    }

    /**
     * {@code f'{np.float32(0.1)}'} is 0.10000000149011612: formatting widens, printing does not.
     */
    @Test
    void aNumpyFloat32InAnFStringIsWidened() {
        StepValues last = new StepValues(9, 7, 7, 7, new double[] {0.1f, -0.5}, NONE);
        assertEquals("Result: y = 0.10000000149011612 + -0.5 x", PrintedLog.result(CUBIC, last));
    }

    @Test
    void theResultNamesEveryPower() {
        StepValues last = new StepValues(9, 7, 7, 7, new double[] {1, -2.5, 1e-7, 0, 1e16}, NONE);
        assertEquals(
                "Result: y = 1.0 + -2.5 x + 1e-07 x^2 + 0.0 x^3 + 1e+16 x^4",
                PrintedLog.result(CUBIC, last));
        StepValues one = new StepValues(9, 7, 7, 7, new double[] {0.25}, NONE);
        assertEquals("Result: y = 0.25", PrintedLog.result(CUBIC, one));
    }

    @Test
    void theResultNamesTheFunctionsOfTheBasis() {
        StepValues last = new StepValues(9, 7, 7, 7, new double[] {1, 2, -3}, NONE);
        assertEquals(
                "Result: y = 1.0 + 2.0 z + -3.0 z^2",
                PrintedLog.result(Recipes.recipe("basis=scaled"), last));
        assertEquals(
                "Result: y = 1.0 + 2.0 P1(z) + -3.0 P2(z)",
                PrintedLog.result(Recipes.recipe("basis=legendre"), last));
        assertEquals(
                "Result: y = 1.0 + 2.0 T1(z) + -3.0 T2(z)",
                PrintedLog.result(Recipes.recipe("basis=chebyshev"), last));
    }

    @Test
    void aTableHasANameForEveryColumnAndALineForEveryRow() {
        Recipe recipe = Recipes.recipe("degree=1&steps=3");
        List<StepValues> rows = new ArrayList<>();
        Recipes.run(recipe, rows::add);
        List<String> lines = CsvTable.lines(recipe, rows).map(String::strip).toList();
        assertEquals("step,loss,sse,sae,a,b,grad_a,grad_b", lines.get(0));
        assertEquals(4, lines.size());
        for (int i = 0; i < 3; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            assertEquals(8, cells.length);
            assertEquals(rows.get(i).step(), Integer.parseInt(cells[0]));
            assertEquals(rows.get(i).loss(), Double.parseDouble(cells[1]));
            assertEquals(rows.get(i).sse(), Double.parseDouble(cells[2]));
            assertEquals(rows.get(i).sae(), Double.parseDouble(cells[3]));
            assertEquals(rows.get(i).coefficients()[1], Double.parseDouble(cells[5]));
            assertEquals(rows.get(i).gradient()[1], Double.parseDouble(cells[7]));
        }
        assertTrue(CsvTable.lines(recipe, List.of()).toList().get(0).endsWith("grad_b\n"));
    }

    private static StepValues values(JsonNode row) {
        return new StepValues(
                row.get("step").asInt(),
                row.get("loss").asDouble(),
                row.get("sse").asDouble(),
                row.get("sae").asDouble(),
                NONE,
                NONE);
    }
}
