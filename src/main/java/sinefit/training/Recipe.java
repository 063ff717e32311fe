package sinefit.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sinefit.knob.ChoiceDomain;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Settings;
import sinefit.knob.VectorDomain;
import sinefit.knob.WholeDomain;
import sinefit.model.Basis;
import sinefit.model.Dynamic;
import sinefit.model.Legendre3;
import sinefit.model.Model;
import sinefit.model.Objective;
import sinefit.model.Polynomial;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Formula;
import sinefit.problem.Point;
import sinefit.problem.Samples;
import sinefit.problem.Target;
import sinefit.random.NormalDraws;
import sinefit.random.PythonDice;
import sinefit.random.TorchNormals;
import sinefit.training.Preset.Draw;

/**
 * Everything that determines a run: two equal recipes have the same values at every step, to the
 * last bit. It comes from a query string ({@link RecipeParser}) and goes back into one.
 *
 * @param preset the lesson's defaults
 * @param settings a value for every knob that has one
 * @param tweaks changes in the middle of the run, rising in step, at most one a step and knob
 */
public record Recipe(Preset preset, Settings settings, List<Tweak<?>> tweaks) {
    /** The models there are. */
    public enum ModelKind {
        POLYNOMIAL,
        LEGENDRE3,
        DYNAMIC
    }

    /** Points at which a target's curve is drawn. */
    public static final int CURVE = 241;

    public static final Knob<Target> TARGET = choice("target", Target.class);
    public static final Knob<Formula> F = new Knob<>("f", new FormulaDomain());
    public static final Knob<List<Point>> POINTS = new Knob<>("points", new PointsDomain());
    public static final Knob<Double> MIN =
            new Knob<>("min", RealDomain.between(-100, 100).withPi());
    public static final Knob<Double> MAX =
            new Knob<>("max", RealDomain.between(-100, 100).withPi());
    public static final Knob<Long> N = new Knob<>("n", new WholeDomain(2, 20_000));
    public static final Knob<Double> NOISE = new Knob<>("noise", RealDomain.between(0, 10));
    public static final Knob<ModelKind> MODEL = choice("model", ModelKind.class);
    public static final Knob<Long> DEGREE = new Knob<>("degree", new WholeDomain(0, 9));
    public static final Knob<Basis> BASIS = choice("basis", Basis.class);

    /**
     * Residuals up to here, squared and added up, or times x⁹ at x = 100 and added up, are far from
     * the largest float.
     */
    private static final double HARMLESS = 1e14;

    public static final Knob<List<Double>> INIT =
            new Knob<>("init", new VectorDomain(RealDomain.finite(), 10));
    public static final Knob<Long> SEED = new Knob<>("seed", new WholeDomain(0, (1L << 32) - 1));
    public static final Knob<Dtype> DTYPE = choice("dtype", Dtype.class);
    public static final Knob<Reduction> REDUCTION = choice("reduction", Reduction.class);
    public static final Knob<OptimizerKind> OPTIMIZER = choice("optimizer", OptimizerKind.class);
    public static final Knob<Double> LR = OptimizerKind.LR;
    public static final Knob<Double> MOMENTUM = OptimizerKind.MOMENTUM;
    public static final Knob<Long> BATCH = new Knob<>("batch", new WholeDomain(1, 20_000));
    public static final Knob<Long> STEPS = new Knob<>("steps", new WholeDomain(1, 1_000_000));
    public static final Knob<Bug> BUG = new Knob<>("bug", new BugDomain());

    /** The knobs of every recipe, in the order of the canonical form. */
    public static final List<Knob<?>> KNOBS =
            List.of(
                    TARGET, F, POINTS, MIN, MAX, N, NOISE, MODEL, DEGREE, BASIS, INIT, SEED, DTYPE,
                    REDUCTION, OPTIMIZER, LR, BATCH, STEPS, BUG);

    /** What own points stand in place of, and therefore decide. */
    static final List<Knob<?>> IN_PLACE = List.of(TARGET, MIN, MAX, N, NOISE);

    private static final List<Knob<?>> PROBLEM =
            List.of(
                    TARGET, F, POINTS, MIN, MAX, N, NOISE, MODEL, DEGREE, BASIS, DTYPE, REDUCTION,
                    BUG);

    /** What holds for every lesson that says nothing else. */
    public static final Settings DEFAULTS =
            Settings.EMPTY
                    .with(TARGET, Target.SIN)
                    .with(MIN, -Math.PI)
                    .with(MAX, Math.PI)
                    .with(N, 2000L)
                    .with(NOISE, 0.0)
                    .with(MODEL, ModelKind.POLYNOMIAL)
                    .with(DEGREE, 3L)
                    .with(BASIS, Basis.MONOMIAL)
                    .with(REDUCTION, Reduction.SUM)
                    .with(OPTIMIZER, OptimizerKind.SGD)
                    .and(OptimizerKind.SGD.options());

    private static <E extends Enum<E>> Knob<E> choice(String key, Class<E> type) {
        return new Knob<>(key, ChoiceDomain.of(type));
    }

    /** All knobs of this recipe: the options of its optimizer stand behind the optimizer. */
    public List<Knob<?>> knobs() {
        List<Knob<?>> knobs = new ArrayList<>(KNOBS);
        knobs.addAll(KNOBS.indexOf(OPTIMIZER) + 1, optimizer().options().knobs());
        return knobs;
    }

    public Recipe {
        tweaks = List.copyOf(tweaks);
    }

    /** The curve that learns. */
    public Model model() {
        return switch (settings.get(MODEL)) {
            case POLYNOMIAL -> polynomial();
            case LEGENDRE3 -> new Legendre3();
            case DYNAMIC -> new Dynamic();
        };
    }

    /** Whether the model is a polynomial. */
    public boolean isPolynomial() {
        return settings.get(MODEL) == ModelKind.POLYNOMIAL;
    }

    /** Whether dice decide on the model at every step. */
    public boolean isDynamic() {
        return settings.get(MODEL) == ModelKind.DYNAMIC;
    }

    /** The polynomial of this degree and basis; other models use neither. */
    public Polynomial polynomial() {
        return new Polynomial(settings.get(DEGREE).intValue(), settings.get(BASIS));
    }

    /** The points to be fitted where they are one's own; empty where a target has them. */
    public Optional<List<Point>> points() {
        return settings.find(POINTS);
    }

    /** Settings with own points, rising in x, and all that these decide. */
    static Settings withPoints(Settings settings, List<Point> points) {
        return settings.without(F)
                .with(POINTS, points)
                .with(TARGET, Target.POINTS)
                .with(MIN, points.get(0).x())
                .with(MAX, points.get(points.size() - 1).x())
                .with(N, (long) points.size())
                .with(NOISE, 0.0);
    }

    /** This run over a handful of points that lie on its target, in place of its samples. */
    public Recipe onHandful() {
        List<Point> points = Handful.of(drawnTarget(), settings.get(MIN), settings.get(MAX));
        Settings own = withPoints(settings, points);
        return new Recipe(preset, own.without(BATCH), List.of());
    }

    /**
     * The rate at which these samples pull as hard as others do at this recipe's own: for plain
     * descent down a sum, in proportion to their number.
     *
     * @param others their number
     */
    public double rateFor(int others) {
        boolean grows = reduction() == Reduction.SUM && optimizer() == OptimizerKind.SGD;
        return grows ? lr() * others / n() : lr();
    }

    /** Whether for each sample at x there is one at −x: then even and odd powers do not meet. */
    public boolean symmetric() {
        if (points().isEmpty()) {
            return settings.get(MIN) == -settings.get(MAX);
        }
        double[] x = samples().x();
        return IntStream.range(0, x.length).allMatch(i -> x[i] == -x[x.length - 1 - i]);
    }

    /** The function to be fitted, without noise; nowhere defined where there are points. */
    public DoubleUnaryOperator target() {
        Target target = settings.get(TARGET);
        return target == Target.F ? settings.get(F) : target;
    }

    /** The same to be drawn: where it is not finite after all, between samples, it is 0. */
    public DoubleUnaryOperator drawnTarget() {
        DoubleUnaryOperator target = target();
        return x -> {
            double y = target.applyAsDouble(x);
            return Double.isFinite(y) ? y : 0;
        };
    }

    /** How many samples a step sees; empty if all of them. */
    public Optional<Integer> batch() {
        return settings.find(BATCH).map(Long::intValue);
    }

    /** The mistake in its gradient; empty if it is right. */
    public Optional<Bug> bug() {
        return settings.find(BUG);
    }

    /** Whether samples are off the target. */
    public boolean hasNoise() {
        return settings.get(NOISE) > 0;
    }

    /**
     * Whether every step goes down the slope of one quadratic, at most with momentum: a polynomial
     * and plain descent over all samples. Only of such a run can theory tell beforehand.
     */
    public boolean plain() {
        return isPolynomial()
                && batch().isEmpty()
                && bug().isEmpty()
                && IntStream.concat(IntStream.of(0), tweaks.stream().mapToInt(Tweak::step))
                        .allMatch(this::plainAt);
    }

    /** Whether the update of a step is plain descent, at most with momentum. */
    public boolean plainAt(int step) {
        return optimizer().plain(settingsAt(step));
    }

    public Dtype dtype() {
        return settings.get(DTYPE);
    }

    public Reduction reduction() {
        return settings.get(REDUCTION);
    }

    public OptimizerKind optimizer() {
        return settings.get(OPTIMIZER);
    }

    public double lr() {
        return settings.get(LR);
    }

    /** PyTorch's default rate of the optimizer, or the lesson's rate where it has none. */
    public double usualRate() {
        return optimizer().rate().orElse(preset.defaults().get(LR));
    }

    public int steps() {
        return settings.get(STEPS).intValue();
    }

    public int n() {
        return settings.get(N).intValue();
    }

    /** The settings in force at the update of a step, tweaks included. */
    public Settings settingsAt(int step) {
        Settings now = settings;
        for (Tweak<?> tweak : tweaks) {
            if (tweak.step() <= step) {
                now = tweak.applied(now);
            }
        }
        return now;
    }

    /** The momentum in force at the update of a step; 0 without one. */
    public double momentumAt(int step) {
        return settingsAt(step).find(MOMENTUM).orElse(0.0);
    }

    /** Whether there is momentum at any step. */
    public boolean hasMomentum() {
        return momenta().anyMatch(momentum -> momentum != 0);
    }

    /** Whether there is momentum at every step. */
    public boolean alwaysHasMomentum() {
        return momenta().allMatch(momentum -> momentum != 0);
    }

    private DoubleStream momenta() {
        return IntStream.concat(IntStream.of(0), tweaks.stream().mapToInt(Tweak::step))
                .mapToDouble(this::momentumAt);
    }

    /** The points to be fitted, made anew at each call. */
    public Samples samples() {
        if (points().isPresent()) {
            return Samples.of(points().get(), dtype());
        }
        Samples samples =
                Samples.of(
                        target(),
                        preset.library().linspace(),
                        settings.get(MIN),
                        settings.get(MAX),
                        n(),
                        dtype());
        return hasNoise()
                ? samples.withNoise(settings.get(NOISE), drawsBehindStart()::next)
                : samples;
    }

    /**
     * Whether all values at step 0 are certain to be finite, in float32 too, judged without the
     * samples: those of most recipes are needed by nobody who has seen the run's problem before.
     */
    boolean startsHarmless() {
        Target target = settings.get(TARGET);
        boolean known = target != Target.F && target != Target.POINTS && !hasNoise();
        if (!known || !isPolynomial() || settings.get(BASIS) != Basis.MONOMIAL) {
            return false;
        }
        double reach = Math.max(Math.abs(settings.get(MIN)), Math.abs(settings.get(MAX)));
        double power = StrictMath.pow(Math.max(1, reach), settings.get(DEGREE));
        double residual = StrictMath.exp(reach); // no target is larger
        for (double coefficient : start()) {
            residual += Math.abs(coefficient) * power;
        }
        return residual <= HARMLESS;
    }

    /** The loss over these samples, made anew at each call. */
    public Objective objective() {
        return objective(samples());
    }

    /** The loss over these samples, if they have been made before. */
    Objective objective(Samples samples) {
        if (bug().equals(Optional.of(Bug.P3))) {
            return new Legendre3().misdifferentiated(samples, reduction());
        }
        return takesFastPath() && model() instanceof Polynomial polynomial
                ? polynomial.quadratic(samples, reduction())
                : model().overSamples(samples, reduction());
    }

    /**
     * Whether updates go by the sums that make up the quadratic, and not over the samples: the one
     * place where that is decided. A float32 run is one of 32-bit arithmetic over its samples.
     */
    public boolean takesFastPath() {
        return dtype() == Dtype.FLOAT64
                && settings.get(MODEL) == ModelKind.POLYNOMIAL
                && batch().isEmpty()
                && bug().isEmpty();
    }

    /** Whether chance decides on anything after the start and the samples. */
    boolean hasChance() {
        return batch().isPresent() || isDynamic();
    }

    /** What chance decides on at each step, from the first one; empty if nothing. */
    Optional<Chance> chance() {
        if (!hasChance()) {
            return Optional.empty();
        }
        NormalDraws shuffles = null;
        if (batch().isPresent()) {
            shuffles = drawsBehindStart();
            for (int i = 0; hasNoise() && i < n(); i++) {
                shuffles.next();
            }
        }
        PythonDice dice = isDynamic() ? new PythonDice(seed()) : null;
        return Optional.of(new Chance(dice, shuffles, n(), batch().orElse(n())));
    }

    /** What drives everything that is drawn: the seed, 0 without one. */
    public long seed() {
        return settings.find(SEED).orElse(0L);
    }

    /** Whether the start is drawn from the seed. */
    public boolean drawsStart() {
        return settings.find(INIT).isEmpty()
                && settings.find(SEED).isPresent()
                && preset.draw() != Draw.NOTHING;
    }

    /** Whether anything but a start or dice is drawn from the library's generator. */
    public boolean drawsMore() {
        return hasNoise() || batch().isPresent();
    }

    /** The library's draws, past those of the start if that is drawn. */
    private NormalDraws drawsBehindStart() {
        NormalDraws draws = preset.library().normals(seed(), dtype());
        if (drawsStart()) {
            drawn(draws);
        }
        return draws;
    }

    /** What {@link #objective} depends on: recipes with equal problems can share one. */
    public Problem problem() {
        String drawn = hasNoise() ? preset.slug() + seed() + drawsStart() : "";
        return new Problem(preset.library(), settings.only(PROBLEM), hasChance(), drawn);
    }

    /**
     * Samples, model and loss of a run, without start, optimizer and length.
     *
     * @param chance whether chance has a part in the loss
     * @param drawn what the noise is drawn from; empty without noise
     */
    public record Problem(Library library, Settings settings, boolean chance, String drawn) {}

    /** θ at step 0, in the run's width; a fresh array. */
    public double[] start() {
        List<Double> start = settings.find(INIT).orElseGet(this::defaultStart);
        return start.stream().mapToDouble(v -> dtype().round(v)).toArray();
    }

    /**
     * Where the run starts without an {@code init}: drawn from the seed, else the lesson's start.
     */
    List<Double> defaultStart() {
        int size = model().size();
        if (settings.find(SEED).isPresent() && preset.draw() != Draw.NOTHING) {
            return drawn(preset.library().normals(seed(), dtype()));
        }
        List<Double> start = new ArrayList<>(preset.start());
        while (start.size() < size) {
            start.add(0.0);
        }
        return start.subList(0, size);
    }

    private List<Double> drawn(NormalDraws draws) {
        int size = model().size();
        return preset.draw() == Draw.LINEAR && draws instanceof TorchNormals torch
                ? DoubleStream.of(torch.linear(size - 1)).boxed().toList()
                : DoubleStream.generate(draws::next).limit(size).boxed().toList();
    }

    /**
     * How much work the whole run is with every step shown, in multiply-adds; known before it runs.
     */
    public long work() {
        return steps() * workPerStep();
    }

    /** How much work one step is that is shown, in multiply-adds. */
    public long workPerStep() {
        long whole = (long) n() * model().cost();
        return batch().isEmpty()
                ? whole
                : whole + (long) batch().get() * (model().cost() + 10) + n();
    }

    /** How much work an update is. */
    long workPerUpdate() {
        long size = model().size();
        return takesFastPath() ? size * size : workPerStep();
    }

    /** How much more work a step is if it is shown. */
    long workPerRow() {
        return takesFastPath() ? workPerStep() : 0;
    }

    /** The value of a knob that differs from the lesson's default, in its canonical text. */
    public <T> Optional<String> deviation(Knob<T> knob) {
        return deviation(knob, defaults());
    }

    private <T> Optional<String> deviation(Knob<T> knob, Settings defaults) {
        return settings.find(knob)
                .filter(value -> points().isEmpty() || !IN_PLACE.contains(knob))
                .filter(value -> !defaults.find(knob).equals(Optional.of(value)))
                .map(knob::format);
    }

    /** The lesson's defaults, with the options of this recipe's optimizer. */
    private Settings defaults() {
        OptimizerKind own = preset.defaults().get(OPTIMIZER);
        return preset.defaults(optimizer()).with(OPTIMIZER, own);
    }

    /** The canonical query of the data endpoints, lesson included; empty for the very defaults. */
    public String query() {
        return Query.write(pairs());
    }

    /** The same in the spelling that digests are computed from. */
    String queryForDigest() {
        return Query.writeForDigest(pairs());
    }

    private Map<String, List<String>> pairs() {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        if (!preset.slug().equals(RecipeParser.DEFAULT_LESSON)) {
            pairs.put(RecipeParser.LESSON, List.of(preset.slug()));
        }
        pairs.putAll(deviations());
        return pairs;
    }

    /** The canonical query as one value within another query. */
    public String carried() {
        return Query.nested(query());
    }

    /** The canonical query of the lesson's page, where the path names the lesson. */
    public String pageQuery() {
        return Query.write(deviations());
    }

    /** Canonical texts of all that differs from the lesson's defaults, in their order. */
    public Map<String, List<String>> deviations() {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        Settings defaults = defaults();
        for (Knob<?> knob : knobs()) {
            deviation(knob, defaults).ifPresent(text -> pairs.put(knob.key(), List.of(text)));
        }
        if (!tweaks.isEmpty()) {
            pairs.put(RecipeParser.TWEAK, tweaks.stream().map(Tweak::toString).toList());
        }
        return pairs;
    }
}
