/**
 * One run: the recipe that determines it, the trainer that takes its steps, what it tells.
 *
 * <p>May import: number, knob, problem, model, optim, random, Caffeine.
 */
@NullMarked
package sinefit.training;

import org.jspecify.annotations.NullMarked;
