import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backTo, following, inVain, indexOf, resumed, STEPS, suits, tooFast } from '../../../web/static/js/tourplan.js';

const run = { lr: 1e-6, momentum: 0, tweaks: [], steps: 1000, theory: { stabilityLimit: 3e-6 } };
const at = (step, more = {}) => ({ run, shown: { step }, playing: false, before: null, offered: false, ...more });
const name = (index) => STEPS[index]?.name ?? 'done';

test('every step waits for its own deed', () => {
  assert.equal(name(following(0, at(0))), 'train');
  assert.equal(name(following(0, at(0, { playing: true }))), 'watch');
  assert.equal(name(following(1, at(299, { playing: true }))), 'watch');
  assert.equal(name(following(1, at(300, { playing: true }))), 'stop');
  assert.equal(name(following(2, at(310))), 'step');
  assert.equal(name(following(3, at(320, { before: 310 }))), 'step'); // jumping is no single step
  for (const before of [310, 312]) assert.equal(name(following(3, at(311, { before }))), 'rate');
  assert.equal(name(following(3, at(311, { before: 310, playing: true }))), 'step');
  const fast = { ...run, tweaks: [{ step: 311, lr: 4e-6 }] };
  assert.equal(name(following(4, at(311))), 'rate');
  assert.equal(name(following(4, at(311, { run: fast }))), 'diverge');
  assert.equal(name(following(5, at(900, { run: fast, offered: true }))), 'mend');
  assert.equal(name(following(6, at(311))), 'done');
});

test('a run that is over is no dead end', () => {
  const over = at(1000, { atEnd: true });
  assert.equal(name(following(1, { ...at(50, { atEnd: true }) })), 'step'); // diverged while it was watched
  assert.equal(backTo('step', over), 300);
  assert.equal(backTo('rate', over), 300);
  assert.equal(backTo('step', { ...over, run: { ...run, steps: 200 } }), 67);
  for (const each of ['train', 'watch', 'stop', 'diverge', 'mend', 'done']) assert.equal(backTo(each, over), null);
  assert.equal(backTo('step', at(999)), null);
  assert.ok(inVain('diverge', over));
  for (const more of [{ playing: true }, { offered: true }, { diverged: true }, { atEnd: false }]) assert.ok(!inVain('diverge', { ...over, ...more }));
  assert.equal(name(following(5, { ...over, run: { ...run, lr: 4e-6 }, diverged: true })), 'mend'); // where no rate can be offered
});

test('a short run is watched for a third of it', () => {
  assert.equal(name(following(1, { ...at(100, { playing: true }), run: { ...run, steps: 300 } })), 'stop');
});

test('only a run that settles, lasts and is known suits it', () => {
  assert.ok(suits(run));
  for (const other of [{ lr: 4e-6 }, { steps: 100 }, { theory: null }, { tweaks: [{ step: 5, lr: 1e-6 }] }]) assert.ok(!suits({ ...run, ...other }));
});

test('what was left goes on where that can be done', () => {
  assert.equal(name(resumed('step', at(0))), 'step');
  assert.equal(name(resumed('watch', at(0))), 'train');
  assert.equal(name(resumed('watch', at(10, { playing: true }))), 'watch');
  assert.equal(name(resumed('mend', at(0))), 'rate');
  assert.equal(name(resumed('mend', at(0, { run: { ...run, lr: 4e-6 } }))), 'mend');
  for (const unknown of ['done', '', undefined, 'nonsense']) assert.equal(name(resumed(unknown, at(0))), 'train');
  assert.equal(indexOf('train'), 0);
  assert.ok(!tooFast(at(0)));
});
