import test from 'node:test';
import assert from 'node:assert/strict';
import { around, doubled, grownTop, linearLabel, roundTop } from '../../../web/static/js/frames.js';

test('a linear axis ends at a round number not far above', () => {
  assert.equal(roundTop(273899), 300000);
  assert.equal(roundTop(1), 1);
  assert.ok(Math.abs(roundTop(0.0412) - 0.05) < 1e-12);
  assert.equal(roundTop(0), 1);
});
test('it grows in coarse steps and never shrinks', () => {
  assert.equal(grownTop(300000, 200), 300000);
  assert.equal(grownTop(300000, 300001), 500000);
  let top = 10, moves = 0;
  for (let value = 1; value < 1000; value++) {
    const next = grownTop(top, value);
    assert.ok(next >= top && next >= value);
    if (next !== top) moves++;
    top = next;
  }
  assert.ok(moves <= 6);
});
test('it ends, at the latest, where doubles do', () => {
  assert.ok(Number.isFinite(roundTop(1.7e308)) && Number.isFinite(grownTop(1, 1.7e308)));
});
test('a frame has room round the values it starts with, even if they are all the same', () => {
  const { min, max } = around([-1, 3, 0]);
  assert.ok(min < -1 && min > -2 && max > 3 && max < 4);
  assert.deepEqual(around([0, 0]), { min: -1, max: 1 });
});
test('it doubles about its middle, to four times at most', () => {
  const frame = { min: -1, max: 3 };
  assert.deepEqual(doubled(frame, -1, 3), frame);
  assert.deepEqual(doubled(frame, 0, 4), { min: -3, max: 5 });
  assert.deepEqual(doubled(frame, -6, 0), { min: -7, max: 9 });
  assert.deepEqual(doubled(frame, -1e300, 1e300), { min: -7, max: 9 });
});
test('ticks are short', () => {
  assert.deepEqual([0, -0.5, 1500, 100000, 300000, 150000, 1e307].map(linearLabel), ['0', '−0.5', '1500', '10⁵', '3×10⁵', '1.5×10⁵', '10³⁰⁷']);
});
