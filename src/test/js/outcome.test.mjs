import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byMeasurement, byTheory, humps } from '../../../web/static/js/outcome.js';
import { silence } from '../../../web/static/js/prediction.js';

const theory = { optimum: [0, 0], eigenvalues: [1, 2], eigenvectors: [[1, 0], [0, 1]], along: [0, 0], floor: 1, stabilityLimit: 1 };
const run = (lr, more = {}) => ({ theory, lr, steps: 100, start: [1, 1], tweaks: [], ...more });

test('the rate decides, with its bounds in between', () => {
  assert.equal(byTheory(run(0.5)).kind, 'converges');
  assert.equal(byTheory(run(0.51)).kind, 'oscillates');
  assert.equal(byTheory(run(1)).kind, 'oscillates');
  assert.equal(byTheory(run(1.01)).kind, 'diverges');
  assert.equal(byTheory(run(0.25)).share, 0.25);
  assert.equal(byTheory(run(1.5)).factor, 2);
});
test('momentum moves both bounds', () => {
  assert.equal(byTheory(run(0.1, { momentum: 0.25 })).kind, 'converges');
  assert.equal(byTheory(run(0.2, { momentum: 0.25 })).kind, 'oscillates');
  assert.equal(byTheory(run(1.2, { momentum: 0.25 })).kind, 'oscillates');
  assert.equal(byTheory(run(1.3, { momentum: 0.25 })).kind, 'diverges');
  assert.equal(byTheory(run(0.001, { momentum: 1 })).kind, 'diverges');
});
test('of several rates the last one decides where it ends, any of them whether it oscillates', () => {
  assert.equal(byTheory(run(0.8, { tweaks: [{ step: 50, lr: 0.1 }] })).kind, 'oscillates');
  assert.equal(byTheory(run(2, { tweaks: [{ step: 5, lr: 0.1 }] })).kind, 'oscillates');
  assert.equal(byTheory(run(0.1, { tweaks: [{ step: 50, lr: 2 }] })).kind, 'diverges');
});
test('theory says nothing where there is none, or where it is to keep silent', () => {
  assert.equal(byTheory(run(1, { theory: null })), null);
  silence(true);
  assert.equal(byTheory(run(1)), null);
  silence(false);
  assert.notEqual(byTheory(run(1)), null);
});
test('a hump is a rise by a hundredth with a fall after it', () => {
  assert.equal(humps([10, 9, 8]), 0);
  assert.equal(humps([10, 10.05, 10]), 0);
  assert.equal(humps([10, 12, 8]), 1);
  assert.equal(humps([10, 8, 9, 8, 9, 7, 9]), 2);
  assert.equal(humps([0, 0, 0]), 0);
  assert.equal(humps([1, 0, 1, 0]), 1);
});
test('what was measured', () => {
  assert.equal(byMeasurement([10, 5, 2], false).kind, 'converges');
  assert.equal(byMeasurement([10, 12, 5], false).kind, 'converges');
  assert.deepEqual(byMeasurement([10, 8, 9, 6, 7, 5], false), { kind: 'oscillates', humps: 2 });
  assert.equal(byMeasurement([10, 8, 11], false).kind, 'diverges');
  assert.equal(byMeasurement([10, 8], true).kind, 'diverges');
});
