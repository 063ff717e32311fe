// Pinned runs in the address, and what of them can be compared. Pure.
import { nested, puzzled, withKey } from './address.js';

/** Characters that an address may have: proxies cut off longer ones. */
export const LONGEST = 7000;
const ROWS = 500;

/** The queries pinned in a query string, as they stand there, broken ones too; a blank in one was a plus sign. */
export const pinsOf = (search) => new URLSearchParams(search).getAll('pin').map((pin) => nested(pin).replace(/ /g, '+'));

/** A query string with these queries pinned, and no others. */
export const withPins = (search, pins) => withKey(search, 'pin', pins.length > 0 ? pins : null);

/** A run as a pin: its query, lesson named; a mistake that is still to be found stays a number, as in the address. */
export function pinOf(run, search) {
  const query = puzzled(run.query, search);
  return nested(/(^|&)lesson=/.test(query) ? query : [`lesson=${run.lesson}`, query].filter(Boolean).join('&'));
}

/** The line of a pinned run: a dash, then as many dots as its number. */
export const dashOf = (number) => [10, 3, ...Array(number).fill([2, 3]).flat()];

/** Every how many steps a run is looked at. */
export const stride = (steps) => Math.max(1, Math.ceil(steps / ROWS));

/** The loss of a row of a pinned run as this run would call it: a sum or a mean over the samples of a step. */
export function lossAs(run, pin, row) {
  if (run.mean === pin.mean) return row.loss;
  return run.mean ? row.loss / pin.seen : row.loss * pin.seen;
}

/** Index of the last point at `limit` or before it in x whose y lies within low … high; −1 if there is none. */
export function lastInside(points, limit, low, high) {
  return points.findLastIndex(({ x, y }) => x <= limit && y !== null && y >= low && y <= high);
}

/** Numbers of the runs with the least value, of those that have one; none where all have the same. */
export function least(values) {
  const known = values.filter((value) => value !== null), low = Math.min(...known);
  return known.every((value) => value === low) ? [] : values.flatMap((value, i) => (value === low ? [i] : []));
}
