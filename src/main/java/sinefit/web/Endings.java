package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sinefit.knob.Settings;
import sinefit.number.Dtype;
import sinefit.number.Figures;
import sinefit.optim.OptimizerKind;
import sinefit.theory.Divergence;
import sinefit.theory.Spectrum;
import sinefit.training.Recipe;
import sinefit.training.TrainingEvent;
import sinefit.web.view.Texts;

/** Why a run ended before its time, in words; as {@code notice.js} tells it on the live page. */
final class Endings {
    private static final int DIGITS = 4;
    private static final double STILL = 1;
    private static final String DECAY = OptimizerKind.WEIGHT_DECAY.key();

    private final Texts texts;
    private final Recipe recipe;
    private final Divergence reason;
    private final int last;
    private final boolean known;

    /**
     * The words for one ending.
     *
     * @param spectrum what theory knows of the run
     */
    Endings(Texts texts, Recipe recipe, TrainingEvent.Diverged end, Optional<Spectrum> spectrum) {
        this.texts = texts;
        this.recipe = recipe;
        this.reason = Divergence.of(end, recipe, spectrum);
        this.last = end.lastFinite().step();
        this.known = spectrum.isPresent();
    }

    /** What happened, and after which step. */
    String title() {
        return texts.get(titled("diverged.title"), Figures.whole(last));
    }

    /** The same for a picture that stops there. */
    String note() {
        return texts.get(titled("take.diverged"), Figures.whole(last));
    }

    private String titled(String key) {
        return reason instanceof Divergence.Broken ? key + "." + reason.kind() : key;
    }

    /** What is to blame, and what would help. */
    String why() {
        if (reason instanceof Divergence.Broken broken) {
            return texts.get(
                    "diverged." + broken.kind() + "." + broken.option(),
                    broken.coefficient(),
                    option(broken.option()));
        }
        if (!(reason instanceof Divergence.Mode mode)) {
            return outgrown();
        }
        if (mode.momentum() >= STILL) {
            return texts.get("diverged.momentum", Written.plain(mode.momentum()));
        }
        String how =
                texts.get(
                        "diverged.mode",
                        Figures.typed(mode.rate(), DIGITS),
                        Figures.multiple(mode.factor()),
                        String.join(", ", mode.mainly(recipe.model().parameters())));
        String below = Figures.typedBelow(mode.stabilityLimit(), DIGITS);
        return how + " " + texts.get("diverged.limit", below);
    }

    /** A hyperparameter's value, as it is typed; of one that is no number nothing. */
    private String option(String key) {
        return recipe.optimizer().options().knobs().stream()
                .filter(knob -> knob.key().equals(key))
                .map(knob -> recipe.settingsAt(last).get(knob))
                .filter(Double.class::isInstance)
                .map(value -> Written.plain((Double) value))
                .findFirst()
                .orElse("");
    }

    /** Whether AdamW's weight decay, which is apart from the slope, makes coefficients larger. */
    private boolean grownByDecay(Settings settings) {
        return recipe.optimizer() == OptimizerKind.ADAMW && Math.abs(kept(settings)) > 1;
    }

    /** 1 − ηλ: what a step leaves of a coefficient before it goes down the slope. */
    private double kept(Settings settings) {
        return 1 - settings.get(Recipe.LR) * settings.find(OptimizerKind.WEIGHT_DECAY).orElse(0.0);
    }

    private String outgrown() {
        Settings settings = recipe.settingsAt(last);
        boolean single = recipe.dtype() == Dtype.FLOAT32;
        List<String> said = new ArrayList<>();
        double momentum = settings.find(OptimizerKind.MOMENTUM).orElse(0.0);
        if (recipe.bug().isEmpty() && momentum >= STILL) {
            return texts.get("diverged.momentum", Written.plain(momentum));
        }
        said.add(texts.get(single ? "diverged.overflow32" : "diverged.overflow"));
        if (recipe.bug().isPresent()) {
            said.add(texts.get("diverged.overflow.bug"));
        } else if (grownByDecay(settings)) {
            said.add(texts.get("diverged.decay", option(DECAY), Figures.multiple(kept(settings))));
        } else if (!known && recipe.optimizer() == OptimizerKind.SGD) {
            said.add(texts.get("diverged.overflow.rate"));
        }
        return String.join(" ", said);
    }
}
