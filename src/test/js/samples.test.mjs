import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Samples, excerpt, shareText, sumTo, termOf } from '../../../web/static/js/samples.js';

const run = { query: '', lesson: 'numpy', n: 5, min: -2, max: 2, basis: 'monomial', parameters: ['a', 'b', 'c'], mean: false };
const x = [-2, -1, 0, 1, 2], samples = { x, y: x.map(Math.abs) }, theta = [0.5, -1, 0.25];

test('a sample is what the curve says there, and what it adds to every sum', () => {
  const term = termOf(run, samples, theta, 4);
  assert.deepEqual(term.parts, [0.5, -2, 1]);
  assert.equal(term.fit, -0.5);
  assert.equal(term.error, -2.5);
  assert.equal(term.square, 6.25);
  assert.deepEqual(term.shares, [-5, -10, -20]);
});
test('of a mean, each adds its n-th', () => {
  assert.deepEqual(termOf({ ...run, mean: true }, samples, theta, 4).shares, [-1, -2, -4]);
  assert.equal(termOf({ ...run, mean: true }, samples, theta, 4).square, 1.25);
  assert.deepEqual([shareText(run, -1.23456), shareText({ n: 25, mean: true }, 0.0123456), shareText({ n: 2000, mean: true }, -0.0123456)], ['−1.235', '0.01235', '−1.23×10⁻²']);
});
test('in another basis its functions stand for the powers', () => {
  // z = x/2 = 1 at the end of the interval, where every Legendre polynomial is 1.
  assert.deepEqual(termOf({ ...run, basis: 'legendre' }, samples, theta, 4).shares, [-4.5, -4.5, -4.5]);
});
test('all terms add up to the slope of the loss, as differences of the loss know it', () => {
  const loss = (at) => sumTo(run, samples, at, 4).square, all = sumTo(run, samples, theta, 4);
  theta.forEach((_, k) => {
    const moved = (by) => theta.map((value, j) => (j === k ? value + by : value));
    assert.ok(Math.abs((loss(moved(1e-5)) - loss(moved(-1e-5))) / 2e-5 - all.shares[k]) < 1e-6);
  });
  assert.equal(sumTo(run, samples, theta, 0).square, termOf(run, samples, theta, 0).square);
});
test('an excerpt of a sum has its ends, and whoever is pointed at', () => {
  assert.deepEqual(excerpt(2000), [0, 1, null, 1999]);
  assert.deepEqual(excerpt(2000, 700), [0, null, 700, null, 1999]);
  assert.deepEqual(excerpt(2000, 1), [0, 1, null, 1999]);
  assert.deepEqual(excerpt(2000, 1998), [0, null, 1998, 1999]);
  assert.deepEqual(excerpt(2000, 1999), [0, 1, null, 1999]);
  assert.deepEqual([excerpt(2), excerpt(3), excerpt(2, 1)], [[0, 1], [0, 1, 2], [0, 1]]);
});

function store(answers) {
  let asked = 0, changed = 0;
  const made = new Samples(() => { asked++; return answers.shift()(); }, () => { changed++; });
  return { made, get asked() { return asked; }, get changed() { return changed; } };
}
const next = () => new Promise((done) => setImmediate(done));

test('samples are fetched once, for all recipes that share them', async () => {
  const all = store([async () => samples]), { made } = all;
  made.want();
  assert.equal(all.asked, 0);
  assert.equal(made.load({ ...run, query: 'lr=1e-06' }), false);
  made.want();
  made.want();
  await next();
  assert.deepEqual([all.asked, all.changed, made.x.length], [1, 1, 5]);
  assert.equal(made.load({ ...run, query: 'lr=2e-06&steps=9&tweak=3:lr=1e-06' }), true);
  assert.equal(made.here, true);
  assert.equal(made.load({ ...run, query: 'n=7' }), false);
  assert.equal(made.here, false);
});
test('an answer to an older question is not taken, a lost one is asked again', async () => {
  let late;
  const all = store([() => new Promise((done) => { late = done; }), async () => { throw new Error('gone'); }, async () => ({ x: [1], y: [2] })]), { made } = all;
  made.load(run);
  made.want();
  made.load({ ...run, query: 'n=1' });
  late(samples);
  await next();
  assert.equal(made.here, false);
  await made.want();
  assert.equal(made.here, false);
  await made.want();
  assert.deepEqual(made.x, [1]);
});
