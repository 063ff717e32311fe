import test from 'node:test';
import assert from 'node:assert/strict';
import { openStream, rowsOf } from '../../../web/static/js/wire.js';

// A browser's EventSource, as far as the wire uses it.
class Source {
  static all = [];
  constructor(url) { this.url = url; this.listeners = {}; this.open = true; Source.all.push(this); }
  addEventListener(name, act) { this.listeners[name] = act; }
  close() { this.open = false; }
  send(name, data) { this.listeners[name]({ data: JSON.stringify(data) }); }
}
const frame = (from, to) => ({
  step: to, loss: 1, sse: 1, sae: 1, coefficients: [0], gradient: [9],
  trail: Array.from({ length: to - from + 1 }, (_, i) => [from + i, 1, 1, 0]),
  gradients: Array.from({ length: to - from + 1 }, () => [9]),
});
const run = { query: 'lr=2e-06', lesson: 'numpy' };

test('a trail becomes rows with their gradients', () => {
  const rows = rowsOf({ step: 4, gradient: [5, 6], trail: [[3, 10, 1, 0.1, 0.2], [4, 9, 1, 0.3, 0.4]], gradients: [[1, 2], [5, 6]] });
  assert.deepEqual(rows[0], { step: 3, loss: 10, sae: 1, theta: [0.1, 0.2], gradient: [1, 2] });
  assert.deepEqual(rows[1].gradient, [5, 6]);
});

test('a cut stream goes on at the next row: none missing, none twice', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  globalThis.EventSource = Source;
  Source.all = [];
  const steps = [];
  let finished = 0;
  openStream(run, { from: 0, speed: 60 }, {
    rows: (rows) => steps.push(...rows.map((row) => row.step)), log() {}, diverged() {}, finished: () => finished++,
  }, { random: () => 1 });
  const first = Source.all[0];
  assert.match(first.url, /lesson=numpy/);
  assert.match(first.url, /from=0/);
  first.send('frame', frame(0, 14));
  first.send('frame', frame(10, 20)); // overlaps: only what is new counts
  first.onerror();
  assert.equal(first.open, false);
  t.mock.timers.tick(499);
  assert.equal(Source.all.length, 1);
  t.mock.timers.tick(1);
  const second = Source.all[1];
  assert.match(second.url, /from=21/);
  second.send('frame', frame(21, 24));
  second.send('finished', { final: { step: 25, loss: 1, sae: 1, coefficients: [0], gradient: [0] } });
  assert.deepEqual(steps, Array.from({ length: 25 }, (_, i) => i));
  assert.equal(finished, 1);
  assert.equal(second.open, false);
  t.mock.timers.tick(60000);
  assert.equal(Source.all.length, 2);
});

test('closed, it neither tells nor reopens', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  globalThis.EventSource = Source;
  Source.all = [];
  const stream = openStream(run, { from: 3, speed: 'max' }, { rows: () => assert.fail(), log() {}, finished() {}, diverged() {} });
  stream.close();
  Source.all[0].send('frame', frame(3, 5));
  t.mock.timers.tick(60000);
  assert.equal(Source.all.length, 1);
});
