// Points of one's own in the upper chart: the frame they are seen in, and how they look.
import { dot } from './chartbase.js';
import { colour } from './colours.js';
import { frame } from './ticks.js';

const MARGIN = 0.08, EDGE = 0.02; // of the way from one end to the other
const LOOSE = 2.2; // a frame so many times too large is too large

const span = ({ min, max }) => max - min;

/**
 * The frame for points, with room around them. It stays what it was while they are well inside and do not get lost in it.
 * @param {[number, number][]} points rising in x
 * @param {{x: object, y: object} | null} before
 */
export function framed(points, before = null) {
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y), wide = Math.max(...xs) - Math.min(...xs);
  const need = { x: { min: Math.min(...xs) - MARGIN * wide, max: Math.max(...xs) + MARGIN * wide }, y: lowered(frame(ys)) };
  const holds = (axis, values) => {
    const old = before[axis], edge = EDGE * span(old);
    return values.every((value) => value >= old.min + edge && value <= old.max - edge) && span(old) <= LOOSE * span(need[axis]);
  };
  return { x: before && holds('x', xs) ? before.x : need.x, y: before && holds('y', ys) ? before.y : need.y };
}

// What a phase says stands under the lowest of them.
const lowered = ({ min, max }) => ({ min: min - 0.1 * (max - min), max });

/** How large a dot is among so many. */
export const radius = (count) => (count <= 30 ? 4.5 : count <= 80 ? 3.5 : 2.5);

export function spots({ ctx, x, y }, points, ground) {
  for (const [px, py] of points) dot(ctx, x.getPixelForValue(px), y.getPixelForValue(py), radius(points.length), colour('truth'), ground);
}
