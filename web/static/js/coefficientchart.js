// The coefficients over the steps: each on its way, in its colour, and, dashed, where it would end.
import { label, letter, sans, widthOf } from './chartbase.js';
import { colour, isSmall } from './colours.js';
import { coefficient, fixed, scientific } from './format.js';
import { around, doubled, linearLabel } from './frames.js';
import { spread } from './place.js';
import { held } from './polynomial.js';
import { rateAt } from './schedule.js';
import { StepChart } from './stepchart.js';
import { linear } from './ticks.js';
import { word } from './words.js';

const LETTER = 16, ROW = 12, MOST = 66; // px: a letter's place, a label's height, the widest name of an optimum

export class CoefficientChart extends StepChart {
  kind = 'coefficients'; #first; #frame; #names = [];

  begin() {
    const { run, trace } = this, optimum = bestOf(run) ?? [];
    this.curves = run.parameters.map((name, k) => ({ colour: name, width: 2, radius: 3.5, of: (i) => trace.thetaAt(i, k), now: (row) => row.theta[k] }));
    this.#first = this.#frame = around([...run.start, ...optimum, ...(this.pins?.span(this) ?? [])]);
  }

  visible(value) { return Number.isFinite(value); }
  // Far outside is far enough: a canvas never meets infinity.
  value(value) { return held(value, 100 * (this.#first.max - this.#first.min) + Math.abs(this.#first.max)); }
  title() { return word(this.run.flips ? 'chart.coefficientsBand' : bestOf(this.run) ? 'chart.coefficientsDashed' : 'chart.coefficients'); }

  references() {
    const { steps, parameters } = this.run, level = (y) => [{ x: 0, y }, { x: steps, y }], best = bestOf(this.run) ?? [];
    const dashed = best.map((y, k) => ({ data: level(y), pointRadius: 0, borderColor: `${colour(parameters[k])}8c`, borderWidth: 1, borderDash: [6, 5], order: 60 }));
    if (!this.run.flips) return dashed;
    // RMSprop's floor: a band of half a rate to either side of θ*.
    const half = rateAt(this.run, steps - 1) / 2;
    const edges = best.flatMap((y, k) => [half, -half].map((off, i) => ({ data: level(y + off), pointRadius: 0, borderWidth: 0, backgroundColor: `${colour(parameters[k])}2e`, fill: i === 0 ? '+1' : false, order: 61 })));
    return [...dashed, ...edges];
  }

  /** On the right: the letters of lines that have arrived, and the names of what they should arrive at. */
  gutter(ctx) {
    const { parameters } = this.run, optimum = bestOf(this.run);
    if (!optimum) return LETTER + 4;
    const scale = Math.max(...optimum.map(Math.abs)), star = parameters.map((name) => widthOf(ctx, letter(15), name) + widthOf(ctx, sans(400, this.size), '*'));
    const texts = optimum.map((value) => ` ${told(value, scale)}`), widest = Math.max(...texts.map((text, k) => star[k] + widthOf(ctx, sans(400, this.size), text)));
    const room = !isSmall() && widest <= MOST;
    this.#names = optimum.map((value, k) => ({ text: room ? `* ${told(value, scale)}` : '*', left: widthOf(ctx, letter(15), parameters[k]) }));
    return LETTER + 6 + Math.ceil(room ? widest : Math.max(...star));
  }

  yAxis() {
    return { type: 'linear', ...this.#frame, afterBuildTicks: (axis) => { axis.ticks = linear(axis.min, axis.max, 4).map((value) => ({ value })); },
      ticks: { callback: linearLabel }, grid: { color: (c) => colour(c.tick?.value === 0 ? 'edge' : 'line') } };
  }

  // A run that diverges leaves the frame; the frame follows a little and then stays.
  reach(low, high) {
    const next = doubled(this.#first, low, high);
    if (next.max <= this.#frame.max) return;
    this.#frame = next;
    Object.assign(this.chart.options.scales.y, next);
  }

  // Beyond the frame a line has nothing to show: one that swings from side to side would only fill it.
  cut(points) {
    const outside = (point) => point && (point.y < this.#frame.min || point.y > this.#frame.max), kept = [];
    points.forEach((point, i) => {
      if (!outside(point) || !(outside(points[i - 1]) || outside(points[i + 1]))) { kept.push(point); return; }
      const first = !outside(points[i - 1]), last = i + 1 < points.length && !outside(points[i + 1]);
      if (first) kept.push(point);
      if (kept.at(-1)?.y !== null) kept.push({ x: point.x, y: null });
      if (last) kept.push(point);
    });
    return kept;
  }

  labels({ ctx, x, y, area }) {
    const { run, shown, ground } = this, room = { left: area.left, right: this.chart.width + 4 };
    const px = x.getPixelForValue(shown.step), inside = run.parameters.map((_, k) => k).filter((k) => shown.theta[k] >= this.#frame.min && shown.theta[k] <= this.#frame.max);
    const rows = spread(inside.map((k) => y.getPixelForValue(shown.theta[k])), ROW, area.top + 2, area.bottom - 2), crowd = inside.length > 6;
    inside.forEach((k, i) => label(ctx, room, run.parameters[k], px + 8, rows[i] + 4, { fill: colour(run.parameters[k]), ground, font: letter(crowd ? 13 : 16), halo: crowd ? 0.1 : 4 }));
  }

  still({ ctx, y, area }) {
    const { run, size, ground } = this, room = { left: area.left, right: this.chart.width + 4 };
    for (const [k, row] of this.#goals(y, area)) {
      const fill = colour(run.parameters[k]), at = area.right + LETTER + 4;
      label(ctx, room, run.parameters[k], at, row + 4, { fill, ground, font: letter(15), halo: 0.1 });
      label(ctx, room, this.#names[k].text, at + this.#names[k].left, row + 4, { fill, ground, weight: 400, size, halo: 0.1 });
    }
    return [];
  }

  // Where the names of the optima stand: near their lines, the first ones if there is no room for all.
  #goals(y, area) {
    // Of two at one height the upper name is that of the upper line.
    const wanted = (bestOf(this.run) ?? []).map((value, k) => y.getPixelForValue(value) * 0.999 + y.getPixelForValue(this.shown?.theta[k] ?? value) * 0.001);
    for (let count = wanted.length; count > 0; count--) {
      const rows = spread(wanted.slice(0, count), ROW + 1, area.top, area.bottom);
      if (rows.every((row, k) => Math.abs(row - wanted[k]) < 1.7 * ROW)) return rows.map((row, k) => [k, row]);
    }
    return [];
  }

  read(row) {
    return this.run.parameters.map((name, k) => {
      const piece = Object.assign(document.createElement('span'), { className: `c${name}` });
      piece.append(Object.assign(document.createElement('i'), { textContent: name }), coefficient(row.theta[k]));
      return piece;
    });
  }
}

/** θ*, where the loss is least: known of every polynomial over all samples, whatever the optimizer; else null. */
const bestOf = (run) => run.theory?.optimum ?? run.bottom ?? null;

/** An optimum in few digits; what is 0 but for rounding is 0. */
function told(value, scale) {
  const size = Math.abs(value);
  if (size < 1e-9 * scale) return '0';
  return size >= 5e-4 && size < 1e4 ? fixed(value, 3) : scientific(value, 1);
}
