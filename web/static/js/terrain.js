// The loss above its floor as a landscape over two coefficients, the others at their best. It is a quadratic, so all of
// it is known from three numbers, the Hessian's entries [p, q, r] for the pair: ½(pu² + 2quv + rv²). Pure.
import { curvature } from './prediction.js';

/** [p, q, r] of a pair of coefficients. */
export const block = (run, [i, j]) => [curvature(run, i, i), curvature(run, i, j), curvature(run, j, j)];

/** How much the loss is above its floor at (u, v) from the best point. */
export const excessAt = ([p, q, r], u, v) => (p * u * u + 2 * q * u * v + r * v * v) / 2;

/** Points [u, v] of the ellipse on which the loss is that much above its floor. */
export function contour([p, q, r], level, count = 96) {
  // With H = AᵀA, A upper triangular, the ellipse is what A takes to a circle.
  const a = Math.sqrt(p), b = q / a, c = Math.sqrt(Math.max(r - b * b, Number.MIN_VALUE)), radius = Math.sqrt(2 * level);
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count, v = (radius * Math.sin(angle)) / c;
    return [(radius * Math.cos(angle) - b * v) / a, v];
  });
}

/** Levels up to one, falling: 1 and 3 times the powers of ten. */
export function levels(top, count) {
  const found = [];
  for (let k = Math.floor(Math.log10(top)); found.length < count && k > -300; k--) {
    for (const lead of [3, 1]) if (lead * 10 ** k <= top && found.length < count) found.push({ value: lead * 10 ** k, power: lead === 1 ? k : null });
  }
  return found;
}

/** What a pair is shown first: the two coefficients that cause the most loss at the start. */
export function worstPair(run) {
  const { start, theory: { optimum } } = run, size = start.length;
  let worst = [0, Math.min(1, size - 1)], most = -1;
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const excess = excessAt(block(run, [i, j]), start[i] - optimum[i], start[j] - optimum[j]);
      if (excess > most) { most = excess; worst = [i, j]; }
    }
  }
  return worst;
}

/** The maps of a run: two that hold all of its loss where even and odd powers do not meet, else one of a pair (or the one coefficient there is). */
export function mapsOf(run, pair) {
  if (run.parameters.length === 1) return [[0]];
  if (run.theory.splits && run.parameters.length === 4) return [[0, 2], [1, 3]];
  return [pair];
}

/** Steps at which a predicted path is looked at: each at first, where it may swing, then ever fewer. */
export function lookouts(steps, each = 300, rest = 120) {
  const last = Math.min(steps, each), found = Array.from({ length: last + 1 }, (_, k) => k);
  for (let k = 1; k <= rest && last < steps; k++) {
    const step = Math.round(last * (steps / last) ** (k / rest));
    if (step > found.at(-1)) found.push(step);
  }
  return found;
}
