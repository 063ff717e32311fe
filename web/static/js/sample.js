// Pointing at a sample: its gap, and its own share of each gradient.
import { fixed, whole } from './format.js';
import { features, valueAt } from './polynomial.js';
import { word } from './words.js';

export function sample(canvas, card, chart, wire, changed) {
  let run = null, index = null, samples = null;

  function read(theta) {
    const x = samples.x[index], error = valueAt(run, theta, x) - samples.y[index], each = run.mean ? 2 / run.n : 2;
    return { x, error, shares: features(run, x).map((value) => each * error * value) };
  }

  // Fetched when first pointed at; until then there is nothing true to show.
  async function fetched(wanted) {
    samples = { x: [] };
    try {
      const came = await wire.fetchSamples(wanted);
      if (run === wanted) samples = came;
    } catch {
      if (run === wanted) samples = null;
    }
    changed();
  }

  function point(event) {
    const scale = chart.chart?.scales.x;
    if (!run || !scale) return;
    if (!samples) fetched(run);
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
    load(next) { run = next; index = null; samples = null; },
    /** Draws the read-out; returns the sample pointed at, or null. */
    show({ theta }) {
      const here = index !== null && samples?.x.length > 0;
      card.hidden = !here;
      chart.sample = here ? samples.x[index] : null;
      if (!here) return null;
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
