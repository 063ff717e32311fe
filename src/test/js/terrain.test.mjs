import test from 'node:test';
import assert from 'node:assert/strict';
import { contour, excessAt, levels, lookouts, mapsOf, worstPair } from '../../../web/static/js/terrain.js';

test('every point of a contour has the excess of its level', () => {
  for (const block of [[4000, 0, 80000], [4000, 13170, 78080], [1, -0.99, 1], [2e5, 3.9e8, 8e11]]) {
    for (const level of [1e-6, 3, 1e9]) {
      const points = contour(block, level, 64);
      assert.equal(points.length, 64);
      for (const [u, v] of points) assert.ok(Math.abs(excessAt(block, u, v) / level - 1) < 1e-9, `${block} ${level}`);
    }
  }
});
test('a contour goes all the way round', () => {
  const points = contour([4, 1, 9], 2, 40), quadrants = new Set(points.map(([u, v]) => `${u > 0} ${v > 0}`));
  assert.equal(quadrants.size, 4);
});
test('levels fall from the top by 1 and 3 times the powers of ten; the powers are named', () => {
  assert.deepEqual(levels(450, 5), [{ value: 300, power: null }, { value: 100, power: 2 }, { value: 30, power: null }, { value: 10, power: 1 }, { value: 3, power: null }]);
  assert.deepEqual(levels(0.25, 2), [{ value: 0.1, power: -1 }, { value: 0.03, power: null }]);
});

const theory = (size, more) => ({ optimum: Array(size).fill(0), eigenvalues: Array.from({ length: size }, (_, k) => 10 ** k), eigenvectors: Array.from({ length: size }, (_, k) => Array.from({ length: size }, (__, j) => Number(j === k))), ...more });

test('a symmetric cubic has two maps, one coefficient none of a pair, the rest the pair that is chosen', () => {
  const run = (size, splits) => ({ parameters: [...'abcdef'].slice(0, size), theory: theory(size, { splits }) });
  assert.deepEqual(mapsOf(run(4, true), [0, 1]), [[0, 2], [1, 3]]);
  assert.deepEqual(mapsOf(run(4, false), [1, 2]), [[1, 2]]);
  assert.deepEqual(mapsOf(run(1, true), [0, 0]), [[0]]);
  assert.deepEqual(mapsOf(run(6, true), [2, 5]), [[2, 5]]);
});
test('shown first: the two coefficients that cause the most loss', () => {
  assert.deepEqual(worstPair({ start: [1, 1, 0, 1], theory: theory(4) }), [1, 3]);
  assert.deepEqual(worstPair({ start: [9, 1, 0, 0], theory: theory(4) }), [0, 1]);
});
test('a predicted path is looked at in each of the first steps, and at the last', () => {
  const steps = lookouts(10_000);
  assert.deepEqual(steps.slice(0, 4), [0, 1, 2, 3]);
  assert.equal(steps.at(-1), 10_000);
  assert.ok(steps.length < 450 && steps.every((step, i) => i === 0 || step > steps[i - 1]));
  assert.deepEqual(lookouts(3), [0, 1, 2, 3]);
});
