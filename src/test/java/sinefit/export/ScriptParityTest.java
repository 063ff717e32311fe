package sinefit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sinefit.number.Dtype;
import sinefit.testing.Python;
import sinefit.testing.Recipes;
import sinefit.training.Library;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/** Exported scripts, run by a real Python, print the log of the run they stand for. */
class ScriptParityTest {
    private static final double FLOAT64 = 1e-9;
    private static final double FLOAT32 = 1e-4;
    private static final Pattern NUMBER =
            Pattern.compile("-?\\d+(?:\\.\\d+(?:e[+-]\\d+)?|e[+-]\\d+)");

    /** Announces each script by its name, and keeps their names apart. */
    private static final String DRIVER =
            """
            import runpy, warnings
            warnings.simplefilter('error')  # a learner would wonder
            warnings.filterwarnings('ignore', message='.*[aA]gg')
            warnings.filterwarnings('ignore', message='divide by zero')  # as the formula does
            for name in %s:
                print('#', name)
                runpy.run_path(name)
            """;

    private static final String POINTS =
            "points=-3:0.1,-2.5:-0.9,-1:-0.8,0.1:0,2:0.9,1:1,3:0.3,0.7:-0.125,1:-0.2";

    private static final List<String> RECIPES =
            List.of(
                    "",
                    "seed=11&dtype=float32&steps=300",
                    "degree=1&reduction=mean&lr=0.05&target=tanh&min=-1&max=pi/2&n=100&steps=250",
                    "degree=5&target=exp&min=-1&max=1&n=301&lr=1e-4&seed=3&steps=400"
                            + "&tweak=150:lr=5e-4&tweak=250:lr=1e-5",
                    "degree=0&target=step&min=-2&max=3&n=57&lr=0.001&steps=210",
                    "lesson=tensors&steps=500",
                    "lesson=tensors&seed=42&dtype=float64&target=cos&n=2&degree=2&lr=0.005&steps=200",
                    "lesson=tensors&target=abs&reduction=mean&lr=1e-3&degree=4&min=-1.5&max=1"
                            + "&n=400&steps=300&tweak=100:lr=0.01",
                    "lesson=tensors&seed=4294967295&degree=9&min=-1&max=0&lr=1e-4&n=999&steps=200",
                    "lesson=tensors&degree=0&steps=100&lr=1e-5",
                    "momentum=0.9&lr=2e-7&steps=300&tweak=100:momentum=0.5&tweak=150:lr=1e-6",
                    "momentum=0.5&lr=2e-7&steps=300&tweak=100:momentum=0&tweak=150:momentum=0.9",
                    "dtype=float32&lr=2e-7&steps=300&tweak=100:momentum=0.8",
                    "lesson=tensors&momentum=0.9&lr=2e-7&steps=300&degree=2",
                    "lesson=tensors&lr=2e-7&steps=300&tweak=50:momentum=0.8&tweak=120:momentum=0",
                    "basis=scaled&lr=1e-4&steps=300",
                    "basis=legendre&lr=2e-4&steps=300&degree=5&target=exp&min=0&max=2",
                    "basis=legendre&lr=2e-4&steps=300&dtype=float32",
                    "basis=chebyshev&lr=1e-4&steps=300&degree=4&seed=2",
                    "basis=legendre&degree=0&lr=1e-5&steps=100",
                    "lesson=tensors&basis=scaled&lr=1e-4&steps=300",
                    "lesson=tensors&basis=legendre&lr=2e-4&steps=300",
                    "lesson=tensors&basis=legendre&dtype=float64&degree=1&n=2&lr=0.01&steps=200",
                    "lesson=tensors&basis=chebyshev&lr=1e-4&steps=300&degree=9&reduction=mean",
                    "lesson=autograd&steps=300",
                    "lesson=autograd&degree=0&init=0.5&momentum=0.5&steps=200&lr=1e-5",
                    "lesson=autograd&model=legendre3&steps=200&basis=monomial",
                    "lesson=function&steps=300",
                    "lesson=function&model=polynomial&steps=200&lr=1e-6",
                    "lesson=nn&steps=300",
                    "lesson=nn&basis=legendre&degree=2&lr=1e-4&seed=5&steps=200&dtype=float64",
                    "lesson=nn&degree=0&lr=1e-5&steps=100&init=1&momentum=0.3",
                    "lesson=optim&steps=300",
                    "lesson=optim&steps=200&dtype=float64&init=1,0,0,0&momentum=0.5&centered=true",
                    "lesson=module&steps=300",
                    "lesson=module&basis=chebyshev&degree=4&lr=1e-4&steps=200",
                    "lesson=dynamic&steps=400",
                    "lesson=dynamic&seed=9&optimizer=adam&lr=0.01&steps=200&dtype=float64",
                    "model=dynamic&lr=1e-8&steps=300&seed=4",
                    "lesson=tensors&model=dynamic&lr=1e-8&momentum=0.9&steps=300&seed=3",
                    "model=legendre3&lr=1e-6&steps=200&init=0,-1,0.1,0.3",
                    "lesson=tensors&model=legendre3&lr=1e-6&steps=200&init=0,-1,0.1,0.3",
                    "momentum=0.9&dampening=0.2&weight_decay=0.1&lr=2e-7&steps=300",
                    "momentum=0.9&nesterov=true&lr=2e-7&steps=300&tweak=100:weight_decay=2",
                    "optimizer=adagrad&lr=0.1&lr_decay=0.01&initial_accumulator_value=2&steps=300",
                    "optimizer=rmsprop&lr=0.01&steps=200&tweak=100:momentum=0.5",
                    "optimizer=adam&lr=0.05&amsgrad=true&weight_decay=0.3&steps=300",
                    "optimizer=adam&lr=0.05&beta1=0.8&beta2=0.99&steps=300&tweak=50:amsgrad=true",
                    "optimizer=adamw&lr=0.05&steps=300&tweak=120:beta1=0.5",
                    "optimizer=adadelta&lr=1&rho=0.95&steps=100",
                    "optimizer=nadam&lr=0.02&momentum_decay=0.01&steps=300",
                    "lesson=optim&optimizer=nadam&lr=0.01&weight_decay=0.1&steps=200&dtype=float64",
                    "lesson=dynamic&optimizer=nadam&lr=0.01&steps=200&dtype=float64"
                            + "&tweak=50:beta1=0.8&tweak=60:momentum_decay=0.02",
                    "optimizer=rprop&lr=0.01&steps=100&tweak=0:lr=0.5",
                    "lesson=dynamic&optimizer=rprop&lr=0.01&seed=1&tweak=1:lr=0.5&steps=100",
                    "optimizer=rprop&lr=0.01&eta1=0.4&eta2=1.1&step_max=0.1&steps=150",
                    "lesson=tensors&optimizer=adam&lr=0.05&dtype=float64&steps=200",
                    "noise=0.3&seed=6&steps=200",
                    "noise=0.3&steps=200&lesson=tensors&dtype=float64",
                    "lesson=nn&noise=0.5&steps=200",
                    "batch=64&lr=1e-6&steps=300&seed=8&noise=0.1&reduction=mean&n=300",
                    "batch=70&lr=1e-5&steps=300&n=300&basis=legendre",
                    "lesson=tensors&batch=64&lr=1e-5&steps=300&seed=8&n=300&dtype=float64",
                    "lesson=nn&batch=33&lr=1e-5&steps=200&n=100",
                    "lesson=module&batch=33&lr=1e-4&steps=200&n=100&basis=scaled&noise=0.2",
                    "lesson=dynamic&batch=50&steps=200&n=120&lr=1e-7",
                    POINTS + "&lr=2e-4&steps=300",
                    POINTS + "&lesson=tensors&lr=2e-4&steps=300&momentum=0.5",
                    POINTS + "&lesson=autograd&lr=1e-3&steps=200&degree=2&reduction=mean",
                    POINTS + "&lesson=function&lr=1e-3&steps=200",
                    POINTS + "&lesson=nn&basis=chebyshev&lr=1e-3&steps=200&batch=3",
                    POINTS + "&lesson=optim&steps=200",
                    POINTS + "&lesson=module&basis=scaled&lr=1e-2&steps=200",
                    POINTS + "&lesson=dynamic&lr=1e-7&steps=200",
                    POINTS + "&dtype=float32&basis=legendre&degree=5&lr=1e-2&steps=200",
                    POINTS + "&optimizer=adam&lr=0.05&steps=200&seed=3&batch=4",
                    "points=0:1,1:2&degree=0&lr=1e-2&steps=100",
                    "target=f&f=sin(2x)%2Bx%5E2/5-1&steps=200",
                    "target=f&f=3&steps=100&lesson=tensors",
                    "target=f&f=exp(-x%5E2)*abs(x)&steps=200&lesson=autograd&lr=1e-6",
                    "lesson=tensors&target=step&n=1001&steps=100",
                    "lesson=tensors&target=step&min=-1&max=1&n=51&lr=1e-3&steps=300&init=0,0,0,0",
                    "lesson=autograd&target=step&min=-3&max=2&n=501&steps=100&lr=1e-6",
                    "lesson=tensors&target=step&n=77&steps=100&dtype=float64",
                    "target=step&n=1001&steps=100&max=pi/2",
                    "target=step&n=25&steps=100&dtype=float32&lr=1e-4&min=-0.3&max=0.3",
                    "lesson=module&target=step&n=13&min=-0.3&max=0.3&lr=1e-2&steps=200",
                    "lesson=tensors&target=f&f=floor(10x)&min=-1&max=1&n=21&lr=1e-2&steps=100",
                    "lesson=tensors&target=f&f=sign(sin(x))&n=201&lr=1e-5&steps=100",
                    "lesson=tensors&target=f&f=sign(x%2B0.7)%2Bceil(x)/2&n=101&min=-1&max=1&lr=1e-3"
                            + "&steps=100&dtype=float64",
                    "target=f&f=floor(10x)&min=-1&max=1&n=201&lr=1e-3&steps=100",
                    "target=f&f=floor(10x)&min=-1&max=1&n=201&lr=1e-3&steps=100&dtype=float32",
                    "target=f&f=atan(1/x)&min=-1&max=1&n=201&lr=1e-3&steps=100",
                    "lesson=nn&target=f&f=atan(1/x)&min=-1&max=1&n=51&lr=1e-3&steps=100",
                    "lesson=tensors&target=f&f=sin(20000x)&n=201&lr=1e-5&steps=100",
                    "lesson=tensors&target=f&f=0.01/(x-0.1)&min=-0.3&max=0.3&n=61&lr=1e-20&steps=100"
                            + "&init=0,0,0,0",
                    "lesson=nn&model=legendre3&steps=100&lr=1e-8",
                    "lesson=nn&model=dynamic&steps=100&lr=1e-8&seed=3&noise=0.1&dtype=float64",
                    "lesson=optim&model=legendre3&steps=100",
                    "lesson=optim&model=legendre3&steps=100&seed=7&batch=32&n=100&dtype=float64",
                    "lesson=optim&model=dynamic&steps=100&seed=5&batch=64&n=200",
                    "lesson=nn&degree=0&steps=100&lr=1e-5",
                    "lesson=nn&degree=0&steps=100&lr=1e-5&noise=0.3&seed=9",
                    "lesson=optim&degree=0&steps=100&batch=20&n=101&seed=2&dtype=float64",
                    "lesson=optim&degree=0&basis=chebyshev&noise=0.3&steps=100",
                    "bug=zero_grad&steps=300",
                    "bug=zero_grad&dtype=float32&momentum=0.5&lr=1e-8&steps=200",
                    "bug=zero_grad&optimizer=adam&lr=0.01&steps=200",
                    "bug=sign&lr=1e-7&steps=200",
                    "bug=mean&lr=1e-4&steps=300",
                    "bug=mean&batch=64&lr=1e-3&steps=200&n=300",
                    "bug=powers&lr=1e-7&steps=200&degree=4",
                    "bug=powers&basis=legendre&lr=1e-5&steps=200",
                    "bug=p3&model=legendre3&lr=1e-6&steps=200&init=0,-1,0.1,0.3",
                    "bug=zero_grad&model=dynamic&lr=1e-10&steps=200&seed=4",
                    "lesson=tensors&bug=zero_grad&steps=200&lr=1e-7",
                    "lesson=tensors&bug=sign&steps=200&lr=1e-8",
                    "lesson=tensors&bug=powers&steps=100&lr=1e-8",
                    "lesson=tensors&bug=mean&optimizer=adam&lr=0.01&steps=200",
                    "lesson=autograd&bug=zero_grad&steps=200",
                    "lesson=autograd&bug=sign&steps=200&lr=1e-7",
                    "lesson=function&bug=p3&steps=300",
                    "lesson=nn&bug=zero_grad&steps=200&lr=1e-7",
                    "lesson=nn&bug=mean&steps=200&lr=1e-4",
                    "lesson=optim&bug=mean&steps=100",
                    "lesson=module&bug=zero_grad&steps=200&lr=1e-7",
                    "lesson=dynamic&bug=zero_grad&steps=200&lr=1e-10");

    @TempDir private Path directory;

    @Test
    void numpyScriptsPrintTheLog() {
        compare(Python.with("numpy"), RECIPES.stream().map(Recipes::recipe).toList(), true);
    }

    @Test
    void torchScriptsPrintTheLog() {
        compare(Python.with("numpy, torch"), RECIPES.stream().map(Recipes::recipe).toList(), false);
    }

    private void compare(Python python, List<Recipe> recipes, boolean numpy) {
        for (int i = 0; i < recipes.size(); i++) {
            Script script = numpy ? NumpyScript.of(recipes.get(i)) : TorchScript.of(recipes.get(i));
            write(directory.resolve(i + ".py"), script.text());
        }
        String names =
                recipes.stream()
                        .map(recipe -> directory.resolve(recipes.indexOf(recipe) + ".py"))
                        .map(path -> "'" + path + "'")
                        .collect(Collectors.joining(", ", "[", "]"));
        Path driver = directory.resolve("all.py");
        write(driver, DRIVER.formatted(names));
        String[] outputs = python.prints(driver).split("# .*\\R", -1);
        assertEquals(recipes.size() + 1, outputs.length);
        for (int i = 0; i < recipes.size(); i++) {
            Recipe recipe = recipes.get(i);
            // PyTorch widens what it prints; a NumPy lesson's short float32 it cannot imitate.
            boolean exact = numpy || recipe.preset().library() == Library.TORCH;
            compare(recipe, outputs[i + 1].lines().toList(), exact);
        }
    }

    private static void compare(Recipe recipe, List<String> printed, boolean exact) {
        String name = recipe.query();
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
        assertEquals(expected.size(), printed.size(), name + ": " + printed);
        double tolerance = recipe.dtype() == Dtype.FLOAT64 ? FLOAT64 : FLOAT32;
        for (int i = 0; i < expected.size(); i++) {
            String want = expected.get(i);
            String got = printed.get(i);
            assertEquals(words(want), words(got), name);
            if (exact) {
                // The way numbers are written agrees to the character.
                assertEquals(rewritten(recipe, i, numbers(got)), got, name);
            }
            double largest = i < expected.size() - 1 ? 0 : 1;
            for (double value : numbers(want)) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int k = 0; k < numbers(want).size(); k++) {
                double off = Math.abs(numbers(want).get(k) - numbers(got).get(k));
                assertTrue(off <= tolerance * largest, name + "\n" + want + "\n" + got);
            }
        }
    }

    /** What the log would have been, had the run had the values that Python printed. */
    private static String rewritten(Recipe recipe, int line, List<Double> values) {
        double[] printed = values.stream().mapToDouble(v -> v).toArray();
        int step = 100 * line + 99;
        return step < recipe.steps()
                ? PrintedLog.line(recipe, of(step, printed[0], printed))
                : PrintedLog.result(recipe, of(step, 0, printed));
    }

    private static StepValues of(int step, double sum, double[] coefficients) {
        return new StepValues(step, sum, sum, sum, coefficients, coefficients);
    }

    private static String words(String line) {
        return NUMBER.matcher(line).replaceAll("#");
    }

    private static List<Double> numbers(String line) {
        return NUMBER.matcher(line).results().map(MatchResult::group).map(Double::valueOf).toList();
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
