package sinefit.stream;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import sinefit.export.PrintedLog;
import sinefit.training.Recipe;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.training.TrainingEvent;

/**
 * What is written to a viewer at once: the printed lines of a frame, the frame, and the terminal
 * event if the run ends there.
 *
 * @param bytes events as they go over the wire; shared, never written to
 * @param next where the run goes on; shared: copy it before moving it
 * @param ends whether the terminal event is in it
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all viewers of the frame
record Chunk(byte[] bytes, Trainer next, boolean ends) {

    /** Makes one chunk, a slice of work at a time. */
    static final class Maker {
        private final Recipe recipe;
        private final FramePlan plan;
        private final Runs runs;
        private final Trainer trainer;
        private final int from;
        private final List<StepValues> rows = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean framed;

        /**
         * A maker of the chunk that starts at a step.
         *
         * @param trainer at that step or before it; will be moved
         * @param from first step wanted; the recipe's number of steps for the terminal event alone
         */
        Maker(Trainer trainer, int from, FramePlan plan, Runs runs) {
            this.recipe = trainer.recipe();
            this.trainer = trainer;
            this.from = from;
            this.plan = plan;
            this.runs = runs;
        }

        /**
         * Takes some of the steps.
         *
         * @param slice multiply-adds to spend, more or less
         * @return whether the chunk is complete
         */
        boolean work(long slice) {
            for (long left = slice; left > 0; left -= recipe.workPerStep()) {
                if (look()) {
                    return true;
                }
                advance();
            }
            return false;
        }

        private void advance() {
            trainer.advance();
            runs.pass(trainer);
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
            if (plan.hasRow(step)) {
                rows.add(trainer.values());
            }
            if (PrintedLog.prints(step)) {
                bytes.writeBytes(Wire.log(recipe, trainer.values()));
            }
            if (last) {
                frame();
                advance();
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
                bytes.writeBytes(Wire.diverged(recipe, diverged));
            } else if (event instanceof TrainingEvent.Finished finished) {
                bytes.writeBytes(Wire.finished(recipe, finished));
            }
        }

        private boolean unwritten(StepValues values) {
            return !framed && (rows.isEmpty() || rows.get(rows.size() - 1).step() != values.step());
        }

        private void frame() {
            if (!rows.isEmpty()) {
                bytes.writeBytes(Wire.frame(rows));
                rows.clear();
                framed = true;
            }
        }

        /** The chunk; only when {@link #work} has said that it is complete. */
        Chunk chunk() {
            return new Chunk(bytes.toByteArray(), trainer, trainer.ended());
        }
    }
}
