package sinefit.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sinefit.export.Script.Phase;
import sinefit.export.Script.Writer;
import sinefit.knob.Knob;
import sinefit.model.Reduction;
import sinefit.training.Library;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;

/** A run in NumPy. */
public final class NumpyScript extends PythonScript {
    private NumpyScript(Recipe recipe) {
        super(recipe);
    }

    /** The script of a recipe. */
    public static Script of(Recipe recipe) {
        return new NumpyScript(recipe).script();
    }

    @Override
    void samples(Writer out) {
        if (dynamic()) {
            out.add("import random");
        }
        out.add("import numpy as np");
        if (foreign() && recipe.drawsMore()) {
            out.add("import torch");
        }
        out.add("");
        recipe.points()
                .ifPresentOrElse(
                        all -> points(out, all, "np.array(", single() ? ", np.float32)" : ")"),
                        () -> sampled(out));
        if (dynamic()) {
            out.add("random.seed(" + recipe.seed() + ")");
        }
    }

    @Override
    String library() {
        return "np";
    }

    @Override
    String pi() {
        return "np.pi";
    }

    @Override
    String widened(String name) {
        return name + ".astype(float)";
    }

    @Override
    String inWidth(String name) {
        return name + ".astype(np.float32)";
    }

    @Override
    String linspace(String low, String high, int count) {
        String x = "np.linspace(" + low + ", " + high + ", " + count + ")";
        return x + (single() ? ".astype(np.float32)" : "");
    }

    @Override
    String spaced(int count) {
        return linspace("x[0]", "x[-1]", count);
    }

    @Override
    void start(Writer out) {
        Optional<Long> seed = ownSeed(Library.NUMPY);
        String values = literals() + (names.size() == 1 ? "," : "");
        if (seed.isPresent()) {
            out.add("np.random.seed(" + seed.get() + ")");
            values = "(np.random.randn() for _ in range(" + names.size() + "))";
        }
        if (single()) {
            String list = seed.isPresent() ? "list" + values : "[" + literals() + "]";
            values = "np.array(" + list + ", dtype=np.float32)";
        }
        out.add(left() + " = " + values);
        out.add("learning_rate = " + rate(recipe.lr()));
    }

    @Override
    Library own() {
        return Library.NUMPY;
    }

    @Override
    String brought(String expression) {
        return foreign() ? expression + ".numpy()" : expression;
    }

    @Override
    void beforeLoop(Writer out) {
        super.beforeLoop(out);
        if (simple()) {
            return;
        }
        for (Knob<?> option : recipe.optimizer().options().knobs()) {
            recipe.settings()
                    .find(option)
                    .ifPresent(value -> out.add(option.key() + " = " + literal(value)));
        }
        out.add("theta = " + array());
        out.add(recipe.optimizer().inNumpy().state().split("\n"));
    }

    /** All coefficients at once, by the optimizer's rule; of the dynamic net, those in use. */
    @Override
    void optimized(Writer out) {
        String grads = names.stream().map(name -> "grad_" + name).collect(Collectors.joining(", "));
        String width = single() ? ", dtype=np.float32" : "";
        if (dynamic()) {
            out.add(Phase.UPDATE, "    on = slice(5 " + ifUsed() + " else 4)");
        }
        out.add(Phase.UPDATE, "    g = np.array([" + grads + "]" + width + ")");
        String rule = recipe.optimizer().inNumpy().step().replace("@", dynamic() ? "[on]" : "");
        for (String line : rule.split("\n")) {
            out.add(Phase.UPDATE, "    " + line);
        }
        out.add(Phase.UPDATE, "    " + left() + " = theta");
    }

    private String array() {
        return "np.array(["
                + String.join(", ", names)
                + "]"
                + (single() ? ", dtype=np.float32)" : ")");
    }

    @Override
    String zeros(List<String> zeros) {
        String left = String.join(", ", zeros) + (zeros.size() == 1 ? "," : "");
        return left + " = np.zeros(" + zeros.size() + (single() ? ", dtype=np.float32)" : ")");
    }

    /** A float32 times a Python float would be a float64 before NumPy 2. */
    @Override
    String rate(double value) {
        return single() ? "np.float32(" + super.rate(value) + ")" : super.rate(value);
    }

    @Override
    String loss() {
        return "np.square(residual)." + (recipe.reduction() == Reduction.MEAN ? "mean()" : "sum()");
    }

    @Override
    String printed() {
        return item(recipe.preset().printed() == Printed.SAE ? "np.abs(residual).sum()" : "loss");
    }

    @Override
    String item(String name) {
        return recipe.preset().library() == Library.NUMPY ? name : name + ".item()";
    }

    @Override
    String array(String name) {
        return name;
    }
}
