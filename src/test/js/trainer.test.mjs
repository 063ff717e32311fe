import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trainer } from '../../../web/static/js/trainer.js';

const row = (step) => ({ step, loss: 100 - step, sae: 10, theta: [step], gradient: [1] });
const run = { query: '', lesson: 'numpy', steps: 50, lr: 1e-6, tweaks: [], parameters: ['a'], start: [0], loss0: 100, theory: { stabilityLimit: 1 } };

/** A wire in the test's hands: answers come when they are let. */
function wire() {
  const held = { steps: [], streams: [] };
  return {
    held,
    fetchStep: (_, step, signal) => new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      held.steps.push(() => resolve(row(step)));
    }),
    openStream: (_, where, on) => {
      const stream = { where, on, closed: false, close() { stream.closed = true; } };
      held.streams.push(stream);
      return stream;
    },
  };
}

const rows = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => row(from + i));

test('an answer still on its way does not take the learner back', async () => {
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => 0 });
  trainer.load(run);
  trainer.forward();
  hands.held.streams[0].on.rows(rows(0, 14), 0, 14);
  assert.equal(trainer.shown.step, 1);
  for (const answer of hands.held.steps) answer();
  await new Promise((done) => setImmediate(done));
  assert.equal(trainer.shown.step, 1);
});

test('pausing closes the stream and training again asks for what is missing only', () => {
  let now = 0;
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => now, speed: 10 });
  trainer.load(run);
  trainer.play();
  hands.held.streams[0].on.rows(rows(0, 19), 0, 19);
  now = 500;
  trainer.tick();
  assert.equal(trainer.shown.step, 5);
  trainer.pause();
  assert.equal(hands.held.streams[0].closed, true);
  trainer.play();
  assert.equal(hands.held.streams[1].where.from, 20);
});

test('a run that ends on the way stops at its last finite step and says so', () => {
  let now = 0;
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => now, speed: 'max' });
  trainer.load(run);
  trainer.play();
  hands.held.streams[0].on.rows(rows(0, 7), 0, 7);
  hands.held.streams[0].on.diverged(row(7), { kind: 'overflow' });
  for (let i = 0; i < 100 && trainer.playing; i++) {
    now += 16;
    trainer.tick();
  }
  assert.equal(trainer.playing, false);
  assert.equal(trainer.shown.step, 7);
  assert.equal(trainer.end.kind, 'diverged');
});

test('a thinned run is played slowly with every row, asked for again', () => {
  let now = 0;
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => now, speed: 10 });
  trainer.load(run);
  trainer.play();
  hands.held.streams[0].on.rows([row(0), row(9), row(19)], 0, 19);
  trainer.pause();
  trainer.play();
  assert.equal(hands.held.streams[1].where.from, 0);
  trainer.setSpeed('max');
  assert.equal(hands.held.streams[2].where.from, 20);
});

test('stepping on past the end is no wish at all', () => {
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => 0 });
  trainer.load(run);
  trainer.seek(50, 0);
  return new Promise((done) => setTimeout(done, 20)).then(() => {
    assert.equal(hands.held.streams[0].where.speed, 'max');
    trainer.forward();
    trainer.forward();
    assert.equal(hands.held.streams[0].closed, false);
  });
});

test('without rows the page waits, and says so only after a moment', () => {
  let now = 0;
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => now });
  trainer.load(run);
  trainer.play();
  now = 100;
  trainer.tick();
  assert.equal(trainer.waiting, false);
  now = 2000;
  trainer.tick();
  trainer.tick();
  assert.equal(trainer.waiting, true);
  hands.held.streams[0].on.rows(rows(0, 30), 0, 30);
  now = 2100;
  trainer.tick();
  now = 2200;
  trainer.tick();
  assert.equal(trainer.waiting, false);
});

test('a run whose rate changes in the middle goes on from the step shown', () => {
  let now = 0;
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => now, speed: 10 });
  trainer.load(run);
  trainer.play();
  hands.held.streams[0].on.rows(rows(0, 19), 0, 19);
  hands.held.streams[0].on.log(9, 'nine');
  hands.held.streams[0].on.log(19, 'nineteen');
  now = 1000;
  trainer.tick();
  trainer.load({ ...run, query: 'tweak=10:lr=2e-06', tweaks: [{ step: 10, lr: 2e-6 }] });
  assert.equal(trainer.shown.step, 10);
  assert.equal(trainer.trace.at(10).step, 10);
  assert.equal(trainer.trace.at(11), null);
  assert.deepEqual([...trainer.logs.keys()], [9]);
  trainer.play();
  assert.equal(hands.held.streams[1].where.from, 11);
});

test('a run made longer goes on where the short one ended', () => {
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => 0, speed: 'max' });
  trainer.load(run);
  trainer.play();
  hands.held.streams[0].on.rows(rows(0, 50), 0, 50);
  hands.held.streams[0].on.finished(row(50), 'Result');
  for (let i = 0; i < 100 && trainer.playing; i++) trainer.tick();
  assert.equal(trainer.atEnd, true);
  trainer.load({ ...run, query: 'steps=80', steps: 80 });
  assert.equal(trainer.shown.step, 50);
  assert.equal(trainer.atEnd, false);
  trainer.play();
  assert.equal(hands.held.streams[1].where.from, 51);
});

test('another start begins anew', () => {
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => 0 });
  trainer.load(run);
  trainer.forward();
  hands.held.streams[0].on.rows(rows(0, 14), 0, 14);
  trainer.load({ ...run, query: 'seed=3', start: [5] });
  assert.deepEqual([trainer.shown.step, trainer.shown.theta[0], trainer.trace.length], [0, 5, 0]);
});

test('with momentum the row after the one shown comes along, for what the update does', async () => {
  const hands = wire(), trainer = new Trainer({ wire: hands, now: () => 0 });
  trainer.load({ ...run, momentum: 0.9 });
  for (let k = 0; k < 2; k++) { // one after the other: only the first tells whether there is a second
    for (const answer of hands.held.steps.splice(0)) answer();
    await new Promise((done) => setImmediate(done));
  }
  assert.equal(trainer.shown.gradient.length, 1);
  assert.deepEqual(trainer.trace.at(1).theta, [1]);
});
