/**
 * What is to be fitted: the target function and its samples.
 *
 * <p>May import: number.
 */
@NullMarked
package sinefit.problem;

import org.jspecify.annotations.NullMarked;
