import test from 'node:test';
import assert from 'node:assert/strict';
import { lobes, lowest, moments, parabola, span } from '../../../web/static/js/valley.js';

const n = 2000, x = Array.from({ length: n }, (_, i) => -Math.PI + (2 * Math.PI * i) / (n - 1)), sine = { x, y: x.map(Math.sin) };
const direct = ({ x, y }, [a, b, c, d]) => x.reduce((sum, at, i) => {
  const z = c + d * at, gap = a + b * 0.5 * (5 * z ** 3 - 3 * z) - y[i];
  return sum + gap * gap;
}, 0);
const at = (of, [a, b, c, d], each = 1) => {
  const [p, q, r] = parabola(of, { a, c, each }, d);
  return p + q * b + r * b * b;
};

test('the parabola is the loss, summed over the samples', () => {
  for (const samples of [sine, { x: [-1, 0.5, 2], y: [3, 1, -2] }]) {
    const of = moments(samples);
    for (const theta of [[0, -1, 0, 0.3], [0.2, 2, -0.4, 0.5], [1, 0, 0, 0], [-3, 0.1, 1, -1]]) {
      const loss = direct(samples, theta);
      assert.ok(Math.abs(at(of, theta) / loss - 1) < 1e-10, `${theta} ${at(of, theta)} ${loss}`);
      assert.ok(Math.abs(at(of, theta, 1 / samples.x.length) / (loss / samples.x.length) - 1) < 1e-10);
    }
  }
});
test('the mirror minima are where they are known to be, and are the best cubic', () => {
  const [up, down] = lowest(moments(sine), { a: 0, c: 0, each: 1 }, 1.3);
  assert.ok(Math.abs(up.d - 0.2556598) < 1e-6 && Math.abs(up.b + 2.2340649) < 1e-5, JSON.stringify(up));
  assert.ok(Math.abs(down.d + up.d) < 1e-7 && Math.abs(down.b + up.b) < 1e-6, JSON.stringify(down));
  assert.ok(Math.abs(up.loss - 8.817165) < 1e-5 && Math.abs(down.loss - 8.817165) < 1e-5);
});
test('between the ends of a span the loss is below the level, beyond them above', () => {
  const shape = [10, -4, 2], [from, to] = span(shape, 9, 100), loss = (b) => shape[0] + shape[1] * b + shape[2] * b * b;
  assert.ok(Math.abs(loss(from) - 9) < 1e-12 && Math.abs(loss(to) - 9) < 1e-12 && loss((from + to) / 2) < 9);
  assert.equal(span(shape, 7.9, 100), null);
  assert.deepEqual(span([10, 0, 0], 11, 100), [-100, 100]);
  assert.equal(span([10, 0, 0], 9, 100), null);
});
test('low levels lie in two lobes, one in each valley, every point of an outline at its level', () => {
  const of = moments(sine), slice = { a: 0, c: 0, each: 1 }, found = lobes(of, slice, 30, { low: -0.5, high: 0.5, rows: 800, far: 50 });
  assert.equal(found.length, 2);
  for (const lobe of found) {
    assert.equal(new Set(lobe.map(([, d]) => d > 0)).size, 1);
    assert.ok(lobe.length > 20);
    for (const [b, d] of lobe) assert.ok(Math.abs(at(of, [0, b, 0, d]) - 30) < 1, `${b} ${d}`);
  }
  assert.equal(lobes(of, slice, 8, { low: -0.5, high: 0.5, rows: 200, far: 50 }).length, 0);
});
