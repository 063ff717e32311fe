// A chart over the steps of a run. What all of them have: lines that grow, the axis of steps, the marks of changed
// rates, the pointer. What moves with every step stands on a canvas of its own, over the chart's. Behind a hidden tab
// a chart is closed: nothing is drawn, nothing is kept up to date.
import { LINE, dot, forgetWidths, label, options, tickFont } from './chartbase.js';
import { background, colour, faint, isSmall } from './colours.js';
import { whole } from './format.js';
import { rateLines, rateNames, upright } from './ratemarks.js';
import { thin } from './thin.js';
import { linear } from './ticks.js';
import { word } from './words.js';

const AXIS = 42; // px for the labels on the left, so that all charts begin at the same place

/**
 * What a kind of chart adds: begin() at a new run sets curves, [{colour, width, radius, of(i), now(row)}]; value(v) as
 * the axis can show it; reach(low, high), the frame; cut(points), what of a line is drawn; yAxis(), references(), title(); still(drawing), labels that
 * stand still, whose boxes it returns; under(drawing) and labels(drawing, taken), what moves; read(row), the
 * read-out's pieces.
 */
export class StepChart {
  run = null; trace = null; shown = null; furthest = 0; chart = null; ground = '#fff'; size = 12; curves = []; headroom = 22; pins = null;
  #canvas; #card; #open = false; #pointer = null; #at = -1; #told = null; #lined = false; #over = document.createElement('canvas'); #taken = [];

  constructor(canvas, card, changed) {
    this.#canvas = canvas;
    this.#card = card;
    this.#over.className = 'over';
    canvas.after(this.#over);
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

  overlay(pins) {
    this.pins = pins;
    if (!this.run) return;
    this.begin();
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
    this.#lined = false;
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
      data: { datasets: [...measured, ...ahead, ...this.references(), ...(this.pins?.lines(this) ?? [])] },
      options: options({ top: this.headroom, right: this.gutter(this.#canvas.getContext('2d')), left: 0 }, {
        x: { type: 'linear', min: 0, max: steps, afterBuildTicks: (axis) => { axis.ticks = xTicks.map((value) => ({ value })); },
          ticks: { callback: (v) => (v === steps ? word('chart.step', whole(v)) : whole(v)), color: ink, font, padding: 6, align: 'inner', maxRotation: 0, autoSkip: false },
          grid: { display: false, drawTicks: false }, border: { color: colour('edge') } },
        y: { ...y, afterFit: (axis) => { axis.width = Math.max(axis.width, AXIS); }, ticks: { ...y.ticks, color: ink, font, padding: 8, autoSkip: false },
          grid: { color: colour('line'), drawTicks: false, ...y.grid }, border: { display: false } },
      }),
      plugins: [{ id: 'steps', beforeDatasetsDraw: (chart) => rateLines(this.#drawing(chart), this.run.tweaks), afterDraw: () => this.#dress() }],
    });
    this.show(this);
  }

  gutter() { return isSmall() ? 4 : 6; }
  references() { return []; }
  cut(points) { return points; }
  still() { return []; }
  under() {}

  /** Moves the marks alone, which costs a tenth: the lines follow with the next show(). */
  mark({ shown }) {
    if (!this.chart) return;
    this.shown = shown;
    this.#point();
    this.#marks();
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
    const frame = this.#frame();
    if (low <= high) this.reach(low, high);
    lines.forEach(([past, ahead], k) => {
      datasets[k].data = this.cut(past);
      datasets[curves.length + k].data = this.cut(ahead);
    });
    this.#point();
    if (this.#frame() !== frame || !this.#lined) {
      this.chart.update('none');
      this.#lined = true;
      return;
    }
    // In a frame that stands still only the lines are others: a full update lays out the axes too, which takes half the time.
    for (let k = 0; k < 2 * curves.length; k++) {
      const { controller } = this.chart.getDatasetMeta(k);
      controller.buildOrUpdateElements(false);
      controller.update('none');
    }
    this.chart.draw();
  }

  #frame() {
    const { min, max } = this.chart.options.scales.y;
    return `${min} ${max}`;
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

  // Chart.js has drawn: the labels that stand still, and what moves.
  #dress() {
    if (!this.chart) return;
    const drawing = this.#drawing(this.chart);
    this.#taken = [...rateNames(drawing, this.run.tweaks, this.size - 1, this.ground), ...this.still(drawing), ...(this.pins?.ends(this, drawing) ?? [])];
    this.#marks();
  }

  #drawing({ ctx, scales: { x, y }, chartArea: area }) { return { ctx, x, y, area }; }

  #marks() {
    const { width, height } = this.chart.canvas, over = this.#over, ctx = over.getContext('2d');
    if (over.width !== width || over.height !== height) Object.assign(over, { width, height });
    ctx.resetTransform();
    ctx.clearRect(0, 0, width, height);
    ctx.scale(this.chart.currentDevicePixelRatio, this.chart.currentDevicePixelRatio);
    const drawing = { ...this.#drawing(this.chart), ctx }, { x, y, area } = drawing;
    const { shown, ground, size } = this, px = x.getPixelForValue(shown.step), dots = [], pointed = this.#at < 0 ? null : x.getPixelForValue(this.trace.stepAt(this.#at));
    if (pointed !== null) upright(ctx, area, pointed, 'edge');
    // Where there is room for one only, the read-out takes the title's place.
    if (pointed === null || (this.curves.length < 6 && !isSmall())) label(ctx, area, this.title(), area.left, area.top - 9, { fill: colour('ink-3'), ground, weight: 400, size });
    this.under(drawing);
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left - 6, area.top - 6, area.width + 12, area.height + 12);
    ctx.clip();
    for (let k = this.curves.length - 1; k >= 0; k--) {
      const curve = this.curves[k], now = curve.now(shown), last = this.chart.data.datasets[k].data.at(-1);
      if (pointed !== null && this.visible(curve.of(this.#at))) dots.push([pointed, y.getPixelForValue(this.value(curve.of(this.#at))), Math.min(curve.radius, 4), colour(curve.colour)]);
      if (now === null || !this.visible(now)) continue;
      const py = y.getPixelForValue(this.value(now));
      // From the last point drawn to where the learner stands by now.
      if (last && last.y !== null && !Number.isNaN(last.y) && last.x < shown.step) {
        ctx.strokeStyle = colour(curve.colour);
        ctx.lineWidth = curve.width;
        ctx.beginPath();
        ctx.moveTo(x.getPixelForValue(last.x), y.getPixelForValue(last.y));
        ctx.lineTo(px, py);
        ctx.stroke();
      }
      dots.push([px, py, curve.radius, colour(curve.colour)]);
    }
    for (const [left, top, radius, fill] of dots) if (top > area.top - 5 && top < area.bottom + 5) dot(ctx, left, top, radius, fill, ground);
    ctx.restore();
    this.labels(drawing, this.#taken);
  }
}
