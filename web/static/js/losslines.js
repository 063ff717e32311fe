// Losses of several runs over their steps, on one log axis, each line named at its end.
import { LINE, forgetWidths, label, options, sans, tickFont, widthOf } from './chartbase.js';
import { background, colour, isSmall } from './colours.js';
import { whole } from './format.js';
import { spread } from './place.js';
import { measured } from './resolution.js';
import { decades, decadeTicks, linear } from './ticks.js';
import { word } from './words.js';

const GAP = 15; // px between two names

export class LossLines {
  #canvas; #chart = null; #data = null; #strong = null;

  constructor(canvas) { this.#canvas = canvas; }

  /**
   * @param {{steps: number, top: number, floor?: number, floorName?: string, least?: number, lines: {id: string, name: string, rows: number[][], diverged: boolean, colour: string, width: number, dash?: number[]}[]}} data
   *   top: losses above are cut off; least: what at or below is only rounding, and a gap; rows: [step, loss]
   */
  show(data) {
    this.#data = data;
    this.build();
  }

  /** One line, by its id, before all others; null: all alike. */
  emphasize(id) {
    if (!this.#chart || id === this.#strong) return;
    this.#strong = id;
    this.#dress();
    this.#chart.update('none');
  }

  close() {
    this.#chart?.destroy();
    this.#chart = null;
    this.#data = null;
  }

  #dress() {
    const { lines } = this.#data;
    lines.forEach((line, k) => {
      const dataset = this.#chart.data.datasets[k], back = this.#strong && this.#strong !== line.id;
      dataset.borderColor = back ? colour('line') : colour(line.colour);
      dataset.borderWidth = this.#strong === line.id ? line.width + 1 : line.width;
      dataset.order = this.#strong === line.id ? -1 : k;
    });
  }

  build() {
    this.#chart?.destroy();
    this.#chart = null;
    if (!this.#data) return;
    forgetWidths();
    const { steps, top, floor, lines, least = 0 } = this.#data, ink = colour('ink-3'), font = tickFont(), size = isSmall() ? 11 : 12;
    const losses = lines.flatMap(({ rows }) => rows.map(([, loss]) => loss)).filter((loss) => loss > least);
    const axis = decades(Math.max(Math.min(...losses, floor > 0 ? floor : Infinity, top), 1e-300), Math.min(Math.max(...losses, 10 * least, 1e-300), top));
    const bottom = 10 ** axis.from, ticks = decadeTicks(axis), context = this.#canvas.getContext('2d');
    const ends = lines.filter(({ diverged }) => !diverged), gutter = Math.max(0, ...ends.map(({ name }) => widthOf(context, sans(620, size), name))) + 18;
    const room = 1 - 100 / Math.max(200, this.#canvas.parentElement.clientWidth - gutter - 40); // the last tick's words need theirs
    const xTicks = linear(0, steps, isSmall() ? 3 : 5).filter((v) => Number.isInteger(v) && v < steps * room).concat(steps);
    const level = floor > 0 ? [{ ...LINE, data: [{ x: 0, y: floor }, { x: steps, y: floor }], borderColor: colour('ink-2'), borderWidth: 1, borderDash: [2, 3], order: 90 }] : [];
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets: [...lines.map(({ rows, dash = [] }) => ({ ...LINE, borderCapStyle: 'butt', borderDash: dash, data: rows.map(([x, y]) => ({ x, y: Math.min(measured(y, least), 1e300) })) })), ...level] },
      options: options({ top: 8, right: gutter, left: 0, bottom: 0 }, {
        x: { type: 'linear', min: 0, max: steps, afterBuildTicks: (x) => { x.ticks = xTicks.map((value) => ({ value })); },
          ticks: { callback: (v) => (v === steps ? word('chart.step', whole(v)) : whole(v)), color: ink, font, padding: 6, align: 'inner', maxRotation: 0, autoSkip: false },
          grid: { display: false, drawTicks: false }, border: { color: colour('edge') } },
        y: { type: 'logarithmic', min: bottom, max: 10 ** axis.to, afterBuildTicks: (y) => { y.ticks = ticks.map(({ value }) => ({ value })); },
          ticks: { callback: (v) => ticks.find(({ value }) => value === v)?.label ?? '', color: ink, font, padding: 8, autoSkip: false },
          grid: { color: colour('line'), drawTicks: false }, border: { display: false } },
      }),
      plugins: [{ id: 'names', afterDatasetsDraw: (chart) => this.#names(chart, size) }],
    });
    this.#dress();
    this.#chart.update('none');
  }

  #names({ ctx, scales: { x, y }, chartArea: area, width }, size) {
    const { lines, floor, floorName } = this.#data, ground = background(this.#canvas), whole = { left: 0, right: width };
    const low = y.getPixelForValue(floor), under = area.bottom - low > 18;
    if (floor > 0 && floorName) label(ctx, area, floorName, area.left + 8, under ? low + 13 : low - 5, { fill: colour('ink-2'), ground, weight: 480, size, halo: 2 });
    const at = lines.map(({ rows }) => {
      const [step, loss] = rows.at(-1);
      return { px: x.getPixelForValue(step), py: loss > (this.#data.least ?? 0) ? Math.min(Math.max(y.getPixelForValue(loss), area.top), area.bottom) : area.bottom };
    });
    const leaves = ({ diverged, rows }) => diverged || rows.at(-1)[1] > y.max;
    const ends = lines.map((_, k) => k).filter((k) => !leaves(lines[k]));
    const rows = spread(ends.map((k) => at[k].py), GAP, area.top + 2, area.bottom - 2);
    const style = (k) => ({ fill: this.#strong && this.#strong !== lines[k].id ? colour('ink-3') : colour(lines[k].colour), ground, size, font: sans(this.#strong === lines[k].id || lines[k].bold ? 660 : 480, size), halo: 3 });
    ends.forEach((k, i) => {
      ctx.save();
      ctx.strokeStyle = colour('edge');
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(area.right + 2, at[k].py);
      ctx.lineTo(area.right + 10, rows[i]);
      ctx.stroke();
      ctx.restore();
      label(ctx, whole, lines[k].name, area.right + 13, rows[i] + size / 2 - 2, style(k));
    });
    // What diverged leaves through the top and is named there, one name below the other.
    lines.forEach((line, k) => {
      if (!leaves(line)) return;
      const out = line.rows.find(([, loss]) => loss > y.max) ?? line.rows.at(-1), px = x.getPixelForValue(out[0]);
      const turn = lines.slice(0, k).filter(leaves).length;
      label(ctx, area, line.name, px + 8, area.top + 12 + turn * GAP, style(k));
    });
  }
}
