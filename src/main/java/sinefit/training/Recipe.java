package sinefit.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sinefit.knob.ChoiceDomain;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Settings;
import sinefit.knob.VectorDomain;
import sinefit.knob.WholeDomain;
import sinefit.model.Basis;
import sinefit.model.Objective;
import sinefit.model.Polynomial;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Samples;
import sinefit.problem.Target;
import sinefit.random.NormalDraws;

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
        POLYNOMIAL
    }

    public static final Knob<Target> TARGET = choice("target", Target.class);
    public static final Knob<Double> MIN =
            new Knob<>("min", RealDomain.between(-100, 100).withPi());
    public static final Knob<Double> MAX =
            new Knob<>("max", RealDomain.between(-100, 100).withPi());
    public static final Knob<Long> N = new Knob<>("n", new WholeDomain(2, 20_000));
    public static final Knob<ModelKind> MODEL = choice("model", ModelKind.class);
    public static final Knob<Long> DEGREE = new Knob<>("degree", new WholeDomain(0, 9));
    public static final Knob<Basis> BASIS = choice("basis", Basis.class);
    public static final Knob<List<Double>> INIT =
            new Knob<>("init", new VectorDomain(RealDomain.finite(), 10));
    public static final Knob<Long> SEED = new Knob<>("seed", new WholeDomain(0, (1L << 32) - 1));
    public static final Knob<Dtype> DTYPE = choice("dtype", Dtype.class);
    public static final Knob<Reduction> REDUCTION = choice("reduction", Reduction.class);
    public static final Knob<OptimizerKind> OPTIMIZER = choice("optimizer", OptimizerKind.class);
    public static final Knob<Double> LR = OptimizerKind.LR;
    public static final Knob<Double> MOMENTUM = OptimizerKind.MOMENTUM;
    public static final Knob<Long> STEPS = new Knob<>("steps", new WholeDomain(1, 1_000_000));

    /** The knobs of every recipe, in the order of the canonical form. */
    public static final List<Knob<?>> KNOBS =
            List.of(
                    TARGET, MIN, MAX, N, MODEL, DEGREE, BASIS, INIT, SEED, DTYPE, REDUCTION,
                    OPTIMIZER, LR, STEPS);

    private static final List<Knob<?>> PROBLEM =
            List.of(TARGET, MIN, MAX, N, MODEL, DEGREE, BASIS, DTYPE, REDUCTION);

    /** What holds for every lesson that says nothing else. */
    public static final Settings DEFAULTS =
            Settings.EMPTY
                    .with(TARGET, Target.SIN)
                    .with(MIN, -Math.PI)
                    .with(MAX, Math.PI)
                    .with(N, 2000L)
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

    public Polynomial model() {
        return new Polynomial(settings.get(DEGREE).intValue(), settings.get(BASIS));
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
        return Samples.of(
                settings.get(TARGET),
                preset.library().linspace(),
                settings.get(MIN),
                settings.get(MAX),
                n(),
                dtype());
    }

    /** The loss over these samples, made anew at each call. */
    public Objective objective() {
        return takesFastPath()
                ? model().quadratic(samples(), reduction())
                : model().squaredError(samples(), reduction());
    }

    /**
     * Whether updates go by the sums that make up the quadratic, and not over the samples: the one
     * place where that is decided. A float32 run is one of 32-bit arithmetic over its samples.
     */
    public boolean takesFastPath() {
        return dtype() == Dtype.FLOAT64;
    }

    /** What {@link #objective} depends on: recipes with equal problems can share one. */
    public Problem problem() {
        Settings problem = Settings.EMPTY;
        for (Knob<?> knob : PROBLEM) {
            problem = copied(knob, problem);
        }
        return new Problem(preset.library(), problem);
    }

    private <T> Settings copied(Knob<T> knob, Settings into) {
        return into.with(knob, settings.get(knob));
    }

    /** Samples, model and loss of a run, without start, optimizer and length. */
    public record Problem(Library library, Settings settings) {}

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
        Optional<Long> seed = settings.find(SEED);
        NormalDraws draws =
                seed.isPresent() ? preset.library().normals(seed.get(), dtype()) : () -> 0;
        List<Double> start = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            double drawn = draws.next();
            boolean lessons = seed.isEmpty() && k < preset.start().size();
            start.add(lessons ? preset.start().get(k) : drawn);
        }
        return start;
    }

    /**
     * How much work the whole run is with every step shown, in multiply-adds; known before it runs.
     */
    public long work() {
        return steps() * workPerStep();
    }

    /** How much work one step is that is shown, in multiply-adds. */
    public long workPerStep() {
        return (long) n() * model().size();
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
        return settings.find(knob)
                .filter(value -> !preset.defaults().find(knob).equals(Optional.of(value)))
                .map(knob::format);
    }

    /** The canonical query of the data endpoints, lesson included; empty for the very defaults. */
    public String query() {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        if (!preset.slug().equals(RecipeParser.DEFAULT_LESSON)) {
            pairs.put(RecipeParser.LESSON, List.of(preset.slug()));
        }
        pairs.putAll(deviations());
        return Query.write(pairs);
    }

    /** The canonical query of the lesson's page, where the path names the lesson. */
    public String pageQuery() {
        return Query.write(deviations());
    }

    /** Canonical texts of all that differs from the lesson's defaults, in their order. */
    public Map<String, List<String>> deviations() {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (Knob<?> knob : knobs()) {
            deviation(knob).ifPresent(text -> pairs.put(knob.key(), List.of(text)));
        }
        if (!tweaks.isEmpty()) {
            pairs.put(RecipeParser.TWEAK, tweaks.stream().map(Tweak::toString).toList());
        }
        return pairs;
    }
}
