import test from 'node:test';
import assert from 'node:assert/strict';
import { curvatureText, factorText, share, span } from '../../../web/static/js/spectrum.js';
import { roundLog } from '../../../web/static/js/ticks.js';

test('a factor is told with the digits that tell it from 1', () => {
  assert.equal(factorText(0.99827), '0.9983');
  assert.equal(factorText(-1.81061), '−1.8106');
  assert.equal(factorText(1 - 5.4e-10), '1 − 5.4×10⁻¹⁰');
  assert.equal(factorText(1), '1.0000');
  assert.equal(factorText(-45.31), '−45.31');
  assert.equal(factorText(-1.00003), '−1 − 3.0×10⁻⁵');
  assert.equal(factorText(-0.99997), '−1 + 3.0×10⁻⁵');
});
test('a curvature is whole where it is large', () => {
  assert.equal(curvatureText(562121.94), '562\u2009122');
  assert.equal(curvatureText(35.987), '35.99');
});
test('bars reach from the largest start to somewhat below the largest end', () => {
  assert.deepEqual(span([66, 2054, 263656, 8114], [2.08, 32.84, 1e-68, 0]), { from: -2, to: 6 });
  const grown = span([66, 2054], [0.5, Infinity]);
  assert.deepEqual(grown, { from: -4, to: 4 });
  assert.ok(span([1, 1], [1e-200, 1e-200]).from >= -14);
});
test('a share lies on its log axis', () => {
  const axis = { from: -2, to: 6 };
  assert.deepEqual([0, 1e-9, 0.01, 100, 1e6, 1e9].map((value) => share(axis, value)), [0, 0, 0, 0.5, 1, 1]);
});
test('round values of a log axis', () => {
  assert.deepEqual(roundLog(1.976e-7, 9.96e-6, [1, 2, 5]), [2e-7, 5e-7, 1e-6, 2e-6, 5e-6]);
  assert.deepEqual(roundLog(1, 100, [1]), [1, 10, 100]);
});
