// What the tour asks for, in its order, and when each of it is done. Pure.
import { rateAt } from './schedule.js';
import { limitAt } from './stability.js';

const WATCHED = 300; // steps, at most: five seconds at the usual speed

const watched = (run) => Math.min(WATCHED, Math.ceil(run.steps / 3));

/** Whether a run's rate at the step shown is beyond its limit. */
export const tooFast = ({ run, shown }) => rateAt(run, shown.step) > limitAt(run, shown.step);

/** A run on which all of it can be done: it settles, lasts a while, and theory knows its limit. */
export const suits = (run) => rateAt(run, 0) < limitAt(run, 0) && run.steps >= 200 && run.tweaks.length === 0;

/**
 * Each gets {run, shown, playing, atEnd, before, offered, diverged}. atEnd: whether the run's end is shown; before: the step shown before
 * this one, while it stands still, or null; offered: whether the page has told of a divergence and offers a rate that settles.
 */
export const STEPS = [
  { name: 'train', done: ({ playing }) => playing },
  { name: 'watch', done: ({ run, shown, atEnd }) => atEnd || shown.step >= watched(run) },
  { name: 'stop', done: ({ playing }) => !playing },
  { name: 'step', done: ({ playing, shown, before }) => !playing && before !== null && Math.abs(shown.step - before) === 1 },
  { name: 'rate', done: tooFast },
  { name: 'diverge', done: ({ offered, diverged }) => offered || diverged },
  { name: 'mend', done: (state) => !tooFast(state) },
];

/** The first thing not done yet, from one of them on; past the last one all is done. */
export function following(index, state) {
  let at = index;
  while (at < STEPS.length && STEPS[at].done(state)) at += 1;
  return at;
}

/**
 * The step of the run to show as one of them begins, so that it can be done; null: where one stands. At a run's end there is no step
 * further, and another rate would begin the run anew.
 */
export const backTo = (name, { run, atEnd }) => ((name === 'step' || name === 'rate') && atEnd ? Math.min(watched(run), Math.floor(run.steps / 2)) : null);

/** A run that ended before its rate could break it: the rate is to be chosen once more. */
export const inVain = (name, { playing, atEnd, offered, diverged }) => name === 'diverge' && atEnd && !playing && !offered && !diverged;

/** A step's place; the first one's for any other name. */
export const indexOf = (name) => Math.max(0, STEPS.findIndex((step) => step.name === name));

/** Where to go on, from the step that was left: on a page that was opened anew some of what led there is to be done again. */
export function resumed(name, state) {
  if (name === 'watch' && !state.playing) return indexOf('train');
  return indexOf((name === 'diverge' || name === 'mend') && !tooFast(state) ? 'rate' : name);
}
