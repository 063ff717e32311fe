import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trainer } from '../../../web/static/js/trainer.js';
import { Walk } from '../../../web/static/js/walk.js';

const row = (step) => ({ step, loss: 100 - step, sae: 10, theta: [step], gradient: [1] });
const run = { query: '', lesson: 'numpy', steps: 50, lr: 1e-6, tweaks: [], parameters: ['a'], start: [0], loss0: 100, theory: { stabilityLimit: 1 } };
const rows = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => row(from + i));

/** A walk through a run of which the first steps are here. */
function walker({ here = 20, speed = 60 } = {}) {
  const clock = { now: 0 }, streams = [], said = [], slow = [];
  const wire = {
    fetchStep: () => new Promise(() => {}),
    openStream: (_, where, on) => { streams.push({ where, on }); return { close() {} }; },
  };
  const trainer = new Trainer({ wire, now: () => clock.now, speed });
  const walk = new Walk(trainer, { lit: (phase, how) => said.push(`${trainer.shown.step} ${phase} ${how}`), slow: (on) => slow.push(on) });
  trainer.load(run);
  if (here > 0) {
    trainer.forward();
    streams[0].on.rows(rows(0, here), 0, here);
    trainer.back();
  }
  said.length = 0;
  const until = (now) => { for (; clock.now < now; clock.now += 10) { trainer.tick(); walk.tick(clock.now); } };
  return { walk, trainer, clock, streams, said, slow, until };
}

test('on from the update comes the next step, back from its forward phase the update again', () => {
  const { walk, said } = walker();
  walk.light('gradient');
  said.length = 0;
  for (let i = 0; i < 3; i++) walk.forward();
  for (let i = 0; i < 2; i++) walk.back();
  assert.deepEqual(said, ['0 update hand', '1 forward hand', '1 loss hand', '1 forward hand', '0 update hand']);
});

test('the first press begins the step that is shown, at the start and after training', () => {
  const { walk, trainer, said } = walker();
  assert.equal(walk.phase, 'gradient');
  walk.forward();
  walk.forward();
  assert.deepEqual(said, ['0 forward hand', '0 loss hand']);
  trainer.play();
  trainer.pause();
  walk.forward();
  assert.equal(said.at(-1), '0 forward hand');
});

test('ten steps on and ten steps back, phase by phase', () => {
  const { walk, trainer } = walker();
  walk.light('forward');
  for (let i = 0; i < 40; i++) {
    assert.deepEqual([trainer.shown.step, walk.phase], [Math.floor(i / 4), ['forward', 'loss', 'gradient', 'update'][i % 4]]);
    walk.forward();
  }
  for (let i = 0; i < 40; i++) walk.back();
  assert.deepEqual([trainer.shown.step, walk.phase], [0, 'forward']);
});

test('before the first phase and after the last step there is nothing', () => {
  const { walk, trainer, said, streams } = walker();
  walk.light('forward');
  walk.back();
  assert.deepEqual([trainer.shown.step, walk.phase], [0, 'forward']);
  trainer.seek(20);
  trainer.forward();
  streams.at(-1).on.rows(rows(21, 50), 21, 50);
  trainer.seek(50);
  walk.light('update');
  said.length = 0;
  walk.forward();
  assert.deepEqual(said, []);
  walk.back();
  assert.equal(walk.phase, 'gradient');
});

test('a step that has still to come is landed in when it is there, not before', () => {
  const { walk, trainer, streams, said } = walker({ here: 0 });
  walk.light('update');
  walk.forward();
  walk.forward();
  assert.deepEqual(said, ['0 update hand']);
  streams.at(-1).on.rows(rows(0, 9), 0, 9);
  assert.deepEqual(said, ['0 update hand', '1 forward hand']);
  assert.equal(trainer.shown.step, 1);
});

test('who goes elsewhere meanwhile is not called back', () => {
  const { walk, trainer, said } = walker({ here: 5 });
  trainer.seek(5);
  walk.light('update');
  walk.forward();
  trainer.seek(2);
  assert.deepEqual([trainer.shown.step, walk.phase], [2, 'update']);
  walk.forward();
  assert.equal(said.at(-1), '3 forward hand');
});

test('where a run has diverged, slow motion stops', () => {
  const { walk, trainer, streams, slow } = walker({ here: 3 });
  trainer.seek(3);
  walk.light('update');
  walk.toggle();
  walk.tick(0);
  walk.tick(1200);
  streams.at(-1).on.diverged(row(3), { kind: 'overflow' });
  assert.deepEqual(slow, [true, false]);
  walk.forward();
  assert.deepEqual([trainer.shown.step, walk.phase], [3, 'update']);
});

test('in slow motion a phase lasts 1.2 seconds, and it ends when it is told to, or at Train', () => {
  const { walk, trainer, said, slow, until } = walker();
  walk.light('forward');
  said.length = 0;
  walk.toggle();
  until(6100);
  assert.deepEqual(said, ['0 loss slow', '0 gradient slow', '0 update slow', '1 forward slow', '1 loss slow']);
  walk.toggle();
  until(20000);
  assert.equal(said.length, 5);
  walk.toggle();
  trainer.play();
  assert.deepEqual(slow, [true, false, true, false]);
});

test('slow motion begins again from the start when the run is over', () => {
  const { walk, trainer, streams, until } = walker();
  trainer.seek(20);
  trainer.forward();
  streams.at(-1).on.rows(rows(21, 49), 21, 49);
  streams.at(-1).on.finished(row(50), '');
  trainer.seek(50);
  assert.equal(trainer.atEnd, true);
  walk.toggle();
  assert.deepEqual([trainer.shown.step, walk.phase], [0, 'forward']);
  until(1300);
  assert.equal(walk.phase, 'loss');
});

test('at one step a second the phases light in turn within each', () => {
  const { trainer, said, until } = walker({ speed: 1 });
  trainer.play();
  until(2000);
  assert.deepEqual(said, ['0 forward train', '0 loss train', '0 gradient train', '0 update train', '1 forward train', '1 loss train', '1 gradient train', '1 update train']);
});

test('at other speeds they stay', () => {
  const { trainer, said, until } = walker({ speed: 10 });
  trainer.play();
  until(1000);
  assert.deepEqual(said, []);
});
