package sinefit.training;

import java.util.List;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.optim.OptimizerKind;

/**
 * What a lesson's run is made of when its link says nothing.
 *
 * @param slug the lesson's name in links
 * @param library whose points and random numbers it uses
 * @param style how its PyTorch program is written
 * @param draw what is drawn for its start
 * @param start the lesson's start, lowest order first; cut, or padded with zeros, to the model
 * @param defaults a value for every knob of {@link Recipe#knobs} but init and seed
 */
public record Preset(
        String slug,
        Library library,
        Style style,
        Draw draw,
        List<Double> start,
        Settings defaults) {
    /** What the lesson's script prints every hundredth step. */
    public enum Printed {
        /** Σ|ŷ−y|, as the NumPy post does. */
        SAE,
        /** The loss itself. */
        LOSS
    }

    /** How a lesson writes its program in PyTorch. */
    public enum Style {
        /** Slopes by hand. */
        BY_HAND,
        /** Slopes by {@code backward}. */
        AUTOGRAD,
        /** A function with its own backward. */
        FUNCTION,
        /** A linear layer over the functions of x. */
        LAYERS,
        /** A module with its own coefficients, and an optimizer. */
        MODULE
    }

    /** What a lesson draws for a start. */
    public enum Draw {
        /** A standard normal number for each coefficient. */
        NORMAL,
        /** What {@code torch.nn.Linear} starts with. */
        LINEAR,
        /** Nothing, whatever the seed. */
        NOTHING
    }

    /** What its script prints every hundredth step. */
    public Printed printed() {
        return library == Library.NUMPY ? Printed.SAE : Printed.LOSS;
    }

    /** The defaults with this optimizer: where it is not the lesson's own, PyTorch's options. */
    public Settings defaults(OptimizerKind optimizer) {
        OptimizerKind own = defaults.get(Recipe.OPTIMIZER);
        if (own == optimizer) {
            return defaults;
        }
        Settings base = defaults.with(Recipe.OPTIMIZER, optimizer);
        for (Knob<?> option : own.options().knobs()) {
            base = base.without(option);
        }
        return base.and(optimizer.options());
    }
}
