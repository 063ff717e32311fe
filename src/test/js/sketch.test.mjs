import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLUMNS, HANDLES, at, begun, blank, gap, learned, measured, moved, stroke, whole } from '../../../web/static/js/sketch.js';
import { Trace } from '../../../web/static/js/trace.js';

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);
const level = (decade) => Array(COLUMNS + 1).fill(decade);
const frame = { from: 0, to: 6 };

test('a line begins where the run does, whatever is drawn', () => {
  const sketch = stroke(blank(4), { x: 0, y: 1 }, { x: 0.5, y: 2 });
  assert.equal(sketch[0], 4);
  assert.equal(sketch[COLUMNS / 2], 2);
  assert.equal(begun(blank(4)), false);
  assert.equal(begun(sketch), true);
});
test('what was left out is straight, what comes after is level', () => {
  let sketch = stroke(blank(4), { x: 0.5, y: 2 }, { x: 0.5, y: 2 });
  near(at(whole(sketch), 0.25), 3);
  near(at(whole(sketch), 1), 2);
  sketch = stroke(sketch, { x: 0.75, y: 1 }, { x: 0.75, y: 1 });
  near(at(whole(sketch), 0.625), 1.5);
  assert.ok(whole(blank(4)).every((decade) => decade === 4));
});
test('a stroke drawn backwards is the same, and replaces what was there', () => {
  const there = { x: 0.2, y: 3 }, back = { x: 0.6, y: 1 };
  const one = stroke(blank(4), there, back), other = stroke(blank(4), back, there);
  one.forEach((decade, k) => (Number.isNaN(decade) ? assert.ok(Number.isNaN(other[k])) : near(decade, other[k])));
  near(stroke(one, { x: 0.4, y: 5 }, { x: 0.4, y: 5 })[Math.round(0.4 * COLUMNS)], 5);
});
test('a handle moves the line as far as the handles beside it', () => {
  const sketch = moved(blank(4), 2, 1);
  near(at(sketch, HANDLES[2]), 1);
  near(at(sketch, HANDLES[1]), 4);
  near(at(sketch, HANDLES[3]), 4);
  near(at(sketch, (HANDLES[1] + HANDLES[2]) / 2), 2.5);
  near(at(moved(blank(4), 0, 2), 0.05), 3);
  near(at(moved(blank(4), 4, 2), 1), 2);
});
test('a line ten times too high is one decade off, at every step', () => {
  const off = gap(level(3), { steps: 1000, loss: () => 100, frame });
  near(off.decades, 1);
  near(off.factor, 10);
  near(off.early, 1);
  near(off.late, 1);
  near(gap(level(2), { steps: 1, loss: () => 100, frame }).decades, 0);
});
test('steps count alike: a tenth of them two decades off are 0.2', () => {
  near(gap(level(2), { steps: 100, loss: (step) => (step <= 10 ? 1e4 : 100), frame }).decades, 0.2);
});
test('what leaves the frame is at its edge: a run beyond all numbers, a loss of 0, a wild line', () => {
  near(gap(level(6), { steps: 50, loss: () => Infinity, frame }).decades, 0);
  near(gap(level(4), { steps: 50, loss: () => Infinity, frame }).decades, 2);
  near(gap(level(-9), { steps: 50, loss: () => 0, frame }).decades, 0);
});
test('between rows that came a run is straight in decades; after its last row there is no number', () => {
  const trace = new Trace(1);
  for (const [step, loss] of [[0, 1e4], [10, 100]]) trace.add({ step, loss, sae: 1, theta: [0], gradient: [0] });
  const loss = measured(trace);
  assert.equal(loss(0), 1e4);
  assert.ok(Math.abs(loss(5) - 1000) < 1e-9);
  assert.equal(loss(11), Infinity);
});
test('what can be learned is named by the largest difference', () => {
  const run = (loss, line, steps = 100) => gap(whole(line), { steps, loss, frame });
  const falls = (step) => 10 ** (4 - Math.min(3, step / 10)), tell = (off, floor = 0) => learned(off, 4, floor);
  assert.equal(tell(run(() => 1e4, level(4))), 'close');
  assert.equal(tell(run(() => 1e6, level(4))), 'grew');
  assert.equal(tell(run(falls, level(6))), 'fell');
  assert.equal(tell(run(() => 100, [4, ...Array(COLUMNS).fill(0.5)]), 1), 'floor');
  assert.equal(tell(run((step) => (step < 5 ? 1e4 : 10), [4, ...Array(20).fill(4), ...Array(COLUMNS - 20).fill(1)])), 'faster');
  assert.equal(tell(run((step) => (step < 20 ? 1e4 : 10), [4, ...Array(COLUMNS).fill(1)])), 'slower');
  assert.equal(tell(run(() => 10, level(3))), 'lower');
  assert.equal(tell(run(() => 1000, [4, ...Array(COLUMNS).fill(1)])), 'higher');
});
