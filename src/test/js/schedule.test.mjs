import test from 'node:test';
import assert from 'node:assert/strict';
import { changedFrom, hasMomentum, isDescent, keptBefore, momentumAt, optionAt, rateAt, setAt, sharedUpTo, withChange, written } from '../../../web/static/js/schedule.js';

const run = { lesson: 'numpy', query: 'steps=500&tweak=100:lr=2e-06&tweak=300:lr=3e-06', lr: 1e-6, steps: 500, tweaks: [{ step: 100, lr: 2e-6 }, { step: 300, lr: 3e-6 }] };

test('a tweak is in force from the update of its own step on', () => {
  assert.deepEqual([0, 99, 100, 299, 300, 500].map((step) => rateAt(run, step)), [1e-6, 1e-6, 2e-6, 2e-6, 3e-6, 3e-6]);
  assert.deepEqual([0, 99, 100, 400].map((step) => setAt(run, step)), [0, 0, 100, 300]);
});
test('a change in the middle drops what came later', () => {
  assert.deepEqual(changedFrom(run, 200, 5e-6), [{ step: 100, lr: 2e-6 }, { step: 200, lr: 5e-6 }]);
  assert.deepEqual(changedFrom(run, 100, 5e-6), [{ step: 100, lr: 5e-6 }]);
});
test('the rate that is in force anyway is no change', () => {
  assert.deepEqual(changedFrom(run, 200, 2e-6), [{ step: 100, lr: 2e-6 }]);
  assert.deepEqual(changedFrom(run, 100, 1e-6), []);
});
test('two runs share their rows up to the step where the rates part, that one included', () => {
  assert.equal(sharedUpTo(run, { ...run, query: 'steps=500&tweak=100:lr=2e-06', tweaks: [{ step: 100, lr: 2e-6 }] }), 300);
  assert.equal(sharedUpTo(run, { ...run, query: 'lr=2e-06&steps=500', lr: 2e-6, tweaks: [] }), 0);
  assert.equal(sharedUpTo({ ...run, tweaks: [{ step: 50, lr: 1e-6 }, ...run.tweaks] }, run), 500);
});
test('a longer or shorter run shares the length of the shorter one', () => {
  assert.equal(sharedUpTo(run, { ...run, query: run.query.replace('500', '900'), steps: 900 }), 500);
  assert.equal(sharedUpTo(run, { ...run, query: run.query.replace('500', '200'), steps: 200 }), 200);
});
test('another start, problem or lesson shares nothing', () => {
  assert.equal(sharedUpTo(run, { ...run, query: `seed=1&${run.query}` }), -1);
  assert.equal(sharedUpTo(run, { ...run, query: `target=exp&${run.query}` }), -1);
  assert.equal(sharedUpTo(run, { ...run, lesson: 'tensors', query: `lesson=tensors&${run.query}` }), -1);
});

const heavy = { lesson: 'numpy', query: 'momentum=0.5&steps=500', lr: 1e-6, momentum: 0.5, steps: 500, tweaks: [{ step: 100, momentum: 0.9 }, { step: 200, lr: 2e-6 }, { step: 300, lr: 3e-6, momentum: 0 }] };

test('a tweak may change momentum, rate or both, and leaves the other as it was', () => {
  assert.deepEqual([0, 99, 100, 250, 300].map((step) => momentumAt(heavy, step)), [0.5, 0.5, 0.9, 0.9, 0]);
  assert.deepEqual([0, 100, 200, 299, 300].map((step) => rateAt(heavy, step)), [1e-6, 1e-6, 2e-6, 2e-6, 3e-6]);
  assert.deepEqual([150, 250, 350].map((step) => setAt(heavy, step)), [0, 200, 300]);
  assert.equal(momentumAt(run, 400), 0);
  assert.deepEqual([hasMomentum(run), hasMomentum(heavy), hasMomentum({ ...run, tweaks: [{ step: 9, momentum: 0.1 }] })], [false, true, true]);
});
test('a new rate keeps the momentum that was changed before it or right there', () => {
  assert.deepEqual(changedFrom(heavy, 150, 5e-6), [{ step: 100, momentum: 0.9 }, { step: 150, lr: 5e-6 }]);
  assert.deepEqual(changedFrom(heavy, 100, 5e-6), [{ step: 100, momentum: 0.9, lr: 5e-6 }]);
  assert.deepEqual(changedFrom(heavy, 100, 1e-6), [{ step: 100, momentum: 0.9 }]);
  assert.deepEqual(changedFrom(heavy, 300, 5e-6), [{ step: 100, momentum: 0.9 }, { step: 200, lr: 2e-6 }, { step: 300, momentum: 0, lr: 5e-6 }]);
  assert.deepEqual(keptBefore({ ...heavy, tweaks: [{ step: 0, momentum: 0.9, lr: 1 }] }, 0), [{ step: 0, momentum: 0.9 }]);
  assert.deepEqual(withChange([{ step: 100, momentum: 0.9 }], 100, 'lr', 'x'), [{ step: 100, momentum: 0.9, lr: 'x' }]);
});
test('a tweak is written as one text for each change', () => {
  assert.deepEqual(heavy.tweaks.flatMap(written), ['100:momentum=0.9', '200:lr=0.000002', '300:lr=0.000003', '300:momentum=0']);
});
test('two runs share their rows only as far as their momentum agrees', () => {
  assert.equal(sharedUpTo(heavy, { ...heavy, tweaks: heavy.tweaks.slice(1) }), 100);
  assert.equal(sharedUpTo(heavy, { ...heavy, momentum: 0.9, query: 'momentum=0.9&steps=500' }), 0);
  assert.equal(sharedUpTo(heavy, { ...heavy, query: heavy.query.replace('500', '900'), steps: 900 }), 500);
});

test('an option is the run’s own until a tweak changes it', () => {
  const run = { options: { alpha: 0.99 }, tweaks: [{ step: 10, alpha: 0.5 }, { step: 20, lr: 1 }] };
  assert.deepEqual([0, 9, 10, 30].map((step) => optionAt(run, 'alpha', step)), [0.99, 0.99, 0.5, 0.5]);
  assert.equal(optionAt(run, 'weight_decay', 0), 0);
});

test('an option changed in the middle keeps what was changed before it, and drops what came later', () => {
  const run = { lr: 1, options: { alpha: 0.99, centered: false }, tweaks: [{ step: 10, alpha: 0.5, lr: 2 }, { step: 20, lr: 3 }] };
  assert.deepEqual(changedFrom(run, 10, 0.6, 'alpha'), [{ step: 10, lr: 2, alpha: 0.6 }]);
  assert.deepEqual(changedFrom(run, 15, 0.5, 'alpha'), [{ step: 10, alpha: 0.5, lr: 2 }]);
  assert.deepEqual(changedFrom(run, 15, true, 'centered'), [{ step: 10, alpha: 0.5, lr: 2 }, { step: 15, centered: true }]);
  const query = 'optimizer=rmsprop&steps=100', one = { lesson: 'optim', query, steps: 100, ...run };
  assert.equal(sharedUpTo(one, { ...one, tweaks: changedFrom(run, 15, true, 'centered') }), 15);
  assert.equal(sharedUpTo(one, { ...one, query: `${query}&alpha=0.9`, options: { ...run.options, alpha: 0.9 } }), 0);
});

test('only plain descent can be told without a memory', () => {
  const run = { lr: 1, tweaks: [], optimizer: 'sgd', momentum: 0, options: { weight_decay: 0 } };
  assert.ok(isDescent(run, 0));
  assert.ok(!isDescent({ ...run, optimizer: 'rmsprop' }, 0));
  assert.ok(!isDescent({ ...run, options: { weight_decay: 0.1 } }, 0));
  assert.ok(!isDescent({ ...run, tweaks: [{ step: 5, momentum: 0.9 }] }, 5));
});
