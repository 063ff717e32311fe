import test from 'node:test';
import assert from 'node:assert/strict';
import { curve, held, valueAt } from '../../../web/static/js/polynomial.js';

test('coefficients rise in power', () => assert.equal(valueAt([1, 2, 3, 4], 2), 1 + 4 + 12 + 32));
test('no coefficients, no height', () => assert.equal(valueAt([], 3), 0));
test('a curve has its ends, and never what a canvas cannot draw', () => {
  const points = curve([1e300, 1e308, 1e308, 1e308], -3, 3, 5, 50);
  assert.equal(points[0].x, -3);
  assert.equal(points[4].x, 3);
  for (const { y } of points) assert.ok(Math.abs(y) <= 50);
});
test('NaN is held as well', () => assert.equal(held(NaN, 9), 9));
