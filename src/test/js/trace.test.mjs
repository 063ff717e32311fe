import test from 'node:test';
import assert from 'node:assert/strict';
import { Trace } from '../../../web/static/js/trace.js';

const row = (step) => ({ step, loss: 1000 - step, sae: step / 2, theta: [step, -step], gradient: [2 * step, 3 * step] });

test('a row comes back as it went in', () => {
  const trace = new Trace(2);
  trace.add(row(7));
  assert.deepEqual(trace.at(7), row(7));
  assert.equal(trace.at(6), null);
});
test('rows stay sorted and unique, whatever order they come in, beyond the first allocation', () => {
  const trace = new Trace(2), steps = Array.from({ length: 1500 }, (_, i) => (i * 7919) % 1500);
  for (const step of [...steps, ...steps]) trace.add(row(step));
  assert.equal(trace.length, 1500);
  for (let i = 0; i < 1500; i++) assert.equal(trace.stepAt(i), i);
  assert.deepEqual(trace.at(1234), row(1234));
});
test('the first of two rows for one step stays', () => {
  const trace = new Trace(2);
  assert.equal(trace.add(row(3)), true);
  assert.equal(trace.add({ ...row(3), loss: -1 }), false);
  assert.equal(trace.at(3).loss, 997);
});
test('the last row at or before a step is found in a thinned trace', () => {
  const trace = new Trace(2);
  for (const step of [0, 10, 20]) trace.add(row(step));
  assert.equal(trace.indexUpTo(-1), -1);
  assert.equal(trace.indexUpTo(10), 1);
  assert.equal(trace.indexUpTo(19), 1);
  assert.equal(trace.indexUpTo(99), 2);
});
test('single values are read without making a row', () => {
  const trace = new Trace(2);
  trace.add(row(7));
  assert.equal(trace.saeAt(0), 3.5);
  assert.deepEqual([trace.thetaAt(0, 0), trace.thetaAt(0, 1)], [7, -7]);
});
test('the nearest row is found on either side, but none beyond the last step asked for', () => {
  const trace = new Trace(2);
  assert.equal(trace.indexNear(5), -1);
  for (const step of [10, 20, 40]) trace.add(row(step));
  assert.deepEqual([-3, 10, 14, 16, 29, 31, 99].map((step) => trace.indexNear(step)), [0, 0, 0, 1, 1, 2, 2]);
  assert.equal(trace.indexNear(39, 30), 1);
  assert.equal(trace.indexNear(39, 5), -1);
});
test('stretches that touch become one; a gap stays a gap', () => {
  const trace = new Trace(2);
  trace.cover(0, 14);
  trace.cover(30, 40);
  assert.equal(trace.coveredTo(0), 14);
  assert.equal(trace.coveredTo(20), 19);
  trace.cover(15, 29);
  assert.equal(trace.coveredTo(0), 40);
  trace.cover(41, 60, false);
  assert.equal(trace.coveredTo(0), 60);
  assert.equal(trace.coveredTo(0, true), 40);
  trace.cover(50, 49);
  assert.equal(trace.coveredTo(61), 60);
});
