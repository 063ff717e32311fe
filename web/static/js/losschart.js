// The loss over the steps, on a log or a linear axis or as what is above the floor: what was measured, what theory
// foretells, where the learner stands, the floor.
import { LINE, label, sans, widthOf } from './chartbase.js';
import { colour, isSmall } from './colours.js';
import { amount, significant } from './format.js';
import { grownTop, linearLabel, roundTop } from './frames.js';
import { roomiest } from './place.js';
import { applies, predict } from './prediction.js';
import { StepChart } from './stepchart.js';
import { decadeTicks, decades, linear } from './ticks.js';
import { word } from './words.js';

const TINY = Number.MIN_VALUE, HUGE = 1e307; // what a log axis can show

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
  #scale = 'log'; #axis; #top; #names; #choice = -1; #foretold = null; #wished = null;

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
    const { run, trace, excess } = this, floor = run.theory?.floor, each = run.mean ? run.n : 1;
    this.#foretold = predict(run);
    this.#wished = null;
    this.curves = excess
      ? [{ colour: 'fit', width: 2.5, radius: 5, of: (i) => trace.lossAt(i) - floor, now: (row) => row.loss - floor }]
      : [
        { colour: 'fit', width: 2.5, radius: 5, of: (i) => trace.lossAt(i), now: (row) => row.loss },
        { colour: 'ink-2', width: 1.5, radius: 3.5, of: (i) => trace.saeAt(i) / each, now: (row) => (row.sae === null ? null : row.sae / each) },
      ];
    this.#names = excess ? [word('chart.aboveFloor')] : sums(run);
    if (excess) this.#axis = decades(Math.min(Math.max(this.#foretold.excessAt(run.steps), 1e-14 * run.loss0), run.loss0 / 10), Math.max(run.loss0 - floor, 1e-13 * run.loss0) || 1);
    else this.#axis = decades(floor > 0 ? Math.min(floor, run.loss0) : run.loss0 / 1e4 || 1e-4, Math.min(run.loss0 > 0 ? run.loss0 * this.room : 1, HUGE));
    const pinned = this.pins?.span(this) ?? [], { from, to } = this.#axis;
    if (pinned.length > 0) this.#axis = decades(Math.min(10 ** from, Math.max(1e-14 * run.loss0, Math.min(...pinned))), Math.min(Math.max(10 ** to, ...pinned), HUGE));
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
  value(value) { return this.#log ? Math.min(Math.max(value, TINY), HUGE) : value; }
  title() { return ''; }

  // A prediction as a line that never leaves what an axis can show.
  #line(prediction) {
    if (!prediction) return [];
    const { run: { steps }, excess } = this, count = Math.min(steps, POINTS), points = [];
    for (let i = 0; i <= count; i++) {
      const x = Math.round((steps * i) / count), y = excess ? prediction.excessAt(x) : prediction.lossAt(x);
      points.push({ x, y: Math.min(this.value(y), HUGE) });
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
    this.#axis = decades(Math.max(Math.min(low, from), 1e-300), Math.min(Math.max(high, to), HUGE));
    y.min = 10 ** this.#axis.from;
    y.max = 10 ** Math.min(this.#axis.to, 307);
  }

  // The floor's name: under its line where there is room, else over it, at the left as long as the loss is high there.
  still(drawing) {
    const { ctx, y, area } = drawing, { run, size, ground } = this, floor = run.theory?.floor, own = this.beneath?.(drawing) ?? [];
    if (!(floor > 0) || this.excess) return own;
    const text = word(run.parameters.length === 4 ? 'chart.floor3' : 'chart.floor', significant(floor)), width = widthOf(ctx, sans(480, size), text);
    const line = y.getPixelForValue(floor), below = line + 13, tight = below > area.bottom - 5, row = tight ? line - 6 : below;
    const left = tight && this.#log && y.getPixelForValue(this.value(run.loss0)) < row - 3 * size, start = left ? area.left + (area.width > width + 230 ? 170 : 12) : area.right - width; // past the values at step 0
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
    const heads = this.curves.map((curve, k) => ({ curve, k, value: curve.now(shown) })).filter(({ value }) => value !== null && this.visible(value));
    for (const head of heads) {
      head.font = sans(head.k === 0 ? 620 : 540, head.k === 0 ? size + 1 : size);
      head.text = `${small ? this.#names[head.k].replace(/ − /, '−') : this.#names[head.k]} ${amount(head.value)}`;
      head.width = widthOf(ctx, head.font, head.text);
      head.row = Math.min(Math.max(y.getPixelForValue(this.value(head.value)), area.top), area.bottom);
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
        const py = Math.min(Math.max(y.getPixelForValue(points[i].y), area.top), area.bottom);
        if (py < high) high = py;
        if (py > low) low = py;
      }
    }
    return { high, low, from: first, to: last };
  }

  read(row) {
    return this.curves.map((curve) => curve.now(row)).map((value, k) => Object.assign(document.createElement('span'), { className: k === 0 ? 'e' : '', textContent: `${this.#names[k]} ${amount(value)}` }));
  }
}
