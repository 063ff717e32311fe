/**
 * Missions: what a learner is asked to bring about with a run, and whether he did.
 *
 * <p>May import: number, knob, model, optim, training, theory, lesson.
 */
@NullMarked
package sinefit.mission;

import org.jspecify.annotations.NullMarked;
