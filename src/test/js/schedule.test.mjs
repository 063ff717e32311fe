import test from 'node:test';
import assert from 'node:assert/strict';
import { changedFrom, rateAt, setAt, sharedUpTo } from '../../../web/static/js/schedule.js';

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
