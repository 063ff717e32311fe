import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curve, features, held, legendreAt, named, valueAt } from '../../../web/static/js/polynomial.js';

const run = (basis, size, min = -1, max = 1) => ({ basis, min, max, parameters: Array(size).fill('a') });
const close = (actual, expected) => actual.forEach((value, k) => assert.ok(Math.abs(value - expected[k]) < 1e-14, `${actual} ${expected}`));

test('coefficients rise in power', () => assert.equal(valueAt(run('monomial', 4), [1, 2, 3, 4], 2), 1 + 4 + 12 + 32));
test('every basis has its functions', () => {
  const x = 0.3;
  close(features(run('monomial', 4), x), [1, x, x ** 2, x ** 3]);
  close(features(run('scaled', 3, 0, 4), 3), [1, 0.5, 0.25]);
  close(features(run('legendre', 4), x), [1, x, (3 * x ** 2 - 1) / 2, (5 * x ** 3 - 3 * x) / 2]);
  close(features(run('chebyshev', 5), x), [0, 1, 2, 3, 4].map((k) => Math.cos(k * Math.acos(x))));
});
test('every function has its name', () => {
  const text = (basis, k) => { const { letter, power, index } = named({ basis }, k); return `${letter}${power ?? ''}${index ?? ''}`; };
  assert.deepEqual(['monomial', 'scaled', 'legendre', 'chebyshev'].map((basis) => [1, 2].map((k) => text(basis, k))), [['x', 'x2'], ['z', 'z2'], ['P1', 'P2'], ['T1', 'T2']]);
});
test('a value is the sum of its terms in every basis', () => {
  for (const basis of ['monomial', 'scaled', 'legendre', 'chebyshev']) {
    const of = run(basis, 4, -2, 5), theta = [0.5, -1, 2, 0.25];
    assert.ok(Math.abs(valueAt(of, theta, 1.7) - features(of, 1.7).reduce((sum, value, k) => sum + value * theta[k], 0)) < 1e-12);
  }
});
test('a curve never leaves the finite', () => {
  const points = curve(run('monomial', 4, -3, 3), [1e300, 1e308, 1e308, 1e308], 5, 50);
  for (const { y } of points) assert.ok(Math.abs(y) <= 50);
  assert.equal(points[0].x, -3);
  assert.equal(points[4].x, 3);
  assert.equal(held(NaN, 7), 7);
});

test('the slopes of a + b P₃(c + d x) are those of small differences', () => {
  const of = { model: 'legendre3', parameters: ['a', 'b', 'c', 'd'] }, theta = [0.3, -1.2, 0.15, 0.4], x = 1.7, h = 1e-6;
  const steep = theta.map((_, k) => {
    const [up, down] = [h, -h].map((off) => theta.map((value, j) => (j === k ? value + off : value)));
    return (valueAt(of, up, x) - valueAt(of, down, x)) / (2 * h);
  });
  features(of, x, theta).forEach((value, k) => assert.ok(Math.abs(value - steep[k]) < 1e-8, `${k}: ${value} ${steep[k]}`));
  const { z, p } = legendreAt(theta, x);
  assert.ok(Math.abs(z - (0.15 + 0.4 * 1.7)) < 1e-15);
  assert.ok(Math.abs(theta[0] + theta[1] * p - valueAt(of, theta, x)) < 1e-15);
});
test('dice decide what e is multiplied by', () => {
  const of = (roll) => features({ model: 'dynamic', parameters: ['a', 'b', 'c', 'd', 'e'], roll }, 2);
  assert.deepEqual([4, 5, 6, undefined].map((roll) => of(roll)[4]), [0, 16, 48, 0]);
});
