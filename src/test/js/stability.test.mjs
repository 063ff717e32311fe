import test from 'node:test';
import assert from 'node:assert/strict';
import { factorAt, limitAt, overshootAt } from '../../../web/static/js/stability.js';

const close = (actual, expected) => assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected), `${actual} ${expected}`);
const run = (lr, momentum, tweaks = []) => ({ lr, momentum, tweaks, theory: { stabilityLimit: 0.5 } }); // λmax = 4

test('without momentum the limit is 2/λ and the factor |1 − ηλ|', () => {
  close(limitAt(run(0.1, 0), 0), 0.5);
  close(overshootAt(run(0.1, 0), 0), 0.25);
  close(factorAt(run(0.1, 0), 0), 0.6);
  close(factorAt(run(0.7, 0), 0), 1.8);
});
test('momentum raises the limit, where the factor is 1, and is seen from its tweak on', () => {
  const changing = run(0.1, 0, [{ step: 5, momentum: 0.9 }]);
  assert.deepEqual([4, 5].map((step) => limitAt(changing, step)), [0.5, 0.95]);
  close(factorAt(run(0.95, 0.9), 0), 1);
  assert.ok(factorAt(run(0.96, 0.9), 0) > 1 && factorAt(run(0.94, 0.9), 0) < 1);
  close(factorAt(run(0.5, 0.81), 0), 0.9); // swinging: √μ
  close(overshootAt(run(0.1, 0.81), 0), 0.0025);
});
test('from a momentum of 1 on nothing settles, and without theory nothing is known', () => {
  assert.equal(limitAt(run(0.1, 1), 0), 0);
  assert.equal(overshootAt(run(0.1, 1.5), 0), 0);
  assert.ok(Number.isNaN(limitAt({ lr: 1, tweaks: [], theory: null }, 0)));
});
