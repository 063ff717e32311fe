package sinefit.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sinefit.export.Script.Phase;
import sinefit.export.Script.Writer;
import sinefit.knob.Knob;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.number.Repr;
import sinefit.problem.Formula.Language;
import sinefit.problem.Point;
import sinefit.problem.Target;
import sinefit.training.Bug;
import sinefit.training.Library;
import sinefit.training.Preset.Draw;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.training.Recipe.ModelKind;
import sinefit.training.Tweak;

/**
 * A run as the loop a learner would write: forward, loss, gradient by hand, update. What the two
 * libraries write differently is left to the subclasses.
 *
 * <p>The script prints the lesson's log and its result, then draws both curves where matplotlib is
 * there.
 */
abstract class PythonScript {
    /** Numbers of a list that stand in one line. */
    private static final int A_LINE = 8;

    final Recipe recipe;
    final Basis basis;
    final List<String> names;

    PythonScript(Recipe recipe) {
        this.recipe = recipe;
        this.basis = recipe.polynomial().basis();
        this.names = recipe.model().parameters();
    }

    /** The imports, and the samples x and y. */
    abstract void samples(Writer out);

    /** The coefficients at step 0, and the learning rate. */
    abstract void start(Writer out);

    /** Zeros of these names, as one assignment. */
    abstract String zeros(List<String> names);

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
        noise(out);
        beforeLoop(out);
        if (has(Bug.ZERO_GRAD) && byHand()) {
            out.add(zeros(gradients()));
        }
        out.add("");
        if (recipe.batch().isPresent()) {
            out.add(all() + " = " + String.join(", ", columns()));
        }
        out.live("t", "for t in range(" + recipe.steps() + "):");
        step(out);
        if (recipe.batch().isPresent()) {
            out.add(String.join(", ", columns()) + " = " + all());
        }
        String result = PrintedLog.pattern(recipe, names.size());
        for (String name : names) {
            result = result.replace("{" + name + "}", "{" + item(value(name)) + "}");
        }
        out.add("", "print(f'Result: y = " + result + "')");
        plot(out);
        return out.script();
    }

    /** What a coefficient is called: its name, unless it is a part of something. */
    String value(String name) {
        return name;
    }

    /** What an update needs, after the start and the noise. */
    void beforeLoop(Writer out) {
        if (simple() && recipe.hasMomentum()) {
            out.add("momentum = " + rate(recipe.settings().get(Recipe.MOMENTUM)));
            out.add(zeros(velocityNames()));
        }
    }

    final boolean has(Bug bug) {
        return recipe.bug().equals(Optional.of(bug));
    }

    /** Whether the gradient of e counts: it does not until e has been used. */
    final String ifUsed() {
        return "if len(orders) > 0" + (has(Bug.ZERO_GRAD) ? " or grad_e != 0" : "");
    }

    private List<String> gradients() {
        return names.stream().map(name -> "grad_" + name).toList();
    }

    /** Whether the update is plain descent, at most with momentum, always of all coefficients. */
    final boolean simple() {
        return !dynamic()
                && IntStream.concat(IntStream.of(0), recipe.tweaks().stream().mapToInt(Tweak::step))
                        .allMatch(step -> recipe.optimizer().plain(recipe.settingsAt(step)));
    }

    final boolean dynamic() {
        return recipe.settings().get(Recipe.MODEL) == ModelKind.DYNAMIC;
    }

    final boolean legendre3() {
        return recipe.settings().get(Recipe.MODEL) == ModelKind.LEGENDRE3;
    }

    /** The names of what there is one of for each sample. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("x", "y"));
        if (recipe.isPolynomial() && basis.scales() && names.size() > 1) {
            columns.add("z");
            for (int k = 1; k < names.size() && !basis.powers(); k++) {
                columns.add(function(k));
            }
        }
        return columns;
    }

    private String all() {
        return columns().stream().map(c -> "all_" + c).collect(Collectors.joining(", "));
    }

    /** Imports, seeds and what else draws as the lesson does, in the other library too. */
    final boolean foreign() {
        return recipe.preset().library() != own();
    }

    /** The library that the script is written in. */
    abstract Library own();

    /** What makes an array of the lesson's library one of this library. */
    abstract String brought(String expression);

    /** The seed, where nothing else has set it, and what was drawn for a start before. */
    private void reseed(Writer out) {
        boolean numpy = recipe.preset().library() == Library.NUMPY;
        if (recipe.drawsStart() && !foreign()) {
            return; // the start was drawn here
        }
        out.add((numpy ? "np.random.seed(" : "torch.manual_seed(") + recipe.seed() + ")");
        if (recipe.drawsStart()) {
            int size = names.size();
            String width = "dtype=torch." + Recipe.DTYPE.format(recipe.dtype());
            String drawn =
                    numpy
                            ? "np.random.randn(" + size + ")"
                            : recipe.preset().draw() == Draw.LINEAR
                                    ? layer(size - 1, width)
                                    : "[torch.randn((), "
                                            + width
                                            + ") for _ in range("
                                            + size
                                            + ")]";
            out.add(drawn + "  # the start above");
        }
    }

    /** Draws what a layer starts with; one without an input, of which PyTorch warns, has a bias. */
    private static String layer(int inputs, String width) {
        return inputs == 0
                ? "torch.rand((), " + width + ")"
                : "torch.nn.Linear(" + inputs + ", 1, " + width + ")";
    }

    private void noise(Writer out) {
        if (!recipe.drawsMore()) {
            return;
        }
        reseed(out);
        if (recipe.hasNoise()) {
            String n = String.valueOf(recipe.n());
            String width = "torch." + Recipe.DTYPE.format(recipe.dtype());
            String draws =
                    recipe.preset().library() == Library.NUMPY
                            ? "np.random.randn(" + n + ")" + (single() ? ".astype(np.float32)" : "")
                            : "torch.stack([torch.randn((), dtype="
                                    + width
                                    + ") for _ in range("
                                    + n
                                    + ")])";
            String sigma = rate(recipe.settings().get(Recipe.NOISE));
            out.add("y = y + " + sigma + " * " + brought(draws));
        }
    }

    /** Takes the next batch; the whole is kept in {@code all_x} and its like. */
    final void batch(Writer out, int size) {
        int n = recipe.n();
        int epoch = (n + size - 1) / size;
        String order =
                recipe.preset().library() == Library.NUMPY
                        ? "np.random.permutation(" + n + ")"
                        : "torch.randperm(" + n + ")";
        out.add("    if t % " + epoch + " == 0:");
        out.add("        order = " + brought(order));
        out.add("    rows = order[t % " + epoch + " * " + size + ":][:" + size + "]");
        if (recipe.preset().printed() == Printed.SAE) {
            out.add("    " + String.join(", ", columns()) + " = " + all());
            out.add("    if t % 100 == 99:");
            forward(out, "        ");
            out.add("        residual = y_pred - y", "        print(t, " + printed() + ")");
        }
        String some =
                columns().stream()
                        .map(c -> "all_" + c + "[rows]")
                        .collect(Collectors.joining(", "));
        out.add("    " + String.join(", ", columns()) + " = " + some);
    }

    /** What chance decides on, then ŷ. */
    final void chanceAndForward(Writer out) {
        if (dynamic()) {
            out.add(Phase.FORWARD, "roll", "    orders = range(4, random.randint(4, 6))");
        }
        recipe.batch().ifPresent(size -> batch(out, size));
        forward(out, "    ");
    }

    /** ŷ of all x. */
    void forward(Writer out, String indent) {
        if (legendre3()) {
            out.add(Phase.FORWARD, "z", indent + "z = c + d * x");
            out.add(Phase.FORWARD, "p3", indent + "p3 = 0.5 * (5 * z ** 3 - 3 * z)");
            out.add(Phase.FORWARD, "yhat", indent + "y_pred = a + b * p3");
            return;
        }
        out.add(Phase.FORWARD, "yhat", indent + "y_pred = " + terms());
        if (dynamic()) {
            out.add(Phase.FORWARD, indent + "for k in orders:");
            out.add(Phase.FORWARD, indent + "    y_pred = y_pred + e * x ** k");
        }
    }

    /** Whether the gradients are written out, one a line. */
    boolean byHand() {
        return true;
    }

    /** P₃′(z). */
    final String slope() {
        return has(Bug.P3) ? "1.5 * 5 * z ** 2" : "1.5 * (5 * z ** 2 - 1)";
    }

    /** How ∂loss/∂θ comes from {@code grad_y_pred}. */
    private String gradient(Writer out, int k) {
        String sum = has(Bug.MEAN) ? ".mean()" : ".sum()";
        if (legendre3() && k == 2) {
            out.add(Phase.GRADIENT, "gz", "    grad_z = grad_y_pred * b * " + slope());
        }
        if (legendre3() && k > 0) {
            return List.of("(grad_y_pred * p3)", "grad_z", "(grad_z * x)").get(k - 1) + sum;
        }
        if (dynamic() && k == 4) {
            return "sum((grad_y_pred * x ** k)" + sum + " for k in orders)";
        }
        return k == 0 ? "grad_y_pred" + sum : "(grad_y_pred * " + function(k) + ")" + sum;
    }

    void step(Writer out) {
        chanceAndForward(out);
        out.add(Phase.LOSS, "res", "    residual = y_pred - y");
        out.add(Phase.LOSS, "loss", "    loss = " + loss());
        boolean absolute = recipe.preset().printed() == Printed.SAE;
        if (!absolute || recipe.batch().isEmpty()) {
            out.add(Phase.LOSS, "    if t % 100 == 99:");
            out.add(Phase.LOSS, absolute ? "sae" : "loss", "        print(t, " + printed() + ")");
        }
        boolean mean = recipe.reduction() == Reduction.MEAN;
        String count = recipe.batch().isPresent() ? "len(y)" : String.valueOf(recipe.n());
        String factor = mean ? "2.0 / " + count : "2.0";
        String slope = "    grad_y_pred = " + factor + " * ";
        if (has(Bug.SIGN)) {
            out.add(Phase.GRADIENT, slope + "(y - y_pred)");
        } else {
            out.add(Phase.GRADIENT, "gy", slope + "residual");
        }
        for (int k = 0; k < names.size(); k++) {
            String left = "grad_" + names.get(k);
            String added = has(Bug.ZERO_GRAD) ? left + " + " : "";
            String slopeOf = gradient(out, has(Bug.POWERS) ? Math.max(k - 1, 0) : k);
            String line = "    " + left + " = " + added + slopeOf;
            out.add(Phase.GRADIENT, "g" + k, line);
        }
        tweaks(out);
        if (simple()) {
            update(out);
        } else {
            optimized(out);
        }
    }

    /** What changes in the middle of the run, and matters to this program. */
    final void tweaks(Writer out) {
        for (Tweak<?> tweak : recipe.tweaks()) {
            boolean momentum = tweak.knob().equals(Recipe.MOMENTUM) && recipe.hasMomentum();
            if (usesOptions() || momentum || tweak.knob().equals(Recipe.LR)) {
                out.add(Phase.UPDATE, "    if t == " + tweak.step() + ":");
                change(out, tweak.knob(), tweak.value());
            }
        }
    }

    /** Whether there are other hyperparameters than rate and momentum. */
    boolean usesOptions() {
        return !simple();
    }

    /** Sets a hyperparameter in the middle of the run. */
    void change(Writer out, Knob<?> knob, Object value) {
        String name = knob.equals(Recipe.LR) ? "learning_rate" : knob.key();
        out.add(Phase.UPDATE, "        " + name + " = " + literal(value));
    }

    /** A value of a hyperparameter in Python. */
    final String literal(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        return rate((Double) value);
    }

    /** The update by an optimizer that is more than plain descent. */
    abstract void optimized(Writer out);

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

    String terms() {
        return IntStream.range(0, dynamic() ? 4 : names.size())
                .mapToObj(k -> k == 0 ? names.get(0) : names.get(k) + " * " + function(k))
                .collect(Collectors.joining(" + "));
    }

    /** The basis' k-th function of the samples, k ≥ 1: a power, or a name that stands for it. */
    String function(int k) {
        if (basis.powers()) {
            return k == 1 ? basis.letter() : basis.letter() + " ** " + k;
        }
        return basis.letter().toLowerCase(Locale.ROOT) + k;
    }

    /** What the powers or functions of another basis than x itself are made of. */
    void functions(Writer out) {
        if (!recipe.isPolynomial() || !basis.scales() || names.size() == 1) {
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

    /** Own points, as arrays made by the library: {@code x = np.array([…])}. */
    final void points(Writer out, List<Point> points, String made, String end) {
        list(out, "x = " + made, points.stream().map(point -> Repr.of(point.x())), end);
        list(out, "y = " + made, points.stream().map(point -> Repr.of(point.y())), end);
    }

    private static void list(Writer out, String start, Stream<String> numbers, String end) {
        List<String> all = numbers.toList();
        if (all.size() <= A_LINE) {
            out.add(start + "[" + String.join(", ", all) + "]" + end);
            return;
        }
        out.add(start + "[");
        for (int from = 0; from < all.size(); from += A_LINE) {
            int to = Math.min(from + A_LINE, all.size());
            out.add("    " + String.join(", ", all.subList(from, to)) + ",");
        }
        out.add("]" + end);
    }

    /** Evenly spaced points between the ends of x, to draw a smooth curve by. */
    abstract String spaced(int count);

    /** Points are drawn as such; the curve between them, at points of its own. */
    private void between(Writer out) {
        Writer more = new Writer();
        more.add("x = " + spaced(Recipe.CURVE));
        functions(more);
        more.script().lines().forEach(line -> out.add("    " + line.text()));
    }

    private void plot(Writer out) {
        boolean own = recipe.points().isPresent();
        String style = own ? ", 'o', label='points')" : ", label='target')";
        out.add(
                "",
                "try:",
                "    import matplotlib.pyplot as plt",
                "except ImportError:",
                "    plt = None  # no picture without matplotlib",
                "if plt is not None:",
                "    plt.plot(" + array("x") + ", " + array("y") + style);
        if (own) {
            between(out);
        }
        out.add(
                "    plt.plot("
                        + array("x")
                        + ", "
                        + array("(" + fit() + " + 0 * x)")
                        + ", label='fit')",
                "    plt.legend()",
                "    plt.show()");
    }

    /** The curve that is drawn in the end. */
    String fit() {
        String z = "(c + d * x)";
        return legendre3() ? "a + b * 0.5 * (5 * " + z + " ** 3 - 3 * " + z + ")" : terms();
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

    /** The target of x. */
    String target(String library) {
        Target target = recipe.settings().get(Recipe.TARGET);
        Language language = library.equals("np") ? Language.NUMPY : Language.TORCH;
        if (target == Target.F) {
            return recipe.settings().get(Recipe.F).in(language);
        }
        if (target == Target.STEP) {
            String ones = library + ".ones_like(x)";
            return library + ".where(x < 0, -" + ones + ", " + ones + ")";
        }
        return target.written(language);
    }

    /** {@code np} or {@code torch}, as programs call it. */
    abstract String library();

    /** The library's name for pi. */
    abstract String pi();

    /** Evenly spaced points, as one writes it. */
    abstract String linspace(String low, String high, int count);

    /** The values of an expression in double precision. */
    abstract String widened(String name);

    /** The values of an expression in the run's width. */
    abstract String inWidth(String name);

    /** x and y from the target. */
    final void sampled(Writer out) {
        LastBits bits = LastBits.of(recipe);
        boolean same = own() == Library.NUMPY && !foreign();
        boolean exact = bits.decide() && !(same && !single());
        if (exact && !same) {
            out.add(
                    "# A last bit of x decides on some y, and linspace may differ in it: by hand,"
                            + " then.");
            points(out);
        } else {
            out.add("x = " + linspace(low(pi()), high(pi()), recipe.n()));
        }
        if (!same) {
            bits.jumps()
                    .forEach(
                            (k, x) ->
                                    out.add(
                                            "x["
                                                    + k
                                                    + "] = "
                                                    + x
                                                    + "  # to the last bit: y jumps"));
        }
        if (exact && single()) {
            out.add("x = " + widened("x"));
        }
        out.add("y = " + target(library()));
        if (exact && single()) {
            out.add("x, y = " + inWidth("x") + ", " + inWidth("y"));
        }
    }

    /** As the lesson's library places them, operation by operation. */
    private void points(Writer out) {
        boolean numpy = recipe.preset().library() == Library.NUMPY;
        String ends = "[" + low(pi()) + ", " + high(pi()) + ", " + (recipe.n() - 1) + "]";
        String width = ", dtype=" + library() + ".float" + (numpy || !single() ? "64" : "32");
        boolean own = own() == Library.NUMPY;
        out.add(
                "low, high, gaps = "
                        + library()
                        + (own ? ".array(" : ".tensor(")
                        + ends
                        + width
                        + ")");
        out.add("k = " + library() + ".arange(" + recipe.n() + width + ")");
        out.add("gap = (high - low) / gaps");
        String x =
                numpy
                        ? "k < gaps, k * gap + low, high"
                        : "k < " + recipe.n() / 2 + ", low + gap * k, high - gap * (gaps - k)";
        String all = library() + ".where(" + x + ")";
        out.add("x = " + (numpy && single() ? inWidth(all) : all));
    }

    /** The seed that the start is drawn from, if this library is the one that drew it. */
    Optional<Long> ownSeed(Library own) {
        return recipe.drawsStart() && recipe.preset().library() == own
                ? recipe.settings().find(Recipe.SEED)
                : Optional.empty();
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
