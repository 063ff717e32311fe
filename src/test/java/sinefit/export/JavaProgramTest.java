package sinefit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.export.Script.Line;
import sinefit.export.Script.Phase;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/** The Java program, compiled and run by this very JDK, prints what the page shows. */
class JavaProgramTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=1000",
                "lesson=tensors&steps=400",
                "dtype=float32&steps=300&seed=11",
                "lesson=tensors&dtype=float64&seed=42&steps=250&target=cos&min=-pi/2&max=3pi/4",
                "basis=legendre&dtype=float32&lr=4e-4&steps=300&degree=5",
                "lesson=tensors&basis=chebyshev&degree=4&reduction=mean&lr=0.1&steps=300&n=301",
                "basis=scaled&reduction=mean&lr=0.05&steps=300&target=tanh&min=0&max=2",
                "momentum=0.9&lr=2e-7&steps=300&tweak=100:momentum=0.5&tweak=100:lr=1e-6",
                "lesson=tensors&lr=2e-7&steps=300&tweak=50:momentum=0.8&tweak=200:momentum=0",
                "degree=0&steps=200&lr=1e-5&target=step",
                "degree=9&steps=200&init=1,-1,1e-5,1e16,-3e-9,0,0,1e-300,2,5e-324&lr=1e-30",
                "n=2&lr=0.01&steps=300&target=abs&max=1e-7&min=-1",
                "n=129&target=exp&min=-1&max=1&lr=1e-3&steps=500",
                "lesson=tensors&n=3&degree=1&lr=1e-46&steps=100&init=-1e-50,1e-45",
                "degree=0&init=5.684341886080802e-14&lr=1e-300&steps=100",
                "basis=legendre&degree=0&steps=100&lr=1e-5",
                "points=-3:0.1,-1:-0.8,0.1:0,2:0.9,1:1,3:0.3,0.7:-0.125,1:-0.2,2.5:1e-7&lr=2e-4",
                "points=-3:0.1,-1:-0.8,0.1:0,2:0.9,1:1,3:0.3&lesson=tensors&lr=2e-4&steps=300",
                "points=-3:0.1,-1:-0.8,0.1:0,2:0.9&basis=legendre&dtype=float32&lr=1e-2&steps=200",
                "points=-3:0.1,-1:-0.8,0.1:0,2:0.9&degree=1&dtype=float32&lr=1e-2&steps=200",
            })
    void itPrintsLogAndResultToTheLastDigit(String query) throws Exception {
        Recipe recipe = Recipes.recipe(query);
        List<String> expected = new ArrayList<>();
        StepValues last =
                Recipes.run(
                                recipe,
                                at -> {
                                    if (PrintedLog.prints(at.step())) {
                                        expected.add(PrintedLog.line(recipe, at));
                                    }
                                })
                        .values();
        expected.add(PrintedLog.result(recipe, last));
        assertEquals(expected, printed(recipe));
    }

    @Test
    void aRunThatDivergesPrintsTheSameAsLongAsItHasNumbers() throws Exception {
        List<String> printed = printed(Recipes.recipe("lr=2e-5&steps=400"));
        Recipe recipe = Recipes.recipe("lr=2e-5");
        String line = PrintedLog.line(recipe, Recipes.at(recipe, 99).values());
        assertEquals(line, printed.get(0));
        assertEquals("399 nan", printed.get(3));
    }

    @Test
    void itReadsLikeTheOtherScripts() {
        Script script = JavaProgram.of(Recipes.recipe(""));
        List<String> lines = script.text().lines().map(String::strip).toList();
        for (String line :
                List.of(
                        "double low = -Math.PI, high = Math.PI;",
                        "y[k] = StrictMath.sin(x[k]);",
                        "double a = 0.1629, b = -0.563484, c = 2.5714189, d = -0.062937;",
                        "for (int t = 0; t < 1000; t++) {",
                        "double fit = a + b * x[k] + c * x2[k] + d * x3[k];",
                        "double loss = sum(k -> r[k] * r[k]);",
                        "hessian[k][m] = 2 * sumOfProducts(functions[k], functions[m]);",
                        "double gradD = dot(hessian[3], a, b, c, d) - q[3];",
                        "d -= learningRate * gradD;")) {
            assertTrue(lines.contains(line), line + "\n is not in\n" + script.text());
        }
        assertTrue(lines.size() <= 110, lines.size() + " lines");
        assertTrue(script.text().lines().allMatch(line -> line.length() <= 100));
    }

    @Test
    void inSinglePrecisionItGoesOverTheSamplesAtEveryStep() {
        List<String> lines =
                JavaProgram.of(Recipes.recipe("dtype=float32")).text().lines().toList();
        assertTrue(lines.contains("      float gradD = 2 * sum(k -> r[k] * x[k] * x[k] * x[k]);"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("hessian")));
    }

    @Test
    void linesKnowTheirPartOfTheStepAndTheValueTheyCompute() {
        Script script = JavaProgram.of(Recipes.recipe("degree=1"));
        List<Phase> phases =
                script.lines().stream().map(Line::phase).filter(Objects::nonNull).toList();
        assertEquals(phases.stream().sorted().toList(), phases);
        assertEquals(List.of(Phase.values()), phases.stream().distinct().toList());
        List<String> live =
                script.lines().stream().map(Line::live).filter(Objects::nonNull).toList();
        assertEquals(List.of("t", "loss", "sae", "g0", "g1", "n0", "n1"), live);
    }

    /** What the program of a recipe prints, by the source launcher. */
    private List<String> printed(Recipe recipe) throws IOException, InterruptedException {
        Path file = directory.resolve("Sinefit.java");
        Files.writeString(file, JavaProgram.of(recipe).text());
        Path out = directory.resolve("out");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(java, file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it has not ended");
        String text = Files.readString(out);
        assertEquals(0, process.exitValue(), text);
        return text.lines().toList();
    }
}
