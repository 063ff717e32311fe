package sinefit.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sinefit.export.Script.Phase;
import sinefit.export.Script.Writer;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.model.Reduction;
import sinefit.optim.OptimizerKind;
import sinefit.training.Library;
import sinefit.training.Preset.Printed;
import sinefit.training.Preset.Style;
import sinefit.training.Recipe;

/** A run on PyTorch's tensors, gradients by hand; {@link BackwardScript} leaves them to PyTorch. */
public class TorchScript extends PythonScript {
    /** Options that PyTorch takes in pairs. */
    private static final Map<String, String> PAIRS =
            Map.of(
                    "beta1", "betas",
                    "beta2", "betas",
                    "eta1", "etas",
                    "eta2", "etas",
                    "step_min", "step_sizes",
                    "step_max", "step_sizes");

    /** What PyTorch remembers only if an option was on from the start. */
    private static final Map<String, String> MEMORIES =
            Map.of(
                    "momentum", "momentum_buffer",
                    "centered", "grad_avg",
                    "amsgrad", "max_exp_avg_sq");

    /** What a step of PyTorch 1's NAdam lacks to one of PyTorch 2's. */
    private static final String MEND =
            """
            # NAdam's momentum is corrected by 1 - M * mu_next, in the paper and since PyTorch 2.
            # PyTorch 1 has one more mu in it; there, this takes every step to where it ought to end.
            @torch.no_grad()
            def mend(group):
                beta1, beta2 = group['betas']
                for p in group['params']:
                    if p.grad is None:
                        continue
                    kept = optimizer.state[p]
                    t, M = kept['step'].item(), kept['mu_product']
                    mu = beta1 * (1 - 0.5 * 0.96 ** (t * group['momentum_decay']))
                    mu_next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * group['momentum_decay']))
                    right, wrong = 1 - M.item() * mu_next, 1 - (M * mu * mu_next).item()
                    size = (kept['exp_avg_sq'] / (1 - beta2 ** t)).sqrt() + group['eps']
                    p -= group['lr'] * mu_next * (1 / right - 1 / wrong) * kept['exp_avg'] / size
            """;

    TorchScript(Recipe recipe) {
        super(recipe);
    }

    /** The script of a recipe, in its lesson's own style. */
    public static Script of(Recipe recipe) {
        return recipe.preset().style() == Style.BY_HAND
                ? new TorchScript(recipe).script()
                : new BackwardScript(recipe).script();
    }

    @Override
    final void samples(Writer out) {
        out.add("import math");
        if (dynamic()) {
            out.add("import random");
        }
        if (foreign() && recipe.drawsMore()) {
            out.add("import numpy as np");
        }
        out.add("import torch", "");
        out.add("dtype = torch." + Recipe.DTYPE.format(recipe.dtype()));
        recipe.points()
                .ifPresentOrElse(
                        all -> points(out, all, "torch.tensor(", ", dtype=dtype)"),
                        () -> sampled(out));
        if (dynamic()) {
            out.add("random.seed(" + recipe.seed() + ")");
        }
    }

    @Override
    final String library() {
        return "torch";
    }

    @Override
    final String pi() {
        return "math.pi";
    }

    @Override
    final String widened(String name) {
        return name + ".double()";
    }

    @Override
    final String inWidth(String name) {
        return name + ".to(dtype)";
    }

    @Override
    final String linspace(String low, String high, int count) {
        return "torch.linspace(" + low + ", " + high + ", " + count + ", dtype=dtype)";
    }

    @Override
    final String spaced(int count) {
        return linspace("x[0].item()", "x[-1].item()", count);
    }

    @Override
    void start(Writer out) {
        seed(out);
        for (int k = 0; k < names.size(); k++) {
            out.add(names.get(k) + " = " + coefficient(k, ""));
        }
        if (simple()) {
            out.add("learning_rate = " + rate(recipe.lr()));
        }
    }

    final void seed(Writer out) {
        ownSeed(Library.TORCH).ifPresent(s -> out.add("torch.manual_seed(" + s + ")"));
    }

    /** The start of a coefficient, drawn or given. */
    final String coefficient(int k, String more) {
        return ownSeed(Library.TORCH).isPresent()
                ? "torch.randn((), dtype=dtype" + more + ")"
                : "torch.tensor("
                        + recipe.dtype().repr(recipe.start()[k])
                        + ", dtype=dtype"
                        + more
                        + ")";
    }

    @Override
    final Library own() {
        return Library.TORCH;
    }

    @Override
    final String brought(String expression) {
        return foreign() ? "torch.from_numpy(" + expression + ")" : expression;
    }

    @Override
    void beforeLoop(Writer out) {
        super.beforeLoop(out);
        if (!simple()) {
            out.add("optimizer = " + optimizer(recipe.settings(), "[" + parameters() + "]"));
            mend(out);
        }
    }

    /**
     * Makes a step of PyTorch 1's NAdam one of PyTorch 2's, whose rule is the paper's: what the
     * program prints is this page's run under both.
     */
    final void mend(Writer out) {
        if (recipe.optimizer() == OptimizerKind.NADAM) {
            out.add("").add(MEND.split("\n"));
        }
    }

    /** One update of the optimizer's. */
    final void stepOfOptimizer(Writer out) {
        out.add(Phase.UPDATE, "    optimizer.step()");
        if (recipe.optimizer() == OptimizerKind.NADAM) {
            out.add(Phase.UPDATE, "    if torch.__version__.startswith('1.'):");
            out.add(Phase.UPDATE, "        mend(optimizer.param_groups[0])");
        }
    }

    String parameters() {
        return String.join(", ", names);
    }

    /** The optimizer with all options that are not PyTorch's own. */
    final String optimizer(Settings settings, String parameters) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("lr", rate(recipe.lr()));
        Settings usual = recipe.optimizer().options();
        for (Knob<?> knob : usual.knobs()) {
            Object value = settings.find(knob).orElseThrow();
            String pair = PAIRS.get(knob.key());
            if (pair != null) {
                options.merge(pair, literal(value), (a, b) -> "(" + a + ", " + b + ")");
            } else if (!usual.find(knob).equals(Optional.of(value))) {
                options.put(knob.key(), literal(value));
            }
        }
        String given =
                options.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
        return "torch.optim."
                + recipe.optimizer().inTorch()
                + "("
                + parameters
                + ", "
                + given
                + ")";
    }

    @Override
    void change(Writer out, Knob<?> knob, Object value) {
        if (simple() && !usesOptimizer()) {
            super.change(out, knob, value);
            return;
        }
        String indent = "        ";
        String group = "optimizer.param_groups[0]";
        String pair = PAIRS.get(knob.key());
        if (pair != null) {
            boolean first = List.of("beta1", "eta1", "step_min").contains(knob.key());
            String other = group + "['" + pair + "'][" + (first ? 1 : 0) + "]";
            String both = first ? literal(value) + ", " + other : other + ", " + literal(value);
            out.add(Phase.UPDATE, indent + group + "['" + pair + "'] = (" + both + ")");
            return;
        }
        out.add(Phase.UPDATE, indent + group + "['" + knob.key() + "'] = " + literal(value));
        String memory = MEMORIES.get(knob.key());
        boolean lacks = memory != null && !recipe.optimizer().inTorch().equals("SGD");
        if (lacks && !value.equals(false) && !value.equals(0.0)) {
            out.add(Phase.UPDATE, indent + "for p in " + group + "['params']:");
            String zeros = "torch.zeros_like(p)";
            out.add(
                    Phase.UPDATE,
                    indent
                            + "    if optimizer.state[p]:  # else it will be made at the first"
                            + " step");
            out.add(
                    Phase.UPDATE,
                    indent
                            + "        optimizer.state[p].setdefault('"
                            + memory
                            + "', "
                            + zeros
                            + ")");
        }
    }

    /** Whether {@code torch.optim} makes the update, even of plain descent. */
    boolean usesOptimizer() {
        return !simple();
    }

    @Override
    final boolean usesOptions() {
        return usesOptimizer();
    }

    @Override
    void optimized(Writer out) {
        for (String name : names) {
            String unless = name.equals("e") && dynamic() ? " " + ifUsed() + " else None" : "";
            out.add(Phase.UPDATE, "    " + name + ".grad = grad_" + name + unless);
        }
        stepOfOptimizer(out);
    }

    @Override
    final String zeros(List<String> zeros) {
        return String.join(" = ", zeros) + " = torch.zeros((), dtype=dtype)";
    }

    @Override
    final String loss() {
        return "residual.pow(2)." + (recipe.reduction() == Reduction.MEAN ? "mean()" : "sum()");
    }

    @Override
    final String printed() {
        return item(recipe.preset().printed() == Printed.SAE ? "residual.abs().sum()" : "loss");
    }

    @Override
    final String item(String name) {
        return name + ".item()";
    }

    @Override
    String array(String name) {
        return name + ".numpy()";
    }
}
