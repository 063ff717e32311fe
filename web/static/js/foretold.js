// One line over the loss: before training what will happen, while training how far the prediction is off.
import { amount, multiple, scientific, whole } from './format.js';
import { applies, factor, predict } from './prediction.js';
import { put } from './put.js';
import { resolutionOf } from './resolution.js';
import { unbroken } from './unbroken.js';
import { word } from './words.js';

const NEAR = 1.01; // of the floor

/** What a run will do, in words. */
export function forecast(run, prediction) {
  const { steps, theory: { eigenvalues, floor } } = run, { lr, momentum } = prediction.ratesAt(steps), changed = run.tweaks.length > 0;
  const fastest = Math.max(...eigenvalues.map((eigenvalue) => factor(lr, momentum, eigenvalue))), last = prediction.lossAt(steps), least = resolutionOf(run, 'excess');
  if (fastest > 1 || !Number.isFinite(last)) return word('forecast.diverges', multiple(fastest));
  const told = (loss) => (floor === 0 && loss <= least ? word('forecast.zero') : amount(loss)), end = told(last), bound = prediction.boundAt(0);
  if (!changed && bound <= least) return word('forecast.there', end);
  const same = [0, 0.25, 0.5, 0.75].every((share) => told(prediction.lossAt(Math.round(share * steps))) === end);
  if (same) return word('forecast.still', end);
  if (momentum >= 1 || fastest === 1 && lr * eigenvalues.at(-1) > 1) return word('forecast.forever');
  const swings = lr * eigenvalues.at(-1) > (1 - Math.sqrt(momentum)) ** 2, near = (NEAR - 1) * floor;
  if (!swings) {
    const step = floor > 0 ? prediction.firstAtMost(NEAR * floor) : null;
    return step === null ? word('forecast.falls', end) : word('forecast.fallsNear', end, whole(step));
  }
  const step = floor > 0 ? prediction.settledBy(near) : null, way = prediction.boundAt(steps) <= Math.max(near, least) ? 'settles' : 'swings';
  return step === null ? word(`forecast.${way}`, end) : word(`forecast.${way}Near`, end, whole(step));
}

export function foretold(line) {
  const [before, after] = word('foretold.off', '\n').split('\n'), off = Object.assign(document.createElement('span'), { className: 'off' });
  let own = null, run = null, said = '';

  function say(text) {
    if (text === said) return;
    said = text;
    line.replaceChildren(...unbroken(text));
  }

  // The number has a place of a fixed width, so that nothing moves while it changes.
  function tell(share) {
    if (said !== null) line.replaceChildren(before, off, after);
    said = null;
    put(off, Number.isFinite(share) ? (share === 0 ? '0' : scientific(share, 1)) : '–');
  }

  /** @param {object | null} wished the prediction of a run about to be chosen, {run, prediction} */
  return ({ run: now, shown, playing }, wished = null) => {
    if (now !== run || (own !== null) !== applies(now)) {
      run = now;
      own = predict(run);
    }
    line.parentElement.classList.toggle('silent', !applies(run));
    if (!own) return say('');
    if (wished) return say(forecast(wished.run, wished.prediction));
    if (shown.step === 0 && !playing) return say(forecast(run, own));
    const due = own.lossAt(shown.step), least = resolutionOf(run);
    if (own.lostAt(shown.step)) return say(word('foretold.lost'));
    if (shown.loss <= least && due <= least) return say(word('foretold.nothing'));
    return tell((due - shown.loss) / shown.loss);
  };
}
