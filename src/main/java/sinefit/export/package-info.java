/**
 * A run as a program, a table, a printed log.
 *
 * <p>May import: all above but theory.
 */
@NullMarked
package sinefit.export;

import org.jspecify.annotations.NullMarked;
