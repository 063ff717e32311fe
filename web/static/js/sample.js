// Pointing at a sample in the chart, and the card that says what it adds to each gradient.
import { fixed, whole } from './format.js';
import { OPEN } from './popover.js';
import { put } from './put.js';
import { shareText } from './samples.js';
import { word } from './words.js';

const NEAR = 9; // px within which a second click is one on the same sample

/** Hovers, and holds what is clicked, by mouse or by finger. */
export function pointing(canvas, chart, pointed, samples) {
  const scale = () => chart.chart?.scales.x;
  function indexAt(event) {
    const { run } = chart, x = scale()?.getValueForPixel(event.offsetX);
    if (run?.points) return x === undefined ? null : nearest(samples.x, x);
    return !run || x === undefined || x < run.min || x > run.max ? null : Math.round(((x - run.min) / (run.max - run.min)) * (run.n - 1));
  }
  const point = (event) => {
    samples.want();
    pointed.hover(indexAt(event), 'chart');
  };
  for (const name of ['pointermove', 'pointerdown']) canvas.addEventListener(name, point);
  for (const name of ['pointerleave', 'pointercancel']) canvas.addEventListener(name, () => pointed.leave('chart'));
  canvas.addEventListener('click', (event) => {
    // A click knows its place in whole pixels only, less well than the hand that hovers.
    const index = pointed.by === 'chart' ? pointed.index : indexAt(event), { run } = chart;
    if (index === null || run.points) return;
    const { left, right } = scale();
    pointed.hold(index, Math.ceil((NEAR * (run.n - 1)) / (right - left)));
  });
  document.addEventListener('keydown', (event) => {
    // What lies open above the page closes first.
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector(`${OPEN}, .hyper.open`)) pointed.release();
  });
}

const nearest = (all, x) => all.reduce((best, each, i) => (Math.abs(each - x) < Math.abs(all[best] - x) ? i : best), 0);

export function sampleCard(card) {
  const element = (tag, className, ...children) => {
    const made = Object.assign(document.createElement(tag), { className });
    made.append(...children);
    return made;
  };
  const name = element('b', ''), x = element('span', ''), error = element('span', 'e'), what = element('div', ''), shares = element('div', 'g');
  card.append(element('div', '', name, '  ', x, '  ', error), what, shares);
  let cells = [];
  return {
    load(run) {
      cells = run.parameters.map(() => element('span', ''));
      shares.replaceChildren(...run.parameters.map((letter, k) => element('span', `c${letter}`, element('i', '', letter), cells[k])));
    },
    /** @param {object | null} term of the sample pointed at; null: none is */
    show(term, run, held) {
      card.hidden = term === null;
      if (term === null) return;
      put(name, word('sample.heading', whole(term.index)));
      put(x, `x ${fixed(term.x, 4)}`);
      put(error, `ŷ − y ${fixed(term.error, 4)}`);
      put(what, word(held === term.index ? 'sample.held' : 'sample.share'));
      cells.forEach((cell, k) => { put(cell, shareText(run, term.shares[k])); });
    },
  };
}
