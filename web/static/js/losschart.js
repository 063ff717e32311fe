// The loss over the steps, on a log or a linear axis or as what is above the floor: what was measured, what theory
// foretells, where the learner stands, the floor.
import { LINE, label, sans, widthOf } from './chartbase.js';
import { colour, isSmall } from './colours.js';
import { amount, significant } from './format.js';
import { grownTop, linearLabel, roundTop } from './frames.js';
import { roomiest } from './place.js';
import { applies, predict } from './prediction.js';
import { lossText, measured, resolutionOf } from './resolution.js';
import { StepChart } from './stepchart.js';
import { decadeTicks, decades, linear } from './ticks.js';
import { word } from './words.js';

const LEAST = 1e-300, HUGE = 1e307; // what a log axis can show

/** What the two sums are called; a mean is a sum, divided. */
export function sums(run) {
  const each = run.mean ? '1/n ' : '';
  return [`${each}Σ(ŷ − y)²`, `${each}Σ|ŷ − y|`];
}

const RAIL = 8, POINTS = 300;

export class LossChart extends StepChart {
  headroom = 12; kind = 'loss';
  room = 1; // times the first loss, for which the axis has room from the start
  beneath = null; // draws a sketch below the lines, whenever they have been drawn; returns the boxes of its labels
  #scale = 'log'; #least = 0; #axis; #top; #names; #choice = -1; #foretold = null; #wished = null;

  /** @param {'log' | 'linear' | 'excess'} scale excess: log, of the loss above the floor */
  set scale(scale) {
    this.#scale = scale;
    if (!this.run) return;
    this.begin();
    this.build();
  }

  get excess() { return this.#scale === 'excess' && applies(this.run); }
  get #log() { return this.#scale !== 'linear'; }

  begin() {
    const { run, trace, excess } = this, floor = run.theory?.floor, each = run.mean ? run.n : 1, log = this.#log;
    const curve = (least, more, of, raw) => ({ ...more, least, raw, of: log ? (i) => measured(of(i), least) : of, now: log ? (row) => (raw(row) === null ? null : measured(raw(row), least)) : raw });
    this.#foretold = predict(run);
    this.#wished = null;
    const first = { colour: 'fit', width: 2.5, radius: 5 }, second = { colour: 'ink-2', width: 1.5, radius: 3.5 };
    this.curves = excess
      ? [curve(resolutionOf(run, 'excess'), first, (i) => trace.lossAt(i) - floor, (row) => row.loss - floor)]
      : [curve(resolutionOf(run), first, (i) => trace.lossAt(i), (row) => row.loss),
        curve(resolutionOf(run, 'sae'), second, (i) => trace.saeAt(i) / each, (row) => (row.sae === null ? null : row.sae / each))];
    this.#least = Math.max(this.curves[0].least, LEAST);
    this.#names = excess ? [word('chart.aboveFloor')] : sums(run);
    const least = this.#least, start = Math.max(run.loss0 - (excess ? floor : 0), 10 * least), end = this.#foretold ? (excess ? this.#foretold.excessAt(run.steps) : this.#foretold.lossAt(run.steps)) : run.loss0 / 1e4;
    if (excess) this.#axis = decades(Math.min(Math.max(end, least), start / 10), start);
    else this.#axis = decades(floor > 0 ? Math.min(floor, run.loss0 || floor) : run.loss0 > 0 ? Math.min(Math.max(end, least), start / 10) : 1e-4, Math.min(run.loss0 > 0 ? start * this.room : 1, HUGE));
    const pinned = this.pins?.span(this) ?? [], { from, to } = this.#axis;
    if (pinned.length > 0) this.#axis = decades(Math.min(10 ** from, Math.max(least, Math.min(...pinned))), Math.min(Math.max(10 ** to, ...pinned), HUGE));
    this.#top = roundTop(Math.max(run.loss0, ...pinned));
    this.#choice = -1;
  }

  /** What would be foretold of another run, the one about to be chosen; null: of this one. */
  foretell(prediction) {
    if (prediction === this.#wished) return;
    this.#wished = prediction;
    if (!this.chart) return;
    const line = this.chart.data.datasets.find(({ name }) => name === 'foretold');
    if (line) line.data = this.#line(prediction ?? this.#foretold);
    this.chart.update('none');
  }

  /** The decades that a log axis spans. */
  get span() { return this.#axis; }

  visible(value) { return Number.isFinite(value) && (value > 0 || !this.#log); }
  value(value) { return this.#log ? Math.min(value, HUGE) : value; }
  /** What of a pinned run's values is no more than rounding, it being so much coarser than this one's. */
  clear(value, coarser = 1) { return this.#log ? measured(value, this.curves[0].least * (this.excess ? coarser : coarser ** 2)) : value; }
  title() { return ''; }

  // A prediction as a line that never leaves what an axis can show.
  #line(prediction) {
    if (!prediction) return [];
    const { run: { steps }, excess } = this, count = Math.min(steps, POINTS), points = [];
    for (let i = 0; i <= count; i++) {
      const x = Math.round((steps * i) / count), y = excess ? prediction.excessAt(x) : prediction.lossAt(x);
      points.push({ x, y: Math.min(this.clear(y), HUGE) });
      if (!Number.isFinite(y)) break;
    }
    return points;
  }

  references() {
    const { steps, theory } = this.run, y = theory?.floor, line = this.#line(this.#foretold);
    const floor = y > 0 && !this.excess ? [{ data: [{ x: 0, y }, { x: steps, y }], pointRadius: 0, borderColor: colour('ink-2'), borderWidth: 1, borderDash: [2, 3], order: 60 }] : [];
    // Under what is measured runs the rail of what was foretold; ahead of it the dashed line alone is seen.
    const foretold = [{ ...LINE, data: line, borderColor: colour('rail'), borderWidth: RAIL, order: 62 },
      { ...LINE, name: 'foretold', data: this.#wished ? this.#line(this.#wished) : line, borderColor: colour('ink-2'), borderWidth: 1.5, borderDash: [6, 5], borderCapStyle: 'butt', order: 61 }];
    return [...floor, ...(line.length ? foretold : [])];
  }

  yAxis() {
    if (!this.#log) {
      return { type: 'linear', min: 0, max: this.#top, afterBuildTicks: (axis) => { axis.ticks = linear(0, this.#top, 3).map((value) => ({ value })); }, ticks: { callback: linearLabel } };
    }
    return { type: 'logarithmic', min: 10 ** this.#axis.from, max: 10 ** Math.min(this.#axis.to, 307),
      afterBuildTicks: (axis) => { axis.ticks = decadeTicks(this.#axis).map(({ value }) => ({ value })); },
      ticks: { callback: (v) => decadeTicks(this.#axis).find((tick) => tick.value === v)?.label ?? '' } };
  }

  // The axis only grows, in whole decades or to round numbers, so that it does not breathe while the line moves.
  reach(low, high) {
    const y = this.chart.options.scales.y;
    this.#top = grownTop(this.#top, high);
    if (!this.#log) { y.max = this.#top; return; }
    if (this.room > 1) return; // what was sketched in this frame is compared in it
    const from = 10 ** this.#axis.from, to = 10 ** this.#axis.to;
    if (low >= from && high <= to) return;
    this.#axis = decades(Math.max(Math.min(low, from), this.#least), Math.min(Math.max(high, to), HUGE));
    y.min = 10 ** this.#axis.from;
    y.max = 10 ** Math.min(this.#axis.to, 307);
  }

  // The floor's name: under its line where there is room, else over it, at the left as long as the loss is high there.
  still(drawing) {
    const { ctx, y, area } = drawing, { run, size, ground } = this, floor = run.theory?.floor, own = this.beneath?.(drawing) ?? [];
    if (!(floor > 0) || this.excess) return own;
    const text = word(run.parameters.length === 4 ? 'chart.floor3' : 'chart.floor', significant(floor)), width = widthOf(ctx, sans(480, size), text);
    const line = y.getPixelForValue(floor), below = line + 13, tight = below > area.bottom - 5, row = tight ? line - 6 : below;
    const left = tight && this.#log && run.loss0 > 0 && y.getPixelForValue(this.value(run.loss0)) < row - 3 * size, start = left ? area.left + (area.width > width + 230 ? 170 : 12) : area.right - width; // past the values at step 0
    label(ctx, area, text, left ? start : area.right, row, { fill: colour('ink-2'), ground, align: left ? 'left' : 'right', weight: 480, size, halo: 2 });
    return [...own, { left: start, right: start + width, top: row - size, bottom: row + 3 }, { left: area.left, right: area.right, top: line - 1, bottom: line + 1 }];
  }

  /** The stem from the loss down to the floor: what is left to gain. */
  under({ ctx, x, y, area }) {
    const { run: { theory }, shown } = this;
    const px = x.getPixelForValue(shown.step), now = this.curves[0].now(shown);
    if (!this.visible(now)) return;
    ctx.save();
    ctx.strokeStyle = colour('edge');
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(px, theory?.floor > 0 && !this.excess ? y.getPixelForValue(theory.floor) : area.bottom);
    ctx.lineTo(px, Math.max(y.getPixelForValue(this.value(now)), area.top));
    ctx.stroke();
    ctx.restore();
  }

  /** The values at the heads of the lines, the upper one's above, the lower one's below, as far as there is room. */
  labels({ ctx, x, y, area }, taken) {
    const { run, shown, size, ground } = this, px = x.getPixelForValue(shown.step), small = isSmall();
    // Where only rounding is left there is no point, but words: at the foot of the chart.
    const sunk = this.#log && !(this.curves[0].raw(shown) > this.curves[0].least);
    const heads = this.curves.map((curve, k) => ({ curve, k, value: curve.now(shown) })).filter(({ value, k }) => (sunk && k === 0) || (value !== null && this.visible(value)));
    for (const head of heads) {
      head.font = sans(head.k === 0 ? 620 : 540, head.k === 0 ? size + 1 : size);
      head.text = this.#tell(head.curve, shown, small ? this.#names[head.k].replace(/ − /, '−') : this.#names[head.k]);
      head.width = widthOf(ctx, head.font, head.text);
      head.row = sunk && head.k === 0 ? area.bottom : Math.min(Math.max(y.getPixelForValue(this.value(head.value)), area.top), area.bottom);
    }
    heads.sort((a, b) => a.row - b.row);
    if (heads.length === 0) return;
    // The side does not hang on how many digits the values have at the moment.
    const left = px + 10 + widthOf(ctx, sans(620, size + 1), `${this.#names[0]} 000 000.00`) > area.right;
    const reach = Math.max(...heads.map(({ width }) => width)) + 12;
    for (const head of heads) Object.assign(head, this.#extent(head, left ? px - reach : px, left ? px : px + reach, { x, y, area }));
    const top = Math.min(...heads.map((head) => head.high)), low = Math.max(...heads.map((head) => head.low));
    const above = top - 9, below = low + 18, beside = heads[0].row + 4, line = size + 4;
    const ways = heads.length === 1
      ? [[above], [beside], [below]]
      : [[above, below], [above, heads[1].high - 8], [beside + line / 2, heads[1].row + 4], [above - line, above], [beside, below], [beside, Math.max(beside + line, below)], [below, below + line],
        [above - 2 * line, above - line], [above - 3 * line, above - 2 * line], ...[0, line].flatMap((lift) => [[above, heads[1].high - 8 - lift], [beside, heads[1].high - 8 - lift]])];
    const boxes = ways.map((rows) => rows.map((row, i) => {
      const start = left ? px - 10 - heads[i].width : px + 10;
      return { left: start, right: start + heads[i].width, top: row - size + 1, bottom: row + 3 };
    }));
    const lines = heads.map((head) => ({ left: head.from, right: head.to, top: head.high - 2, bottom: head.low + 2 }));
    const ahead = this.#pieces(left ? px - reach : px, left ? px : px + reach, { x, y });
    this.#choice = roomiest(boxes, [...taken, ...lines, ...ahead], { top: area.top - 4, bottom: area.bottom - 1 }, this.#choice);
    ways[this.#choice].forEach((row, i) => {
      const head = heads[i], at = Math.min(Math.max(row, area.top + size - 4), area.bottom - 4);
      label(ctx, area, head.text, left ? px - 10 : px + 10, at, { fill: colour(head.curve.colour), ground, align: left ? 'right' : 'left', font: head.font });
    });
  }

  // What is foretold beside the heads, piece by piece.
  #pieces(from, to, { x, y }) {
    const points = this.chart.data.datasets.find(({ name }) => name === 'foretold')?.data ?? [], pieces = [];
    for (let i = 1; i < points.length; i++) {
      const left = x.getPixelForValue(points[i - 1].x), right = x.getPixelForValue(points[i].x);
      if (left >= to) break;
      if (right <= from) continue;
      const start = y.getPixelForValue(points[i - 1].y), end = y.getPixelForValue(points[i].y);
      if (Number.isNaN(start) || Number.isNaN(end)) continue;
      pieces.push({ left, right, top: Math.min(start, end) - 2, bottom: Math.max(start, end) + 2 });
    }
    return pieces;
  }

  // How high and how low a line runs beside its head, over the width of a label, as far as there is a line.
  #extent({ k, row }, from, to, { x, y, area }) {
    let high = row, low = row, first = Infinity, last = -Infinity;
    for (const points of [this.chart.data.datasets[k].data, this.chart.data.datasets[this.curves.length + k].data]) {
      for (let i = points.length - 1; i >= 0; i--) {
        const at = x.getPixelForValue(points[i].x);
        if (at < from) break;
        if (at > to) continue;
        first = Math.min(first, at);
        last = Math.max(last, at);
        if (Number.isNaN(points[i].y)) continue;
        const py = Math.min(Math.max(y.getPixelForValue(points[i].y), area.top), area.bottom);
        if (py < high) high = py;
        if (py > low) low = py;
      }
    }
    return { high, low, from: first, to: last };
  }

  /** A value with its name, in words where it is but rounding. */
  #tell(curve, row, name) {
    const value = curve.raw(row);
    if (value === null) return name;
    if (this.excess) return value > curve.least ? `${name} ${amount(value)}` : word('chart.atFloor');
    return `${name} ${curve === this.curves[0] ? lossText(this.run, value) : amount(value)}`;
  }

  read(row) {
    return this.curves.map((curve, k) => Object.assign(document.createElement('span'), { className: k === 0 ? 'e' : '', textContent: this.#tell(curve, row, this.#names[k]) }));
  }
}
