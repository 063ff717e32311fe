// Pinned runs over the charts: to each chart one method that gives it lines, and one that names them. Drawn with what
// stands still, so that a frame in which a run moves costs nothing more.
import { LINE, sans } from './chartbase.js';
import { colour, isSmall } from './colours.js';
import { inside } from './landmarks.js';
import { dashOf, lastInside, lossAs } from './pins.js';
import { curve, valueAt } from './polynomial.js';
import { applies, errorsOf, shares } from './prediction.js';

const POINTS = 241, RADIUS = 7, STEP = 20; // px: a number's disc, and how far apart two of them stand

export class Overlays {
  #run; #pins;

  /** @param {object} run the run shown @param {{number: number, rows: object[], diverged: boolean, problem: boolean, meaning: boolean, landscape: boolean}[]} pins */
  constructor(run, pins) {
    this.#run = run;
    this.#pins = pins;
  }

  // Fit: ŷ at the end of each run, but of those that ended far out.

  get #fitted() { return this.#pins.filter(({ problem, diverged }) => problem && !diverged); }

  /** Datasets over a view of x. */
  curves(view, clip) {
    return this.#fitted.map((pin) => ({ ...this.#line(pin, 'ink'), order: 3, data: curve(pin, pin.rows.at(-1).coefficients, POINTS, clip, view) }));
  }

  names({ ctx, x, y, area }, ground) {
    for (const pin of this.#fitted) {
      const theta = pin.rows.at(-1).coefficients, shares = [0.7, 0.62, 0.38, 0.3, 0.85, 0.15, 0.5, 0.95, 0.05];
      // Each at a place of its own along the axis, or where its curve is to be seen at all.
      for (const share of [shares[pin.number - 1], ...shares, ...Array.from({ length: 60 }, (_, k) => k / 60)]) {
        const at = x.min + share * (x.max - x.min), value = valueAt(pin, theta, at);
        if (!(value > y.min && value < y.max)) continue;
        badge(ctx, x.getPixelForValue(at), Math.min(Math.max(y.getPixelForValue(value), area.top + RADIUS), area.bottom - RADIUS), pin.number, ground);
        break;
      }
    }
  }

  // Charts over the steps.

  /** Lines over the steps: {pin, colour, data}. */
  #over(chart) {
    const run = this.#run;
    if (chart.kind === 'loss') {
      const lift = chart.excess ? run.theory.floor : 0;
      return this.#pins.filter(({ landscape }) => landscape || !chart.excess)
        .map((pin) => ({ pin, colour: 'ink', data: pin.rows.map((row) => ({ x: row.step, y: chart.clear(lossAs(run, pin, row) - lift, coarser(run, pin)) })) }));
    }
    return this.#pins.filter(({ meaning }) => meaning).flatMap((pin) => run.parameters.map((name, k) => ({ name, k }))
      .filter(({ k }) => k < pin.parameters.length)
      .map(({ name, k }) => ({ pin, colour: name, data: pin.rows.map((row) => ({ x: row.step, y: row.coefficients[k] })) })));
  }

  lines(chart) {
    return this.#over(chart).map(({ pin, colour: name, data }, i) => ({
      ...this.#line(pin, name), borderWidth: chart.kind === 'loss' ? 1.75 : 1.25, order: 55, pinned: i,
      data: chart.cut(data.filter(({ y }) => chart.kind === 'loss' || Number.isFinite(y)).map(({ x, y }) => ({ x, y: chart.value(y) }))),
    }));
  }

  /** Values that the frame should hold: where runs begin, and where those end that do not diverge. */
  span(chart) {
    return this.#over(chart).flatMap(({ pin, data }) => {
      const calm = data.map(({ y }) => y).filter((y) => chart.kind !== 'loss' || y > 0);
      if (calm.length === 0) return [];
      return pin.diverged ? [calm[0]] : [calm[0], chart.kind === 'loss' ? Math.min(...calm) : calm.at(-1)];
    });
  }

  /** Draws the number of each line near its end; the boxes of these. */
  ends({ kind, ground }, { ctx, x, y, area }) {
    const boxes = [], first = new Set();
    for (const { data, pinned, number, borderColor } of x.chart.data.datasets) {
      if (pinned === undefined || (kind === 'coefficients' && isSmall() && first.has(number))) continue;
      const right = x.getValueForPixel(area.right - RADIUS - 2 - (number - 1) * STEP), i = lastInside(data, right, y.min, y.max);
      if (i < 0) continue;
      first.add(number);
      const px = Math.max(x.getPixelForValue(data[i].x), area.left + RADIUS), py = y.getPixelForValue(data[i].y);
      badge(ctx, px, py, number, ground, borderColor);
      boxes.push({ left: px - RADIUS - 1, right: px + RADIUS + 1, top: py - RADIUS - 1, bottom: py + RADIUS + 1 });
    }
    return boxes;
  }

  #line(pin, name) { return { ...LINE, borderColor: colour(name), borderWidth: 1.75, borderDash: dashOf(pin.number), borderCapStyle: 'butt', number: pin.number }; }

  // The landscape.

  get #walkers() { return this.#pins.filter(({ landscape }) => landscape); }

  /** Coefficients that a map should show. */
  places() { return this.#walkers.flatMap(({ rows, diverged }) => (diverged ? [rows[0]] : [rows[0], rows.at(-1)])).map(({ coefficients }) => coefficients); }

  /** Draws the ways of the runs over a map, with the number where each ends or leaves. */
  ways(ctx, map, ground) {
    const { optimum } = this.#run.theory ?? {}, taken = optimum ? [map.at(optimum)] : [];
    for (const pin of this.#walkers) {
      const points = inside(pin.rows.map(({ coefficients }) => map.at(coefficients)), map), seen = points.filter((point) => map.contains(point, -RADIUS));
      ctx.save();
      map.clip(ctx);
      ctx.beginPath();
      for (const [x, y] of points) ctx.lineTo(x, y);
      Object.assign(ctx, { strokeStyle: colour('ink'), lineWidth: 1.5, lineJoin: 'round' });
      ctx.setLineDash(dashOf(pin.number));
      ctx.stroke();
      ctx.restore();
      const spot = seen.findLast(([x, y]) => taken.every(([left, top]) => Math.hypot(x - left, y - top) > 2 * RADIUS + 1)) ?? seen.at(-1);
      if (!spot) continue;
      taken.push(spot);
      badge(ctx, ...spot, pin.number, ground);
    }
  }

  // Modes: what each run still adds at its end.

  /** Marks of the k-th mode: {mark, value}. */
  gauges(run, k) {
    return this.#walkers.filter(({ diverged }) => !diverged).map(({ number, rows }) => {
      const mark = Object.assign(document.createElement('i'), { className: 'g-pin', textContent: number });
      return { mark, value: shares(run, errorsOf(run, rows.at(-1).coefficients))[k] };
    }).filter(({ value }) => Number.isFinite(value));
  }

  // The sweep: each run at its own rate or length, with the loss it ended with.
  spots({ ctx, area, at, inside: within, x }, over, run, ground, taken) {
    for (const pin of this.#walkers) {
      const value = over === 'lr' ? pin.lr : pin.steps, loss = lossAs(run, pin, pin.rows.at(-1));
      if (value < x.min || value > x.max || !applies(run)) continue;
      const [px, py] = !pin.diverged && within(loss) ? at(value, loss) : [at(value, 1)[0], area.top + RADIUS + 2];
      badge(ctx, px, Math.min(py, area.bottom - RADIUS), pin.number, ground);
      taken.push({ left: px - RADIUS, right: px + RADIUS, top: py - RADIUS, bottom: py + RADIUS });
    }
  }

  // The floors by degree: how far above its own floor each run has ended.
  heights({ ctx, area, at, x }, run, ground) {
    const beside = new Map(); // of one degree side by side
    for (const pin of this.#fitted) {
      const degree = pin.parameters.length - 1, place = beside.get(degree) ?? 0, loss = lossAs(run, pin, pin.rows.at(-1));
      if (pin.model !== 'polynomial' || degree > x.max || !(loss > 0)) continue;
      beside.set(degree, place + 1);
      const [px, py] = at(degree, loss);
      badge(ctx, px + place * (2 * RADIUS + 1), Math.min(Math.max(py, area.top + RADIUS), area.bottom - RADIUS), pin.number, ground);
    }
  }
}

// How much coarser a pinned run's numbers are than those of the run shown: by its width.
const coarser = (run, pin) => (pin.dtype === 'float32' && run.dtype !== 'float32' ? 2 ** 29 : 1);

/** A run's number in a disc. */
function badge(ctx, x, y, number, ground, rim = colour('ink')) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, RADIUS, 0, 7);
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = rim;
  ctx.stroke();
  ctx.font = sans(650, 10);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colour('ink');
  ctx.fillText(String(number), x, y + 0.5);
  ctx.restore();
}
