package sinefit.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sinefit.export.Script.Phase;
import sinefit.export.Script.Writer;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.number.Repr;
import sinefit.problem.Target;
import sinefit.training.Library;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.training.Tweak;

/**
 * A run as the loop a learner would write: forward, loss, gradient by hand, update. What the two
 * libraries write differently is left to the subclasses.
 *
 * <p>The script prints the lesson's log and its result, then draws both curves where matplotlib is
 * there.
 */
abstract class PythonScript {
    final Recipe recipe;
    final Basis basis;
    final List<String> names;

    PythonScript(Recipe recipe) {
        this.recipe = recipe;
        this.basis = recipe.model().basis();
        this.names = recipe.model().parameters();
    }

    /** The imports, and the samples x and y. */
    abstract void samples(Writer out);

    /** The coefficients at step 0, and the learning rate. */
    abstract void start(Writer out);

    /** The velocities at rest, as one assignment. */
    abstract String velocities();

    /** Σ(ŷ−y)² or its mean, of {@code residual}. */
    abstract String loss();

    /** What is printed, as a Python number. */
    abstract String printed();

    /** A scalar of the run inside an f-string, as it is to be printed. */
    abstract String item(String name);

    /** An array for matplotlib. */
    abstract String array(String name);

    final Script script() {
        Writer out = new Writer();
        samples(out);
        functions(out);
        out.add("");
        start(out);
        if (recipe.hasMomentum()) {
            out.add("momentum = " + rate(recipe.settings().get(Recipe.MOMENTUM)));
            out.add(velocities());
        }
        out.add("");
        out.live("t", "for t in range(" + recipe.steps() + "):");
        step(out);
        String result =
                IntStream.range(0, names.size())
                        .mapToObj(
                                k -> "{" + item(names.get(k)) + "}" + PrintedLog.factor(recipe, k))
                        .collect(Collectors.joining(" + "));
        out.add("", "print(f'Result: y = " + result + "')");
        plot(out);
        return out.script();
    }

    private void step(Writer out) {
        out.add(Phase.FORWARD, "yhat", "    y_pred = " + terms());
        out.add(Phase.LOSS, "res", "    residual = y_pred - y");
        out.add(Phase.LOSS, "loss", "    loss = " + loss());
        String live = recipe.preset().printed() == Printed.SAE ? "sae" : "loss";
        out.add(Phase.LOSS, "    if t % 100 == 99:");
        out.add(Phase.LOSS, live, "        print(t, " + printed() + ")");
        String factor = recipe.reduction() == Reduction.MEAN ? "2.0 / " + recipe.n() : "2.0";
        out.add(Phase.GRADIENT, "gy", "    grad_y_pred = " + factor + " * residual");
        for (int k = 0; k < names.size(); k++) {
            String sum = k == 0 ? "grad_y_pred" : "(grad_y_pred * " + function(k) + ")";
            String line = "    grad_" + names.get(k) + " = " + sum + ".sum()";
            out.add(Phase.GRADIENT, "g" + k, line);
        }
        for (Tweak<?> tweak : recipe.tweaks()) {
            String name = tweak.knob().equals(Recipe.LR) ? "learning_rate" : tweak.knob().key();
            out.add(Phase.UPDATE, "    if t == " + tweak.step() + ":");
            out.add(Phase.UPDATE, "        " + name + " = " + rate((Double) tweak.value()));
        }
        update(out);
    }

    private void update(Writer out) {
        boolean always = recipe.alwaysHasMomentum();
        if (recipe.hasMomentum() && !always) {
            out.add(Phase.UPDATE, "    if momentum > 0:");
        }
        if (recipe.hasMomentum()) {
            String indent = always ? "    " : "        ";
            for (String name : names) {
                String v = "v_" + name;
                out.add(Phase.UPDATE, indent + v + " = momentum * " + v + " + grad_" + name);
            }
        }
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            String along = always ? "v_" + name : "grad_" + name;
            if (recipe.hasMomentum() && !always) {
                along = "(v_" + name + " if momentum > 0 else grad_" + name + ")";
            }
            out.add(Phase.UPDATE, "n" + k, "    " + name + " -= learning_rate * " + along);
        }
    }

    /** {@code v_a, v_b}, one for each coefficient. */
    List<String> velocityNames() {
        return names.stream().map(name -> "v_" + name).toList();
    }

    /** A learning rate or a momentum as a literal. */
    String rate(double value) {
        return Repr.of(value);
    }

    private String terms() {
        return IntStream.range(0, names.size())
                .mapToObj(k -> k == 0 ? names.get(0) : names.get(k) + " * " + function(k))
                .collect(Collectors.joining(" + "));
    }

    /** The basis' k-th function of the samples, k ≥ 1: a power, or a name that stands for it. */
    private String function(int k) {
        if (basis.powers()) {
            return k == 1 ? basis.letter() : basis.letter() + " ** " + k;
        }
        return basis.letter().toLowerCase(Locale.ROOT) + k;
    }

    /** What the powers or functions of another basis than x itself are made of. */
    private void functions(Writer out) {
        if (!basis.scales() || names.size() == 1) {
            return;
        }
        out.add("z = (2 * x - x[0] - x[-1]) / (x[-1] - x[0])  # from -1 to 1");
        for (int k = 1; k < names.size() && !basis.powers(); k++) {
            out.add(function(k) + " = " + recurrence(basis, k, "z", this::function));
        }
    }

    /** How a basis' k-th function comes from the two before it, in Python and in Java alike. */
    static String recurrence(Basis basis, int k, String z, IntFunction<String> function) {
        if (k == 1) {
            return z;
        }
        String last = function.apply(k - 1);
        String before = k == 2 ? "1" : function.apply(k - 2);
        if (basis == Basis.CHEBYSHEV) {
            return "2 * " + z + " * " + last + " - " + before;
        }
        String times = k == 2 ? "" : (k - 1) + " * ";
        String rise = (2 * k - 1) + " * " + z + " * " + last;
        return "(" + rise + " - " + times + before + ") / " + k;
    }

    private void plot(Writer out) {
        out.add(
                "",
                "try:",
                "    import matplotlib.pyplot as plt",
                "except ImportError:",
                "    plt = None  # no picture without matplotlib",
                "if plt is not None:",
                "    plt.plot(" + array("x") + ", " + array("y") + ", label='target')",
                "    plt.plot("
                        + array("x")
                        + ", "
                        + array("(" + terms() + " + 0 * x)")
                        + ", label='fit')",
                "    plt.legend()",
                "    plt.show()");
    }

    /**
     * A bound of the interval, with the library's name for pi: {@code -np.pi}, {@code np.pi / 2}.
     */
    static String bound(String canonical, String pi) {
        int at = canonical.indexOf("pi");
        if (at < 0) {
            return canonical;
        }
        String factor = canonical.substring(0, at);
        String parts = canonical.substring(at + 2);
        String times = factor.isEmpty() || factor.equals("-") ? factor : factor + " * ";
        return times + pi + (parts.isEmpty() ? "" : " / " + parts.substring(1));
    }

    String low(String pi) {
        return bound(Recipe.MIN.format(recipe.settings().get(Recipe.MIN)), pi);
    }

    String high(String pi) {
        return bound(Recipe.MAX.format(recipe.settings().get(Recipe.MAX)), pi);
    }

    /** The target of x; numpy and torch share the names of these functions. */
    String target(String library) {
        Target target = recipe.settings().get(Recipe.TARGET);
        if (target == Target.STEP) {
            String ones = library + ".ones_like(x)";
            return library + ".where(x < 0, -" + ones + ", " + ones + ")";
        }
        return library + "." + Recipe.TARGET.format(target) + "(x)";
    }

    /** The seed that the start is drawn from, if this library is the one that drew it. */
    Optional<Long> ownSeed(Library own) {
        boolean explicit = recipe.settings().find(Recipe.INIT).isPresent();
        return explicit || recipe.preset().library() != own
                ? Optional.empty()
                : recipe.settings().find(Recipe.SEED);
    }

    /** The start as literals of the run's width. */
    String literals() {
        return Arrays.stream(recipe.start())
                .mapToObj(recipe.dtype()::repr)
                .collect(Collectors.joining(", "));
    }

    String left() {
        return String.join(", ", names) + (names.size() == 1 ? "," : "");
    }

    boolean single() {
        return recipe.dtype() == Dtype.FLOAT32;
    }
}
