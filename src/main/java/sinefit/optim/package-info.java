/**
 * How a gradient becomes the next coefficients: one file for each optimizer.
 *
 * <p>May import: number, knob.
 */
@NullMarked
package sinefit.optim;

import org.jspecify.annotations.NullMarked;
