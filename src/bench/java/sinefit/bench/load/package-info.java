/**
 * A load on the built jar: crowds of viewers on this machine, each played out as the page would,
 * and one table of what the server did and took. Linux only: it reads {@code /proc}.
 *
 * <p>May import: the JDK.
 */
@NullMarked
package sinefit.bench.load;

import org.jspecify.annotations.NullMarked;
