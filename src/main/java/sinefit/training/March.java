package sinefit.training;

/**
 * A trainer on its way: counts its work and leaves checkpoints behind. For one thread at a time.
 */
public final class March {
    /** What a step costs apart from its samples, in multiply-adds; measured at n = 2. */
    static final long OVERHEAD = 300;

    private final Trainer trainer;
    private final Runs runs;
    private final long cost;
    private final int interval;
    private int counted;

    /** A march of a trainer, which it will move. */
    public March(Trainer trainer, Runs runs) {
        this.trainer = trainer;
        this.runs = runs;
        this.cost = cost(trainer.recipe());
        this.interval = Runs.interval(trainer.recipe());
        this.counted = trainer.step();
    }

    /** What one step of a recipe takes, in multiply-adds. */
    public static long cost(Recipe recipe) {
        return recipe.workPerStep() + OVERHEAD;
    }

    public Trainer trainer() {
        return trainer;
    }

    /** What one step takes, in multiply-adds. */
    public long cost() {
        return cost;
    }

    /** Takes a step, if there is one. */
    public void advance() {
        if (trainer.advance() && trainer.step() % interval == 0) {
            runs.keep(trainer);
        }
    }

    /** Ends a slice: the steps taken in it are counted. */
    public void rest() {
        runs.taken(trainer.step() - counted);
        counted = trainer.step();
    }
}
