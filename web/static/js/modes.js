// The modes: for each eigenvector of the Hessian what its error still adds to the loss, measured (bar) and foretold
// (dashed mark), on one log axis, and by what it is multiplied with every step. A table, so it needs no other for readers.
import { amount } from './format.js';
import { spread } from './place.js';
import { applies, errorsOf, pace, predict, shares } from './prediction.js';
import { put } from './put.js';
import { curvatureText, factorText, share, span } from './spectrum.js';
import { decadeTicks } from './ticks.js';
import { asWished, wishes } from './wish.js';
import { word } from './words.js';

const LETTERS = 0.01, APART = 0.07, EDGE = 0.03; // the least part of a coefficient that is named; of the axis: between two pinned runs, and beside its ends

export class Modes {
  pins = null;
  #run = null; #open = false; #table; #rows = []; #axis = { from: 0, to: 1 }; #head; #foot; #shown = null; #foretold = { run: null, prediction: null };

  constructor(table) {
    this.#table = table;
    this.#head = table.querySelector('[data-modes-sum]');
    this.#foot = table.querySelector('[data-modes-ticks]');
  }

  load({ run, shown }) {
    this.#run = run;
    this.#shown = shown;
    if (!applies(run)) return;
    const prediction = predict(run);
    this.#axis = span(shares(run, prediction.errorsAt(0)), shares(run, prediction.errorsAt(run.steps)));
    this.build();
  }

  open({ shown }) {
    this.#shown = shown;
    this.#open = true;
    this.build();
  }

  overlay(pins) {
    this.pins = pins;
    this.build();
  }

  close() { this.#open = false; }

  build() {
    if (!this.#open || !this.#run || !applies(this.#run)) return;
    const { theory: { eigenvalues, eigenvectors }, parameters } = this.#run, last = eigenvalues.length - 1, start = shares(this.#run, errorsOf(this.#run, this.#run.start));
    this.#rows = eigenvalues.map((value, k) => {
      const row = part('row'), name = part('rowheader', 'name', last === 0 ? word('modes.only') : k === 0 ? word('modes.slowest') : k === last ? word('modes.fastest') : String(k + 1));
      const mix = part('cell', 'mix'), factor = part('cell', 'factor'), bar = part('cell', 'bar'), left = part('cell', 'left');
      mix.append(...letters(eigenvectors[k], parameters));
      const sign = document.createElement('span'), number = document.createElement('span'), gauge = document.createElement('span');
      sign.className = 'sign';
      factor.append(number, sign);
      gauge.className = 'gauge';
      const pieces = Object.fromEntries(['was', 'now', 'first', 'theory'].map((piece) => [piece, Object.assign(document.createElement('i'), { className: `g-${piece}` })]));
      const pinned = this.pins?.gauges(this.#run, k) ?? [];
      gauge.append(...Object.values(pieces), ...pinned.map(({ mark }) => mark));
      bar.append(gauge);
      row.append(name, mix, part('cell', 'lambda', curvatureText(value)), factor, bar, left);
      return { row, number, sign, left, bar, pieces, pinned, start: start[k] };
    });
    this.#table.querySelector('[data-modes-rows]').replaceChildren(...this.#rows.map(({ row }) => row));
    this.#scale();
    this.show({ shown: this.#shown });
  }

  #scale() {
    this.#foot.replaceChildren(...decadeTicks(this.#axis).map(({ value, label }) => {
      const tick = document.createElement('span');
      put(tick, label);
      const at = share(this.#axis, value);
      tick.style.left = percent(at);
      tick.style.transform = `translateX(${at < 0.04 ? 0 : at > 0.96 ? -100 : -50}%)`;
      return tick;
    }));
    for (const { pieces, pinned, start } of this.#rows) {
      pieces.first.style.left = pieces.was.style.width = percent(share(this.#axis, start));
      const places = spread(pinned.map(({ value }) => share(this.#axis, value)), APART, EDGE, 1 - EDGE);
      pinned.forEach(({ mark }, i) => { mark.style.left = percent(places[i]); });
    }
  }

  mark(state) { this.show(state); }

  show({ shown }) {
    this.#shown = shown;
    const run = this.#run;
    if (!this.#open || !applies(run)) return;
    if (this.#foretold.run !== run) this.#foretold = { run, prediction: predict(run) };
    const { prediction } = this.#foretold, now = shares(run, errorsOf(run, shown.theta)), due = shares(run, prediction.errorsAt(shown.step)), high = Math.max(...now.filter(Number.isFinite));
    // A run that diverges needs more of the axis: it grows by as much again, so that it seldom does.
    while (high > 10 ** this.#axis.to && this.#axis.to < 308) {
      this.#axis = { from: this.#axis.from, to: Math.min(2 * this.#axis.to - this.#axis.from, 308) };
      this.#scale();
    }
    const { lr, momentum } = this.#rate(shown.step);
    this.#rows.forEach(({ number, sign, left, bar, pieces }, k) => {
      const { factor, swings, grows } = pace(lr, momentum, run.theory.eigenvalues[k]), at = share(this.#axis, now[k]);
      put(number, `× ${factorText(factor)}`);
      const kind = grows ? 'div' : swings ? 'osc' : '';
      if (sign.dataset.kind !== kind) {
        sign.dataset.kind = kind;
        sign.textContent = kind === '' ? '' : word(grows ? 'modes.grows' : 'modes.swings');
      }
      pieces.now.style.width = percent(at);
      pieces.theory.style.width = percent(share(this.#axis, due[k]));
      pieces.theory.hidden = !Number.isFinite(due[k]);
      put(left, amount(now[k]));
      Object.assign(bar.dataset, { measured: now[k], predicted: due[k] });
    });
    const { floor } = run.theory, sum = now.reduce((a, b) => a + b, 0);
    put(this.#head, word('modes.sum', amount(sum), amount(shown.loss), amount(floor)));
  }

  // The rate that is being chosen, or the one in force.
  #rate(step) {
    const { lr } = wishes(), { lr: now, momentum } = predict(asWished(this.#run)).ratesAt(step);
    return { lr: lr ?? now, momentum };
  }
}

const percent = (value) => `${(100 * value).toFixed(2)}%`;

function part(role, className = '', text = '') {
  const made = Object.assign(document.createElement('div'), { className });
  put(made, text);
  made.setAttribute('role', role);
  return made;
}

// What an eigenvector is made of: the coefficients' letters, the larger the more.
function letters(vector, names) {
  const parts = vector.map((value, k) => ({ name: names[k], weight: value * value })).filter(({ weight }) => weight >= LETTERS).sort((a, b) => b.weight - a.weight);
  return parts.map(({ name, weight }) => Object.assign(document.createElement('i'), { className: `mv c${name}${weight >= 0.5 ? ' much' : weight >= 0.1 ? '' : ' little'}`, textContent: name }));
}
