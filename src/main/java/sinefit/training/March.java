package sinefit.training;

/**
 * A trainer on its way: counts its work and leaves checkpoints behind. For one thread at a time.
 */
public final class March {
    /** What an update costs apart from its arithmetic, in multiply-adds; measured. */
    static final long OVERHEAD = 20;

    private final Trainer trainer;
    private final Runs runs;
    private final long ofUpdate;
    private final long ofRow;
    private final int interval;
    private int kept;
    private long spent;
    private int counted;

    /** A march of a trainer, which it will move. */
    public March(Trainer trainer, Runs runs) {
        this.trainer = trainer;
        this.runs = runs;
        this.ofUpdate = ofUpdate(trainer.recipe());
        this.ofRow = ofRow(trainer.recipe());
        this.interval = Runs.interval(trainer.recipe());
        this.kept = nextKept();
        this.counted = trainer.step();
    }

    /**
     * What a part of a recipe's run takes.
     *
     * @param updates how many updates
     * @param rows of how many steps the values are looked at
     * @return multiply-adds
     */
    public static long work(Recipe recipe, long updates, long rows) {
        return updates * ofUpdate(recipe) + rows * ofRow(recipe);
    }

    static long ofUpdate(Recipe recipe) {
        return recipe.workPerUpdate() + OVERHEAD;
    }

    private static long ofRow(Recipe recipe) {
        return recipe.workPerRow() + OVERHEAD;
    }

    public Trainer trainer() {
        return trainer;
    }

    /** Multiply-adds so far. */
    public long spent() {
        return spent;
    }

    /** Takes a step, if there is one. */
    public void advance() {
        advance(1);
    }

    /** Takes a step, if there is one, and as many more as can be taken in one go, up to so many. */
    public void advance(int most) {
        int from = trainer.step();
        boolean further = trainer.advance(Math.min(most, kept - from));
        spent += Math.max(1, trainer.step() - from) * ofUpdate;
        if (further && trainer.step() == kept) {
            runs.keep(trainer);
            kept = nextKept();
        }
    }

    /** The values at the current step. */
    public StepValues values() {
        spent += ofRow;
        return trainer.values();
    }

    private int nextKept() {
        return (trainer.step() / interval + 1) * interval;
    }

    /** Ends a slice: the steps taken in it are counted. */
    public void rest() {
        runs.taken(trainer.step() - counted);
        counted = trainer.step();
    }
}
