package sinefit.optim;

import java.util.List;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/** Adam with its weight decay apart: first θ ← (1 − ηλ) θ, then a step of {@link Adam}. */
final class AdamW {
    static final Settings OPTIONS = Adam.OPTIONS.with(Options.WEIGHT_DECAY, 0.01);

    static final InNumpy NUMPY =
            new InNumpy(
                    Adam.NUMPY.state(),
                    Adam.NUMPY
                            .step()
                            .replace(
                                    "g@ = g@ + weight_decay * theta@",
                                    "theta@ *= 1 - learning_rate * weight_decay"));

    static List<RuleLine> rule(Settings s) {
        String step = "\\eta\\,\\hat m/(\\sqrt{\\hat s}+\\varepsilon)";
        boolean decays = s.get(Options.WEIGHT_DECAY) != 0;
        return RuleLine.rule(
                false,
                Adam.moments(s),
                decays ? "\\eta\\,\\lambda\\,\\theta+" + step : step,
                decays ? "η λ θ + η m̂ / (√ŝ + ε)" : "η m̂ / (√ŝ + ε)");
    }

    private AdamW() {}

    static Optimizer start(Settings settings, Dtype dtype, int size) {
        return new Adam(settings, dtype, size, true);
    }
}
