// A long line thinned to what its pixels can show: the first, lowest, highest and last point of each column.

/**
 * @param {(i: number) => number} xAt rising in i
 * @param {(i: number) => number} yAt
 * @param {number} count how many points there are
 * @param {number} min left end of the axis
 * @param {number} max right end of the axis
 * @param {number} columns how many pixel columns the axis has
 * @returns {{x: number, y: number}[]} some of the points, in their order, values unchanged
 */
export function thin(xAt, yAt, count, min, max, columns) {
  const points = [];
  if (count <= columns * 2) {
    for (let i = 0; i < count; i++) points.push({ x: xAt(i), y: yAt(i) });
    return points;
  }
  const scale = columns / (max - min);
  for (let i = 0; i < count; ) {
    const here = Math.floor((xAt(i) - min) * scale), first = i;
    let low = i, high = i, least = yAt(i), most = least;
    for (i++; i < count && Math.floor((xAt(i) - min) * scale) === here; i++) {
      const y = yAt(i);
      // What follows a gap, NaN, begins anew.
      if (y < least || Number.isNaN(least)) { low = i; least = y; }
      if (y > most || Number.isNaN(most)) { high = i; most = y; }
    }
    const kept = [...new Set([first, low, high, i - 1])].sort((a, b) => a - b);
    for (const j of kept) points.push({ x: xAt(j), y: yAt(j) });
  }
  return points;
}
