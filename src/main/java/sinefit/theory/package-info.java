/**
 * What linear algebra knows of a run before it starts.
 *
 * <p>May import: number, knob, problem, model, optim, training, EJML, Caffeine.
 */
@NullMarked
package sinefit.theory;

import org.jspecify.annotations.NullMarked;
