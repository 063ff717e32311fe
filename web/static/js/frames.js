// The frames of the charts over the steps: they start round a run's known values and grow seldom.
import { raised, scientific } from './format.js';
import { nice, number } from './ticks.js';

const LARGEST = 1.5e308; // the longest axis that a double holds

/** The end of a linear axis from 0 on that holds a value: round, with little room to spare. */
export function roundTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((round) => round * power >= value * 0.9999999);
  return Math.min((lead ?? 10) * power, LARGEST);
}

/** The same axis once values outgrow it: to 1, 2 or 5 times a power of ten, so that it seldom moves; it never shrinks. */
export function grownTop(top, value) {
  return value <= top ? top : Math.min(nice(value), LARGEST);
}

/** Round the values given, with room above and below. */
export function around(values) {
  const low = Math.min(...values), high = Math.max(...values);
  const room = high > low ? 0.12 * (high - low) : Math.max(1, Math.abs(low));
  return { min: low - room, max: high + room };
}

/** A frame that doubles about its middle until low … high is within it; at most to 4 times its first size. */
export function doubled({ min, max }, low, high) {
  const middle = (min + max) / 2, half = (max - min) / 2;
  const times = [1, 2, 4].find((n) => low >= middle - n * half && high <= middle + n * half) ?? 4;
  return { min: middle - times * half, max: middle + times * half };
}

/** A tick of a linear axis: 0.5, 1500, 2×10⁵, 10⁶. */
export function linearLabel(value) {
  const size = Math.abs(value);
  if (size === 0 || (size < 1e5 && size >= 1e-4)) return number(value);
  const power = Math.floor(Math.log10(size) + 1e-9);
  if (Math.abs(value / 10 ** power - 1) < 1e-9) return `10${raised(power)}`;
  return scientific(value, Number.isInteger(Number((size / 10 ** power).toPrecision(9))) ? 0 : 1);
}
