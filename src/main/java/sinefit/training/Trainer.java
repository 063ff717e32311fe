package sinefit.training;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Settings;
import sinefit.model.Evaluation;
import sinefit.model.Objective;
import sinefit.model.SampleLoss;
import sinefit.optim.Figure;
import sinefit.optim.Optimizer;

/**
 * Takes the steps of one run, one after the other. A step allocates nothing; copying a trainer is
 * cheap, since only coefficients and optimizer state are its own.
 */
public final class Trainer {
    private final Recipe recipe;
    private final Objective objective;
    private final Optimizer optimizer;
    private final @Nullable Chance chance;
    private final @Nullable Bug bug;
    private final int n;
    private final int steps;
    private Settings settings;
    private int step;
    private int nextTweak;
    private int tweakedAt;
    private double[] theta;
    private Evaluation now;
    private double[] otherTheta;
    private Evaluation other;
    private boolean diverged;

    private Trainer(
            Recipe recipe,
            Objective objective,
            Optimizer optimizer,
            @Nullable Chance chance,
            double[] theta) {
        this.recipe = recipe;
        this.chance = chance;
        this.objective = objective;
        this.optimizer = optimizer;
        this.bug = recipe.bug().orElse(null);
        this.n = recipe.n();
        this.steps = recipe.steps();
        this.settings = recipe.settings();
        this.theta = theta;
        this.now = new Evaluation(theta.length);
        this.otherTheta = new double[theta.length];
        this.other = new Evaluation(theta.length);
        this.tweakedAt = stepOf(0);
    }

    /** A trainer at step 0 of a recipe. */
    public static Trainer start(Recipe recipe) {
        return start(recipe, recipe.objective());
    }

    /** A trainer at step 0, over an objective that was made by the recipe before. */
    public static Trainer start(Recipe recipe, Objective objective) {
        double[] theta = recipe.start();
        Optimizer optimizer =
                recipe.optimizer().create(recipe.settings(), recipe.dtype(), theta.length);
        Trainer trainer =
                new Trainer(recipe, objective, optimizer, recipe.chance().orElse(null), theta);
        int samples = recipe.n();
        if (trainer.chance == null) {
            objective.evaluate(theta, trainer.now);
        } else {
            samples = trainer.chance.evaluate((SampleLoss) objective, theta, trainer.now);
        }
        if (trainer.bug != null) {
            trainer.bug.spoil(null, trainer.now, samples, recipe.dtype());
        }
        return trainer;
    }

    /**
     * Where a trainer stands, without the samples it works on: small enough to be kept by the
     * thousand. Never changes.
     */
    public static final class Point {
        private final Recipe recipe;
        private final Optimizer optimizer;
        private final @Nullable Chance chance;
        private final Settings settings;
        private final int step;
        private final int nextTweak;
        private final double[] theta;
        private final Evaluation now;
        private final boolean diverged;

        private Point(Trainer trainer) {
            recipe = trainer.recipe;
            optimizer = trainer.optimizer.copy();
            chance = trainer.chance == null ? null : trainer.chance.copy();
            settings = trainer.settings;
            step = trainer.step;
            nextTweak = trainer.nextTweak;
            theta = trainer.theta.clone();
            now = trainer.now.copy();
            diverged = trainer.diverged;
        }

        public Recipe recipe() {
            return recipe;
        }

        /** The step whose values were at hand. */
        public int step() {
            return step;
        }
    }

    /** Where this trainer stands. */
    public Point point() {
        return new Point(this);
    }

    /** A trainer that stands at a point and goes its own way, over the objective of its recipe. */
    public static Trainer at(Point point, Objective objective) {
        Trainer trainer =
                new Trainer(
                        point.recipe,
                        objective,
                        point.optimizer.copy(),
                        point.chance == null ? null : point.chance.copy(),
                        point.theta.clone());
        trainer.settings = point.settings;
        trainer.step = point.step;
        trainer.nextTweak = point.nextTweak;
        trainer.tweakedAt = trainer.stepOf(point.nextTweak);
        trainer.now = point.now.copy();
        trainer.diverged = point.diverged;
        return trainer;
    }

    /** A trainer that stands where this one does and goes its own way. */
    public Trainer copy() {
        return at(point(), objective);
    }

    public Recipe recipe() {
        return recipe;
    }

    /** The step whose values are at hand; in a diverged run the last finite one. */
    public int step() {
        return step;
    }

    /** Whether there is no further step. */
    public boolean ended() {
        return diverged || step == steps;
    }

    /** Whether all values at the current step are finite; false only ever at step 0. */
    boolean finite() {
        return now.finite();
    }

    /**
     * Makes the update of the current step and evaluates the next one, its sums only as far as
     * needed to know that the run has not diverged. Does nothing once the run has ended.
     *
     * @return whether there is a next step to look at
     */
    public boolean advance() {
        if (ended()) {
            return false;
        }
        if (step == tweakedAt) {
            applyTweaks();
        }
        for (int k = 0; k < theta.length; k++) {
            otherTheta[k] = theta[k]; // done before arraycopy would begin
        }
        optimizer.update(otherTheta, now.gradient, now.used);
        int samples = n;
        if (chance == null) {
            objective.gradient(otherTheta, other);
        } else {
            samples = chance.evaluate((SampleLoss) objective, otherTheta, other);
        }
        if (bug != null) {
            bug.spoil(now, other, samples, recipe.dtype());
        }
        if (!other.finite() || !restFinite(otherTheta)) {
            diverged = true;
            return false;
        }
        double[] oldTheta = theta;
        theta = otherTheta;
        otherTheta = oldTheta;
        Evaluation old = now;
        now = other;
        other = old;
        step++;
        return true;
    }

    /**
     * Makes one update as {@link #advance()} does, and as many more as can be made in one go.
     *
     * @param most how many at most
     * @return whether there is a next step to look at
     */
    public boolean advance(int most) {
        if (!advance()) {
            return false;
        }
        double rate = chance == null && bug == null ? optimizer.plainRate() : Double.NaN;
        if (!Double.isNaN(rate)) {
            int end = tweakedAt < 0 ? steps : Math.min(tweakedAt, steps);
            step += objective.descend(theta, now, rate, Math.min(most - 1, end - step));
        }
        return true;
    }

    /** Whether a coefficient that no residual shows, if there is one, is finite. */
    private boolean restFinite(double[] coefficients) {
        for (int k = other.used; k < coefficients.length; k++) {
            if (!Double.isFinite(coefficients[k])) {
                return false;
            }
        }
        return true;
    }

    private void applyTweaks() {
        List<Tweak<?>> tweaks = recipe.tweaks();
        while (tweakedAt == step) {
            settings = tweaks.get(nextTweak++).applied(settings);
            optimizer.tweak(settings);
            tweakedAt = stepOf(nextTweak);
        }
    }

    /** The step of a tweak; −1 past the last one. */
    private int stepOf(int tweak) {
        List<Tweak<?>> tweaks = recipe.tweaks();
        return tweak < tweaks.size() ? tweaks.get(tweak).step() : -1;
    }

    /** Where the run stands. */
    public TrainingEvent event() {
        if (diverged) {
            return new TrainingEvent.Diverged(step + 1, values(), optimizer.breakdown());
        }
        return step == steps
                ? new TrainingEvent.Finished(values())
                : new TrainingEvent.Step(values());
    }

    /** What chance decided on for the current step; in a diverged run for the one after it. */
    public Decided decided() {
        return chance == null ? Decided.NOTHING : chance.decided();
    }

    /** What the last update multiplied the rate by; empty if that was the gradient itself. */
    public Optional<double[]> velocity() {
        return optimizer.velocity();
    }

    /** What the optimizer holds of every coefficient after the last update. */
    public List<Figure> figures() {
        return optimizer.figures();
    }

    /** The values at the current step; its sums are computed now if they have not been before. */
    public StepValues values() {
        if (!now.summed) {
            objective.sums(theta, now);
        }
        return new StepValues(
                step, now.loss, now.sse, now.sae, theta.clone(), now.gradient.clone());
    }
}
