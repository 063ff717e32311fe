// The loss as a landscape seen from above: its contours, the run's way through them, the way that theory foretells, and
// the start, which can be dragged.
import { dot } from './chartbase.js';
import { background, colour, faint, isSmall } from './colours.js';
import { amount, coefficient, whole } from './format.js';
import { applies, predict } from './prediction.js';
import { ARROW, arrow, gone, gripped, inside, lay, ring } from './landmarks.js';
import { Relief } from './relief.js';
import { whenResized } from './resized.js';
import { resolutionOf } from './resolution.js';
import { fill } from './steptable.js';
import { lookouts, mapsOf, worstPair } from './terrain.js';
import { asWished } from './wish.js';
import { word } from './words.js';

const GAP = 14; // px

export class Landscape {
  pins = null;
  #run = null; #trace = null; #shown = null; #furthest = 0; #open = false; #maps = []; #pair = null; #problem = '';
  #canvas; #sum; #grips; #choice; #still = document.createElement('canvas'); #stale = true; #ground = '#fff'; #size = ''; #foretold = { run: null, thetas: [] }; #held = []; #told = '';

  /** @param {HTMLElement} box the canvas, the sum, the grips of the start @param {HTMLElement} choice the selects of a pair */
  constructor(box, choice) {
    this.#canvas = box.querySelector('canvas');
    this.#sum = [...box.querySelectorAll('[data-landscape-sum] > *')];
    this.#grips = [...box.querySelectorAll('[data-grip]')];
    this.#choice = choice;
    whenResized(() => this.build()).observe(this.#canvas);
    this.#grips.forEach((grip, k) => { this.#held.push(gripped(grip, () => (this.#open ? this.#maps[k] : undefined), () => this.#run)); });
    choice.addEventListener('change', ({ target }) => this.#chosen(target));
  }

  load({ run, trace, shown }) {
    this.#run = run;
    this.#trace = trace;
    this.#shown = shown;
    this.#furthest = 0;
    this.#foretold = { run: null, thetas: [] };
    for (const held of this.#held) held.let();
    this.#choice.hidden = true;
    if (!applies(run)) return;
    const problem = JSON.stringify([run.theory.optimum, run.theory.eigenvalues]);
    if (problem !== this.#problem) {
      this.#pair = null;
      this.#maps = [];
    }
    this.#problem = problem;
    this.#pair ??= worstPair(run);
    this.#survey();
    this.build();
  }

  open({ shown, furthest }) {
    this.#shown = shown;
    this.#furthest = furthest;
    this.#open = true;
    this.build();
  }

  overlay(pins) {
    this.pins = pins;
    if (!this.#run || !applies(this.#run)) return;
    this.#survey();
    this.build();
  }

  close() { this.#open = false; }

  /** Anew: in the theme's colours, in its present size. */
  build() {
    this.#stale = true;
    this.#size = '';
    if (this.#open) this.#draw();
  }

  show({ shown, furthest }) {
    this.#furthest = furthest;
    this.mark({ shown });
  }

  mark({ shown }) {
    this.#shown = shown;
    if (this.#open) this.#draw();
  }

  // The maps, each in a frame that holds the start, the best point and the whole way foretold.
  #survey() {
    const run = this.#run, before = new Map(this.#maps.map((map) => [map.axes.join(), map.base])), { start, theory: { optimum, floor } } = run;
    const way = this.#way(run), calm = way.filter((theta) => theta.every(Number.isFinite)), high = predict(run).lossAt(0) - floor;
    this.#maps = mapsOf(run, this.#pair).map((axes) => new Relief(run, axes));
    for (const map of this.#maps) map.hold([start, optimum, ...calm.filter((theta) => map.excess(theta) <= 1.5 * high), ...(this.pins?.places() ?? [])], before.get(map.axes.join()));
    const all = this.#maps.flatMap(({ axes }) => axes).length === run.parameters.length;
    this.#choice.hidden = all;
    [...this.#choice.querySelectorAll('select')].forEach((select, k) => { select.value = this.#pair[k]; });
    this.#stale = true;
    this.#told = '';
  }

  /** Whether the maps hold all of the loss. */
  get #whole() { return this.#choice.hidden; }

  #chosen(select) {
    const selects = [...this.#choice.querySelectorAll('select')], other = selects.find((one) => one !== select);
    if (other.value === select.value) other.value = this.#pair[selects.indexOf(select)];
    this.#pair = selects.map(({ value }) => Number(value)).sort((a, b) => a - b);
    this.#maps = [];
    this.#survey();
    this.build();
  }

  #way(run) {
    const { thetaAt } = predict(run), thetas = [];
    for (const step of lookouts(run.steps)) {
      const theta = thetaAt(step);
      if (!theta.every((value) => Math.abs(value) < 1e9)) break;
      thetas.push(theta);
    }
    return thetas;
  }

  // As it would be with what is being chosen, where that differs.
  #predicted() {
    const run = asWished(this.#run);
    if (this.#foretold.run !== run) this.#foretold = { run, thetas: this.#way(run) };
    return this.#foretold;
  }

  #layout(width, height) {
    const top = isSmall() ? 38 : 22, count = this.#maps.length, each = (width - GAP * (count - 1)) / count;
    this.#maps.forEach((map, k) => map.place({ left: k * (each + GAP), top, width: each, height: height - top }));
  }

  #draw() {
    const canvas = this.#canvas, { clientWidth: width, clientHeight: height } = canvas, scale = devicePixelRatio;
    if (!this.#run || !applies(this.#run) || width < 40 || height < 60) return;
    const size = `${width} ${height} ${scale}`, shown = this.#shown, ctx = canvas.getContext('2d');
    if (this.#size !== size) {
      this.#size = size;
      for (const one of [canvas, this.#still]) Object.assign(one, { width: Math.round(width * scale), height: Math.round(height * scale) });
      this.#layout(width, height);
      this.#stale = true;
    }
    for (const map of this.#maps) if (map.follow(shown.theta)) this.#stale = true;
    if (this.#stale) this.#background(scale);
    ctx.resetTransform();
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(this.#still, 0, 0);
    ctx.scale(scale, scale);
    const { run, thetas } = this.#predicted();
    for (const map of this.#maps) this.#life(ctx, map, run, thetas);
    this.#grips.forEach((grip, k) => lay(grip, this.#maps[k], run));
    this.#tell(run);
  }

  #background(scale) {
    const ctx = this.#still.getContext('2d');
    this.#ground = background(this.#canvas);
    ctx.resetTransform();
    ctx.clearRect(0, 0, this.#still.width, this.#still.height);
    ctx.scale(scale, scale);
    const way = this.#way(this.#run);
    for (const map of this.#maps) {
      map.ground(ctx, this.#ground, dense([this.#run.start, ...way].map((theta) => map.at(theta))));
      this.pins?.ways(ctx, map, this.#ground);
    }
    this.#stale = false;
  }

  // All that moves on a map: where it is to go, where it went, where it stands and which way is down.
  #life(ctx, map, { start }, thetas) {
    const { theta, gradient, step } = this.#shown, trace = this.#trace, now = map.at(theta), row = [...theta];
    ctx.save();
    map.clip(ctx);
    ctx.lineJoin = 'round';
    const line = (points, style, width, dash = []) => {
      ctx.beginPath();
      for (const [x, y] of points) ctx.lineTo(x, y);
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.stroke();
      ctx.setLineDash([]);
    };
    const path = map.path(trace, (i) => row.map((_, k) => trace.thetaAt(i, k))), past = path.filter((point) => point[2] <= step);
    const ahead = path.filter((point) => point[2] >= step && point[2] <= this.#furthest);
    if (ahead.length > 0) line([now, ...inside(ahead, map)], faint('fit'), 1.5);
    line(inside(thetas.map((point) => map.at(point)), map), colour('ink-2'), 1.25, [5, 4]);
    line([...inside(past, map), ...(map.contains(now, 400) ? [now] : [])], colour('fit'), 2);
    ctx.restore();
    ring(ctx, ...map.at(start));
    if (map.contains(now, 2)) {
      const way = gradient && map.direction(gradient.map((slope) => -slope), theta);
      const [bx, by] = map.at(this.#run.theory.optimum), far = Math.hypot(bx - now[0], by - now[1]);
      if (way) arrow(ctx, now, way, Math.min(ARROW, Math.max(0.8 * far, ARROW / 2)));
      dot(ctx, ...now, 4.5, colour('fit'), this.#ground);
    } else gone(ctx, map, now);
  }

  // What each map has above the floor; where they hold all of it, that adds up to the loss above the floor.
  #tell(run) {
    const { theory: { floor } } = this.#run, wishing = run !== this.#run, from = wishing && run.start !== this.#run.start ? run.start : this.#shown.theta;
    const values = this.#maps.map((map) => map.excess(from)), parts = values.map(amount), ends = predict(run), last = ends.lossAt(run.steps), loss = from === run.start ? ends.lossAt(0) : this.#shown.loss;
    const texts = [
      this.#whole ? word('landscape.above', parts[0]) : word('landscape.slice', parts[0]),
      parts.length > 1 ? `+ ${parts[1]}` : '',
      wishing ? '' : this.#whole ? word('landscape.sum', amount(loss), amount(floor)) : word('landscape.part', loss - floor > resolutionOf(this.#run, 'excess') ? amount(loss - floor) : '0'),
      wishing ? (Number.isFinite(last) ? word('landscape.foretold', whole(run.steps), amount(last)) : word('landscape.diverges')) : '',
    ];
    values.forEach((value, k) => { this.#sum[k].dataset.excess = value; });
    if (texts.join() === this.#told) return;
    this.#told = texts.join();
    this.#sum.forEach((cell, k) => { cell.textContent = texts[k]; });
  }

  alt({ run, shown }) {
    if (!applies(run)) return null;
    const places = this.#maps.map((map) => map.axes.map((k) => `${run.parameters[k]} ${coefficient(shown.theta[k])}`).join(', ') + ` (${amount(map.excess(shown.theta))})`);
    return word('landscape.alt', whole(shown.step), places.join('; '), amount(run.theory.floor));
  }

  /** The same in numbers: for each coefficient its start, where it stands, where it would be best. */
  table(table, { run, shown, playing }) {
    if (!applies(run) || playing) return;
    const rows = run.parameters.map((name, k) => [name, ...[run.start[k], shown.theta[k], run.theory.optimum[k]].map((value) => coefficient(value))]);
    fill(table, ['landscape.coefficient', 'chart.start', 'landscape.now', 'landscape.best'].map((key) => word(key)), rows);
  }
}

/** Points of a way, and points between those that are far apart. */
function dense(points) {
  return points.flatMap(([x, y], i) => {
    const [a, b] = points[i + 1] ?? [x, y], count = Math.min(Math.ceil(Math.hypot(a - x, b - y) / 8), 200);
    return count > 1 ? Array.from({ length: count }, (_, k) => [x + ((a - x) * k) / count, y + ((b - y) * k) / count]) : [[x, y]];
  });
}
