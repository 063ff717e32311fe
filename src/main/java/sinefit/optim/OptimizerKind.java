package sinefit.optim;

import java.util.List;
import java.util.function.BiFunction;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/** The optimizers, with the options each one takes. */
public enum OptimizerKind {
    SGD(Sgd::new);

    /** Learning rate η, which every optimizer takes. */
    public static final Knob<Double> LR = new Knob<>("lr", RealDomain.above(0, 100));

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final BiFunction<Settings, Dtype, Optimizer> constructor;

    OptimizerKind(BiFunction<Settings, Dtype, Optimizer> constructor) {
        this.constructor = constructor;
    }

    /** A fresh optimizer with these settings, in the width of the run. */
    public Optimizer create(Settings settings, Dtype dtype) {
        return constructor.apply(settings, dtype);
    }

    /** What may be changed in the middle of a run. */
    public List<Knob<?>> tweakable() {
        return List.of(LR);
    }
}
