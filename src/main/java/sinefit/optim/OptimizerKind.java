package sinefit.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/** The optimizers, with the options each one takes. */
public enum OptimizerKind {
    SGD(Sgd::new, Sgd.OPTIONS);

    /** Learning rate η, which every optimizer takes. */
    public static final Knob<Double> LR = new Knob<>("lr", RealDomain.above(0, 100));

    /** Momentum μ, an option of some. */
    public static final Knob<Double> MOMENTUM = Sgd.MOMENTUM;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final BiFunction<Settings, Dtype, Optimizer> constructor;

    @SuppressWarnings("ImmutableEnumChecker") // never changes
    private final Settings options;

    OptimizerKind(BiFunction<Settings, Dtype, Optimizer> constructor, Settings options) {
        this.constructor = constructor;
        this.options = options;
    }

    /** What it takes besides the rate, each with PyTorch's default, in the canonical order. */
    public Settings options() {
        return options;
    }

    /** A fresh optimizer with these settings, in the width of the run. */
    public Optimizer create(Settings settings, Dtype dtype) {
        return constructor.apply(settings, dtype);
    }

    /** What may be changed in the middle of a run, in the canonical order. */
    public List<Knob<?>> tweakable() {
        List<Knob<?>> tweakable = new ArrayList<>(options.knobs());
        tweakable.add(LR);
        return tweakable;
    }
}
