package sinefit.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import sinefit.optim.Figure;
import sinefit.training.March;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.training.TrainingEvent;

/** Goes through a run, a slice at a time, and keeps what it was asked to. A job for workers. */
public final class Walk implements Supplier<Optional<Walk.Seen>> {
    /** Steps between two looks at the time: with a cubic, a small part of a slice. */
    private static final int STRIDE = 10_000;

    private final March march;
    private final Trainer trainer;
    private final int until;
    private final IntPredicate keep;
    private final List<StepValues> rows = new ArrayList<>();

    /** No step between the trainer's and this one is looked at. */
    private int unseen;

    /**
     * What was seen.
     *
     * @param rows the values of the steps kept, rising
     * @param at where the walk ended: past the run's end, or at the step it was to stop at
     * @param next the update at that step; empty past the end
     */
    public record Seen(List<StepValues> rows, TrainingEvent at, Optional<Update> next) {}

    /**
     * An update.
     *
     * @param velocity what the rate is multiplied by: the gradient, unless there is momentum
     * @param coefficients those after it
     * @param figures what the optimizer holds after it
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the wire and gone
    public record Update(double[] velocity, double[] coefficients, List<Figure> figures) {}

    /**
     * A walk.
     *
     * @param march of a trainer from where it starts
     * @param until the step to stop at; the recipe's steps for the whole run
     * @param keep which steps before the end to keep
     */
    public Walk(March march, int until, IntPredicate keep) {
        this.march = march;
        this.trainer = march.trainer();
        this.until = until;
        this.keep = keep;
    }

    /** Multiply-adds that it takes at most if it keeps so many rows. */
    public long work(int rows) {
        return March.work(trainer.recipe(), until - trainer.step(), rows);
    }

    @Override
    public Optional<Seen> get() {
        Optional<Seen> seen = slice();
        march.rest();
        return seen;
    }

    /** One walk after the other, and what is made of what each has seen. */
    public static <T> Supplier<Optional<List<T>>> inTurn(List<Walk> walks, Function<Seen, T> made) {
        List<T> all = new ArrayList<>();
        return () -> {
            if (all.size() < walks.size()) {
                walks.get(all.size()).get().ifPresent(seen -> all.add(made.apply(seen)));
            }
            return all.size() == walks.size() ? Optional.of(all) : Optional.empty();
        };
    }

    private Optional<Seen> slice() {
        long slice = march.spent() + Workers.SLICE;
        while (march.spent() < slice) {
            boolean end = trainer.ended() || trainer.step() >= until;
            if (end) {
                return Optional.of(seen());
            }
            if (keep.test(trainer.step())) {
                rows.add(march.values());
            }
            if (unseen <= trainer.step()) {
                unseen = nextToSee();
            }
            march.advance(unseen - trainer.step());
        }
        return Optional.empty();
    }

    /** The next step that is looked at, or one on the way there if that is far away. */
    private int nextToSee() {
        int next = trainer.step() + 1;
        int far = Math.min(until, next + STRIDE);
        while (next < far && !keep.test(next)) {
            next++;
        }
        return next;
    }

    private Seen seen() {
        TrainingEvent at = trainer.event();
        Optional<Update> next = Optional.empty();
        if (at instanceof TrainingEvent.Step) {
            Trainer ahead = trainer.copy();
            if (ahead.advance()) {
                double[] velocity = ahead.velocity().orElse(at.values().gradient());
                next =
                        Optional.of(
                                new Update(
                                        velocity, ahead.values().coefficients(), ahead.figures()));
            }
        }
        return new Seen(rows, at, next);
    }
}
