/**
 * The loss of a step taken apart on the tape: its graph, what flows through it, and its gradient
 * three ways.
 *
 * <p>May import: number, knob, problem, model, autograd, training.
 */
@NullMarked
package sinefit.graph;

import org.jspecify.annotations.NullMarked;
