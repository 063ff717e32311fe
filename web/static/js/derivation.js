// "One step, in full": the formulas are KaTeX's, once; the numbers are text, every frame.
import { amount, coefficient, nextCoefficient, raised, rate, ratePieces, scales, significant } from './format.js';
import { put } from './put.js';
import { momentumAt, rateAt } from './schedule.js';

/** Sets every formula of a subtree; what stood there, plain text, is what is read without scripts. */
export function typeset(root) {
  for (const host of root.querySelectorAll('[data-tex]:not([data-set])')) {
    katex.render(host.dataset.tex, host, { throwOnError: false, trust: true, strict: false });
    host.dataset.set = '';
  }
}

/** θ after the step's update: from the next row where it is known, as the update rule says otherwise; null if it hangs on a past unknown here. */
export function updated(run, trace, shown) {
  const next = trace.at(shown.step + 1);
  if (next) return next.theta;
  if (momentumAt(run, shown.step) !== 0) return null;
  const lr = rateAt(run, shown.step);
  return shown.theta.map((value, k) => value - lr * shown.gradient[k]);
}

const ONE_LINE = 19; // characters of coefficient, rate and gradient that fit beside the rule

export function derivation(root) {
  const momentum = root.querySelector('[data-v=momentum]');
  const all = (name) => [...root.querySelectorAll(`[data-${name}]`)];
  const cells = Object.fromEntries(['sign', 'magnitude', 'gradient', 'bar', 'old', 'update-sign', 'rate', 'update-size', 'new'].map((name) => [name, all(name)]));
  const loss = root.querySelectorAll('[data-v=loss]'), sae = root.querySelectorAll('[data-v=sae]');
  const ended = root.querySelector('[data-ended]'), update = root.querySelector('[data-update]');

  return ({ run, trace, shown, end }) => {
    const g = shown.gradient, size = scales(run), past = end?.kind === 'finished' && shown.step === run.steps;
    for (const cell of loss) put(cell, amount(shown.loss));
    for (const cell of sae) put(cell, shown.sae === null ? '…' : amount(shown.sae));
    shown.theta.forEach((value, k) => {
      put(cells.sign[k], value < 0 ? '−' : k === 0 ? '' : '+');
      put(cells.magnitude[k], coefficient(Math.abs(value), size[k]));
      put(cells.old[k], coefficient(value, size[k]));
    });
    if (momentum) put(momentum, rate(momentumAt(run, shown.step)));
    ended.hidden = !past;
    update.classList.toggle('past', past);
    if (!g) {
      for (const name of ['gradient', 'update-sign', 'rate', 'update-size', 'new']) for (const cell of cells[name]) put(cell, '…');
      return;
    }
    const largest = Math.max(...g.map(Math.abs)), next = updated(run, trace, shown);
    const [mantissa, exponent] = ratePieces(rateAt(run, shown.step));
    const eta = exponent === null ? mantissa : `${mantissa ? `${mantissa}·` : ''}10${raised(exponent)}`;
    g.forEach((value, k) => {
      put(cells.gradient[k], amount(value));
      const half = largest > 0 && Number.isFinite(value) ? (Math.abs(value) / largest) * 50 : 0;
      cells.bar[k].style.width = `${half}%`;
      cells.bar[k].style.left = `${value < 0 ? 50 - half : 50}%`;
      // With momentum the way that a coefficient goes is what is known of its velocity.
      const back = momentum ? (next ? shown.theta[k] - next[k] : NaN) : value;
      put(cells['update-sign'][k], back < 0 ? '+' : '−');
      if (!momentum) put(cells.rate[k], eta);
      put(cells['update-size'][k], !momentum ? amount(Math.abs(back)) : next ? significant(Math.abs(back)) : '…');
      put(cells.new[k], next ? nextCoefficient(next[k], size[k]) : '…');
    });
    update.classList.toggle('long', Boolean(momentum) || g.some((value, k) => amount(Math.abs(value)).length + coefficient(shown.theta[k], size[k]).length + eta.length > ONE_LINE));
  };
}
