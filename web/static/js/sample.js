// Pointing at a sample: its gap, and its own share of each gradient.
import { fixed, whole } from './format.js';
import { valueAt } from './polynomial.js';
import { word } from './words.js';

export function sample(canvas, card, chart, changed) {
  let run = null, index = null;

  function read(theta) {
    const x = run.min + ((run.max - run.min) * index) / (run.n - 1);
    const error = valueAt(theta, x) - chart.truthAt(x);
    return { x, error, shares: theta.map((_, k) => 2 * error * x ** k) };
  }

  function point(event) {
    const scale = chart.chart?.scales.x;
    if (!run || !scale) return;
    const x = scale.getValueForPixel(event.offsetX);
    index = x < run.min || x > run.max ? null : Math.round(((x - run.min) / (run.max - run.min)) * (run.n - 1));
    changed();
  }
  const leave = () => { index = null; changed(); };
  canvas.addEventListener('pointermove', point);
  canvas.addEventListener('pointerdown', point);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('pointercancel', leave);

  const element = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });

  return {
    load(next) { run = next; index = null; },
    /** Draws the read-out; returns the sample pointed at, or null. */
    show({ theta }) {
      card.hidden = index === null;
      chart.sample = index === null ? null : read(theta).x;
      if (index === null) return null;
      const point = read(theta);
      const head = document.createElement('div');
      head.append(element('b', '', word('sample.heading', whole(index))), `  x ${fixed(point.x, 4)}  `, element('span', 'e', `ŷ − y ${fixed(point.error, 4)}`));
      const shares = element('div', 'g', '');
      shares.append(...run.parameters.map((name, k) => {
        const share = element('span', `c${name}`, '');
        share.append(element('i', '', name), fixed(point.shares[k], 3));
        return share;
      }));
      card.replaceChildren(head, element('div', '', word('sample.share')), shares);
      return point;
    },
  };
}
