import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pointed } from '../../../web/static/js/pointed.js';

test('what is held shows when nothing is hovered, until the second click or Escape', () => {
  let changes = 0;
  const pointed = new Pointed(() => { changes++; });
  pointed.hover(7, 'chart');
  pointed.hover(7, 'chart');
  assert.equal(changes, 1);
  pointed.hold(7);
  pointed.leave('chart');
  assert.deepEqual([pointed.index, pointed.held, pointed.by], [7, 7, null]);
  pointed.hover(9, 'table');
  assert.equal(pointed.index, 9);
  pointed.leave('chart'); // is not the hand that points
  assert.equal(pointed.index, 9);
  pointed.leave('table');
  assert.equal(pointed.index, 7);
  pointed.hold(7);
  assert.equal(pointed.index, null);
  pointed.hold(3);
  assert.equal(pointed.release(), true);
  assert.equal(pointed.release(), false);
  assert.equal(pointed.index, null);
});
test('a finger need not hit the very same sample to let go, and a click elsewhere moves the hold', () => {
  const pointed = new Pointed(() => {});
  pointed.hold(100, 5);
  pointed.hold(200, 5);
  assert.equal(pointed.held, 200);
  pointed.hold(204, 5);
  assert.equal(pointed.held, null);
});
