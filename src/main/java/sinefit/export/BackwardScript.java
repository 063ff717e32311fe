package sinefit.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sinefit.export.Script.Phase;
import sinefit.export.Script.Writer;
import sinefit.training.Bug;
import sinefit.training.Library;
import sinefit.training.Preset.Draw;
import sinefit.training.Preset.Style;
import sinefit.training.Recipe;

/**
 * A run in PyTorch as its later lessons write it: gradients by {@code backward}, the model as a
 * function, as layers or as a module, the update by hand or by an optimizer.
 */
final class BackwardScript extends TorchScript {
    private final Style style;

    BackwardScript(Recipe recipe) {
        super(recipe);
        Style own = recipe.preset().style();
        // No layer has P3 or dice in it, and PyTorch warns of one without an input.
        boolean fits = own != Style.LAYERS || (recipe.isPolynomial() && names.size() > 1);
        this.style = fits ? own : Style.MODULE;
    }

    @Override
    boolean byHand() {
        return false;
    }

    /** What the gradient is taken of. */
    private String differentiated() {
        return has(Bug.SIGN) ? "(-loss)" : has(Bug.MEAN) ? "residual.pow(2).mean()" : "loss";
    }

    private boolean module() {
        return style == Style.MODULE;
    }

    private boolean layers() {
        return style == Style.LAYERS;
    }

    /** The lesson on layers updates by hand, the one on optimizers does not. */
    @Override
    boolean usesOptimizer() {
        return module()
                || !simple()
                || recipe.hasMomentum()
                || recipe.preset().slug().equals("optim");
    }

    @Override
    void start(Writer out) {
        if (layers()) {
            layers(out);
        } else if (module()) {
            module(out);
        } else {
            if (legendre3()) {
                function(out);
            }
            seed(out);
            for (int k = 0; k < names.size(); k++) {
                out.add(names.get(k) + " = " + coefficient(k, ", requires_grad=True"));
            }
        }
        if (!usesOptimizer()) {
            out.add("learning_rate = " + rate(recipe.lr()));
        }
    }

    @Override
    void functions(Writer out) {
        super.functions(out);
        if (!layers()) {
            return;
        }
        String stacked =
                IntStream.range(1, names.size())
                        .mapToObj(this::function)
                        .collect(Collectors.joining(", "));
        out.add("xx = torch.stack([" + stacked + "], dim=-1)");
    }

    private void layers(Writer out) {
        int size = names.size() - 1;
        seed(out);
        out.add("model = torch.nn.Sequential(");
        out.add("    torch.nn.Linear(" + size + ", 1, dtype=dtype),");
        out.add("    torch.nn.Flatten(0, 1),", ")", "linear = model[0]");
        if (ownSeed(Library.TORCH).isEmpty()) {
            double[] start = recipe.start();
            String weights =
                    IntStream.rangeClosed(1, size)
                            .mapToObj(k -> recipe.dtype().repr(start[k]))
                            .collect(Collectors.joining(", "));
            out.add("with torch.no_grad():");
            out.add("    linear.bias.fill_(" + recipe.dtype().repr(start[0]) + ")");
            out.add("    linear.weight.copy_(torch.tensor([[" + weights + "]], dtype=dtype))");
        }
    }

    private void function(Writer out) {
        out.add(
                "",
                "class LegendrePolynomial3(torch.autograd.Function):",
                "    @staticmethod",
                "    def forward(ctx, z):",
                "        ctx.save_for_backward(z)",
                "        return 0.5 * (5 * z ** 3 - 3 * z)",
                "",
                "    @staticmethod",
                "    def backward(ctx, grad_output):",
                "        z, = ctx.saved_tensors",
                "        return grad_output * " + slope(),
                "",
                "P3 = LegendrePolynomial3.apply");
    }

    private void module(Writer out) {
        String name = dynamic() ? "DynamicNet" : legendre3() ? "Legendre3" : "Polynomial";
        out.add("", "class " + name + "(torch.nn.Module):");
        out.add("    def __init__(self):", "        super().__init__()");
        boolean linear =
                ownSeed(Library.TORCH).isPresent() && recipe.preset().draw() == Draw.LINEAR;
        if (linear && names.size() > 1) {
            String layer = "torch.nn.Linear(" + (names.size() - 1) + ", 1, dtype=dtype)";
            out.add("        drawn = " + layer + "  # for its numbers to start from");
        }
        for (int k = 0; k < names.size(); k++) {
            String start = linear ? ofLayer(k) : coefficient(k, "");
            String parameter = "torch.nn.Parameter(" + start + ")";
            out.add("        self." + names.get(k) + " = " + parameter);
        }
        String more = recipe.isPolynomial() && basis.scales() ? ", " + moreColumns() : "";
        out.add("", "    def forward(self, x" + (names.size() == 1 ? "" : more) + "):");
        if (legendre3()) {
            out.add("        z = self.c + self.d * x");
            out.add("        return self.a + self.b * 0.5 * (5 * z ** 3 - 3 * z)");
        } else if (dynamic()) {
            out.add("        y = " + ofSelf());
            out.live("roll", "        for k in range(4, random.randint(4, 6)):");
            out.add("            y = y + self.e * x ** k", "        return y");
        } else {
            out.add("        return " + ofSelf());
        }
        out.add("");
        seed(out);
        out.add("model = " + name + "()");
    }

    /** The start of a coefficient where it is that of a layer, which begins with its bias. */
    private String ofLayer(int k) {
        if (names.size() == 1) {
            // As torch.nn.Linear(0, 1) does, which would warn.
            String none = "torch.empty((), dtype=dtype).uniform_(0, 0)";
            return recipe.drawsMore() ? none : "torch.zeros((), dtype=dtype)";
        }
        String drawn = k == 0 ? "drawn.bias[0]" : "drawn.weight[0, " + (k - 1) + "]";
        return drawn + ".detach().clone()";
    }

    private String moreColumns() {
        return columns().stream().skip(2).collect(Collectors.joining(", "));
    }

    private String ofSelf() {
        return IntStream.range(0, dynamic() ? 4 : names.size())
                .mapToObj(k -> "self." + names.get(k) + (k == 0 ? "" : " * " + function(k)))
                .collect(Collectors.joining(" + "));
    }

    private String called() {
        String rest = recipe.isPolynomial() && names.size() > 1 ? moreColumns() : "";
        return "model(x" + (rest.isEmpty() ? "" : ", " + rest) + ")";
    }

    @Override
    List<String> columns() {
        List<String> columns = super.columns();
        if (layers()) {
            columns.add("xx");
        }
        return columns;
    }

    @Override
    String value(String name) {
        int k = names.indexOf(name);
        if (layers()) {
            return k == 0 ? "linear.bias" : "linear.weight[0, " + (k - 1) + "]";
        }
        return module() ? "model." + name : name;
    }

    @Override
    String parameters() {
        return layers() || module() ? "model.parameters()" : "[" + super.parameters() + "]";
    }

    @Override
    void beforeLoop(Writer out) {
        if (usesOptimizer()) {
            out.add("optimizer = " + optimizer(recipe.settings(), parameters()));
            mend(out);
        }
    }

    @Override
    void forward(Writer out, String indent) {
        if (layers()) {
            out.add(Phase.FORWARD, "yhat", indent + "y_pred = model(xx)");
        } else if (module()) {
            out.add(Phase.FORWARD, "yhat", indent + "y_pred = " + called());
        } else if (legendre3() && style == Style.FUNCTION) {
            out.add(Phase.FORWARD, "yhat", indent + "y_pred = a + b * P3(c + d * x)");
        } else {
            super.forward(out, indent);
        }
    }

    @Override
    void step(Writer out) {
        if (module()) {
            recipe.batch().ifPresent(size -> batch(out, size));
            forward(out, "    ");
        } else {
            chanceAndForward(out);
        }
        out.add(Phase.LOSS, "res", "    residual = y_pred - y");
        out.add(Phase.LOSS, "loss", "    loss = " + loss());
        out.add(Phase.LOSS, "    if t % 100 == 99:");
        out.add(Phase.LOSS, "loss", "        print(t, " + printed() + ")");
        if (usesOptimizer() && !has(Bug.ZERO_GRAD)) {
            out.add(Phase.GRADIENT, "    optimizer.zero_grad(set_to_none=True)");
        }
        out.add(Phase.GRADIENT, "    " + differentiated() + ".backward()");
        tweaks(out);
        if (usesOptimizer()) {
            stepOfOptimizer(out);
            return;
        }
        out.add(Phase.UPDATE, "    with torch.no_grad():");
        if (layers()) {
            out.add(Phase.UPDATE, "        for parameter in model.parameters():");
            out.add(Phase.UPDATE, "            parameter -= learning_rate * parameter.grad");
            if (!has(Bug.ZERO_GRAD)) {
                out.add(Phase.UPDATE, "    model.zero_grad(set_to_none=True)");
            }
            return;
        }
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            String line = "        " + name + " -= learning_rate * " + name + ".grad";
            out.add(Phase.UPDATE, "n" + k, line);
        }
        if (!has(Bug.ZERO_GRAD)) {
            out.add(Phase.UPDATE, "        " + String.join(" = ", grads()) + " = None");
        }
    }

    private List<String> grads() {
        return names.stream().map(name -> name + ".grad").toList();
    }

    @Override
    String fit() {
        if (layers()) {
            return "model(xx)";
        }
        if (module()) {
            return called();
        }
        return legendre3() && style == Style.FUNCTION ? "a + b * P3(c + d * x)" : super.fit();
    }

    @Override
    String array(String name) {
        return name + ".detach().numpy()";
    }
}
