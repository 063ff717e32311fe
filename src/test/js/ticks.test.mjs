import test from 'node:test';
import assert from 'node:assert/strict';
import { decadeTicks, decades, frame, interval, linear, nice, piLabel } from '../../../web/static/js/ticks.js';

test('steps are 1, 2 or 5 times a power of ten', () => {
  assert.equal(nice(0.93), 1);
  assert.equal(nice(12), 20);
  assert.equal(nice(0.03), 0.05);
});
test('the sine has ticks at −1, 0, 1 in a frame with room above', () => {
  const { min, max } = frame([-1, 0, 1]);
  assert.ok(Math.abs(min + 1.3) < 1e-12 && Math.abs(max - 1.5) < 1e-12);
  assert.deepEqual(linear(min, max, 3), [-1, 0, 1]);
});
test('a flat truth has a frame, too', () => {
  const { min, max } = frame([2, 2, 2]);
  assert.ok(min < 2 && max > 2);
});
test('multiples of π are written so', () => {
  assert.equal(piLabel(-Math.PI), '−π');
  assert.equal(piLabel(Math.PI / 2), 'π/2');
  assert.equal(piLabel(1.5 * Math.PI), '3π/2');
  assert.equal(piLabel(0), '0');
  assert.equal(piLabel(3), null);
});
test('an interval in π has its ends and the middle', () => {
  assert.deepEqual(interval(-Math.PI, Math.PI).map((tick) => tick.label), ['−π', '−π/2', '0', 'π/2', 'π']);
  assert.equal(interval(-Math.PI, Math.PI)[2].value, 0);
});
test('a plain interval has plain ticks', () => {
  assert.deepEqual(interval(-1, 1).map((tick) => tick.label), ['−1', '−0.5', '0', '0.5', '1']);
});
test('a loss from the floor to its start lies within whole decades', () => {
  const axis = decades(8.8, 273899);
  assert.deepEqual(axis, { from: 0, to: 6 });
  assert.deepEqual(decadeTicks(axis).map((tick) => tick.label), ['1', '100', '10⁴', '10⁶']);
});
test('an interval narrower than a double can count has an end', () => {
  assert.ok(linear(99.99999999999999, 100, 4).length <= 20);
});

test('even a run to the edge of what a double holds has few ticks', () => {
  assert.ok(decadeTicks(decades(1, 1e300)).length <= 5);
});
