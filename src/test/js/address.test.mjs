import test from 'node:test';
import assert from 'node:assert/strict';
import { withPageKeys } from '../../../web/static/js/address.js';

test('keys of the page stay, keys of the old recipe go', () => {
  assert.equal(withPageKeys('/lessons/numpy?lr=2e-06', '?lr=1&lang=ko&theme=dark&steps=9'), '/lessons/numpy?lr=2e-06&lang=ko&theme=dark');
  assert.equal(withPageKeys('/lessons/numpy', ''), '/lessons/numpy');
  assert.equal(withPageKeys('/lessons/numpy', '?lang=en'), '/lessons/numpy?lang=en');
});
