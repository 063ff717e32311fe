import test from 'node:test';
import assert from 'node:assert/strict';
import { puzzled, withKey, withPageKeys } from '../../../web/static/js/address.js';

test('keys of the page stay, keys of the old recipe go', () => {
  assert.equal(withPageKeys('/lessons/numpy?lr=2e-06', '?lr=1&lang=ko&theme=dark&steps=9'), '/lessons/numpy?lr=2e-06&lang=ko&theme=dark');
  assert.equal(withPageKeys('/lessons/numpy', ''), '/lessons/numpy');
  assert.equal(withPageKeys('/lessons/numpy', '?lang=en'), '/lessons/numpy?lang=en');
});
test('one key is set, changed or taken away, and the rest stays as it was written', () => {
  assert.equal(withKey('?init=1,2&lr=1e-06', 'tab', 'coefficients'), '?init=1,2&lr=1e-06&tab=coefficients');
  assert.equal(withKey('?tab=x&init=1,2', 'tab', 'coefficients'), '?init=1,2&tab=coefficients');
  assert.equal(withKey('?tab=coefficients', 'tab', null), '');
  assert.equal(withKey('', 'tab', null), '');
});
test('the tab survives a change of the recipe', () => {
  assert.equal(withPageKeys('/lessons/numpy?lr=2e-06', '?lr=1e-06&tab=coefficients'), '/lessons/numpy?lr=2e-06&tab=coefficients');
});

test('a mistake to be found is named by no link', () => {
  assert.equal(puzzled('lr=1&bug=sign&steps=5', '?bug=417'), 'lr=1&bug=417&steps=5');
  assert.equal(puzzled('bug=sign', '?bug=sign'), 'bug=sign');
  assert.equal(puzzled('lr=1', '?bug=417'), 'lr=1');
});
