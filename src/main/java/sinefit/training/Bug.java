package sinefit.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Settings;
import sinefit.model.Evaluation;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.training.Preset.Style;
import sinefit.training.Recipe.ModelKind;

/**
 * A beginner's mistake in the gradient, to be found from the curves. The loss that is shown stays
 * the true one; what the optimizer is handed, and what is shown as the gradient, is wrong.
 */
public enum Bug {
    /** The gradient is never set back to zero: it adds up over all steps. */
    ZERO_GRAD,
    /** y − ŷ for ŷ − y: the gradient points downhill, and the update goes uphill. */
    SIGN,
    /** The mean over the samples where the sum is minimised: n times too small. */
    MEAN,
    /** xᵏ⁻¹ for xᵏ: each gradient is that of the coefficient before, that of b is that of a. */
    POWERS,
    /** P₃′(z) = ½·15z² in the backward pass of P₃: its −1 is forgotten. */
    P3;

    /**
     * The mistake that a number stands for, so that a link need not name it: by the sum of its
     * digits, counted around.
     */
    public static Bug hidden(long number) {
        int digits = String.valueOf(number).chars().map(c -> c - '0').sum();
        return values()[digits % values().length];
    }

    /** Which one it is, from 0. */
    public int place() {
        return List.of(values()).indexOf(this);
    }

    /** What a recipe needs for this to be a mistake in it; empty if it has that. */
    Optional<String> needs(Preset preset, Settings settings) {
        ModelKind model = settings.get(Recipe.MODEL);
        boolean byHand = preset.style() == Style.BY_HAND;
        boolean polynomial = model == ModelKind.POLYNOMIAL && settings.get(Recipe.DEGREE) > 0;
        return switch (this) {
            case ZERO_GRAD, SIGN -> Optional.empty();
            case MEAN -> unless(settings.get(Recipe.REDUCTION) == Reduction.SUM, "reduction=sum");
            case POWERS ->
                    unless(
                            byHand && polynomial,
                            "model=polynomial, degree≥1, lesson=numpy, lesson=tensors");
            case P3 ->
                    unless(
                            model == ModelKind.LEGENDRE3
                                    && (byHand || preset.style() == Style.FUNCTION),
                            "model=legendre3, lesson=function, lesson=numpy, lesson=tensors");
        };
    }

    private static Optional<String> unless(boolean given, String needed) {
        return given ? Optional.empty() : Optional.of(needed);
    }

    /** Whether this is a mistake that can be made in a recipe. */
    public boolean fits(Recipe recipe) {
        return needs(recipe.preset(), recipe.settings()).isEmpty();
    }

    /** Those that can be made in a recipe. */
    public static List<Bug> of(Recipe recipe) {
        return Arrays.stream(values()).filter(bug -> bug.fits(recipe)).toList();
    }

    /**
     * Makes the mistake in a gradient; P₃′ is wrong already, in the objective.
     *
     * @param before what was handed to the optimizer at the step before; null at the first
     * @param now a right gradient, replaced by the wrong one
     * @param samples how many the gradient is of
     * @param dtype width of the run
     */
    void spoil(@Nullable Evaluation before, Evaluation now, int samples, Dtype dtype) {
        double[] g = now.gradient;
        switch (this) {
            case ZERO_GRAD -> {
                for (int k = 0; before != null && k < g.length; k++) {
                    g[k] = dtype.round(before.gradient[k] + g[k]);
                }
                // PyTorch, too, goes on with a gradient that no loss has touched this time.
                now.used = before == null ? now.used : Math.max(before.used, now.used);
            }
            case SIGN -> {
                for (int k = 0; k < g.length; k++) {
                    g[k] = 0 - g[k]; // not −0
                }
            }
            case MEAN -> {
                for (int k = 0; k < g.length; k++) {
                    g[k] = dtype.round(g[k] / samples);
                }
            }
            case POWERS -> System.arraycopy(g.clone(), 0, g, 1, g.length - 1);
            case P3 -> {}
        }
    }
}
