// Which samples a table has rows for: all, or every s-th, the last, and whoever is pointed at. Pure.
import { nice } from './ticks.js';

const ABOUT = 10;

/** How far apart the rows of an overview are: a round number. */
export function strideOf(n) { return n <= ABOUT + 2 ? 1 : Math.max(1, Math.round(nice(n / ABOUT))); }

/** The rows' samples, rising, as {length, at(rank), rankOf(index)}; rankOf: of the row itself, or of the next one. */
export function rowList(n, stride, extra = []) {
  if (stride === 1) return { length: n, at: (rank) => rank, rankOf: (index) => index };
  const kept = new Set(extra.filter((index) => index !== null && index < n));
  for (let i = 0; i < n; i += stride) kept.add(i);
  kept.add(n - 1);
  const rows = [...kept].sort((a, b) => a - b);
  return { length: rows.length, at: (rank) => rows[rank], rankOf: (index) => rows.findIndex((row) => row >= index) };
}

/** Where to scroll, in rows' heights, so that a row is among the `seen` ones from `top` on; `top` if it is. */
export function scrolledTo(rank, top, seen) {
  if (rank < top) return rank;
  return rank + 1 > top + seen ? rank + 1 - seen : top;
}
