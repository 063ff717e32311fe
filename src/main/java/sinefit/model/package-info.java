/**
 * What is fitted to the samples, and the loss with its gradient.
 *
 * <p>May import: number, problem.
 */
@NullMarked
package sinefit.model;

import org.jspecify.annotations.NullMarked;
