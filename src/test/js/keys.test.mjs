import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, KEYS } from '../../../web/static/js/keys.js';

const press = (key, shiftKey = false) => actOf({ key, shiftKey });

test('every key of the table is heard, with Shift only where it says so', () => {
  for (const [name, act] of Object.entries(KEYS)) {
    const [, shift, key] = /^(Shift )?(.+)$/s.exec(name);
    assert.equal(press(key, Boolean(shift)), act);
  }
  assert.equal(press('R', true), 'reset');
  assert.equal(press('N', true), 'random');
  assert.equal(press('?', true), 'keys');
  for (const other of ['a', 'Enter', 'Escape', 'ArrowUp', 'Shift']) assert.equal(press(other), undefined);
});
