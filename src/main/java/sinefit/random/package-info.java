/**
 * The random numbers NumPy and PyTorch hand out for a seed, so that a run seeded here starts
 * exactly where the learner's own script starts. Nothing here is random on its own account: every
 * sequence is fixed by its seed, on every JDK. May import: the JDK only.
 */
@NullMarked
package sinefit.random;

import org.jspecify.annotations.NullMarked;
