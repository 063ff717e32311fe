package sinefit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.export.Script.Line;
import sinefit.export.Script.Phase;
import sinefit.testing.Recipes;

class ScriptTest {
    @Test
    void thePostsScriptIsTheLoopALearnerWouldWrite() {
        assertHas(
                numpy(""),
                "import numpy as np",
                "x = np.linspace(-np.pi, np.pi, 2000)",
                "y = np.sin(x)",
                "a, b, c, d = 0.1629, -0.563484, 2.5714189, -0.062937",
                "learning_rate = 1e-06",
                "for t in range(1000):",
                "    y_pred = a + b * x + c * x ** 2 + d * x ** 3",
                "    residual = y_pred - y",
                "    loss = np.square(residual).sum()",
                "    if t % 100 == 99:",
                "        print(t, np.abs(residual).sum())",
                "    grad_y_pred = 2.0 * residual",
                "    grad_a = grad_y_pred.sum()",
                "    grad_b = (grad_y_pred * x).sum()",
                "    grad_d = (grad_y_pred * x ** 3).sum()",
                "    a -= learning_rate * grad_a",
                "    d -= learning_rate * grad_d",
                "print(f'Result: y = {a} + {b} x + {c} x^2 + {d} x^3')");
    }

    @Test
    void theTensorsScriptPrintsItsLossInSinglePrecision() {
        assertHas(
                torch("lesson=tensors&seed=5"),
                "import math",
                "import torch",
                "dtype = torch.float32",
                "x = torch.linspace(-math.pi, math.pi, 2000, dtype=dtype)",
                "y = torch.sin(x)",
                "torch.manual_seed(5)",
                "a = torch.randn((), dtype=dtype)",
                "    loss = residual.pow(2).sum()",
                "        print(t, loss.item())",
                "print(f'Result: y = {a.item()} + {b.item()} x + {c.item()} x^2"
                        + " + {d.item()} x^3')");
    }

    @Test
    void aConstantIsATupleOfOne() {
        assertHas(
                numpy("degree=0"),
                "a, = 0.1629,",
                "    y_pred = a",
                "    grad_a = grad_y_pred.sum()",
                "print(f'Result: y = {a}')");
        assertFalse(numpy("degree=0").text().contains("grad_b"));
    }

    @Test
    void theFunctionsOfABasisAreMadeBeforeTheLoop() {
        assertHas(
                numpy("basis=legendre&degree=4"),
                "y = np.sin(x)",
                "z = (2 * x - x[0] - x[-1]) / (x[-1] - x[0])  # from -1 to 1",
                "p1 = z",
                "p2 = (3 * z * p1 - 1) / 2",
                "p3 = (5 * z * p2 - 2 * p1) / 3",
                "p4 = (7 * z * p3 - 3 * p2) / 4",
                "    y_pred = a + b * p1 + c * p2 + d * p3 + e * p4",
                "    grad_c = (grad_y_pred * p2).sum()",
                "print(f'Result: y = {a} + {b} P1(z) + {c} P2(z) + {d} P3(z) + {e} P4(z)')");
        assertHas(
                torch("basis=chebyshev"),
                "t1 = z",
                "t2 = 2 * z * t1 - 1",
                "t3 = 2 * z * t2 - t1",
                "    grad_d = (grad_y_pred * t3).sum()");
        assertHas(
                numpy("basis=scaled"),
                "z = (2 * x - x[0] - x[-1]) / (x[-1] - x[0])  # from -1 to 1",
                "    y_pred = a + b * z + c * z ** 2 + d * z ** 3");
        assertFalse(numpy("basis=legendre&degree=0").text().contains("z ="));
        assertFalse(numpy("").text().contains("z ="));
    }

    @Test
    void degreeNineHasTenCoefficients() {
        assertHas(
                torch("degree=9"),
                "j = torch.tensor(0.0, dtype=dtype)",
                "    grad_j = (grad_y_pred * x ** 9).sum()",
                "    j -= learning_rate * grad_j");
    }

    @Test
    void tweaksComeBeforeTheUpdateOfTheirStep() {
        List<String> lines = texts(numpy("tweak=500:lr=2e-6&tweak=20:lr=1e-7"));
        int first = lines.indexOf("    if t == 20:");
        assertEquals("        learning_rate = 1e-07", lines.get(first + 1));
        assertEquals("    if t == 500:", lines.get(first + 2));
        assertEquals("        learning_rate = 2e-06", lines.get(first + 3));
        assertEquals("    a -= learning_rate * grad_a", lines.get(first + 4));
        assertTrue(lines.indexOf("    grad_a = grad_y_pred.sum()") < first);
    }

    @Test
    void momentumIsWrittenByHand() {
        assertHas(
                numpy("momentum=0.9&degree=1&tweak=5:momentum=0.5"),
                "momentum = 0.9",
                "v_a, v_b = np.zeros(2)",
                "    if t == 5:",
                "        momentum = 0.5",
                "    v_a = momentum * v_a + grad_a",
                "    v_b = momentum * v_b + grad_b",
                "    a -= learning_rate * v_a",
                "    b -= learning_rate * v_b");
        assertHas(
                numpy("degree=0&dtype=float32&tweak=5:momentum=0.5"),
                "momentum = np.float32(0.0)",
                "v_a, = np.zeros(1, dtype=np.float32)",
                "        momentum = np.float32(0.5)",
                "    if momentum > 0:",
                "        v_a = momentum * v_a + grad_a",
                "    a -= learning_rate * (v_a if momentum > 0 else grad_a)");
        assertHas(
                torch("momentum=0.9&degree=1"),
                "momentum = 0.9",
                "v_a = v_b = torch.zeros((), dtype=dtype)",
                "    v_b = momentum * v_b + grad_b",
                "    b -= learning_rate * v_b");
        assertFalse(numpy("").text().contains("momentum"));
    }

    @Test
    void theMeanIsInLossAndGradient() {
        String mean = "reduction=mean&n=500";
        assertHas(
                numpy(mean),
                "    loss = np.square(residual).mean()",
                "    grad_y_pred = 2.0 / 500 * residual");
        assertHas(torch(mean), "    loss = residual.pow(2).mean()");
    }

    @Test
    void aSeedIsDrawnByTheLibraryThatDrewItAndWrittenOutByTheOther() {
        assertHas(
                numpy("seed=7&degree=1"),
                "np.random.seed(7)",
                "a, b = (np.random.randn() for _ in range(2))");
        assertFalse(torch("seed=7").text().contains("seed"));
        assertHas(torch("seed=7"), "a = torch.tensor(1.690525703800356, dtype=dtype)");
        assertFalse(numpy("lesson=tensors&seed=7").text().contains("seed"));
        assertFalse(numpy("seed=7&degree=1&init=1,2").text().contains("seed"));
    }

    @Test
    void singlePrecisionInNumpyIsSaidWhereverItMatters() {
        assertHas(
                numpy("dtype=float32&degree=1&tweak=5:lr=0.5"),
                "x = np.linspace(-np.pi, np.pi, 2000).astype(np.float32)",
                "a, b = np.array([0.1629, -0.563484], dtype=np.float32)",
                "learning_rate = np.float32(1e-06)",
                "        learning_rate = np.float32(0.5)");
        assertHas(
                numpy("dtype=float32&degree=1&seed=3"),
                "a, b = np.array(list(np.random.randn() for _ in range(2)), dtype=np.float32)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sin | np.sin(x)",
                "cos | np.cos(x)",
                "exp | np.exp(x)",
                "abs | np.abs(x)",
                "tanh | np.tanh(x)",
                "step | np.where(x < 0, -np.ones_like(x), np.ones_like(x))"
            })
    void everyTargetIsWritten(String target, String expression) {
        String query = "max=1&target=" + target;
        assertHas(numpy(query), "y = " + expression);
        assertHas(torch(query), "y = " + expression.replace("np.", "torch."));
    }

    @ParameterizedTest
    @CsvSource({
        "min=-2&max=3pi/4, '-2.0, 3 * np.pi / 4, 2000'",
        "min=-pi/2&max=2pi, '-np.pi / 2, 2 * np.pi, 2000'",
        "min=0&n=7, '0.0, np.pi, 7'"
    })
    void boundsAreWrittenWithTheLibrarysPi(String query, String ends) {
        assertHas(numpy(query), "x = np.linspace(" + ends + ")");
    }

    @Test
    void linesKnowTheirPartOfTheStepAndTheValueTheyCompute() {
        for (Script script : List.of(numpy("degree=1"), torch("degree=1"))) {
            List<Phase> phases =
                    script.lines().stream().map(Line::phase).filter(Objects::nonNull).toList();
            assertEquals(phases.stream().sorted().toList(), phases);
            assertEquals(List.of(Phase.values()), phases.stream().distinct().toList());
            List<String> live =
                    script.lines().stream().map(Line::live).filter(Objects::nonNull).toList();
            assertEquals(
                    List.of("t", "yhat", "res", "loss", "sae", "gy", "g0", "g1", "n0", "n1"), live);
        }
    }

    private static Script numpy(String query) {
        return NumpyScript.of(Recipes.recipe(query));
    }

    private static Script torch(String query) {
        return TorchScript.of(Recipes.recipe(query));
    }

    private static List<String> texts(Script script) {
        return script.text().lines().toList();
    }

    /** The script has these lines, in this order. */
    private static void assertHas(Script script, String... lines) {
        List<String> rest = texts(script);
        for (String line : lines) {
            int at = rest.indexOf(line);
            assertTrue(at >= 0, line + "\n is not in its place in\n" + script.text());
            rest = rest.subList(at + 1, rest.size());
        }
    }
}
