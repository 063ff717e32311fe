package sinefit.training;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.model.Evaluation;
import sinefit.model.SampleLoss;
import sinefit.random.NormalDraws;
import sinefit.random.PythonDice;

/**
 * What chance decides on at each step of a run: which samples are in its batch, which terms are in
 * the model. One for each trainer; it moves on by a step with each evaluation.
 */
final class Chance {
    private final @Nullable PythonDice dice;
    private final @Nullable NormalDraws shuffles;
    private final int n;
    private final int batch;
    private int from;

    /** The order of the present epoch, and what it is drawn from: to be drawn again by copies. */
    private int @Nullable [] order;

    private @Nullable NormalDraws epoch;
    private @Nullable Evaluation whole;
    private int terms;

    /**
     * The chance of a run.
     *
     * @param dice for a model with chance; null for others
     * @param shuffles draws a permutation an epoch; null without batches
     * @param n number of samples
     * @param batch how many of them a step sees; the last batch of an epoch has what is left
     */
    Chance(@Nullable PythonDice dice, @Nullable NormalDraws shuffles, int n, int batch) {
        this.dice = dice;
        this.shuffles = shuffles;
        this.n = n;
        this.batch = batch;
    }

    Chance copy() {
        Chance copy =
                new Chance(
                        dice == null ? null : dice.copy(),
                        shuffles == null ? null : shuffles.copy(),
                        n,
                        batch);
        copy.from = from;
        copy.epoch = epoch == null ? null : epoch.copy();
        copy.terms = terms;
        return copy;
    }

    /** What was decided for the step evaluated last. */
    Decided decided() {
        if (epoch == null) {
            return new Decided(terms, Optional.empty());
        }
        int to = from == 0 ? n : from;
        int first = (to - 1) / batch * batch;
        int[] rows = Arrays.copyOfRange(epoch.copy().permutation(n), first, to);
        return new Decided(terms, Optional.of(rows));
    }

    /**
     * Evaluates the next step: loss and gradient of its batch, sse and sae of all samples.
     *
     * @return how many samples loss and gradient are of
     */
    int evaluate(SampleLoss loss, double[] theta, Evaluation out) {
        terms = dice == null ? 0 : dice.next() - 4;
        SampleLoss now = dice == null ? loss : loss.rolled(terms);
        if (shuffles == null) {
            now.evaluate(theta, out);
            return n;
        }
        int[] rows = order(shuffles);
        int to = Math.min(from + batch, n);
        now.over(rows, from, to).evaluate(theta, out);
        int count = to - from;
        from = to == n ? 0 : to;
        if (whole == null) {
            whole = new Evaluation(theta.length);
        }
        now.evaluate(theta, whole);
        out.sse = whole.sse;
        out.sae = whole.sae;
        return count;
    }

    private int[] order(NormalDraws shuffled) {
        if (from == 0) {
            epoch = shuffled.copy();
            order = shuffled.permutation(n);
        } else if (order == null && epoch != null) {
            order = epoch.copy().permutation(n);
        }
        if (order == null) {
            throw new IllegalStateException("in the middle of an epoch that never began");
        }
        return order;
    }
}
