import test from 'node:test';
import assert from 'node:assert/strict';
import { fitted } from '../../../web/static/js/starts.js';

test('start values are cut or padded with zeros', () => {
  assert.equal(fitted('1,2,3,4', 2), '1,2');
  assert.equal(fitted('1,2', 4), '1,2,0,0');
  assert.equal(fitted('1,2', 2), '1,2');
});
test('none stay none, and a number that cannot be changes nothing', () => {
  assert.equal(fitted('', 3), '');
  assert.equal(fitted('1,2', NaN), '1,2');
  assert.equal(fitted('1,2', 12), '1,2');
});
