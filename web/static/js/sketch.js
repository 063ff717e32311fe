// A loss curve drawn by hand, on a log axis, and how far a run is from it. Values are decades: log₁₀ of a loss. Pure.

export const COLUMNS = 120; // the width of the chart in columns; column 0 is where the run starts, which is known
export const HANDLES = [0.1, 0.25, 0.5, 0.75, 1]; // shares of the steps at which a key can move the line

const POINTS = 400; // at which line and run are compared, at most
const CLOSE = 1.25, APART = 0.05; // a factor; decades

/** Nothing drawn yet; the line will begin at a decade. */
export const blank = (start) => [start, ...Array(COLUMNS).fill(NaN)];

export const begun = (sketch) => sketch.some((decade, k) => k > 0 && !Number.isNaN(decade));

/** The sketch after a stroke from one place to another, {x: share of the steps, y: decade}; what was drawn there is replaced. */
export function stroke(sketch, from, to) {
  const next = [...sketch], first = Math.round(from.x * COLUMNS), last = Math.round(to.x * COLUMNS);
  for (let k = Math.max(1, Math.min(first, last)); k <= Math.min(COLUMNS, Math.max(first, last)); k++) {
    next[k] = first === last ? to.y : from.y + ((to.y - from.y) * (k - first)) / (last - first);
  }
  return next;
}

/** The sketch as one line: straight over what was left out, level after what was drawn last. */
export function whole(sketch) {
  const line = [...sketch];
  let known = 0;
  for (let k = 1; k <= COLUMNS; k++) {
    if (Number.isNaN(line[k])) continue;
    for (let j = known + 1; j < k; j++) line[j] = line[known] + ((line[k] - line[known]) * (j - known)) / (k - known);
    known = k;
  }
  return line.fill(line[known], known);
}

/** The decade of a whole line at a share of the steps, 0 … 1. */
export function at(line, x) {
  const place = Math.min(Math.max(x, 0), 1) * COLUMNS, k = Math.min(Math.floor(place), COLUMNS - 1);
  return line[k] + (line[k + 1] - line[k]) * (place - k);
}

/** The sketch with a handle at a decade: straight lines lead there from the handles beside it. */
export function moved(sketch, handle, decade) {
  const line = whole(sketch), places = [0, ...HANDLES], knots = places.map((x, k) => ({ x, y: k === handle + 1 ? decade : at(line, x) }));
  let next = line;
  for (const k of [handle, handle + 1]) if (knots[k + 1]) next = stroke(next, knots[k], knots[k + 1]);
  return next;
}

/** The loss at any step of a run whose rows came: straight in decades between them, Infinity after the last one. */
export function measured(trace) {
  return (step) => {
    const i = trace.indexUpTo(step);
    if (i < 0) return NaN;
    const from = trace.stepAt(i), low = trace.lossAt(i);
    if (from === step) return low;
    if (i + 1 >= trace.length) return Infinity;
    const high = trace.lossAt(i + 1), share = (step - from) / (trace.stepAt(i + 1) - from);
    return low > 0 && high > 0 ? low ** (1 - share) * high ** share : low + (high - low) * share;
  };
}

/**
 * How far a line is from a run: the mean distance in decades over its steps, all of which count alike. What leaves the
 * frame counts as at its edge, so a run that has diverged stays at the upper one.
 * @param {number[]} line whole
 * @param {{steps: number, loss: (step: number) => number, frame: {from: number, to: number}}} run frame: in decades
 * @returns {{decades: number, factor: number, early: number, late: number, pairs: {x: number, line: number, run: number}[]}}
 *   factor: 10 to the mean distance; early, late: by how many decades the line is above the run, in the first fifth of the steps and in their second half
 */
export function gap(line, { steps, loss, frame: { from, to } }) {
  const within = (decade) => Math.min(Math.max(decade, from), to), count = Math.min(steps, POINTS);
  const pairs = Array.from({ length: count }, (_, i) => {
    const step = Math.round(((i + 1) * steps) / count), value = loss(step);
    return { x: step / steps, line: within(at(line, step / steps)), run: value > 0 ? within(Math.log10(value)) : from };
  });
  const mean = (part, of) => (part.length === 0 ? 0 : part.reduce((sum, pair) => sum + of(pair), 0) / part.length), above = (pair) => pair.line - pair.run;
  const decades = mean(pairs, (pair) => Math.abs(above(pair)));
  return { decades, factor: 10 ** decades, early: mean(pairs.filter(({ x }) => x <= 0.2), above), late: mean(pairs.filter(({ x }) => x > 0.5), above), pairs };
}

/**
 * What there is to learn from a gap: close; fell, grew (the run did, the line did not); floor (the line goes below it);
 * else where they are furthest apart: faster, slower (the run, at first), lower, higher (the run, later on).
 * @param {number | null} floor the decade of the least loss there is
 */
export function learned({ factor, early, late, pairs }, start, floor) {
  const last = pairs.at(-1), up = (decade) => decade > start + APART;
  if (factor < CLOSE) return 'close';
  if (up(last.run) && !up(last.line)) return 'grew';
  if (!up(last.run) && up(last.line)) return 'fell';
  if (floor !== null && last.line < floor - APART) return 'floor';
  if (Math.abs(early) > Math.abs(late)) return early > 0 ? 'faster' : 'slower';
  return late > 0 ? 'lower' : 'higher';
}
