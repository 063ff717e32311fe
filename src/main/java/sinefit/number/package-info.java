/**
 * How numbers are kept and written: the two widths, and Python's shortest text of a double.
 *
 * <p>May import: the JDK, jackson-core (its shortest-digits routine).
 */
@NullMarked
package sinefit.number;

import org.jspecify.annotations.NullMarked;
