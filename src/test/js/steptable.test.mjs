import test from 'node:test';
import assert from 'node:assert/strict';
import { evenly } from '../../../web/static/js/steptable.js';
import { Trace } from '../../../web/static/js/trace.js';

const traceOf = (steps) => {
  const trace = new Trace(1);
  for (const step of steps) trace.add({ step, loss: 1, sae: 1, theta: [step], gradient: [0] });
  return trace;
};
const steps = (trace, upTo) => evenly(trace, upTo).map((i) => trace.stepAt(i));

test('ten steps, evenly spread, the first and the last among them', () => {
  const trace = traceOf(Array.from({ length: 1000 }, (_, i) => i));
  assert.deepEqual(steps(trace, 900), [0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});
test('of few steps, all', () => assert.deepEqual(steps(traceOf([0, 1, 2, 3]), 2), [0, 1, 2]));
test('of a thinned trace, those there are', () => assert.deepEqual(steps(traceOf([0, 50, 100, 400]), 300), [0, 50, 100]));
test('before the first row, none', () => assert.deepEqual(steps(traceOf([]), 0), []));
