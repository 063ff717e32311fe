package sinefit.export;

import java.util.Optional;
import sinefit.export.Script.Writer;
import sinefit.model.Reduction;
import sinefit.training.Library;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;

/** A run on PyTorch's tensors, gradients still by hand. */
public final class TorchScript extends PythonScript {
    private TorchScript(Recipe recipe) {
        super(recipe);
    }

    /** The script of a recipe. */
    public static Script of(Recipe recipe) {
        return new TorchScript(recipe).script();
    }

    @Override
    void samples(Writer out) {
        out.add("import math", "import torch", "");
        out.add("dtype = torch." + Recipe.DTYPE.format(recipe.dtype()));
        String ends = low("math.pi") + ", " + high("math.pi") + ", " + recipe.n();
        out.add("x = torch.linspace(" + ends + ", dtype=dtype)");
        out.add("y = " + target("torch"));
    }

    @Override
    void start(Writer out) {
        Optional<Long> seed = ownSeed(Library.TORCH);
        seed.ifPresent(s -> out.add("torch.manual_seed(" + s + ")"));
        double[] start = recipe.start();
        for (int k = 0; k < names.size(); k++) {
            String value =
                    seed.isPresent()
                            ? "torch.randn((), dtype=dtype)"
                            : "torch.tensor(" + recipe.dtype().repr(start[k]) + ", dtype=dtype)";
            out.add(names.get(k) + " = " + value);
        }
        out.add("learning_rate = " + rate(recipe.lr()));
    }

    @Override
    String velocities() {
        return String.join(" = ", velocityNames()) + " = torch.zeros((), dtype=dtype)";
    }

    @Override
    String loss() {
        return "residual.pow(2)." + (recipe.reduction() == Reduction.MEAN ? "mean()" : "sum()");
    }

    @Override
    String printed() {
        return item(recipe.preset().printed() == Printed.SAE ? "residual.abs().sum()" : "loss");
    }

    @Override
    String item(String name) {
        return name + ".item()";
    }

    @Override
    String array(String name) {
        return name + ".numpy()";
    }
}
