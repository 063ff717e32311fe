package sinefit.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/** The optimizers, with the options each one takes. */
public enum OptimizerKind {
    SGD(Sgd::new, Sgd.OPTIONS, Sgd.NUMPY, Sgd::rule, "SGD"),
    ADAGRAD(Adagrad::new, Adagrad.OPTIONS, Adagrad.NUMPY, Adagrad::rule, "Adagrad"),
    RMSPROP(RmsProp::new, RmsProp.OPTIONS, RmsProp.NUMPY, RmsProp::rule, "RMSprop"),
    ADAM(Adam::new, Adam.OPTIONS, Adam.NUMPY, Adam::rule, "Adam"),
    ADAMW(AdamW::start, AdamW.OPTIONS, AdamW.NUMPY, AdamW::rule, "AdamW"),
    ADADELTA(Adadelta::new, Adadelta.OPTIONS, Adadelta.NUMPY, Adadelta::rule, "Adadelta"),
    NADAM(NAdam::new, NAdam.OPTIONS, NAdam.NUMPY, NAdam::rule, "NAdam"),
    RPROP(Rprop::new, Rprop.OPTIONS, Rprop.NUMPY, Rprop::rule, "Rprop");

    /** Learning rate η, which every optimizer takes. */
    public static final Knob<Double> LR = Options.LR;

    /** Momentum μ, an option of some. */
    public static final Knob<Double> MOMENTUM = Options.MOMENTUM;

    public static final Knob<Double> WEIGHT_DECAY = Options.WEIGHT_DECAY;

    private static final Symbol RATE = new Symbol("\\eta", "η");

    /** Makes a fresh optimizer for so many coefficients. */
    @FunctionalInterface
    interface Constructor {
        Optimizer create(Settings settings, Dtype dtype, int size);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Constructor constructor;

    @SuppressWarnings("ImmutableEnumChecker") // never changes
    private final Settings options;

    private final double rate; // NaN: none

    @SuppressWarnings("ImmutableEnumChecker") // a record of two texts
    private final InNumpy numpy;

    @SuppressWarnings("ImmutableEnumChecker") // keeps nothing
    private final Function<Settings, List<RuleLine>> rule;

    private final String torch;

    OptimizerKind(
            Constructor constructor,
            Settings options,
            InNumpy numpy,
            Function<Settings, List<RuleLine>> rule,
            String torch) {
        this.constructor = constructor;
        this.options = options.without(Options.LR);
        this.rate = options.find(Options.LR).orElse(Double.NaN);
        this.numpy = numpy;
        this.rule = rule;
        this.torch = torch;
    }

    /** Its rule in NumPy. */
    public InNumpy inNumpy() {
        return numpy;
    }

    /** Its rule as formulas, with the terms that these settings put in force. */
    public List<RuleLine> rule(Settings settings) {
        return rule.apply(settings);
    }

    /** What the rules call a hyperparameter; empty if it is no number. */
    public static Optional<Symbol> symbol(Knob<?> knob) {
        return Optional.ofNullable(knob.equals(LR) ? RATE : Options.SYMBOLS.get(knob));
    }

    /** Its name in {@code torch.optim}. */
    public String inTorch() {
        return torch;
    }

    /** What it takes besides the rate, each with PyTorch's default, in the canonical order. */
    public Settings options() {
        return options;
    }

    /**
     * PyTorch's default rate; empty for plain descent, whose rate must suit the problem.
     *
     * <p>Where there is one, rates mean about the same whatever the problem: these optimizers
     * divide each slope by its own size.
     */
    public OptionalDouble rate() {
        return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    /**
     * A fresh optimizer with these settings.
     *
     * @param dtype width of the run
     * @param size number of coefficients
     */
    public Optimizer create(Settings settings, Dtype dtype, int size) {
        return constructor.create(settings, dtype, size);
    }

    /**
     * An option that PyTorch would refuse beside the others, although it is within its bounds:
     * Nesterov's momentum without momentum, or with dampening.
     */
    public Optional<Knob<?>> contradiction(Settings settings) {
        boolean nesterov = settings.find(Options.NESTEROV).orElse(false);
        boolean fits =
                !nesterov
                        || (settings.get(Options.MOMENTUM) > 0
                                && settings.get(Options.DAMPENING) == 0);
        return fits ? Optional.empty() : Optional.of(Options.NESTEROV);
    }

    /** Whether these settings are plain descent, at most with momentum: what theory knows. */
    public boolean plain(Settings settings) {
        return this == SGD
                && settings.get(Options.DAMPENING) == 0
                && !settings.get(Options.NESTEROV)
                && settings.get(Options.WEIGHT_DECAY) == 0;
    }

    /** All options there are, in the canonical order. */
    public static List<Knob<?>> allOptions() {
        return Options.ALL;
    }

    /** What may be changed in the middle of a run, in the canonical order. */
    public List<Knob<?>> tweakable() {
        List<Knob<?>> tweakable = new ArrayList<>(options.knobs());
        tweakable.add(LR);
        return tweakable;
    }
}
