package sinefit.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import sinefit.number.Dtype;
import sinefit.number.Repr;
import sinefit.problem.Target;
import sinefit.training.Recipe;

/**
 * Where the last bits of x decide on y: at a jump, beside a pole, in fast waves. A library's {@code
 * linspace} has other last bits than ours on some processors, and its functions in float32 than
 * ours, which are rounded doubles.
 *
 * @param decide whether they do so of a formula of one's own
 * @param jumps samples at the step's jump: their index, and x as a literal
 */
record LastBits(boolean decide, Map<Integer, String> jumps) {
    private static final LastBits NEVER = new LastBits(false, Map.of());

    /** By how many units in the last place of the interval's wider end x may be off. */
    private static final int UNITS = 16;

    /** Differences of y, of its largest value, that nobody sees in a loss. */
    private static final double UNSEEN64 = 1e-10;

    private static final double UNSEEN32 = 5e-4;

    static LastBits of(Recipe recipe) {
        Target target = recipe.settings().get(Recipe.TARGET);
        if (target != Target.F && target != Target.STEP) {
            return NEVER;
        }
        double low = recipe.settings().get(Recipe.MIN);
        double high = recipe.settings().get(Recipe.MAX);
        double end = Math.max(Math.abs(low), Math.abs(high));
        boolean single = recipe.dtype() == Dtype.FLOAT32;
        double off = UNITS * (single ? Math.ulp((float) end) : Math.ulp(end));
        double[] x =
                recipe.preset().library().linspace().points(low, high, recipe.n(), recipe.dtype());
        if (target == Target.F) {
            return new LastBits(decide(recipe, x, off), Map.of());
        }
        Map<Integer, String> jumps = new LinkedHashMap<>();
        for (int k = 1; k < x.length - 1; k++) { // the ends are exact everywhere
            if (Math.abs(x[k]) <= off) {
                jumps.put(k, Repr.of(x[k]));
            }
        }
        return new LastBits(false, jumps);
    }

    private static boolean decide(Recipe recipe, double[] x, double off) {
        DoubleUnaryOperator f = recipe.target();
        double largest = 0;
        double most = 0;
        for (double at : x) {
            double y = f.applyAsDouble(at);
            largest = Math.max(largest, Math.abs(y));
            double below = f.applyAsDouble(Math.max(at - off, x[0]));
            double above = f.applyAsDouble(Math.min(at + off, x[x.length - 1]));
            most = Math.max(most, Math.max(Math.abs(below - y), Math.abs(above - y)));
        }
        double unseen = recipe.dtype() == Dtype.FLOAT32 ? UNSEEN32 : UNSEEN64;
        return !(most <= unseen * largest);
    }
}
