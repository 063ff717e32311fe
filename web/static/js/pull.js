// Where an update pulls the curve: what each coefficient's own change would do to it, at a place of its own. Pure.
import { features, valueAt } from './polynomial.js';

const MOST = 1e9; // times: beyond it a pull is what rounding leaves

/** The largest of 1, 2, 5 times a power of ten that is at most `value`. */
export function roundDown(value) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12), lead = value / power;
  return Number(((lead >= 4.9999999 ? 5 : lead >= 1.9999999 ? 2 : 1) * power).toPrecision(1));
}

/** The coefficient whose slope is steepest. */
export function steepest(gradient) {
  return gradient.reduce((best, value, k) => (Math.abs(value) > Math.abs(gradient[best]) ? k : best), 0);
}

/** An x for each coefficient, apart from one another: the higher the order, the farther out, where it moves the curve most. */
export function places({ min, max, parameters: { length } }) {
  const shares = Array.from({ length }, (_, j) => (length === 1 ? 0.5 : 0.15 + (0.7 * j) / (length - 1)));
  // The same distance on both sides is the same but for rounding: then the left comes first.
  const off = (share) => Math.round(Math.abs(share - 0.5) * 1e9);
  shares.sort((a, b) => off(a) - off(b) || a - b);
  return shares.map((share) => min + (max - min) * share);
}

/**
 * Arrows for a change of the coefficients, all drawn `factor` times as long as they are.
 * @param {number} room how long the longest may become, in units of y
 * @returns {{factor: number, arrows: {k: number, x: number, from: number, by: number}[]} | null} from: ŷ there; by: the
 *   true pull, without the factor; null if there is none that could be seen
 */
export function pull(run, theta, change, room) {
  const arrows = places(run).map((x, k) => ({ k, x, from: valueAt(run, theta, x), by: change[k] * features(run, x, theta)[k] }));
  const largest = Math.max(...arrows.map(({ by }) => Math.abs(by)));
  if (!(largest > 0 && largest < Infinity)) return null;
  const factor = roundDown(room / largest);
  return factor > 0 && factor <= MOST ? { factor, arrows } : null;
}
