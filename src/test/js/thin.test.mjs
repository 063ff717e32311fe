import test from 'node:test';
import assert from 'node:assert/strict';
import { thin } from '../../../web/static/js/thin.js';

test('a short line stays whole', () => {
  assert.equal(thin((i) => i, (i) => i * i, 50, 0, 49, 100).length, 50);
});
test('a long line keeps its ends and every spike, with true values in their order', () => {
  const y = (i) => (i === 54321 ? 1e6 : i === 77777 ? -1e6 : Math.sin(i / 100));
  const points = thin((i) => i, y, 100000, 0, 99999, 300);
  assert.ok(points.length <= 4 * 301);
  assert.deepEqual(points[0], { x: 0, y: y(0) });
  assert.deepEqual(points.at(-1), { x: 99999, y: y(99999) });
  assert.ok(points.some((p) => p.x === 54321) && points.some((p) => p.x === 77777));
  for (let i = 1; i < points.length; i++) assert.ok(points[i].x > points[i - 1].x);
  for (const p of points) assert.equal(p.y, y(p.x));
});
test('nothing stays nothing', () => assert.deepEqual(thin(() => 0, () => 0, 0, 0, 1, 10), []));
