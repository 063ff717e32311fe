/**
 * The lessons and their order.
 *
 * <p>May import: number, knob, problem, optim, training.
 */
@NullMarked
package sinefit.lesson;

import org.jspecify.annotations.NullMarked;
