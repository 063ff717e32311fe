import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestThrough } from '../../../web/static/js/bestfit.js';
import { tooMuch } from '../../../web/static/js/columns.js';
import { framed } from '../../../web/static/js/dots.js';
import { Samples } from '../../../web/static/js/samples.js';

const cubic = { model: 'polynomial', parameters: ['a', 'b', 'c', 'd'], theory: { optimum: [0, 0, 0, 0] } };

test('the best curve through points of a curve is that curve', () => {
  const curve = (x) => 1 - 2 * x + 0.5 * x ** 2 + 0.25 * x ** 3, best = bestThrough(cubic, [-40, -3, 0, 1, 7, 55].map((x) => [x, curve(x)]));
  for (const x of [-41, -2, 0.5, 60]) assert.ok(Math.abs(best(x) - curve(x)) < 1e-6 * Math.max(1, Math.abs(curve(x))));
});
test('the best constant is the mean, the best line has no slope left in what it misses', () => {
  const points = [[0, 1], [1, 3], [2, 8]];
  assert.ok(Math.abs(bestThrough({ ...cubic, parameters: ['a'] }, points)(9) - 4) < 1e-12);
  // By hand: slope 3.5, mean 4 at x = 1.
  assert.ok(Math.abs(bestThrough({ ...cubic, parameters: ['a', 'b'] }, points)(3) - 11) < 1e-12);
});
test('where points decide on no one curve, none is drawn', () => {
  assert.equal(bestThrough(cubic, [[0, 1], [1, 2], [2, 1]]), null);
  assert.equal(bestThrough(cubic, [[1, 1], [1, 2]]), null);
  assert.equal(bestThrough({ ...cubic, theory: null }, [[0, 1], [1, 2], [2, 1], [3, 0]]), null);
});
test('what an address cannot hold is not sent', () => {
  const rows = (count) => Array.from({ length: count }, (_, i) => `${i}\t${i}`).join('\n');
  assert.equal(tooMuch(`x\ty\n${rows(200)}\n\n`), null);
  assert.deepEqual(tooMuch(rows(10000)), ['reject.pointsCount', 2, 200, 10000]);
  assert.equal(tooMuch(`x1\ty1\n${rows(200)}`), null);
  assert.equal(tooMuch('NaN,1\n2,3'), null);
  const long = Array.from({ length: 200 }, () => '-10.12345678901234567;-10.12345678901234567').join('\n');
  assert.deepEqual(tooMuch(long), ['reject.pointsLong', 4000, 8799]);
});
test('the frame stays while points are well inside, and follows them out', () => {
  const first = framed([[-1, 0], [0, 2], [1, 1]]);
  assert.ok(first.x.min < -1 && first.x.max > 1 && first.y.min < 0 && first.y.max > 2);
  const same = framed([[-1.05, 0.5], [0, 2.2], [1, 1]], first);
  assert.equal(same.x, first.x);
  assert.equal(same.y, first.y);
  const wider = framed([[-1, 0], [0, 2], [1.16, 1]], first);
  assert.ok(wider.x.max > 1.16);
  assert.equal(wider.y, first.y);
  const closer = framed([[-0.1, 0], [0, 2], [0.1, 1]], first);
  assert.ok(closer.x.max < 0.2);
});
test('points come with the run, rounded as it rounds them', async () => {
  const samples = new Samples(() => assert.fail('nothing is to be fetched'), () => {});
  samples.load({ query: 'points=0.1:1.0,2.0:0.3', lesson: 'tensors', dtype: 'float32', points: [[0.1, 1], [2, 0.3]] });
  await samples.want();
  assert.deepEqual([samples.x, samples.y], [[Math.fround(0.1), 2], [1, Math.fround(0.3)]]);
  assert.equal(samples.load({ query: 'points=0.1:1.0,2.0:0.3&lr=0.5', lesson: 'tensors', dtype: 'float32', points: [[0.1, 1], [2, 0.3]] }), true);
});
