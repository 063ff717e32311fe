// The figures of this very run in the answers to questions: what a template leaves open as data-fact is filled in when
// the answer opens.
import { OPEN } from './popover.js';
import { rate, rateBelow, significant } from './format.js';
import { applies, pace, predict } from './prediction.js';
import { put } from './put.js';
import { hasMomentum } from './schedule.js';
import { curvatureText, factorText } from './spectrum.js';
import { block } from './terrain.js';

/** All figures that an answer may name, of a run at a step; those that do not exist are left out. Pure. */
export function facts(run, step) {
  if (!applies(run)) return {};
  const { eigenvalues, conditionNumber, bestRate, stabilityLimit, floor } = run.theory, { lr, momentum } = predict(run).ratesAt(step), low = eigenvalues[0], high = eigenvalues.at(-1);
  const factor = (value) => factorText(pace(lr, momentum, value).factor), slow = Math.abs(pace(lr, momentum, low).factor), tenth = Math.log(0.1) / Math.log(slow);
  const entries = run.parameters.length > 1 ? block(run, run.theory.splits && run.parameters.length > 2 ? [0, 2] : [0, 1]) : block(run, [0, 0]);
  return {
    'lambda-min': curvatureText(low), 'lambda-max': curvatureText(high), 'factor-min': factor(low), 'factor-max': factor(high), rate: rate(lr),
    tenth: slow < 1 && Number.isFinite(tenth) ? significant(Math.ceil(tenth)) : '∞', kappa: significant(conditionNumber), best: rate(bestRate), limit: rateBelow(stabilityLimit), floor: significant(floor),
    h11: significant(entries[0]), h12: significant(Math.abs(entries[1]) < 1e-9 * entries[0] ? 0 : entries[1]), h22: significant(entries[2]),
  };
}

/** Fills in an answer as it opens, and anew with another run while it is open. */
export function facing(state) {
  function fill(answer) {
    const { run, shown } = state, known = facts(run, shown.step);
    for (const place of answer.querySelectorAll('[data-fact]')) put(place, known[place.dataset.fact] ?? '–');
    for (const part of answer.querySelectorAll('[data-known]')) part.hidden = !applies(run);
    for (const part of answer.querySelectorAll('[data-when]')) part.hidden = (part.dataset.when === 'momentum') !== hasMomentum(run);
  }
  document.addEventListener('toggle', ({ target, newState }) => {
    if (newState === 'open' && target.matches?.('.why') && state.run) fill(target);
  }, true);
  state.on('run', () => { for (const answer of document.querySelectorAll(`.why${OPEN}`)) fill(answer); });
}
