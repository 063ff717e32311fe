// How the run would end, were its rate, its length or its degree another: foretold for the whole range at once. What is
// pointed at is read, and taken by a click or by Enter.
import { dot, forgetWidths, label, options, sans, tickFont, widthOf, LINE } from './chartbase.js';
import { background, colour, isSmall } from './colours.js';
import { amount, rate, scientific, significant, whole } from './format.js';
import { roomiest } from './place.js';
import { resolutionOf } from './resolution.js';
import { applies, pace, predict, sweep } from './prediction.js';
import { upright } from './ratemarks.js';
import { chosen, rateAt } from './schedule.js';
import { limitAt, overshootAt } from './stability.js';
import { fill } from './steptable.js';
import { decadeTicks, decades, roundLog } from './ticks.js';
import { asWished, wishes } from './wish.js';
import { fetchDegrees } from './wire.js';
import { word } from './words.js';

const COUNT = 240, INSET = 9, LEFT = 42, FURTHER = 10, LONGEST = 1_000_000, HUGE = 1e300; // px: half a slider's thumb; × the recipe's steps

export class SweepChart {
  over = 'lr'; pins = null;
  #trainer = null; #open = false; #chart = null; #canvas; #card; #probe; #on; #layer = document.createElement('canvas'); #pointer = null; #memo = { key: '', values: [], losses: [], best: -1 };
  #ground = '#fff'; #size = 12; #axis = null; #degrees = new Map(); #told = ''; #at = null; #choices = [];

  /**
   * @param {HTMLElement} box canvas, probe, read-out
   * @param {{where: () => number, rate: (lr: string) => void, field: (name: string, value: number) => void, changed: () => void, arrived: () => void}} on
   *   where: the step from which a rate would hold; rate, field: takes one; changed: the pointer moved; arrived: what was asked for is here
   */
  constructor(box, choice, on) {
    this.#canvas = box.querySelector('canvas');
    this.#card = box.querySelector('[data-sweep-read]');
    this.#probe = box.querySelector('[data-probe]');
    this.#on = on;
    this.#layer.className = 'over';
    this.#canvas.after(this.#layer);
    choice.addEventListener('change', ({ target }) => {
      this.over = target.value;
      this.#pointer = null;
      this.build();
    });
    this.#probing();
  }

  load(trainer) {
    this.#trainer = trainer;
    this.#memo.key = '';
    this.build();
  }

  open(trainer) {
    this.#trainer = trainer;
    this.#open = true;
    this.build();
  }

  overlay(pins) {
    this.pins = pins;
    this.mark();
  }

  close() {
    this.#open = false;
    this.#pointer = null;
    this.#card.hidden = true;
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Anew, in the theme's colours. */
  build() {
    const run = this.#trainer?.run;
    this.#chart?.destroy();
    this.#chart = null; // nor is there any where theory falls silent
    if (!this.#open || !run || !applies(run)) return;
    forgetWidths();
    this.#ground = background(this.#canvas);
    this.#size = isSmall() ? 11 : 12;
    this.#compute();
    const ink = colour('ink-3'), font = tickFont(), line = colour('line'), { over } = this, rates = over === 'lr', degrees = over === 'degree';
    const log = (axis, ticks, more = {}) => ({ type: 'logarithmic', min: axis[0], max: axis[1], afterBuildTicks: (scale) => { scale.ticks = ticks(scale).map(({ value }) => ({ value })); },
      ticks: { callback: (v, _, all) => ticks().find(({ value }) => value === v)?.label ?? '', color: ink, font, padding: 6, maxRotation: 0, autoSkip: false, ...more.ticks }, border: { color: colour('edge') }, grid: { display: false, drawTicks: false }, ...more.axis });
    const x = degrees
      ? { type: 'linear', min: -0.5, max: 9.5, afterBuildTicks: (scale) => { scale.ticks = this.#memo.values.map((value) => ({ value })); }, ticks: { callback: (v) => (v === 9 ? word('sweep.degree', 9) : String(v)), color: ink, font, padding: 6, align: 'center', autoSkip: false }, grid: { display: false, drawTicks: false }, border: { color: colour('edge') } }
      : log(this.#range(), () => this.#xTicks(), { ticks: { align: rates ? 'center' : 'inner' } });
    const y = log([1, 10], () => decadeTicks(this.#axis), { ticks: { padding: 8, display: !rates }, axis: { border: { display: false }, grid: { color: line, drawTicks: false }, afterFit: (scale) => { scale.width = rates ? 0 : LEFT; } } });
    const kappa = degrees && log([1, 10], () => decadeTicks(this.#memo.kappas), { ticks: { padding: 6 }, axis: { position: 'right', border: { display: false }, grid: { display: false } } });
    const dashed = { ...LINE, data: [], borderCapStyle: 'butt', borderColor: colour('ink-2'), borderWidth: 2, borderDash: [6, 5], order: 1 };
    const floor = { ...LINE, data: [], borderColor: colour('ink-2'), borderWidth: 1, borderDash: [2, 3], order: 5 };
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets: degrees ? [{ ...dashed, borderWidth: 1.5 }, { ...dashed, yAxisID: 'kappa', borderColor: colour('edge'), borderWidth: 1.5 }] : [dashed, floor] },
      options: options({ top: 22, left: rates ? INSET : 0, right: rates ? INSET : 8, bottom: 0 }, { x, y, ...(kappa ? { kappa } : {}) }),
      plugins: [{ id: 'sweep', beforeDatasetsDraw: (chart) => this.#bands(chart), afterDraw: () => this.#marks() }],
    });
    this.show();
  }

  show() {
    if (!this.#chart) return;
    this.#compute();
    const { values, losses, floors, conditions } = this.#memo, { data: { datasets }, options: { scales } } = this.#chart, [low, high] = this.over === 'degree' ? [-0.5, 9.5] : this.#range();
    const { floor } = this.#trainer.run.theory, y = (loss) => (loss === null || loss <= this.#least ? null : Math.min(loss, HUGE));
    Object.assign(scales.x, { min: low, max: high });
    Object.assign(scales.y, { min: 10 ** this.#axis.from, max: 10 ** this.#axis.to });
    if (this.over === 'degree') {
      if (this.#memo.kappas) Object.assign(scales.kappa, { min: 10 ** this.#memo.kappas.from, max: 10 ** this.#memo.kappas.to });
      datasets[0].data = values.map((value, k) => ({ x: value, y: floors[k] > 0 ? floors[k] : null }));
      datasets[1].data = values.map((value, k) => ({ x: value, y: conditions[k] }));
    } else {
      datasets[0].data = values.map((value, k) => ({ x: value, y: y(losses[k]) }));
      datasets[1].data = floor > 0 ? [{ x: low, y: floor }, { x: high, y: floor }] : [];
    }
    this.#chart.update('none');
  }

  mark() { if (this.#chart) this.#marks(); }

  // From which step on the rates are tried: from where a new one would hold, or, while it plays, from where it was last told anything.
  #from() {
    const { run, shown, playing } = this.#trainer, { lr, start } = wishes();
    if (start) return 0;
    return playing && lr === undefined ? changedAt(run, shown.step) : this.#on.where();
  }

  #range() {
    const run = asWished(this.#trainer.run);
    if (this.over === 'steps') return [1, Math.min(FURTHER * run.steps, LONGEST)];
    const { low, high } = document.getElementById('rate').dataset;
    return [Number(low), Number(high)];
  }

  // What is drawn, computed anew only when it depends on something that has changed.
  #compute() {
    const { run } = this.#trainer, wish = asWished(run), from = this.#from(), range = this.#range();
    const key = `${this.over} ${range} ${wish.start} ${wish.steps} ${this.over === 'lr' ? from : `${wish.lr} ${JSON.stringify(wish.tweaks)} ${this.#degrees.size}`}`;
    if (key === this.#memo.key) return;
    const memo = (this.#memo = { key, from, values: [], losses: [], best: -1 });
    if (this.over === 'degree') { this.#floors(memo); return; }
    const [low, high] = range, grid = Array.from({ length: COUNT }, (_, k) => low * (high / low) ** (k / (COUNT - 1)));
    if (this.over === 'lr') {
      memo.values = grid;
      memo.losses = sweep(wish, grid, (lr) => chosen(run, from, lr));
      // What only has not had the time to grow yet is no best.
      const { momentum } = predict(wish).ratesAt(from), grows = (lr) => pace(lr, momentum, run.theory.eigenvalues.at(-1)).grows;
      memo.losses.forEach((loss, k) => { if (loss !== null && !grows(grid[k]) && (memo.best < 0 || loss < memo.losses[memo.best])) memo.best = k; });
      if (memo.best >= 0 && this.#text(memo.losses[0]) === this.#text(memo.losses[memo.best])) memo.best = -1; // all rates end alike
    } else {
      const { lossAt, firstAtMost } = predict(wish);
      memo.values = [...new Set(grid.map(Math.round))];
      memo.losses = memo.values.map(lossAt).map((loss) => (Number.isFinite(loss) ? loss : null));
      memo.near = run.theory.floor > 0 ? firstAtMost(1.01 * run.theory.floor) : null;
    }
    this.#scale(memo.losses, run.theory.floor, this.over === 'lr' ? memo.losses[0] : memo.losses[0] ?? 1);
  }

  // At or below it a foretold loss would be measured as rounding.
  get #least() { return resolutionOf(this.#trainer.run); }

  #text(loss) { return loss <= this.#least ? word('forecast.zero') : amount(loss); }

  // Whole decades from the floor to where the curve begins, so that they seldom change; what grows beyond is cut off.
  #scale(losses, floor, first) {
    const clear = losses.filter((loss) => loss > this.#least), sunk = losses.some((loss) => loss !== null && loss <= this.#least), { loss0 } = this.#trainer.run;
    const least = Math.min(...clear, first > this.#least ? first : Math.max(loss0, 10 * this.#least, 1e-300));
    const top = Math.max(first ?? 1, least, sunk ? loss0 : 0), low = Math.max(sunk ? this.#least : floor > 0 ? Math.min(floor, least) : least, top * 1e-100);
    this.#axis = decades(low, Math.min(top, 1e280));
  }

  #floors(memo) {
    const { run } = this.#trainer, problem = problemOf(run), known = this.#degrees.get(problem);
    if (!known) {
      this.#degrees.set(problem, { values: [], floors: [], conditions: [] });
      fetchDegrees(run).then((answer) => {
        this.#degrees.set(problem, answer);
        this.#memo.key = '';
        this.#on.arrived();
      }, () => this.#degrees.delete(problem));
    }
    Object.assign(memo, known ?? { values: [], floors: [], conditions: [] });
    const real = (list) => list.filter((value) => value > 0), around = (list, other) => (list.length > 0 ? decades(Math.min(...list), Math.max(...list)) : other);
    const floors = real(memo.floors), top = Math.max(...floors, 1e-300);
    this.#axis = around(floors.filter((value) => value > top * 1e-20), { from: 0, to: 2 });
    memo.kappas = around(real(memo.conditions), { from: 0, to: 2 });
  }

  #xTicks() {
    const [low, high] = this.#range();
    if (this.over === 'steps') {
      const ticks = decadeTicks({ from: 0, to: Math.floor(Math.log10(high) + 1e-9) });
      return ticks.map(({ value }, k) => ({ value, label: k === ticks.length - 1 ? word('chart.step', whole(value)) : whole(value) }));
    }
    return roundLog(low, high, isSmall() ? [1, 3] : [1, 2, 5]).map((value) => ({ value, label: rate(value) }));
  }

  // The bands of the slider, where the slider has them.
  #bands({ ctx, chartArea: area }) {
    if (this.over !== 'lr') return;
    const { run } = this.#trainer, { x } = this.#chart?.scales ?? {}, { from } = this.#memo, at = (lr) => (lr > 0 ? Math.min(Math.max(x.getPixelForValue(lr), area.left), area.right) : area.left);
    if (!x) return;
    const [one, two] = [overshootAt(run, from), limitAt(run, from)].map(at);
    ctx.save();
    for (const [from, to, name, weight] of [[area.left, one, 'band-s', 0.28], [one, two, 'band-o', 0.5], [two, area.right, 'band-d', 0.2]]) {
      ctx.globalAlpha = weight;
      ctx.fillStyle = colour(name);
      ctx.fillRect(from, area.top, Math.max(0, to - from), area.height);
    }
    ctx.restore();
    const font = sans(400, this.#size - 1), fits = (text, from, to) => widthOf(ctx, font, text) + 8 < to - from;
    [[area.left, one, 'stable'], [one, two, 'oscillates'], [two, area.right, 'diverges']].forEach(([from, to, name]) => {
      const text = word(`band.${name}`);
      if (fits(text, from, to)) label(ctx, area, text, (from + to) / 2, area.bottom - 5, { fill: colour('ink-3'), ground: this.#ground, align: 'center', font, halo: 0.1 });
    });
    for (const { value, label: text } of decadeTicks(this.#axis)) {
      const y = this.#chart ? this.#chart.scales.y.getPixelForValue(value) : null;
      if (y !== null && y < area.bottom - 16) label(ctx, area, text, area.right - 3, y + this.#size, { fill: colour('ink-3'), ground: this.#ground, align: 'right', weight: 400, size: this.#size, halo: 0.1 });
    }
  }

  // What moves: the present choice, what has been measured, the best, what is pointed at.
  #marks() {
    if (!this.#chart) return;
    const { width, height } = this.#chart.canvas, ctx = this.#layer.getContext('2d'), { scales: { x, y }, chartArea: area } = this.#chart;
    if (this.#layer.width !== width || this.#layer.height !== height) Object.assign(this.#layer, { width, height });
    ctx.resetTransform();
    ctx.clearRect(0, 0, width, height);
    ctx.scale(this.#chart.currentDevicePixelRatio, this.#chart.currentDevicePixelRatio);
    const plot = { ctx, x, y, area, at: (value, loss) => [x.getPixelForValue(value), y.getPixelForValue(loss)], inside: (loss) => loss !== null && loss > this.#least && loss <= 10 ** this.#axis.to };
    this.#point();
    if (this.#at === null || !isSmall()) label(ctx, { left: 0, right: area.right }, this.#title(), this.over === 'lr' ? 0 : area.left, area.top - 9, { fill: colour('ink-3'), ground: this.#ground, weight: 400, size: this.#size });
    if (this.over === 'degree') this.#degreeMarks(plot);
    else this.#lossMarks(plot);
    if (this.#at !== null) this.#pointed(plot);
  }

  #title() {
    const { run } = this.#trainer, { steps } = asWished(run), { from } = this.#memo;
    if (this.over === 'degree') return word('sweep.titleDegree');
    if (this.over === 'steps') return word('sweep.titleSteps');
    return from > 0 ? word('sweep.titleFrom', whole(steps), whole(from)) : word('sweep.title', whole(steps));
  }

  /** The value that the run has, or would have. */
  #now() {
    const { run, shown } = this.#trainer, wish = asWished(run);
    if (this.over === 'lr') return wishes().lr ?? rateAt(run, shown.step);
    return this.over === 'steps' ? wish.steps : run.parameters.length - 1;
  }

  /** What the sweep says at a value; null where it diverges. */
  lossAt(value) {
    const { run } = this.#trainer, wish = asWished(run);
    if (this.over === 'steps') return finite(predict(wish).lossAt(value));
    return sweep(wish, [value], (lr) => chosen(run, this.#from(), lr))[0];
  }

  #lossMarks({ ctx, area, at, inside, x, y }) {
    const { run, shown } = this.#trainer, { values, losses, best, near, from } = this.#memo, ground = this.#ground, size = this.#size, now = this.#now(), loss = this.lossAt(now);
    const [px] = at(now, 1), rates = this.over === 'lr', within = px >= area.left - 1 && px <= area.right + 1, taken = [], names = [];
    const mark = (value, height, text, weight, fill) => {
      const [left, top] = inside(height) ? at(value, height) : [at(value, 1)[0], area.top + size + 10];
      if (inside(height)) {
        ring(ctx, left, top, ground);
        taken.push(boxed(left - 6, left + 6, top - 6, top + 6));
      }
      names.push({ left, top, text, fill, font: sans(weight, size + (weight > 600 ? 1 : 0)) });
    };
    if (within) upright(ctx, area, px, 'ink');
    // What was measured, falling towards what was foretold.
    const measured = rates ? changedAt(run, shown.step) === from || shown.step === from : true, spot = rates ? rateAt(run, shown.step) : shown.step;
    if (rates && best >= 0) mark(values[best], losses[best], word('sweep.best', rate(values[best], 3), this.#text(losses[best])), 480, colour('ink-2'));
    if (!rates && near !== null && near >= x.min && near <= x.max) mark(near, 1.01 * run.theory.floor, word('sweep.near', whole(near)), 480, colour('ink-2'));
    if (within) mark(now, loss, `${rates ? `η ${rate(now)}` : word('chart.step', whole(now))}: ${loss === null ? word('band.diverges') : this.#text(loss)}`, 620, colour('ink'));
    if (measured && spot >= x.min && spot <= x.max && inside(shown.loss)) {
      dot(ctx, ...at(spot, shown.loss), 4.5, colour('fit'), ground);
      const [left, top] = at(spot, shown.loss);
      taken.push(boxed(left - 7, left + 7, top - 7, top + 7));
    }
    this.pins?.spots({ ctx, area, at, inside, x }, this.over, run, ground, taken);
    // The line itself is in the way of its names, and so is the mark of what is chosen.
    values.forEach((value, k) => {
      if (!inside(losses[k])) return;
      const [left, top] = at(value, losses[k]);
      taken.push(boxed(left - 2, left + 2, top - 3, top + 3));
    });
    taken.push(boxed(px - 1, px + 1, area.top, area.bottom), boxed(area.left, area.right, area.bottom - 15, area.bottom), boxed(area.right - 34, area.right + 999, area.top, area.bottom), boxed(area.left - 999, area.left, area.top, area.bottom));
    names.reverse().forEach(({ left, top, text, fill, font }, i) => {
      const wide = widthOf(ctx, font, text), rows = [top - 9, top + size + 6, area.top + size + 1, top - 26, top + size + 24, area.top + 2 * size + 6, area.bottom - 20];
      const starts = [left + 8, left - 8 - wide, left + 2 - wide, left + 30, left - 30 - wide];
      const boxes = rows.flatMap((row) => starts.map((start) => [boxed(start, start + wide, row - size + 1, row + 3)]));
      this.#choices[i] = roomiest(boxes, taken, { top: area.top, bottom: area.bottom }, this.#choices[i]);
      const [box] = boxes[this.#choices[i]];
      label(ctx, area, text, box.left, box.bottom - 3, { fill, ground, font, halo: 3 });
      taken.push(box);
    });
  }

  #degreeMarks(plot) {
    const { ctx, area, at } = plot;
    const { values, floors, conditions } = this.#memo, { kappa } = this.#chart.scales, size = this.#size, ground = this.#ground;
    if (values.length === 0) return;
    upright(ctx, area, at(this.#now(), 1)[0], 'ink');
    const wide = area.width / 10 > 52;
    values.forEach((value, k) => {
      const [px, floor] = at(value, floors[k] > 0 ? floors[k] : 1), py = conditions[k] === null ? null : kappa.getPixelForValue(conditions[k]);
      if (floors[k] > 0) dot(ctx, px, floor, 3.5, colour('ink-2'), ground);
      if (py === null) return;
      ring(ctx, px, py, ground, 'edge', 3);
      const under = py < area.top + size + 8 || (floors[k] > 0 && floor < py && py - floor < size + 12);
      if (wide) label(ctx, { left: 0, right: this.#chart.width }, brief(conditions[k]), px, under ? py + size + 5 : py - 8, { fill: colour('ink-3'), ground, align: 'center', weight: 400, size: size - 1, halo: 3 });
    });
    this.pins?.heights(plot, this.#trainer.run, ground);
  }

  #pointed({ ctx, area, at, inside }) {
    const [px] = at(this.#at, 1), loss = this.over === 'degree' ? null : this.lossAt(this.#at);
    upright(ctx, area, px, 'edge');
    if (inside(loss)) dot(ctx, ...at(this.#at, loss), 3.5, colour('ink-2'), this.#ground);
  }

  // The value under the pointer, as it would be taken, and what is told of it.
  #point() {
    const { x } = this.#chart.scales, at = this.#pointer === null ? null : this.#snapped(x.getValueForPixel(this.#pointer));
    this.#at = at;
    const pieces = at === null ? [] : this.#reading(at), text = pieces.join('  ');
    this.#card.hidden = at === null;
    this.#say('aria-valuetext', at === null ? this.#reading(this.#now()).join(', ') : pieces.join(', '));
    // Of a hundred parts of the axis: exponents are no numbers there.
    this.#say('aria-valuenow', Math.round(100 * Math.min(Math.max((x.getPixelForValue(at ?? this.#now()) - x.left) / x.width, 0), 1)));
    if (text === this.#told) return;
    this.#told = text;
    this.#card.replaceChildren(...pieces.map((piece, i) => Object.assign(document.createElement(i === 0 ? 'b' : 'span'), { textContent: piece })));
  }

  #say(name, value) { if (this.#probe.getAttribute(name) !== String(value)) this.#probe.setAttribute(name, value); }

  #snapped(value) {
    const [low, high] = this.over === 'degree' ? [0, 9] : this.#range(), held = Math.min(Math.max(value, low), high);
    return this.over === 'lr' ? Number(rate(held, 3)) : Math.round(this.over === 'steps' && held > 1000 ? Number(held.toPrecision(3)) : held);
  }

  #reading(at) {
    if (this.over === 'degree') {
      const k = this.#memo.values.indexOf(at);
      if (k < 0) return [word('sweep.degree', at)];
      const { floors, conditions } = this.#memo;
      return [word('sweep.degree', at), floors[k] > 0 ? `${word('sweep.floor')} ${significant(floors[k])}` : '', conditions[k] === null ? '' : `κ ${significant(conditions[k])}`].filter(Boolean);
    }
    const loss = this.lossAt(at);
    return [this.over === 'lr' ? `η ${rate(at)}` : word('chart.step', whole(at)), loss === null ? word('band.diverges') : `${word('word.loss')} ${this.#text(loss)}`];
  }

  #probing() {
    const probe = this.#probe, point = (pixel) => { this.#pointer = pixel; this.#on.changed(); };
    for (const name of ['pointermove', 'pointerdown']) probe.addEventListener(name, (event) => point(event.offsetX));
    for (const name of ['pointerleave', 'pointercancel', 'blur']) probe.addEventListener(name, () => point(null));
    probe.addEventListener('click', () => this.#take());
    probe.addEventListener('keydown', (event) => {
      const { x } = this.#chart?.scales ?? {};
      if (!x) return;
      const side = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key], last = this.#pointer ?? x.getPixelForValue(this.#now());
      if (event.key === 'Enter') this.#take();
      else if (event.key === 'Escape') point(null);
      else if (event.key === 'Home') point(x.left);
      else if (event.key === 'End') point(x.right);
      else if (side) point(Math.min(Math.max(last + side * (this.over === 'degree' ? x.width / 10 : x.width / 60), x.left), x.right));
      else return;
      event.preventDefault();
    });
  }

  #take() {
    if (!this.#chart || this.#pointer === null) return;
    const value = this.#snapped(this.#chart.scales.x.getValueForPixel(this.#pointer));
    if (this.over === 'lr') this.#on.rate(rate(value, 3));
    else this.#on.field(this.over, value);
  }

  alt({ run }) {
    if (!applies(run) || !this.#chart) return null;
    if (this.over === 'degree') return word('sweep.altDegree');
    const now = this.#now(), loss = this.lossAt(now), told = loss === null ? word('band.diverges') : this.#text(loss);
    if (this.over === 'steps') return word('sweep.altSteps', whole(now), told);
    const { values, losses, best } = this.#memo;
    return word('sweep.alt', whole(asWished(run).steps), `${rate(now)}: ${told}`, best < 0 ? '–' : `${rate(values[best], 3)}: ${this.#text(losses[best])}`);
  }

  /** Some of its points in numbers. */
  table(table) {
    if (!this.#chart) return;
    const { values, losses, floors, conditions } = this.#memo, degrees = this.over === 'degree', some = values.map((_, k) => k).filter((k) => degrees || k % Math.ceil(values.length / 12) === 0);
    const heads = degrees ? [word('sweep.degreeHead'), word('sweep.floor'), 'κ'] : [this.over === 'lr' ? 'η' : word('word.step'), word('word.loss')];
    const cells = some.map((k) => (degrees ? [String(values[k]), floors[k] === null ? '–' : significant(floors[k]), conditions[k] === null ? '–' : significant(conditions[k])]
      : [this.over === 'lr' ? rate(values[k], 3) : whole(values[k]), losses[k] === null ? word('band.diverges') : this.#text(losses[k])]));
    fill(table, heads, cells);
  }
}

const boxed = (left, right, top, bottom) => ({ left, right, top, bottom });

/** Two digits: 47, 4800, 5.7×10⁴. */
const brief = (value) => (value < 1e4 ? significant(Number(value.toPrecision(2))) : scientific(value, 1));

const finite = (loss) => (Number.isFinite(loss) ? loss : null);

function ring(ctx, x, y, ground, name = 'ink-2', radius = 4) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour(name);
  ctx.stroke();
}

/** Where rate or momentum in force at a step were last changed; 0 if never. */
const changedAt = (run, step) => run.tweaks.findLast((tweak) => tweak.step <= step)?.step ?? 0;

// All of a recipe that decides about floors and condition numbers.
function problemOf(run) {
  const query = new URLSearchParams(run.query);
  for (const key of ['lr', 'steps', 'tweak', 'init', 'degree']) query.delete(key);
  return `${run.lesson}?${query}`;
}
