// The best curve through points that are just being moved, for drawing only: what stands in the end is the server's. No DOM.
import { features } from './polynomial.js';

const TINY = 1e-10; // of a pivot's own column

/**
 * The polynomial of the run's degree with the least squares at the points.
 * @returns {((x: number) => number) | null} null where there is no such one curve
 */
export function bestThrough(run, points) {
  if (run.model !== 'polynomial' || !run.theory?.optimum) return null;
  const xs = points.map(([x]) => x), min = Math.min(...xs), max = Math.max(...xs), size = run.parameters.length;
  if (!(max > min)) return null;
  // Legendre's polynomials of the points' own span keep the sums well apart.
  const phi = (x) => features({ basis: 'legendre', min, max, parameters: run.parameters }, x), rows = xs.map(phi);
  const table = Array.from({ length: size }, (_, k) => [...Array.from({ length: size }, (__, m) => rows.reduce((sum, row) => sum + row[k] * row[m], 0)), rows.reduce((sum, row, i) => sum + row[k] * points[i][1], 0)]);
  for (let k = 0; k < size; k++) {
    if (!(table[k][k] > TINY * points.length)) return null;
    for (let m = k + 1; m < size; m++) {
      const factor = table[m][k] / table[k][k];
      for (let j = k; j <= size; j++) table[m][j] -= factor * table[k][j];
    }
  }
  const theta = new Array(size).fill(0);
  for (let k = size - 1; k >= 0; k--) theta[k] = (table[k][size] - theta.reduce((sum, value, j) => sum + (j > k ? table[k][j] * value : 0), 0)) / table[k][k];
  return (x) => phi(x).reduce((sum, value, k) => sum + value * theta[k], 0);
}
