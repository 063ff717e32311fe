package sinefit.optim;

import java.util.List;
import java.util.Map;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.ToggleDomain;

/**
 * The options of the optimizers, by PyTorch's names and within PyTorch's bounds. One that several
 * of them take is one knob; each names its own default.
 */
final class Options {
    /** Learning rate η: the one thing that every optimizer takes, with a default in most. */
    static final Knob<Double> LR = new Knob<>("lr", RealDomain.above(0, 100));

    static final Knob<Double> MOMENTUM = new Knob<>("momentum", RealDomain.atLeast(0));
    static final Knob<Double> DAMPENING = new Knob<>("dampening", RealDomain.finite());
    static final Knob<Boolean> NESTEROV = new Knob<>("nesterov", new ToggleDomain());
    static final Knob<Double> WEIGHT_DECAY = new Knob<>("weight_decay", RealDomain.atLeast(0));
    static final Knob<Double> LR_DECAY = new Knob<>("lr_decay", RealDomain.atLeast(0));
    static final Knob<Double> INITIAL_ACCUMULATOR_VALUE =
            new Knob<>("initial_accumulator_value", RealDomain.atLeast(0));
    static final Knob<Double> ALPHA = new Knob<>("alpha", RealDomain.atLeast(0));
    static final Knob<Boolean> CENTERED = new Knob<>("centered", new ToggleDomain());
    static final Knob<Double> BETA1 = new Knob<>("beta1", RealDomain.below(0, 1));
    static final Knob<Double> BETA2 = new Knob<>("beta2", RealDomain.below(0, 1));
    static final Knob<Double> EPS = new Knob<>("eps", RealDomain.atLeast(0));
    static final Knob<Boolean> AMSGRAD = new Knob<>("amsgrad", new ToggleDomain());
    static final Knob<Double> RHO = new Knob<>("rho", RealDomain.between(0, 1));
    static final Knob<Double> MOMENTUM_DECAY = new Knob<>("momentum_decay", RealDomain.atLeast(0));
    static final Knob<Double> ETA1 = new Knob<>("eta1", RealDomain.within(0, 1));
    static final Knob<Double> ETA2 = new Knob<>("eta2", RealDomain.above(1));
    static final Knob<Double> STEP_MIN = new Knob<>("step_min", RealDomain.finite());
    static final Knob<Double> STEP_MAX = new Knob<>("step_max", RealDomain.finite());

    /** All of them but the rate, in the order of the canonical form. */
    static final List<Knob<?>> ALL =
            List.of(
                    MOMENTUM,
                    DAMPENING,
                    NESTEROV,
                    WEIGHT_DECAY,
                    LR_DECAY,
                    INITIAL_ACCUMULATOR_VALUE,
                    ALPHA,
                    CENTERED,
                    BETA1,
                    BETA2,
                    EPS,
                    AMSGRAD,
                    RHO,
                    MOMENTUM_DECAY,
                    ETA1,
                    ETA2,
                    STEP_MIN,
                    STEP_MAX);

    /** What the rules call them; those that are no numbers have no name. */
    static final Map<Knob<?>, Symbol> SYMBOLS =
            Map.ofEntries(
                    Map.entry(MOMENTUM, new Symbol("\\mu", "μ")),
                    Map.entry(DAMPENING, new Symbol("\\tau", "τ")),
                    Map.entry(WEIGHT_DECAY, new Symbol("\\lambda", "λ")),
                    Map.entry(LR_DECAY, new Symbol("\\kappa", "κ")),
                    Map.entry(ALPHA, new Symbol("\\alpha", "α")),
                    Map.entry(BETA1, new Symbol("\\beta_1", "β₁")),
                    Map.entry(BETA2, new Symbol("\\beta_2", "β₂")),
                    Map.entry(EPS, new Symbol("\\varepsilon", "ε")),
                    Map.entry(RHO, new Symbol("\\rho", "ρ")),
                    Map.entry(MOMENTUM_DECAY, new Symbol("\\psi", "ψ")),
                    Map.entry(ETA1, new Symbol("\\eta_1", "η₁")),
                    Map.entry(ETA2, new Symbol("\\eta_2", "η₂")),
                    Map.entry(STEP_MIN, new Symbol("\\delta_{\\min}", "δmin")),
                    Map.entry(STEP_MAX, new Symbol("\\delta_{\\max}", "δmax")));

    private Options() {}
}
