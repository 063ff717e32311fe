// Truth, ŷ, the best curve, the start: the workbench's upper chart.
import { LINE, dot, label, options, tickFont } from './chartbase.js';
import { background, colour, isSmall } from './colours.js';
import { curve, held, valueAt } from './polynomial.js';
import { frame, interval, linear, number } from './ticks.js';
import { word } from './words.js';

const POINTS = 241;

export class FitChart {
  phase = 'gradient'; sample = null; taylor = false;
  #canvas; #chart = null; #run = null; #theta = null; #begun = null; #range; #clip; #ground = '#fff';

  constructor(canvas) { this.#canvas = canvas; }

  get chart() { return this.#chart; }

  load(run) {
    this.#run = run;
    this.#theta = this.#begun = run.start;
    this.#range = frame(run.truth);
    this.#clip = 20 * (this.#range.max - this.#range.min) + Math.max(Math.abs(this.#range.min), Math.abs(this.#range.max));
    this.build();
  }

  /** Anew, in the theme's colours. */
  build() {
    this.#chart?.destroy();
    this.#ground = background(this.#canvas);
    const { min, max } = this.#run;
    const truth = this.#run.truth.map((y, i) => ({ x: min + ((max - min) * i) / (this.#run.truth.length - 1), y }));
    const best = this.#run.theory?.optimum;
    const xTicks = interval(min, max), yTicks = linear(this.#range.min, this.#range.max, 3);
    const labels = new Map(xTicks.map((tick) => [tick.value, tick.label]));
    const ink = colour('ink-3'), line = colour('line'), edge = colour('edge'), font = tickFont();
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets: [
        { ...LINE, data: this.#points(this.#theta), borderColor: colour('fit'), borderWidth: 3, fill: { target: 1, above: colour('fit-wash'), below: colour('fit-wash') }, order: 1 },
        { ...LINE, data: truth, borderColor: colour('truth'), order: 2 },
        { ...LINE, data: best ? this.#points(best) : [], borderColor: colour('ink-2'), borderWidth: 1.5, borderDash: [6, 5], borderCapStyle: 'butt', order: 3 },
        { ...LINE, data: this.#points(this.#run.start), borderColor: edge, borderWidth: 1.5, borderDash: [1, 4], order: 4 },
        { ...LINE, data: this.#taylor(), borderColor: colour('ink-3'), borderWidth: 1.5, borderDash: [2, 3], borderCapStyle: 'butt', order: 3 },
      ] },
      options: options({ top: 6, right: isSmall() ? 4 : 6, bottom: 0, left: 0 }, {
        x: { type: 'linear', min, max, afterBuildTicks: (axis) => { axis.ticks = xTicks.map(({ value }) => ({ value })); },
          ticks: { callback: (value) => labels.get(value) ?? number(value), color: ink, font, padding: 6, maxRotation: 0, align: 'inner' },
          grid: { color: line, drawTicks: false, lineWidth: (c) => (c.tick?.value === 0 ? 1 : 0) }, border: { display: false } },
        y: { type: 'linear', ...this.#range, afterBuildTicks: (axis) => { axis.ticks = yTicks.map((value) => ({ value })); },
          ticks: { callback: number, color: ink, font, padding: 8 },
          grid: { color: (c) => (c.tick?.value === 0 ? edge : line), drawTicks: false }, border: { display: false } },
      }),
      plugins: [{ id: 'fit', beforeDatasetsDraw: (chart) => this.#sticks(chart), afterDatasetsDraw: (chart) => this.#labels(chart) }],
    });
  }

  show(theta) {
    this.#theta = theta;
    // Only ŷ moves: its points are changed in place and its own controller told, which spares Chart.js laying
    // out axes that stand still (a full update costs five times as much).
    const points = this.#chart.data.datasets[0].data;
    for (const point of points) point.y = held(valueAt(this.#run, theta, point.x), this.#clip);
    this.#chart.getDatasetMeta(0).controller.update('none');
    this.#chart.draw();
  }

  /** Another start: that of a run that is just being chosen. */
  begin(start) {
    if (!this.#chart || start === this.#begun) return;
    this.#begun = start;
    this.#chart.data.datasets[3].data = this.#points(start);
    this.#chart.update('none');
  }

  draw() { this.#chart?.draw(); }

  #points(theta) { return curve(this.#run, theta, POINTS, this.#clip); }

  #taylor() {
    const { min, max, taylor } = this.#run;
    return this.taylor && taylor ? taylor.map((y, i) => ({ x: min + ((max - min) * i) / (taylor.length - 1), y: held(y, this.#clip) })) : [];
  }

  truthAt(x) {
    const { min, max, truth } = this.#run;
    const at = ((x - min) / (max - min)) * (truth.length - 1);
    const i = Math.max(0, Math.min(truth.length - 2, Math.floor(at)));
    return truth[i] + (truth[i + 1] - truth[i]) * (at - i);
  }

  // In the phases that are about the gap between the curves, the gap shows its parts.
  #sticks({ ctx, scales: { x, y }, chartArea: area }) {
    if (this.phase === 'forward' || this.phase === 'update') return;
    const count = isSmall() ? 28 : 48, { min, max } = this.#run;
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width + 1, area.height);
    ctx.clip();
    ctx.strokeStyle = colour('fit-stick');
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (let i = 0; i <= count; i++) {
      const v = min + ((max - min) * i) / count;
      const px = Math.round(x.getPixelForValue(v)) + 0.5;
      ctx.moveTo(px, y.getPixelForValue(this.truthAt(v)));
      ctx.lineTo(px, y.getPixelForValue(held(valueAt(this.#run, this.#theta, v), this.#clip)));
    }
    ctx.stroke();
    ctx.restore();
  }

  #labels({ ctx, scales: { x, y }, chartArea: area }) {
    const size = isSmall() ? 12 : 13, ground = this.#ground, run = this.#run;
    const px = (v) => x.getPixelForValue(v), py = (v) => y.getPixelForValue(v);
    const high = run.truth.indexOf(Math.max(...run.truth));
    const peak = run.min + ((run.max - run.min) * high) / (run.truth.length - 1);
    label(ctx, area, word(`target.${run.target}`), px(peak), py(run.truth[high]) - 9, { fill: colour('truth'), ground, align: 'center', weight: 600, size });
    const best = run.theory?.optimum;
    if (best) {
      const at = run.min + 0.004 * (run.max - run.min), top = py(held(valueAt(this.#run, best, at), this.#clip));
      if (top > area.top + 14 && top < area.bottom) label(ctx, area, word(run.parameters.length === 4 ? 'chart.best3' : 'chart.best'), px(at), top - 9, { fill: colour('ink-2'), ground, weight: 500, size });
    }
    if (this.#theta.some((value, k) => Math.abs(value - run.start[k]) > 1e-9 + 0.02 * Math.abs(run.start[k]))) this.#nameAt({ ctx, x, y, area }, run.start, -1, word('chart.start'), colour('ink-3'), 500, size);
    this.#nameTaylor({ ctx, x, y, area }, size);
    this.#nameFit({ ctx, x, y, area }, px(peak), size + 2);
    if (this.sample !== null) this.#mark({ ctx, x, y, area });
  }

  // Taylor's curve is named where it leaves the frame on the left, or at its beginning.
  #nameTaylor({ ctx, x, y, area }, size) {
    const points = this.#taylor(), inside = points.find(({ y: value }) => value > this.#range.min && value < this.#range.max);
    if (!inside) return;
    const leaves = inside !== points[0], top = Math.min(Math.max(y.getPixelForValue(inside.y), area.top + 16), area.bottom - 8);
    label(ctx, area, word('chart.taylor'), x.getPixelForValue(inside.x) + (leaves ? 8 : 2), leaves ? top : top - 9, { fill: colour('ink-3'), ground: this.#ground, weight: 500, size });
  }

  // ŷ is named on the side where the truth's own name does not stand; above or below all, an arrow says where it is.
  #nameFit(plot, taken, size) {
    const { ctx, x, area } = plot, fill = colour('fit');
    for (const side of [1, -1]) {
      const exit = this.#exit(this.#theta, side);
      if (!exit || (side === 1 && Math.abs(x.getPixelForValue(exit.at) + 18 - taken) < 44 && this.#exit(this.#theta, -1))) continue;
      this.#nameAt(plot, this.#theta, side, 'ŷ', fill, 640, size);
      return;
    }
    const values = this.#points(this.#theta).map((point) => point.y), { min: low, max: high } = this.#range;
    const text = values.every((y) => y >= high) ? 'ŷ ↑' : values.every((y) => y <= low) ? 'ŷ ↓' : 'ŷ ↕';
    label(ctx, area, text, area.right - 24, text === 'ŷ ↓' ? area.bottom - 8 : area.top + 16, { fill, ground: this.#ground, align: 'right', weight: 640, size });
  }

  // Where a curve is last inside the frame, from the middle outwards, and its value beyond, null if it stays inside;
  // null if it never is.
  #exit(theta, side) {
    const { min, max } = this.#run, centre = (min + max) / 2, half = (max - min) / 2;
    let at = null;
    for (let i = 0; i <= 240; i++) {
      const v = centre + side * half * (i / 240), value = valueAt(this.#run, theta, v);
      if (value > this.#range.min && value < this.#range.max) at = v;
      else if (at !== null) return { at, beyond: value };
    }
    return at === null ? null : { at, beyond: null };
  }

  // Names a curve where it leaves the frame, seen from the middle outwards, or at the end of the axis.
  #nameAt({ ctx, x, y, area }, theta, side, text, fill, weight, size) {
    const { min, max } = this.#run;
    const centre = (min + max) / 2, half = (max - min) / 2, exit = this.#exit(theta, side);
    if (!exit) return;
    const ground = this.#ground, style = { fill, ground, weight, size };
    if (exit.beyond === null) {
      // The label spans some of the curve: it stands above the highest part of that.
      const end = centre + side * half * 0.96, span = text.length > 2 ? 0.2 : 0.05;
      const value = Math.max(...[0, 0.33, 0.66, 1].map((share) => valueAt(this.#run, theta, end - side * half * span * share)));
      const up = Math.max(area.top + 14, y.getPixelForValue(value) - 11);
      label(ctx, area, text, x.getPixelForValue(end), up, { ...style, align: side > 0 ? 'right' : 'left' });
    } else {
      const row = exit.beyond > this.#range.max ? area.top + 16 : area.bottom - 8;
      label(ctx, area, text, x.getPixelForValue(exit.at) + side * 10, row, { ...style, align: side > 0 ? 'left' : 'right' });
    }
  }

  #mark({ ctx, x, y, area }) {
    const v = this.sample;
    const px = x.getPixelForValue(v), clamp = (p) => Math.min(Math.max(p, area.top), area.bottom);
    const truth = clamp(y.getPixelForValue(this.truthAt(v))), fit = clamp(y.getPixelForValue(held(valueAt(this.#run, this.#theta, v), this.#clip)));
    ctx.save();
    ctx.strokeStyle = colour('fit');
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(px, truth);
    ctx.lineTo(px, fit);
    ctx.stroke();
    dot(ctx, px, truth, 4.5, colour('truth'), this.#ground);
    dot(ctx, px, fit, 4.5, colour('fit'), this.#ground);
    ctx.restore();
  }
}
