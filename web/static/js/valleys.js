// The landscape of a + b P₃(c + d x): no bowl but valleys. A map of b and d at the a and c of the step shown, with the
// lowest point of either valley, the run's way, and the start, which can be dragged from one valley into the other.
import { dot, label, sans, widthOf } from './chartbase.js';
import { background, colour, faint, isSmall } from './colours.js';
import { amount, coefficient, whole } from './format.js';
import { ARROW, arrow, gone, gripped, inside, lay, ring } from './landmarks.js';
import { Relief, cross, heightName, mixed, shade } from './relief.js';
import { whenResized } from './resized.js';
import { fill } from './steptable.js';
import { levels } from './terrain.js';
import { lobes, lowest, moments, parabola, span } from './valley.js';
import { asWished } from './wish.js';
import { word } from './words.js';

const B = 1, D = 3, LEVELS = 12, CALM = 400; // ms between two slices while it runs

class ValleyMap extends Relief {
  #of; slice; lows; floor;

  constructor(run, of) {
    super(run, [B, D], null);
    this.#of = of;
  }

  /** Takes the slice at a and c. */
  cut(slice, reach) {
    this.slice = slice;
    this.lows = lowest(this.#of, slice, reach);
    this.floor = Math.min(...this.lows.map(({ loss }) => loss));
  }

  lossOf(b, d) {
    const [p, q, r] = parabola(this.#of, this.slice, d);
    return p + q * b + r * b * b;
  }

  terrain(ctx, ground, busy) {
    const { area, frame: [h, v] } = this, room = (v.max - v.min) / 40;
    const top = Math.max(...[h.min, h.max].flatMap((b) => [v.min, v.max].map((d) => this.lossOf(b, d)))) - this.floor, all = levels(top, LEVELS);
    ctx.fillStyle = mixed(ground, colour('ink'), 0.11);
    ctx.fillRect(area.left, area.top, area.width, area.height);
    const far = 3 * Math.max(Math.abs(h.min), Math.abs(h.max));
    all.forEach(({ value, power }, k) => {
      ctx.beginPath();
      for (const lobe of lobes(this.#of, this.slice, this.floor + value, { low: v.min - room, high: v.max + room, rows: 4 * Math.ceil(area.height), far })) {
        lobe.forEach(([b, d], i) => ctx[i === 0 ? 'moveTo' : 'lineTo'](...this.at([0, b, 0, d])));
        ctx.closePath();
      }
      shade(ctx, ground, k, power);
    });
    this.#heights(ctx, all, ground, busy);
  }

  // The heights' names, to that side of a lowest point on which most of them have room.
  #heights(ctx, all, ground, busy) {
    const size = isSmall() ? 10 : 11, font = sans(480, size);
    // The valley that the run is not in comes first.
    const [away] = busy, off = ({ b, d }) => { const [x, y] = this.at([0, b, 0, d]); return Math.hypot(x - away[0], y - away[1]); };
    let best = [];
    for (const low of [...this.lows].sort((p, q) => off(q) - off(p))) {
      for (const side of [0, 1]) {
        const named = [], centre = this.at([0, low.b, 0, low.d]);
        for (const { value, power } of all) {
          const reach = power === null ? null : span(parabola(this.#of, this.slice, low.d), this.floor + value, 1e9);
          if (!reach) continue;
          const [x, y] = this.at([0, reach[side], 0, low.d]), text = heightName(power), half = widthOf(ctx, font, text) / 2 + 3, high = size / 2 + 3;
          const clear = [...named, { x: centre[0], half: 8 }].every((other) => Math.abs(x - other.x) > half + other.half);
          const free = busy.every(([px, py]) => Math.abs(x - px) > half + 6 || Math.abs(y - py) > high + 6);
          if (this.contains([x - half, y - high], -1) && this.contains([x + half, y + high], -1) && clear && free) named.push({ text, x, y, half });
        }
        if (named.length > best.length) best = named;
      }
    }
    for (const { text, x, y } of best) label(ctx, this.area, text, x, y + size / 2 - 1, { fill: colour('ink-3'), ground: mixed(ground, colour('ink'), 0.04), align: 'center', font, halo: 4 });
  }

  best(ctx, ground) {
    const size = isSmall() ? 11 : 12;
    for (const { b, d, loss } of this.lows) {
      const [x, y] = this.at([0, b, 0, d]);
      if (!this.contains([x, y])) continue;
      cross(ctx, [x, y]);
      label(ctx, this.area, amount(loss), x, y + size + 10, { fill: colour('ink-2'), ground: mixed(ground, colour('ink'), 0.02), align: 'center', font: sans(560, size), halo: 4 });
    }
  }
}

export class Valleys {
  pins = null;
  #run = null; #trace = null; #shown = null; #furthest = 0; #open = false; #map = null; #of = null; #from = null; #canvas; #sum; #grip; #unused; #held; #samples;
  #still = document.createElement('canvas'); #stale = true; #ground = '#fff'; #size = ''; #told = ''; #cutAt = -Infinity; #timer = 0;

  /** @param {HTMLElement} box @param {HTMLElement} choice the selects of a pair: there is none to choose @param {object} samples the run's */
  constructor(box, choice, samples) {
    this.#canvas = box.querySelector('canvas');
    this.#sum = [...box.querySelectorAll('[data-landscape-sum] > *')];
    this.#samples = samples;
    const [grip, spare] = box.querySelectorAll('[data-grip]');
    this.#grip = grip;
    this.#unused = [spare, choice];
    this.#held = gripped(grip, () => (this.#open ? this.#map : undefined), () => this.#run);
    whenResized(() => this.build()).observe(this.#canvas);
  }

  load({ run, trace, shown }) {
    this.#run = run;
    this.#trace = trace;
    this.#shown = shown;
    this.#furthest = 0;
    this.#held.let();
    this.#from = null;
    this.#told = '';
    for (const each of this.#unused) each.hidden = true;
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
    this.build();
  }

  close() { this.#open = false; }

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

  /** The map as soon as the samples are there; its frame holds the start and both valleys. */
  #ready() {
    const run = this.#run, samples = this.#samples;
    if (!samples.here) { samples.want(); return false; }
    if (this.#from === samples.x && this.#map) return true;
    this.#from = samples.x;
    this.#of = moments(samples);
    const before = this.#map?.base ?? null;
    this.#map = new ValleyMap(run, this.#of);
    this.#cut();
    const theta = ({ b, d }) => [0, b, 0, d];
    this.#map.hold([run.start, ...this.#map.lows.map(theta)], before);
    this.#size = '';
    return true;
  }

  #cut() {
    const { theta: [a, , c] } = this.#shown, run = this.#run, wide = Math.max(Math.abs(run.min), Math.abs(run.max));
    this.#map.cut({ a, c, each: run.mean ? 1 / run.n : 1 }, Math.max(3 * Math.abs(run.start[D]), 4 / wide));
    this.#cutAt = performance.now();
    this.#stale = true;
  }

  // a and c move, and the slice with them: now and then while it runs, and where it stops.
  #follow() {
    const { theta: [a, , c] } = this.#shown, { slice } = this.#map, off = Math.max(Math.abs(a - slice.a), Math.abs(c - slice.c));
    if (off < 1e-4) return;
    if (performance.now() - this.#cutAt > CALM) this.#cut();
    else this.#timer ||= setTimeout(() => { this.#timer = 0; if (this.#open) this.#draw(); }, CALM);
  }

  #draw() {
    const canvas = this.#canvas, { clientWidth: width, clientHeight: height } = canvas, scale = devicePixelRatio;
    if (!this.#run || width < 40 || height < 60 || !this.#ready()) return;
    const size = `${width} ${height} ${scale}`, map = this.#map, ctx = canvas.getContext('2d'), run = asWished(this.#run);
    this.#follow();
    if (this.#size !== size) {
      this.#size = size;
      for (const one of [canvas, this.#still]) Object.assign(one, { width: Math.round(width * scale), height: Math.round(height * scale) });
      const top = isSmall() ? 38 : 22;
      map.place({ left: 0, top, width, height: height - top });
      this.#stale = true;
    }
    if (map.follow(this.#shown.theta)) this.#stale = true;
    if (this.#stale) this.#background(scale);
    ctx.resetTransform();
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(this.#still, 0, 0);
    ctx.scale(scale, scale);
    this.#life(ctx, run);
    lay(this.#grip, map, run);
    this.#tell(run);
  }

  #background(scale) {
    const ctx = this.#still.getContext('2d');
    this.#ground = background(this.#canvas);
    ctx.resetTransform();
    ctx.clearRect(0, 0, this.#still.width, this.#still.height);
    ctx.scale(scale, scale);
    this.#map.ground(ctx, this.#ground, [this.#map.at(this.#run.start), this.#map.at(this.#shown.theta)]);
    this.pins?.ways(ctx, this.#map, this.#ground);
    this.#stale = false;
  }

  #life(ctx, { start }) {
    const map = this.#map, { theta, gradient, step } = this.#shown, trace = this.#trace, now = map.at(theta), row = [...theta];
    ctx.save();
    map.clip(ctx);
    ctx.lineJoin = 'round';
    const line = (points, style, width) => {
      ctx.beginPath();
      for (const [x, y] of points) ctx.lineTo(x, y);
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.stroke();
    };
    const path = map.path(trace, (i) => row.map((_, k) => trace.thetaAt(i, k))), past = path.filter((point) => point[2] <= step);
    const ahead = path.filter((point) => point[2] >= step && point[2] <= this.#furthest);
    if (ahead.length > 0) line([now, ...inside(ahead, map)], faint('fit'), 1.5);
    line([...inside(past, map), ...(map.contains(now, 400) ? [now] : [])], colour('fit'), 2);
    ctx.restore();
    ring(ctx, ...map.at(start));
    if (map.contains(now, 2)) {
      const way = gradient && map.direction(gradient.map((slope) => -slope), theta);
      const far = Math.min(...map.lows.map(({ b, d }) => { const [x, y] = map.at([0, b, 0, d]); return Math.hypot(x - now[0], y - now[1]); }));
      if (way) arrow(ctx, now, way, Math.min(ARROW, Math.max(0.8 * far, ARROW / 2)));
      dot(ctx, ...now, 4.5, colour('fit'), this.#ground);
    } else gone(ctx, map, now);
  }

  #tell(run) {
    const { slice: { a, c } } = this.#map, wishing = run.start !== this.#run.start, loss = wishing ? this.#map.lossOf(run.start[B], run.start[D]) : this.#shown.loss;
    const texts = [word('valley.here', amount(loss)), '', word('valley.slice', coefficient(a), coefficient(c)), ''];
    if (texts.join() === this.#told) return;
    this.#told = texts.join();
    this.#sum.forEach((cell, k) => { cell.textContent = texts[k]; });
  }

  alt({ run, shown }) {
    if (!this.#map?.slice) return null;
    return word('valley.alt', whole(shown.step), `${place(run, shown.theta)} (${amount(shown.loss)})`, this.#map.lows.map(({ b, d, loss }) => `${place(run, [0, b, 0, d])} (${amount(loss)})`).join('; '));
  }

  table(table, { run, shown, playing }) {
    if (!this.#map?.slice || playing) return;
    const [up, down] = this.#map.lows, names = { 1: 'b', 3: 'd' };
    fill(table, [...['landscape.coefficient', 'chart.start', 'landscape.now'].map((key) => word(key)), ...['d > 0', 'd < 0'].map((side) => word('valley.lowest', side))], [B, D].map((k) => [run.parameters[k], ...[run.start[k], shown.theta[k], up[names[k]], down[names[k]]].map((value) => coefficient(value))]));
  }
}

const place = ({ parameters }, theta) => [B, D].map((k) => `${parameters[k]} ${coefficient(theta[k])}`).join(', ');
