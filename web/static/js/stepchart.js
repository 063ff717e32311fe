// A chart over the steps of a run. What all of them have: lines that grow, the axis of steps, the marks of changed
// rates, the pointer. A chart behind a hidden tab is closed: it has no canvas and costs nothing.
import { LINE, dot, forgetWidths, label, options, sans, tickFont, widthOf } from './chartbase.js';
import { background, colour, faint, isSmall } from './colours.js';
import { rate, whole } from './format.js';
import { apart } from './place.js';
import { thin } from './thin.js';
import { linear } from './ticks.js';
import { word } from './words.js';

const AXIS = 42; // px for the labels on the left, so that all charts begin at the same place

/**
 * What a kind of chart adds: begin() at a new run sets curves, [{colour, width, radius, of(i), now(row)}]; value(v) as
 * the axis can show it; reach(low, high), the frame; cut(points), what of a line is drawn; yAxis(), references(), more(datasets), title(), labels(drawing,
 * taken), read(row), the read-out's pieces.
 */
export class StepChart {
  run = null; trace = null; shown = null; furthest = 0; chart = null; ground = '#fff'; size = 12; curves = [];
  #canvas; #card; #open = false; #pointer = null; #at = -1; #told = null;

  constructor(canvas, card, changed) {
    this.#canvas = canvas;
    this.#card = card;
    const move = (event) => { this.#pointer = event.offsetX; changed(); };
    const leave = () => { this.#pointer = null; changed(); };
    for (const name of ['pointermove', 'pointerdown']) canvas.addEventListener(name, move);
    for (const name of ['pointerleave', 'pointercancel']) canvas.addEventListener(name, leave);
  }

  load({ run, trace, shown }) {
    Object.assign(this, { run, trace, shown, furthest: 0 });
    this.#told = null;
    this.begin();
    this.build();
  }

  /** Its tab is in front; the canvas has its size. */
  open({ shown, furthest }) {
    Object.assign(this, { shown, furthest });
    this.#open = true;
    this.build();
  }

  close() {
    this.#open = false;
    this.#pointer = null;
    this.chart?.destroy();
    this.chart = null;
  }

  /** Anew, in the theme's colours. */
  build() {
    if (!this.#open || !this.run) return;
    this.chart?.destroy();
    this.chart = null; // its first drawing, of empty lines, is not to be dressed
    forgetWidths();
    this.ground = background(this.#canvas);
    this.size = isSmall() ? 11 : 12;
    const { steps } = this.run, ink = colour('ink-3'), font = tickFont();
    const xTicks = linear(0, steps, isSmall() ? 4 : 5).filter((v) => Number.isInteger(v) && v < steps * 0.9).concat(steps);
    const measured = this.curves.map((curve, i) => ({ ...LINE, data: [], borderColor: colour(curve.colour), borderWidth: curve.width, order: 1 + i }));
    const ahead = this.curves.map((curve) => ({ ...LINE, data: [], borderColor: faint(curve.colour), borderWidth: Math.min(curve.width, 2), order: 50 }));
    const y = this.yAxis();
    this.chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets: [...measured, ...ahead, ...this.references()] },
      options: options({ top: 22, right: this.gutter(this.#canvas.getContext('2d')), left: 0 }, {
        x: { type: 'linear', min: 0, max: steps, afterBuildTicks: (axis) => { axis.ticks = xTicks.map((value) => ({ value })); },
          ticks: { callback: (v) => (v === steps ? word('chart.step', whole(v)) : whole(v)), color: ink, font, padding: 6, align: 'inner', maxRotation: 0, autoSkip: false },
          grid: { display: false, drawTicks: false }, border: { color: colour('edge') } },
        y: { ...y, afterFit: (axis) => { axis.width = Math.max(axis.width, AXIS); }, ticks: { ...y.ticks, color: ink, font, padding: 8, autoSkip: false },
          grid: { color: colour('line'), drawTicks: false, ...y.grid }, border: { display: false } },
      }),
      plugins: [{ id: 'steps', beforeDatasetsDraw: (chart) => this.#under(chart), afterDatasetsDraw: (chart) => this.#over(chart) }],
    });
    this.show(this);
  }

  gutter() { return isSmall() ? 4 : 6; }
  references() { return []; }
  cut(points) { return points; }

  /** Moves the marks alone, which costs a tenth: the lines follow with the next show(). */
  mark({ shown }) {
    if (!this.chart) return;
    this.shown = shown;
    this.#point();
    this.chart.draw();
  }

  show({ shown, furthest }) {
    if (!this.chart) return;
    Object.assign(this, { shown, furthest });
    const { trace, curves, chart: { data: { datasets } } } = this;
    const to = trace.indexUpTo(shown.step) + 1, columns = Math.max(50, this.chart.chartArea?.width ?? 600);
    // What the learner has seen already but went back from stays visible, faintly.
    const begin = Math.max(0, to - 1), until = trace.indexUpTo(furthest) + 1;
    let low = Infinity, high = -Infinity;
    const lines = curves.map((curve) => {
      const part = (from, count) => thin((i) => trace.stepAt(from + i), (i) => this.value(curve.of(from + i)), count, 0, this.run.steps, columns);
      return [part(0, to), until > to ? part(begin, until - begin) : []];
    });
    for (const points of lines.flat()) {
      for (const { y } of points) {
        if (y < low) low = y;
        if (y > high) high = y;
      }
    }
    if (low <= high) this.reach(low, high);
    lines.forEach(([past, ahead], k) => {
      datasets[k].data = this.cut(past);
      datasets[curves.length + k].data = this.cut(ahead);
    });
    this.#point();
    this.chart.update('none');
  }

  // The row under the pointer: the nearest that has come and was shown.
  #point() {
    const x = this.chart.scales.x;
    this.#at = this.#pointer === null || !x ? -1 : this.trace.indexNear(x.getValueForPixel(this.#pointer), Math.max(this.furthest, this.shown.step));
    const told = this.#at < 0 ? null : this.trace.stepAt(this.#at);
    if (told === this.#told) return;
    this.#told = told;
    this.#card.hidden = told === null;
    if (told === null) return;
    const step = Object.assign(document.createElement('b'), { textContent: word('chart.step', whole(told)) });
    this.#card.replaceChildren(step, ...this.read(this.trace.row(this.#at)));
  }

  #under({ ctx, scales: { x }, chartArea: area }) {
    const upright = (at, name) => {
      ctx.strokeStyle = colour(name);
      ctx.beginPath();
      ctx.moveTo(Math.round(at) + 0.5, area.top);
      ctx.lineTo(Math.round(at) + 0.5, area.bottom);
      ctx.stroke();
    };
    ctx.save();
    ctx.lineWidth = 1;
    for (const { step } of this.run.tweaks) upright(x.getPixelForValue(step), 'ink-3');
    if (this.#at >= 0) upright(x.getPixelForValue(this.trace.stepAt(this.#at)), 'edge');
    ctx.restore();
  }

  #over({ ctx, scales: { x, y }, chartArea: area }) {
    if (!this.chart) return;
    const { shown, ground, size } = this, drawing = { ctx, x, y, area };
    // Where there is room for one only, the read-out takes the title's place.
    if (this.#at < 0 || (this.curves.length < 6 && !isSmall())) label(ctx, area, this.title(), area.left, area.top - 9, { fill: colour('ink-3'), ground, weight: 400, size });
    const taken = this.#rates(drawing), px = x.getPixelForValue(shown.step), dots = [];
    this.under?.(drawing, taken);
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left - 6, area.top - 6, area.width + 12, area.height + 12);
    ctx.clip();
    for (let k = this.curves.length - 1; k >= 0; k--) {
      const curve = this.curves[k], now = curve.now(shown), last = this.chart.data.datasets[k].data.at(-1);
      if (now === null || !this.visible(now)) continue;
      const py = y.getPixelForValue(this.value(now));
      // From the last point drawn to where the learner stands by now.
      if (last && last.y !== null && last.x < shown.step) {
        ctx.strokeStyle = colour(curve.colour);
        ctx.lineWidth = curve.width;
        ctx.beginPath();
        ctx.moveTo(x.getPixelForValue(last.x), y.getPixelForValue(last.y));
        ctx.lineTo(px, py);
        ctx.stroke();
      }
      dots.push([px, py, curve.radius, colour(curve.colour)]);
      if (this.#at < 0) continue;
      dots.push([x.getPixelForValue(this.trace.stepAt(this.#at)), y.getPixelForValue(this.value(curve.of(this.#at))), Math.min(curve.radius, 4), colour(curve.colour)]);
    }
    for (const [left, top, radius, fill] of dots) if (top > area.top - 5 && top < area.bottom + 5) dot(ctx, left, top, radius, fill, ground);
    ctx.restore();
    this.labels(drawing, taken);
  }

  // A changed rate is named at the top of its line, unless it would run into the one before.
  #rates({ ctx, x, area }) {
    const { tweaks } = this.run, small = this.size - 1, font = sans(480, small);
    const lines = tweaks.map(({ step }) => x.getPixelForValue(step));
    const names = tweaks.map(({ lr }, k) => {
      const text = `η ${rate(lr)}`, at = lines[k], width = widthOf(ctx, font, text), crossed = lines.some((other) => other > at && other < at + 8 + width);
      const left = at + 5 + width > area.right || crossed ? at - 5 - width : at + 5;
      return { text, left, right: left + width, top: area.top + 1, bottom: area.top + 14 };
    });
    const kept = apart(names, 8).map((i) => names[i]);
    for (const { text, left, bottom } of kept) label(ctx, area, text, left, bottom - 3, { fill: colour('ink-3'), ground: this.ground, font, halo: 3 });
    return kept;
  }
}
