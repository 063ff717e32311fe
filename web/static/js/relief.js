// One map of the landscape: contours over two coefficients, or the parabola of one, with axes; and where on it a point lies.
import { label, letter, sans, widthOf } from './chartbase.js';
import { colour, isSmall } from './colours.js';
import { doubled, linearLabel } from './frames.js';
import { block, contour, excessAt, levels } from './terrain.js';
import { linear } from './ticks.js';
import { raised } from './format.js';

const ROOM = 0.22, LEVELS = 12, FAR = 1e4; // share of the frame around what it holds; px beyond which nothing is drawn
const BELOW = 17, BESIDE = 38, AIR = 8; // px for the ticks below and on the left, and on the right

export class Relief {
  axes; base; frame; area = { left: 0, top: 0, width: 1, height: 1, right: 1, bottom: 1 };
  #run; #block; #points = null;

  /**
   * @param {number[]} axes the coefficients: one, or the horizontal and the vertical
   * @param {number[] | null} entries the Hessian's for them; null for a surface that is no quadratic, whose class draws its own terrain
   */
  constructor(run, axes, entries = axes.length === 2 ? block(run, axes) : [block(run, [axes[0], axes[0]])[0], 0, 0]) {
    this.#run = run;
    this.axes = axes;
    this.#block = entries;
  }

  /** The Hessian's entries for it: [p, q, r]. */
  get block() { return this.#block; }

  /** What the loss would be above its floor, were the other coefficients at their best. */
  excess(theta) {
    const { optimum } = this.#run.theory, [i, j] = this.axes;
    return excessAt(this.#block, theta[i] - optimum[i], j === undefined ? 0 : theta[j] - optimum[j]);
  }

  /** Frames these points. A frame that holds them already, and not only in a corner of it, stays. */
  hold(thetas, before = null) {
    const needed = this.axes.map((k) => padded(thetas.map((theta) => theta[k])));
    if (this.axes.length === 1) needed.push({ min: 0, max: Math.max(...[needed[0].min, needed[0].max].map((v) => this.excess(this.#alone(v)))) || 1 });
    const kept = before?.length === needed.length && needed.every(({ min, max }, k) => before[k].min <= min && before[k].max >= max && before[k].max - before[k].min < 3 * (max - min));
    this.base = this.frame = kept ? before : needed;
  }

  #alone(value) { return this.#run.theory.optimum.map((best, k) => (k === this.axes[0] ? value : best)); }

  /** A run that diverges leaves the frame; the frame follows a little and then stays. True if it grew. */
  follow(theta) {
    const next = this.base.map((frame, k) => doubled(frame, ...Array(2).fill(this.#values(theta)[k])));
    if (next.every((frame, k) => frame.max <= this.frame[k].max)) return false;
    this.frame = next.map((frame, k) => (frame.max > this.frame[k].max ? frame : this.frame[k]));
    this.#points = null;
    return true;
  }

  #values(theta) { return this.axes.length === 2 ? this.axes.map((k) => theta[k]) : [theta[this.axes[0]], this.excess(theta)]; }

  /** Where it is drawn: its outer box. */
  place({ left, top, width, height }) {
    const inner = { left: left + BESIDE, top, width: width - BESIDE - AIR, height: height - BELOW };
    this.area = { ...inner, right: inner.left + inner.width, bottom: inner.top + inner.height };
    this.#points = null;
  }

  /** Pixels of coefficients; held where a canvas can still cope. */
  at(theta) {
    const [x, y] = this.#values(theta), [h, v] = this.frame, { left, bottom, width, height } = this.area;
    return [held(left + ((x - h.min) / (h.max - h.min)) * width), held(bottom - ((y - v.min) / (v.max - v.min)) * height)];
  }

  /** Coefficients of pixels, inside the frame: the others as they are in `theta`. */
  under(x, y, theta) {
    const { left, bottom, width, height } = this.area, shares = [(x - left) / width, (bottom - y) / height], next = [...theta];
    this.axes.forEach((k, axis) => {
      const { min, max } = this.frame[axis], share = Math.min(Math.max(shares[axis], 0.02), 0.98);
      next[k] = neat(min + share * (max - min), this.grain(axis) / 20);
    });
    return next;
  }

  /** By how much an arrow key moves a point along an axis. */
  grain(axis) { return (this.frame[axis].max - this.frame[axis].min) / 50; }

  /** Pixels of a change of the coefficients, as a direction of length 1; null if it hardly has one. */
  direction(change, theta) {
    const [i, j] = this.axes, [h, v] = this.frame, { width, height } = this.area;
    const down = j === undefined ? change[i] * this.#block[0] * (theta[i] - this.#run.theory.optimum[i]) : change[j];
    const dx = (change[i] / (h.max - h.min)) * width, dy = (-down / (v.max - v.min)) * height, length = Math.hypot(dx, dy);
    return length > 0 && Number.isFinite(length) ? [dx / length, dy / length] : null;
  }

  contains([x, y], room = 0) {
    const { left, right, top, bottom } = this.area;
    return x >= left - room && x <= right + room && y >= top - room && y <= bottom + room;
  }

  clip(ctx, room = 0) {
    const { left, top, width, height } = this.area;
    ctx.beginPath();
    ctx.rect(left - room, top - room, width + 2 * room, height + 2 * room);
    ctx.clip();
  }

  /** All that stands still. @param {number[][]} busy pixels that no name is to cover, the start's first */
  ground(ctx, ground, busy) {
    ctx.save();
    this.clip(ctx);
    if (this.axes.length === 2) this.terrain(ctx, ground, busy);
    else this.#parabola(ctx);
    ctx.restore();
    this.#axes(ctx, ground);
    this.best(ctx, ground);
  }

  terrain(ctx, ground, busy) {
    const { area } = this, { optimum } = this.#run.theory, [i, j] = this.axes;
    const corners = [[area.left, area.top], [area.right, area.top], [area.left, area.bottom], [area.right, area.bottom]];
    const top = Math.max(...corners.map(([x, y]) => this.excess(this.#beneath(x, y)))), all = levels(top, LEVELS);
    ctx.fillStyle = mixed(ground, colour('ink'), 0.11);
    ctx.fillRect(area.left, area.top, area.width, area.height);
    all.forEach(({ value, power }, k) => {
      ctx.beginPath();
      for (const [u, v] of contour(this.#block, value)) ctx.lineTo(...this.at(this.#with(optimum[i] + u, optimum[j] + v)));
      ctx.closePath();
      shade(ctx, ground, k, power);
    });
    this.#heights(ctx, all, ground, busy);
  }

  // The heights' names, along the way from the best point on which most of them have room.
  #heights(ctx, all, ground, busy) {
    const centre = this.at(this.#run.theory.optimum), size = isSmall() ? 10 : 11, font = sans(480, size);
    let best = [], most = -1;
    for (let k = 0; k < 24; k++) {
      const angle = (k * Math.PI) / 12 + 0.1, named = [];
      for (const { value, power } of all) {
        if (power === null) continue;
        const [x, y] = this.#along(centre, angle, value), text = heightName(power), half = widthOf(ctx, font, text) / 2 + 3, high = size / 2 + 3;
        const clear = [...named, { x: centre[0], y: centre[1], half: 6 }].every((other) => Math.abs(x - other.x) > half + other.half || Math.abs(y - other.y) > 2 * high);
        const free = busy.every(([px, py], i) => Math.abs(x - px) > half + (i === 0 ? 8 : 2) || Math.abs(y - py) > high + (i === 0 ? 8 : 1));
        if (this.contains([x - half, y - high], -1) && this.contains([x + half, y + high], -1) && clear && free) named.push({ text, x, y, half });
      }
      if (named.length > most) { most = named.length; best = named; }
    }
    for (const { text, x, y } of best) label(ctx, this.area, text, x, y + size / 2 - 1, { fill: colour('ink-3'), ground: mixed(ground, colour('ink'), 0.04), align: 'center', font, halo: 4 });
  }

  // Where a level is met on the way from the best point in a direction of pixels.
  #along([x, y], angle, level) {
    const [h, v] = this.frame, dx = Math.cos(angle), dy = Math.sin(angle);
    const u = (dx / this.area.width) * (h.max - h.min), w = (-dy / this.area.height) * (v.max - v.min), far = Math.sqrt(level / excessAt(this.#block, u, w));
    return [x + dx * far, y + dy * far];
  }

  #beneath(x, y) {
    const { left, bottom, width, height } = this.area, [h, v] = this.frame;
    return this.#with(h.min + ((x - left) / width) * (h.max - h.min), v.min + ((bottom - y) / height) * (v.max - v.min));
  }

  #with(first, second) {
    const theta = [...this.#run.theory.optimum];
    theta[this.axes[0]] = first;
    if (this.axes.length === 2) theta[this.axes[1]] = second;
    return theta;
  }

  #parabola(ctx) {
    const { min, max } = this.frame[0];
    ctx.beginPath();
    for (let k = 0; k <= 120; k++) ctx.lineTo(...this.at(this.#alone(min + (k / 120) * (max - min))));
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = colour('edge');
    ctx.stroke();
  }

  #axes(ctx, ground) {
    const { left, right, top, bottom, width, height } = this.area, size = isSmall() ? 11 : 12, font = sans(400, size), ink = colour('ink-3');
    const [h, v] = this.frame, names = this.axes.map((k) => this.#run.parameters[k]);
    ctx.lineWidth = 1;
    ctx.strokeStyle = colour('line');
    ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
    const room = { left: left - BESIDE, right: right + AIR };
    const name = (text, x, y, align) => label(ctx, room, text, x, y, { fill: colour(text), ground, align, font: letter(size + 4), halo: 3 });
    for (const value of linear(h.min, h.max, width > 240 ? 5 : 3)) {
      const x = left + ((value - h.min) / (h.max - h.min)) * width, text = linearLabel(value), half = widthOf(ctx, font, text) / 2;
      if (x + half > right - 14 || x - half < left - 12) continue;
      label(ctx, room, text, x, bottom + size + 2, { fill: ink, ground, align: 'center', font, halo: 0.1 });
    }
    name(names[0], right, bottom + size + 1, 'right');
    for (const value of linear(v.min, v.max, height > 150 ? 4 : 3)) {
      const y = bottom - ((value - v.min) / (v.max - v.min)) * height;
      if (names[1] && y < top + size + 6) continue;
      if (y > bottom - 2 && v.min !== 0) continue;
      label(ctx, room, linearLabel(value), left - 5, y + size / 2 - 2, { fill: ink, ground, align: 'right', font, halo: 0.1 });
    }
    if (names[1]) name(names[1], left - 6, top + size - 1, 'right');
  }

  best(ctx) { cross(ctx, this.at(this.#run.theory.optimum)); }

  /** The way of a run, thinned to pixels: [x, y, step], extended as rows come. @param {(i: number) => number[]} theta of the trace's row */
  path(trace, theta) {
    const cache = (this.#points ??= { trace, seen: 0, last: -1, kept: [] });
    if (cache.trace !== trace || trace.indexUpTo(cache.last) + 1 !== cache.seen) Object.assign(cache, { trace, seen: 0, last: -1, kept: [] });
    for (; cache.seen < trace.length; cache.seen++) {
      const [x, y] = this.at(theta(cache.seen)), before = cache.kept.at(-1);
      cache.last = trace.stepAt(cache.seen);
      if (!before || Math.hypot(x - before[0], y - before[1]) > 1.5) cache.kept.push([x, y, cache.last]);
    }
    return cache.kept;
  }
}

/** The mark of a best point. */
export function cross(ctx, [x, y], arm = 4) {
  ctx.beginPath();
  for (const side of [1, -1]) { ctx.moveTo(x - arm, y - side * arm); ctx.lineTo(x + arm, y + side * arm); }
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = colour('ink');
  ctx.stroke();
}

/** A height's name: a power of ten. */
export const heightName = (power) => (power === 0 ? '1' : power === 1 ? '10' : power === 2 ? '100' : `10${raised(power)}`);

/** Fill and stroke of the k-th contour from the outside. */
export function shade(ctx, ground, k, power) {
  ctx.fillStyle = mixed(ground, colour('ink'), 0.11 * (1 - (k + 1) / 7 > 0 ? 1 - (k + 1) / 7 : 0));
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = mixed(ground, colour('ink-3'), power === null ? 0.22 : 0.6);
  ctx.stroke();
}

function padded(values) {
  const finite = values.filter(Number.isFinite), low = Math.min(...finite), high = Math.max(...finite);
  const room = high > low ? ROOM * (high - low) : Math.max(1, Math.abs(low));
  return { min: low - room, max: high + room };
}

const held = (px) => (Number.isNaN(px) ? FAR : Math.min(Math.max(px, -FAR), FAR));

/** A value in as few digits as a grain needs. */
export function neat(value, grain) {
  const step = 10 ** Math.floor(Math.log10(grain));
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** One opaque colour laid over another; tokens are written #rgb or #rrggbb. */
export function mixed(under, over, share) {
  const [a, b] = [under, over].map(channels);
  return `rgb(${a.map((value, k) => Math.round(value + (b[k] - value) * share)).join(' ')})`;
}

function channels(token) {
  const hex = token.slice(1), long = hex.length === 3 ? [...hex].map((c) => c + c).join('') : hex;
  return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16));
}
