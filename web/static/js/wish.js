// What the learner is about to choose and has not sent yet: a rate under the thumb, a start under the finger, a number
// of steps half typed. Fields feed it, charts show what would come of it, and the answer of the server ends it. No DOM.

import { chosen } from './schedule.js';

/** @typedef {{lr?: number, from?: number, start?: number[], steps?: number}} Wish a rate comes with the step from which it would hold */

let wish = {}, made = { run: null, wish: null, result: null };
const listeners = new Set();

/** Is called after every change of the wish. */
export function onWish(listener) { listeners.add(listener); }

/** The wish; empty if nothing is being chosen. @returns {Wish} */
export const wishes = () => wish;

/** Adds to the wish; what is null is not wished any more. @param {Wish} part */
export function wishFor(part) {
  const next = Object.fromEntries(Object.entries({ ...wish, ...part }).filter(([, value]) => value !== null && value !== undefined));
  if (JSON.stringify(next) === JSON.stringify(wish)) return;
  wish = next;
  for (const listener of listeners) listener(wish);
}

/** Nothing is being chosen any more. */
export function wishNothing() { wishFor({ lr: null, from: null, start: null, steps: null }); }

/** A run as it would be with what is being chosen, for predict() and its like; the run itself if nothing is. */
export function asWished(run) {
  if (made.run !== run || made.wish !== wish) made = { run, wish, result: granted(run, wish) };
  return made.result;
}

function granted(run, { lr, from = 0, start = run.start, steps = run.steps }) {
  if (lr === undefined && start === run.start && steps === run.steps) return run;
  const rates = lr === undefined ? { lr: run.lr, tweaks: run.tweaks } : chosen(run, from, lr);
  return { ...run, start, steps, lr: rates.lr, tweaks: rates.tweaks.filter((tweak) => tweak.step < steps) };
}
