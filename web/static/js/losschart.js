// The loss over the steps, on a log axis: what was measured, where the learner stands, the floor.
import { LINE, dot, label, options, tickFont } from './chartbase.js';
import { background, colour, isSmall } from './colours.js';
import { amount, significant, whole } from './format.js';
import { thin } from './thin.js';
import { decadeTicks, decades, linear } from './ticks.js';
import { word } from './words.js';

export class LossChart {
  #canvas; #chart = null; #run; #trace; #shown; #furthest = 0; #axis; #ground;

  constructor(canvas) { this.#canvas = canvas; }

  load(run, trace, shown) {
    this.#run = run;
    this.#trace = trace;
    this.#shown = shown;
    this.#furthest = 0;
    const floor = run.theory?.floor;
    this.#axis = decades(floor > 0 ? Math.min(floor, run.loss0) : run.loss0 / 1e4 || 1e-4, run.loss0 > 0 ? run.loss0 : 1);
    this.build();
  }

  build() {
    this.#chart?.destroy();
    this.#ground = background(this.#canvas);
    const { steps } = this.#run, ink = colour('ink-3'), font = tickFont(), floor = this.#run.theory?.floor;
    const fit = colour('fit'), xTicks = linear(0, steps, isSmall() ? 4 : 5).filter((v) => Number.isInteger(v) && v < steps * 0.9).concat(steps);
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets: [
        { ...LINE, data: [], borderColor: fit, borderWidth: 2.5, order: 1 },
        { ...LINE, data: [], borderColor: colour('fit-stick'), borderWidth: 2, order: 2 },
        { ...LINE, data: floor > 0 ? [{ x: 0, y: floor }, { x: steps, y: floor }] : [], borderColor: colour('ink-2'), borderWidth: 1, borderDash: [2, 3], borderCapStyle: 'butt', order: 3 },
      ] },
      options: options({ top: 22, right: isSmall() ? 4 : 6, left: 0 }, {
        x: { type: 'linear', min: 0, max: steps, afterBuildTicks: (axis) => { axis.ticks = xTicks.map((value) => ({ value })); },
          ticks: { callback: (v) => (v === steps ? word('chart.step', whole(v)) : whole(v)), color: ink, font, padding: 6, align: 'inner', maxRotation: 0, autoSkip: false },
          grid: { display: false, drawTicks: false }, border: { color: colour('edge') } },
        y: { type: 'logarithmic', min: 10 ** this.#axis.from, max: 10 ** this.#axis.to,
          afterBuildTicks: (axis) => { axis.ticks = decadeTicks(this.#axis).map(({ value }) => ({ value })); },
          ticks: { callback: (v) => decadeTicks(this.#axis).find((tick) => tick.value === v)?.label ?? '', color: ink, font, padding: 8, autoSkip: false },
          grid: { color: colour('line'), drawTicks: false }, border: { display: false } },
      }),
      plugins: [{ id: 'loss', afterDatasetsDraw: (chart) => this.#labels(chart) }],
    });
    this.show(this.#shown, this.#furthest);
  }

  /** Moves the mark alone, which costs a tenth: the line follows with the next show(). */
  mark(shown) {
    this.#shown = shown;
    this.#chart.draw();
  }

  show(shown, furthest = shown.step) {
    this.#shown = shown;
    this.#furthest = furthest;
    const trace = this.#trace, to = trace.indexUpTo(shown.step) + 1;
    const loss = (i) => Math.max(trace.lossAt(i), Number.MIN_VALUE), step = (i) => trace.stepAt(i);
    const columns = Math.max(50, this.#chart.chartArea?.width ?? 600);
    const part = (from, count) => thin((i) => step(from + i), (i) => loss(from + i), count, 0, this.#run.steps, columns);
    const past = part(0, to);
    // What the learner has seen already but went back from stays visible, faintly.
    const begin = Math.max(0, to - 1), until = trace.indexUpTo(furthest) + 1;
    const ahead = until > to ? part(begin, until - begin) : [];
    this.#extend([...past, ...ahead]);
    this.#chart.data.datasets[0].data = past;
    this.#chart.data.datasets[1].data = ahead;
    this.#chart.update('none');
  }

  // The axis only grows, in whole decades, so that it does not breathe while the line moves.
  #extend(points) {
    let low = 10 ** this.#axis.from, high = 10 ** this.#axis.to;
    for (const { y } of points) {
      if (y < low && y > 0) low = y;
      if (y > high) high = y;
    }
    if (low === 10 ** this.#axis.from && high === 10 ** this.#axis.to) return;
    this.#axis = decades(Math.max(low, 1e-300), Math.min(high, 1e300));
    const y = this.#chart.options.scales.y;
    y.min = 10 ** this.#axis.from;
    y.max = 10 ** Math.min(this.#axis.to, 307);
  }

  #labels({ ctx, scales: { x, y }, chartArea: area }) {
    const run = this.#run, shown = this.#shown;
    const size = isSmall() ? 11 : 12, ground = this.#ground, floor = run.theory?.floor;
    label(ctx, area, word(run.mean ? 'chart.axisMean' : 'chart.axis'), area.left, area.top - 9, { fill: colour('ink-3'), ground, weight: 400, size });
    if (floor > 0) {
      // Under its line where there is room, else over it on the left, where the loss is still high.
      const below = y.getPixelForValue(floor) + 13, tight = below > area.bottom - 2;
      label(ctx, area, word(run.parameters.length === 4 ? 'chart.floor3' : 'chart.floor', significant(floor)), tight ? area.left + 12 : area.right, tight ? below - 18 : below, { fill: colour('ink-2'), ground, align: tight ? 'left' : 'right', weight: 480, size, halo: 2 });
    }
    if (!(shown.loss > 0) || !Number.isFinite(shown.loss)) return;
    const px = x.getPixelForValue(shown.step), py = Math.min(Math.max(y.getPixelForValue(shown.loss), area.top), area.bottom);
    ctx.save();
    ctx.strokeStyle = colour('edge');
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(px, floor > 0 ? y.getPixelForValue(floor) : area.bottom);
    ctx.lineTo(px, py);
    ctx.stroke();
    const last = this.#chart?.data.datasets[0].data.at(-1);
    if (last && last.x < shown.step) {
      ctx.strokeStyle = colour('fit');
      ctx.lineWidth = 2.5;
      ctx.beginPath();
      ctx.moveTo(x.getPixelForValue(last.x), y.getPixelForValue(last.y));
      ctx.lineTo(px, py);
      ctx.stroke();
    }
    dot(ctx, px, py, 5, colour('fit'), ground);
    ctx.restore();
    const right = shown.step > run.steps * 0.7, text = isSmall() ? amount(shown.loss) : word('chart.measured', amount(shown.loss));
    // A label to the left stands above the line as high as the line is at its left end.
    let row = py;
    if (right) {
      ctx.font = `620 ${size + 1}px ${colour('sans')}`;
      const left = x.getValueForPixel(px - 10 - ctx.measureText(text).width);
      const there = this.#trace.indexUpTo(left);
      if (there >= 0) row = Math.min(py, y.getPixelForValue(Math.max(this.#trace.lossAt(there), Number.MIN_VALUE)));
    }
    label(ctx, area, text, px + (right ? -10 : 10), row - 10 < area.top + 10 ? Math.max(row, area.top) + 5 : row - 10, { fill: colour('fit'), ground, align: right ? 'right' : 'left', weight: 620, size: size + 1 });
  }
}
