import assert from 'node:assert/strict';
import { test } from 'node:test';
import { places, pull, roundDown, steepest } from '../../../web/static/js/pull.js';

const run = { min: -2, max: 2, basis: 'monomial', parameters: ['a', 'b', 'c', 'd'] };

test('a factor is rounded down to 1, 2 or 5', () => {
  assert.deepEqual([1, 1.9, 2, 4.99, 5, 9.99, 2345, 0.031, 1e-7].map(roundDown), [1, 1, 2, 2, 5, 5, 2000, 0.02, 1e-7]);
});
test('places are apart, within the interval, farther out for higher orders', () => {
  for (const length of [1, 2, 3, 4, 10]) {
    const all = places({ ...run, parameters: Array.from({ length }) });
    assert.equal(new Set(all).size, length);
    assert.ok(all.every((x) => x > -2 && x < 2));
    for (let k = 1; k < length; k++) assert.ok(Math.abs(all[k]) >= Math.abs(all[k - 1]) - 1e-12);
  }
});
test('an arrow is the change of one coefficient times its function, on the curve', () => {
  const { factor, arrows } = pull(run, [1, 0, 0, 0], [1e-3, 0, -1e-4, 0], 0.9);
  assert.deepEqual(arrows.map(({ from }) => from), [1, 1, 1, 1]);
  assert.equal(arrows[0].by, 1e-3);
  assert.ok(Math.abs(arrows[2].by + 1e-4 * arrows[2].x ** 2) < 1e-18);
  assert.ok(arrows[1].by === 0);
  assert.equal(factor, 500);
});
test('no pull, or one beyond all numbers, has no arrows', () => {
  assert.equal(pull(run, [1, 0, 0, 0], [0, 0, 0, 0], 1), null);
  assert.equal(pull(run, [1, 0, 0, 0], [Infinity, 0, 0, 0], 1), null);
  assert.equal(pull(run, [1, 0, 0, 0], [NaN, 0, 0, 0], 1), null);
});
test('the steepest slope', () => assert.equal(steepest([1, -5, 3]), 1));
