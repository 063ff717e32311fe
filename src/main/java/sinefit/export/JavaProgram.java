package sinefit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import sinefit.export.Script.Phase;
import sinefit.export.Script.Writer;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.model.SampleLoss;
import sinefit.number.Dtype;
import sinefit.number.Repr;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Formula;
import sinefit.problem.Point;
import sinefit.problem.Target;
import sinefit.training.Library;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Tweak;

/**
 * A run as one Java file, our own trainer in short: {@code java Sinefit.java} prints log and result
 * of the page to the last digit, because it computes and adds up in the same order.
 */
public final class JavaProgram {
    private static final String BODY = "    ";
    private static final String LOOP = "      ";
    private static final int A_LINE = 4;

    /** The hyperparameters that it knows. */
    private static final Set<Knob<?>> WRITTEN = Set.of(Recipe.LR, Recipe.MOMENTUM);

    private static final int NUMBERS_A_LINE = 8;

    private static final String SUM =
            """
              // Adds up N terms side by side, and then these sums. The order of adding up decides
              // the last digits; this is the page's.
              static double sum(IntToDoubleFunction term) {
                double[] lanes = new double[LANES], s = new double[8];
                for (int k = 0; k < N; k++) {
                  lanes[k % LANES] += term.applyAsDouble(k);
                }
                for (int k = 0; k < LANES; k++) {
                  s[k % 8] += lanes[k];
                }
                return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
              }
            """;

    /** What the fast path needs besides. */
    private static final String DOTS =
            """

              static double sumOfProducts(double[] u, double[] v) {
                return sum(k -> u[k] * v[k]);
              }

              static double dot(double[] row, double... coefficients) {
                double sum = 0;
                for (int k = 0; k < row.length; k++) {
                  sum += row[k] * coefficients[k];
                }
                return sum;
              }
            """;

    /** Of the same number of digits, a power of two may have its nearest decimal too low. */
    private static final String REPR =
            """

              // As Python writes a number: the fewest digits that read back as the same one.
              static String repr(double value) {
                if (value == 0 || !Double.isFinite(value)) {
                  return (value + "").replace("Infinity", "inf").replace("NaN", "nan");
                }
                BigDecimal exact = new BigDecimal(value), near = BigDecimal.ZERO;
                for (int m = 2; near.doubleValue() != value; m++) {
                  RoundingMode mode = m % 2 == 0 ? RoundingMode.HALF_EVEN : RoundingMode.UP;
                  near = exact.round(new MathContext(m / 2, mode)).stripTrailingZeros();
                }
                int exponent = near.precision() - near.scale() - 1;
                if (exponent >= -4 && exponent < 16) {
                  return near.setScale(Math.max(1, near.scale())).toPlainString();
                }
                int size = Math.abs(exponent);
                return near.movePointLeft(exponent).toPlainString()
                    + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
              }
            """;

    private final Recipe recipe;
    private final Basis basis;
    private final List<String> names;
    private final Library library;
    private final boolean single;
    private final boolean fast;

    /** Whether the log shows floats with their own few digits, as NumPy prints them. */
    private final boolean shortFloats;

    private JavaProgram(Recipe recipe) {
        this.recipe = recipe;
        this.basis = recipe.polynomial().basis();
        this.names = recipe.model().parameters();
        this.library = recipe.preset().library();
        this.single = recipe.dtype() == Dtype.FLOAT32;
        this.fast = recipe.takesFastPath();
        this.shortFloats = single && library == Library.NUMPY;
    }

    /**
     * What no Java program is written for.
     *
     * @param key the key of the setting, or {@code tweak}
     * @param value its canonical text
     * @param knob what is set, or changed by the tweak
     */
    public record Unwritten(String key, String value, Knob<?> knob) {
        private static <T> Unwritten of(Recipe recipe, Knob<T> knob) {
            String value = recipe.settings().find(knob).map(knob::format).orElse("");
            return new Unwritten(knob.key(), value, knob);
        }

        private static Unwritten of(Tweak<?> tweak) {
            return new Unwritten(RecipeParser.TWEAK, tweak.toString(), tweak.knob());
        }
    }

    /** All that keeps a recipe from being a Java program; empty if it can be one. */
    public static List<Unwritten> unwritten(Recipe recipe) {
        List<Unwritten> all = new ArrayList<>();
        if (recipe.bug().isPresent()) {
            all.add(Unwritten.of(recipe, Recipe.BUG));
        }
        if (!recipe.isPolynomial()) {
            all.add(Unwritten.of(recipe, Recipe.MODEL));
        }
        if (recipe.hasNoise()) {
            all.add(Unwritten.of(recipe, Recipe.NOISE));
        }
        if (recipe.batch().isPresent()) {
            all.add(Unwritten.of(recipe, Recipe.BATCH));
        }
        if (recipe.optimizer() != OptimizerKind.SGD) {
            all.add(Unwritten.of(recipe, Recipe.OPTIMIZER));
            return List.copyOf(all);
        }
        for (Knob<?> option : recipe.optimizer().options().knobs()) {
            if (matters(option, recipe.settings())) {
                all.add(Unwritten.of(recipe, option));
            }
        }
        for (Tweak<?> tweak : recipe.tweaks()) {
            if (matters(tweak.knob(), recipe.settingsAt(tweak.step()))) {
                all.add(Unwritten.of(tweak));
            }
        }
        return List.copyOf(all);
    }

    /**
     * Whether an option of descent makes it more than descent with momentum: it is on, or not 0.
     */
    private static boolean matters(Knob<?> option, Settings settings) {
        return !WRITTEN.contains(option)
                && settings.find(option)
                        .filter(value -> !value.equals(false))
                        .filter(value -> !(value instanceof Double number && number == 0))
                        .isPresent();
    }

    /** The program of a recipe that one is written for. */
    public static Script of(Recipe recipe) {
        return new JavaProgram(recipe).script();
    }

    private Script script() {
        Writer out = new Writer();
        out.add("import java.math.*;", "import java.util.function.IntToDoubleFunction;", "");
        out.add("// Gradient descent by hand. To run it: java Sinefit.java");
        out.add("public class Sinefit {");
        out.add("  static final int N = " + recipe.n() + ", LANES = " + SampleLoss.LANES + ";", "");
        out.add("  public static void main(String[] args) {");
        samples(out);
        out.add("");
        start(out);
        out.add("");
        if (fast) {
            sums(out);
            out.add("");
        }
        out.live("t", BODY + "for (int t = 0; t < " + recipe.steps() + "; t++) {");
        if (fast) {
            out.add(Phase.FORWARD, LOOP + "if (t % 100 == 99) {");
        }
        forward(out);
        loss(out);
        gradient(out);
        update(out);
        out.add(BODY + "}");
        result(out);
        out.add("  }", "");
        out.add(inWidth(SUM).split("\n"));
        if (fast) {
            out.add(DOTS.split("\n"));
        }
        out.add((shortFloats ? ofTwoWidths(REPR) : REPR).split("\n"));
        out.add("}");
        return out.script();
    }

    private boolean printsAbsolute() {
        return recipe.preset().printed() == Printed.SAE;
    }

    private String inWidth(String code) {
        return single ? code.replace("double", "float") : code;
    }

    private static String ofTwoWidths(String repr) {
        return repr.replace("(double value)", "(double value, boolean single)")
                .replace("near.doubleValue()", "(single ? near.floatValue() : near.doubleValue())");
    }

    /** Names of the functions after the constant one: x, x2 …; z, z2 …; p1, p2 … */
    private String function(int k) {
        String letter = basis.letter().toLowerCase(Locale.ROOT);
        return basis.powers() && k == 1 ? letter : letter + k;
    }

    /** All functions, the constant one included. */
    private List<String> functions() {
        return IntStream.range(0, names.size())
                .mapToObj(k -> k == 0 ? "one" : function(k))
                .toList();
    }

    /** The functions that are not x itself, with z where they are of z. */
    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (basis.scales() && names.size() > 1) {
            columns.add("z");
        }
        for (int k = basis.powers() ? 2 : 1; k < names.size(); k++) {
            columns.add(function(k));
        }
        return columns;
    }

    /** Own points, as two arrays. */
    private void points(Writer out, List<Point> points) {
        list(out, "x", points.stream().map(point -> literal(point.x())).toList());
        list(out, "y", points.stream().map(point -> literal(point.y())).toList());
    }

    private void list(Writer out, String name, List<String> numbers) {
        out.add(BODY + inWidth("double[] ") + name + " = {");
        for (int from = 0; from < numbers.size(); from += NUMBERS_A_LINE) {
            int to = Math.min(from + NUMBERS_A_LINE, numbers.size());
            out.add(LOOP + String.join(", ", numbers.subList(from, to)) + ",");
        }
        out.add(BODY + "};");
    }

    private void samples(Writer out) {
        boolean own = recipe.points().isPresent();
        if (own) {
            points(out, recipe.points().get());
        } else {
            linspace(out);
        }
        List<String> always = new ArrayList<>(own ? List.of() : List.of("x", "y"));
        if (fast) {
            always.add("one");
        }
        declare(out, inWidth("double[]"), arrays(always));
        declare(out, inWidth("double[]"), arrays(columns()));
        List<String> first = new ArrayList<>();
        if (fast) {
            first.add("one[k] = 1;");
        }
        if (!own) {
            first.add("x[k] = " + point() + ";");
            first.add("y[k] = " + target() + ";");
        }
        List<String> second = new ArrayList<>();
        boolean ends = basis.scales() && names.size() > 1; // needs both ends of x
        if (ends) {
            second.add("z[k] = (2 * x[k] - x[0] - x[N - 1]) / (x[N - 1] - x[0]);");
        }
        for (int k = basis.powers() ? 2 : 1; k < names.size(); k++) {
            (ends ? second : first).add(function(k) + "[k] = " + value(k) + ";");
        }
        each(out, first);
        each(out, second);
    }

    /** Statements for every sample. */
    private static void each(Writer out, List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        out.add(BODY + "for (int k = 0; k < N; k++) {");
        statements.forEach(statement -> out.add(LOOP + statement));
        out.add(BODY + "}");
    }

    /** The ends in the width that the library places the points in: torch's own, NumPy's double. */
    private void linspace(Writer out) {
        boolean narrow = single && library == Library.TORCH;
        String low = PythonScript.bound(Recipe.MIN.format(min()), "Math.PI");
        String high = PythonScript.bound(Recipe.MAX.format(max()), "Math.PI");
        if (narrow) {
            low = "(float) (" + low + ")";
            high = "(float) (" + high + ")";
        }
        String type = narrow ? "float" : "double";
        out.add(BODY + type + " low = " + low + ", high = " + high + ";");
        out.add(BODY + type + " gap = (high - low) / (N - 1);");
    }

    private double min() {
        return recipe.settings().get(Recipe.MIN);
    }

    private double max() {
        return recipe.settings().get(Recipe.MAX);
    }

    private String point() {
        if (library == Library.TORCH) {
            return "k < N / 2 ? low + gap * k : high - gap * (N - 1 - k)";
        }
        String point = "k < N - 1 ? k * gap + low : high";
        return single ? "(float) (" + point + ")" : point;
    }

    private String target() {
        Target target = recipe.settings().get(Recipe.TARGET);
        if (target == Target.F) {
            String formula = recipe.settings().get(Recipe.F).in(Formula.Language.JAVA);
            return single ? "(float) (" + formula + ")" : formula;
        }
        if (target == Target.STEP) {
            return "x[k] < 0 ? -1 : 1";
        }
        String call = target.written(Formula.Language.JAVA);
        return single ? "(float) " + call : call;
    }

    private String value(int k) {
        if (basis.powers()) {
            return function(k - 1) + "[k] * " + basis.letter() + "[k]";
        }
        return PythonScript.recurrence(basis, k, "z[k]", j -> function(j) + "[k]");
    }

    private List<String> arrays(List<String> columns) {
        return columns.stream().map(name -> name + " = new " + inWidth("double") + "[N]").toList();
    }

    /** One declaration, a few names to a line. */
    private static void declare(Writer out, String type, List<String> names) {
        for (int from = 0; from < names.size(); from += A_LINE) {
            int to = Math.min(from + A_LINE, names.size());
            String start = from == 0 ? BODY + type + " " : BODY + "    ";
            String end = to == names.size() ? ";" : ",";
            out.add(start + String.join(", ", names.subList(from, to)) + end);
        }
    }

    private void start(Writer out) {
        double[] start = recipe.start();
        String type = inWidth("double");
        List<String> values =
                IntStream.range(0, names.size())
                        .mapToObj(k -> names.get(k) + " = " + literal(start[k]))
                        .toList();
        declare(out, type, values);
        out.add(BODY + type + " learningRate = " + literal(recipe.lr()) + ";");
        if (recipe.hasMomentum()) {
            double momentum = recipe.settings().get(Recipe.MOMENTUM);
            out.add(BODY + type + " momentum = " + literal(momentum) + ";");
            declare(out, type, names.stream().map(name -> of("v", name) + " = 0").toList());
        }
        out.add(BODY + type + "[] r = new " + type + "[N]; // residuals");
    }

    /**
     * A number in the run's width. What a float cannot hold is not accepted as a float's literal.
     */
    private String literal(double value) {
        if (!single) {
            return Repr.of(value);
        }
        float narrow = (float) value;
        boolean held = Float.isFinite(narrow) && (narrow != 0 || value == 0);
        return held ? Repr.of(narrow) + "f" : "(float) " + Repr.of(value);
    }

    /** {@code gradA}, {@code vA}. */
    private static String of(String what, String name) {
        return what + name.toUpperCase(Locale.ROOT);
    }

    /** The sums over the samples that the slopes are made of. */
    private void sums(Writer out) {
        String size = String.valueOf(names.size());
        String twice = mean() ? "2.0 / N" : "2";
        out.add(BODY + "// The loss is a quadratic: its slopes are hessian * coefficients - q,");
        out.add(BODY + "// and only these two hold the samples, summed up once.");
        out.add(BODY + "double[][] functions = {" + String.join(", ", functions()) + "};");
        out.add(BODY + "double[][] hessian = new double[" + size + "][" + size + "];");
        out.add(BODY + "double[] q = new double[" + size + "];");
        out.add(BODY + "for (int k = 0; k < " + size + "; k++) {");
        out.add(LOOP + "for (int m = 0; m < " + size + "; m++) {");
        String product = "sumOfProducts(functions[k], functions[m])";
        out.add(LOOP + "  hessian[k][m] = " + twice + " * " + product + ";");
        out.add(LOOP + "}");
        out.add(LOOP + "q[k] = " + twice + " * sumOfProducts(functions[k], y);");
        out.add(BODY + "}");
    }

    private void forward(Writer out) {
        StringBuilder fit = new StringBuilder(names.get(0));
        for (int k = 1; k < names.size(); k++) {
            fit.append(" + ").append(names.get(k)).append(" * ").append(function(k)).append("[k]");
        }
        String indent = shown();
        out.add(Phase.FORWARD, indent + "for (int k = 0; k < N; k++) {");
        out.add(Phase.FORWARD, indent + "  " + inWidth("double") + " fit = " + fit + ";");
        out.add(Phase.FORWARD, indent + "  r[k] = fit - y[k];");
        out.add(Phase.FORWARD, indent + "}");
    }

    /** What begins a line of what is printed: on the fast path nothing else needs the residuals. */
    private String shown() {
        return fast ? LOOP + "  " : LOOP;
    }

    private boolean mean() {
        return recipe.reduction() == Reduction.MEAN;
    }

    private void loss(Writer out) {
        String loss = "sum(k -> r[k] * r[k])" + (mean() ? " / N" : "");
        String printed = printsAbsolute() ? "sum(k -> Math.abs(r[k]))" : "loss";
        String text = "repr(" + printed + (shortFloats ? ", true)" : ")");
        String live = printsAbsolute() ? "sae" : "loss";
        String type = inWidth("double");
        out.add(Phase.LOSS, "loss", shown() + type + " loss = " + loss + ";");
        if (!fast) {
            out.add(Phase.LOSS, LOOP + "if (t % 100 == 99) {");
        }
        out.add(Phase.LOSS, live, LOOP + "  System.out.println(t + \" \" + " + text + ");");
        out.add(Phase.LOSS, LOOP + "}");
    }

    private void gradient(Writer out) {
        String factor = !mean() ? "2" : single ? "2f / N" : "2.0 / N";
        for (int k = 0; k < names.size(); k++) {
            String left = inWidth("double") + " " + of("grad", names.get(k));
            String term = "r[k]" + times(k);
            String row = "hessian[" + k + "], " + String.join(", ", names);
            String slope =
                    fast ? "dot(" + row + ") - q[" + k + "]" : factor + " * sum(k -> " + term + ")";
            out.add(Phase.GRADIENT, "g" + k, LOOP + left + " = " + slope + ";");
        }
    }

    /** What a residual is multiplied by: a power factor by factor, as the page does. */
    private String times(int k) {
        if (basis.powers()) {
            return (" * " + basis.letter() + "[k]").repeat(k);
        }
        return k == 0 ? "" : " * " + function(k) + "[k]";
    }

    private void update(Writer out) {
        for (Tweak<?> tweak : recipe.tweaks()) {
            change(out, tweak);
        }
        boolean always = recipe.alwaysHasMomentum();
        String where = always ? "" : "if (momentum > 0) ";
        for (String name : recipe.hasMomentum() ? names : List.<String>of()) {
            String v = of("v", name);
            String next = v + " = momentum * " + v + " + " + of("grad", name) + ";";
            out.add(Phase.UPDATE, LOOP + where + next);
        }
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            String along = of(always ? "v" : "grad", name);
            if (recipe.hasMomentum() && !always) {
                along = "(momentum > 0 ? " + of("v", name) + " : " + along + ")";
            }
            out.add(Phase.UPDATE, "n" + k, LOOP + name + " -= learningRate * " + along + ";");
        }
    }

    /**
     * A change in the middle of the run; none of what the program has not, since that is at rest.
     */
    private void change(Writer out, Tweak<?> tweak) {
        boolean rate = tweak.knob().equals(Recipe.LR);
        boolean momentum = tweak.knob().equals(Recipe.MOMENTUM) && recipe.hasMomentum();
        if ((rate || momentum) && tweak.value() instanceof Double value) {
            String change = (rate ? "learningRate = " : "momentum = ") + literal(value) + ";";
            out.add(Phase.UPDATE, LOOP + "if (t == " + tweak.step() + ") " + change);
        }
    }

    private void result(Writer out) {
        out.add(BODY + "System.out.println(\"Result: y = \"");
        for (int k = 0; k < names.size(); k++) {
            String plus = k == 0 ? "" : "\" + \" + ";
            String value = "repr(" + names.get(k) + (shortFloats ? ", false)" : ")");
            String factor = PrintedLog.factor(recipe, k);
            String function = factor.isEmpty() ? "" : " + \"" + factor + "\"";
            String end = k == names.size() - 1 ? ");" : "";
            out.add(LOOP + "  + " + plus + value + function + end);
        }
    }
}
