/**
 * Where curves, ticks and names stand in a drawing of a fit: geometry, without colours and words.
 * And the picture for previews of a link, drawn here as a whole.
 *
 * <p>May import: number (how ticks are written).
 */
@NullMarked
package sinefit.plot;

import org.jspecify.annotations.NullMarked;
