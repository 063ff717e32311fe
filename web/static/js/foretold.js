// One line over the loss: before training what will happen, while training how far the prediction is off.
import { amount, scientific, significant, whole } from './format.js';
import { applies, factor, predict } from './prediction.js';
import { put } from './put.js';
import { word } from './words.js';

const NEAR = 1.01; // of the floor

/** What a run will do, in words. */
export function forecast(run, prediction) {
  const { steps, theory: { eigenvalues, floor } } = run, { lr, momentum } = prediction.ratesAt(steps);
  const factors = eigenvalues.map((eigenvalue) => factor(lr, momentum, eigenvalue)), fastest = Math.max(...factors);
  if (fastest > 1) return word('forecast.diverges', significant(fastest));
  const end = amount(prediction.lossAt(steps)), near = floor > 0 ? prediction.firstAtMost(NEAR * floor) : null;
  const way = lr * eigenvalues.at(-1) > (1 - Math.sqrt(momentum)) ** 2 ? 'swings' : 'falls';
  return near === null ? word(`forecast.${way}`, end) : word(`forecast.${way}Near`, end, whole(near));
}

export function foretold(line) {
  const [before, after] = word('foretold.off', '\n').split('\n'), off = Object.assign(document.createElement('span'), { className: 'off' });
  let own = null, run = null, said = '';

  function say(text) {
    if (text !== said) line.textContent = said = text;
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
    return tell((own.lossAt(shown.step) - shown.loss) / shown.loss);
  };
}
