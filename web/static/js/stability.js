// Which rates settle, and how fast what does not settle grows. As theory/Spectrum.java has it. Pure.
import { factor } from './prediction.js';
import { momentumAt, rateAt } from './schedule.js';

/** The stability limit with the momentum in force at a step: 2(1 + μ)/λmax; 0 where no rate settles, NaN where none is known. */
export function limitAt(run, step) {
  const plain = run.theory?.stabilityLimit, momentum = momentumAt(run, step);
  if (!(plain > 0)) return NaN;
  return momentum < 1 ? plain * (1 + momentum) : 0;
}

/** The rate beyond which the steepest direction overshoots: (1 − √μ)²/λmax. */
export function overshootAt(run, step) {
  return (Math.max(0, 1 - Math.sqrt(momentumAt(run, step))) ** 2 * (run.theory?.stabilityLimit ?? NaN)) / 2;
}

/** Where the last rate and momentum up to a step were set by which errors grow; null if none did. */
export function growingSince(run, step) {
  const starts = [0, ...run.tweaks.map((tweak) => tweak.step)].filter((from) => from <= step);
  return starts.findLast((from) => rateAt(run, from) > limitAt(run, from)) ?? null;
}

/** How the steepest direction's error changes in one step, in the long run. */
export function factorAt(run, step) {
  return factor(rateAt(run, step), momentumAt(run, step), 2 / run.theory.stabilityLimit);
}
