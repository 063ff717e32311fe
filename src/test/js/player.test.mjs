import test from 'node:test';
import assert from 'node:assert/strict';
import { Player } from '../../../web/static/js/player.js';

test('a thousand steps at 60 a second take 16.7 seconds', () => {
  const player = new Player();
  player.start(0, 60, 5000);
  assert.equal(player.at(5000, 1000, 1000).step, 0);
  assert.equal(player.at(5000 + 16600, 1000, 1000).step, 996);
  assert.equal(player.at(5000 + 16667, 1000, 1000).step, 1000);
});
test('after a stall the run goes on; it does not leap', () => {
  const player = new Player();
  player.start(0, 10, 0);
  assert.deepEqual(player.at(1000, 5, 100), { step: 5, starved: true });
  assert.deepEqual(player.at(3000, 5, 100), { step: 5, starved: true });
  assert.deepEqual(player.at(3010, 100, 100), { step: 6, starved: false });
  assert.equal(player.at(3210, 100, 100).step, 8);
});
test('it never goes back, even if the clock does', () => {
  const player = new Player();
  player.start(10, 100, 0);
  assert.equal(player.at(500, 1000, 1000).step, 60);
  assert.equal(player.at(400, 1000, 1000).step, 60);
});
test('at max it shows what has come, in motion', () => {
  const player = new Player();
  player.start(0, 'max', 0);
  const first = player.at(1, 1000, 1000).step;
  assert.ok(first > 0 && first < 100);
  let calls = 1;
  while (player.at(calls, 1000, 1000).step < 1000 && calls < 500) calls++;
  assert.ok(calls > 20 && calls < 60, String(calls));
});
test('stopped, it stays', () => {
  const player = new Player();
  player.start(3, 60, 0);
  player.stop();
  assert.equal(player.running, false);
  assert.equal(player.at(9999, 100, 100).step, 3);
});
