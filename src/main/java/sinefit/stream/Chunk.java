package sinefit.stream;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sinefit.export.PrintedLog;
import sinefit.theory.Divergence;
import sinefit.theory.Spectra;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.training.TrainingEvent;

/**
 * What is written to a viewer at once: the printed lines of a frame, the frame, and the terminal
 * event if the run ends there.
 *
 * @param bytes events as they go over the wire; shared, never written to
 * @param next where the run goes on
 * @param ends whether the terminal event is in it
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all viewers of the frame
record Chunk(byte[] bytes, Trainer.Point next, boolean ends) {

    /** Makes one chunk, a slice of work at a time; several viewers may take turns at it. */
    static final class Maker {
        private static final int FRAME_BYTES = 4_096; // at 60 steps a second one just fits

        private final Recipe recipe;
        private final FramePlan plan;
        private final Spectra spectra;
        private final March march;
        private final Trainer trainer;
        private final int from;
        private final List<StepValues> rows = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FRAME_BYTES);
        private boolean framed;
        private final ReentrantLock turn = new ReentrantLock();
        private volatile @Nullable Chunk made;

        /**
         * A maker of the chunk that starts at a step.
         *
         * @param march of a trainer at that step or before it
         * @param from first step wanted; the recipe's number of steps for the terminal event alone
         */
        Maker(March march, int from, FramePlan plan, Spectra spectra) {
            this.march = march;
            this.trainer = march.trainer();
            this.recipe = trainer.recipe();
            this.from = from;
            this.plan = plan;
            this.spectra = spectra;
        }

        /**
         * Takes some of the steps.
         *
         * @param slice multiply-adds to spend, more or less
         * @return the chunk, once it is complete; empty as well while somebody else works on it
         */
        Optional<Chunk> work(long slice) {
            if (made == null && turn.tryLock()) {
                try {
                    if (made == null && complete(slice)) {
                        made = new Chunk(bytes.toByteArray(), trainer.point(), trainer.ended());
                    }
                    march.rest();
                } finally {
                    turn.unlock();
                }
            }
            return Optional.ofNullable(made);
        }

        /** Whether somebody works on it at this moment. */
        boolean busy() {
            return turn.isLocked();
        }

        private boolean complete(long slice) {
            long until = march.spent() + slice;
            while (march.spent() < until) {
                if (look()) {
                    return true;
                }
                march.advance(Math.max(1, from - trainer.step()));
            }
            return false;
        }

        /** Takes in the values at the trainer's step; whether they complete the chunk. */
        private boolean look() {
            if (trainer.ended()) {
                end(trainer.event());
                return true;
            }
            int step = trainer.step();
            if (step < from) {
                return false;
            }
            boolean last = step == plan.last(step);
            boolean row = plan.hasRow(step);
            boolean prints = PrintedLog.prints(step);
            if (row || prints) {
                StepValues values = march.values();
                if (row) {
                    rows.add(values);
                }
                if (prints) {
                    Wire.log(bytes, recipe, values);
                }
            }
            if (last) {
                frame();
                march.advance();
            }
            return last && !trainer.ended();
        }

        /** The frame so far, if any, and the event that ends the stream. */
        private void end(TrainingEvent event) {
            if (event instanceof TrainingEvent.Diverged diverged) {
                if (diverged.lastFinite().step() >= from && unwritten(diverged.lastFinite())) {
                    rows.add(diverged.lastFinite());
                }
                frame();
                Divergence reason = Divergence.of(diverged, recipe, spectra.of(recipe));
                Wire.diverged(bytes, diverged, reason);
            } else if (event instanceof TrainingEvent.Finished finished) {
                Wire.finished(bytes, recipe, finished);
            }
        }

        private boolean unwritten(StepValues values) {
            return !framed && (rows.isEmpty() || rows.get(rows.size() - 1).step() != values.step());
        }

        private void frame() {
            if (!rows.isEmpty()) {
                Wire.frame(bytes, rows);
                rows.clear();
                framed = true;
            }
        }
    }
}
