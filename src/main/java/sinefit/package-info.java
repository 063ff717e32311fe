/**
 * Sinefit: watch gradient descent fit a curve. {@code App} wires everything and sees everything.
 */
@NullMarked
package sinefit;

import org.jspecify.annotations.NullMarked;
