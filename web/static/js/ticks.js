// Where an axis has its ticks, and what stands at them.
import { raised, rate } from './format.js';

const MINUS = '\u2212', MOST = 20;

/** 1, 2 or 5 times a power of ten, at least `value`. */
export function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  return (lead <= 1.0000001 ? 1 : lead <= 2.0000001 ? 2 : lead <= 5.0000001 ? 5 : 10) * power;
}

/** Round values from min to max, about `about` of them. */
export function linear(min, max, about) {
  const step = nice((max - min) / about);
  const ticks = [], first = Math.ceil(min / step - 1e-9);
  // Counted from the first, since beyond 2⁵³ adding 1 to a multiple changes nothing.
  for (let k = 0; k < MOST && (first + k) * step <= max + step * 1e-9; k++) ticks.push(Number(((first + k) * step).toPrecision(12)));
  return ticks;
}

/** "π/2" for a multiple of π with a denominator of 1, 2 or 4; null for anything else. */
export function piLabel(value) {
  for (const [bottom, text] of [[1, ''], [2, '/2'], [4, '/4']]) {
    const top = (value / Math.PI) * bottom;
    const n = Math.round(top);
    if (Math.abs(top - n) > 1e-9 * Math.max(1, Math.abs(top))) continue;
    if (n === 0) return '0';
    return `${n < 0 ? MINUS : ''}${Math.abs(n) === 1 ? '' : Math.abs(n)}π${text}`;
  }
  return null;
}

/** Ticks of the x axis: in π where the interval is, plain otherwise; the ends always among them. */
export function interval(min, max) {
  if (piLabel(min) !== null && piLabel(max) !== null) {
    for (const step of [Math.PI / 4, Math.PI / 2, Math.PI, 2 * Math.PI, 5 * Math.PI, 10 * Math.PI]) {
      const count = (max - min) / step;
      if (count > 5.01) continue;
      const ticks = [];
      for (let v = min; v <= max + step * 1e-6; v += step) ticks.push(snapped(v, step));
      if (Math.abs(ticks.at(-1) - max) < 1e-6) return ticks.map((value) => ({ value, label: piLabel(value) ?? number(value) }));
    }
  }
  return linear(min, max, 4).map((value) => ({ value, label: number(value) }));
}

// Adding step to step drifts; a tick that misses 0 by a rounding error would lose its label.
function snapped(value, step) {
  return Math.round((value / step) * 4) / 4 * step;
}

export function number(value) {
  return rate(value, 6).replaceAll('-', MINUS);
}

/** The frame of the fit chart: the truth with room above and below; a flat truth gets ±1. */
export function frame(truth) {
  let low = Infinity, high = -Infinity;
  for (const y of truth) {
    if (y < low) low = y;
    if (y > high) high = y;
  }
  if (!(high > low)) return { min: low - 1.3, max: low + 1.5 };
  return { min: low - 0.15 * (high - low), max: high + 0.25 * (high - low) };
}

/** Whole decades around the values given; at least two, an even number of them so that they seldom change. */
export function decades(low, high) {
  let from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
  if (to - from < 2) to = from + 2;
  if ((to - from) % 2 !== 0) to++;
  return { from, to };
}

/** Ticks of a log axis over whole decades, five at most. */
export function decadeTicks({ from, to }) {
  let step = Math.max(1, Math.ceil((to - from) / 4));
  if (step > 1 && step % 2 !== 0) step++;
  const ticks = [];
  for (let k = from; k <= to; k += step) ticks.push({ value: 10 ** k, label: k === 0 ? '1' : k === 1 ? '10' : k === 2 ? '100' : `10${raised(k)}` });
  return ticks;
}

/** Round values of a log axis: the leading digits given, times powers of ten. */
export function roundLog(low, high, leads) {
  const ticks = [];
  for (let k = Math.floor(Math.log10(low)); k <= Math.log10(high); k++) {
    for (const lead of leads) {
      const value = Number(`${lead}e${k}`);
      if (value >= low * 0.9999999 && value <= high * 1.0000001) ticks.push(value);
    }
  }
  return ticks;
}
