package sinefit.export;

import java.util.Optional;
import sinefit.export.Script.Writer;
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
        out.add("import numpy as np", "");
        String x = "np.linspace(" + low("np.pi") + ", " + high("np.pi") + ", " + recipe.n() + ")";
        out.add("x = " + x + (single() ? ".astype(np.float32)" : ""));
        out.add("y = " + target("np"));
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
    String velocities() {
        String left = String.join(", ", velocityNames()) + (names.size() == 1 ? "," : "");
        return left + " = np.zeros(" + names.size() + (single() ? ", dtype=np.float32)" : ")");
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
