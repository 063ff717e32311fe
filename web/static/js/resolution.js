// What of a run's numbers is only rounding, as the server tells it (theory/Resolution.java): at or below it nothing is
// measured. Pure.
import { amount } from './format.js';
import { word } from './words.js';

/** The resolution of a run: of its loss, of what is above the floor, of Σ|ŷ − y|; 0 where it is not known. */
export const resolutionOf = (run, of = 'loss') => run?.resolution?.[of] ?? 0;

/** A value; NaN, which a line leaves out, where it is nothing but rounding. */
export const measured = (value, least) => (value > least ? value : NaN);

/** A loss in words: a number, or that only rounding is left. */
export function lossText(run, loss) {
  if (loss === 0) return word('chart.nothing');
  return loss <= resolutionOf(run) ? word('chart.rounding', amount(loss)) : amount(loss);
}
