// What a run does in the end: converges, oscillates or diverges. Pure.
import { applies } from './prediction.js';
import { momentumAt, rateAt } from './schedule.js';
import { factorAt, limitAt, overshootAt } from './stability.js';

export const RISE = 1.01; // a rise by a hundredth is one
const OFTEN = 2;

/**
 * What theory says, by the rates that hold: it diverges if the last of them is above the stability limit, 2/λmax (with momentum
 * 2(1 + μ)/λmax); it oscillates if any is above 1/λmax ((1 − √μ)²/λmax), so that the steepest direction jumps across its
 * lowest point; else it converges: no direction ever does. null where theory is silent.
 * @returns {{kind: 'converges' | 'oscillates' | 'diverges', share: number, factor: number, momentum: number} | null}
 *   share: of the limit, the last rate; factor: of the steepest direction's error, a step
 */
export function byTheory(run) {
  if (!applies(run)) return null;
  const steps = [0, ...run.tweaks.map(({ step }) => step)], last = steps.at(-1), limit = limitAt(run, last), lr = rateAt(run, last);
  const kind = lr > limit ? 'diverges' : steps.some((step) => rateAt(run, step) > overshootAt(run, step)) ? 'oscillates' : 'converges';
  return { kind, share: lr / limit, factor: factorAt(run, last), momentum: momentumAt(run, last) };
}

/** How often values rise by a hundredth or more and then fall again by as much. */
export function humps(values) {
  let count = 0, low = values[0], high = null;
  for (const value of values) {
    if (high === null) {
      if (value < low) low = value;
      else if (value > low * RISE) high = value;
    } else if (value > high) high = value;
    else if (value * RISE < high) {
      count++;
      low = value;
      high = null;
    }
  }
  return count;
}

/**
 * What was measured: it diverged if the numbers ran out, or if it ended above where it began; it oscillated if the loss
 * rose by a hundredth and fell again, twice or more; else it converged.
 * @param {number[]} losses those that came, in order
 */
export function byMeasurement(losses, ranOut) {
  const count = humps(losses), up = losses.at(-1) > losses[0];
  return { kind: ranOut || up ? 'diverges' : count >= OFTEN ? 'oscillates' : 'converges', humps: count };
}
