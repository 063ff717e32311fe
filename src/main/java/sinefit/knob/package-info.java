/**
 * A hyperparameter, declared once: its key, what it may be, how it is read, refused and written.
 *
 * <p>May import: number.
 */
@NullMarked
package sinefit.knob;

import org.jspecify.annotations.NullMarked;
