/**
 * Where curves, ticks and names stand in a drawing of a fit. Geometry only: no colours, no words.
 *
 * <p>May import: number (how ticks are written).
 */
@NullMarked
package sinefit.plot;

import org.jspecify.annotations.NullMarked;
