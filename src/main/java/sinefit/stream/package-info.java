/**
 * Runs on the wire: frames, their pacing, and one non-blocking writer for each viewer.
 *
 * <p>May import: number, knob, model, optim, training, theory (why a run diverged), export (printed
 * lines), Caffeine, jackson-core, slf4j, the servlet API and Jetty.
 */
@NullMarked
package sinefit.stream;

import org.jspecify.annotations.NullMarked;
