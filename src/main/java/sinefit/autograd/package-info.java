/**
 * Reverse-mode differentiation: a tape on which every operation is a node, with its value and,
 * after going back, the slope of the result.
 *
 * <p>May import: the JDK only.
 */
@NullMarked
package sinefit.autograd;

import org.jspecify.annotations.NullMarked;
