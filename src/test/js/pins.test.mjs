import test from 'node:test';
import assert from 'node:assert/strict';
import { withPageKeys, withKey } from '../../../web/static/js/address.js';
import { dashOf, lastInside, least, lossAs, pinOf, pinsOf, stride, withPins } from '../../../web/static/js/pins.js';

test('pins are read from an address and written into it, whatever they hold', () => {
  const pins = ['lesson=numpy;lr=2e-06;init=1,2,3,4', 'target=f;f=sin(x)+x%5E2%2F5', '', '%zz;="'];
  assert.deepEqual(pinsOf(withPins('?lr=1e-06&tab=modes', pins)), pins);
  assert.equal(withPins('?lr=1e-06&pin=a&pin=b', []), '?lr=1e-06');
  assert.equal(withPins('', ['lesson=numpy;lr=2e-06;tweak=5:lr=1e-06']), '?pin=lesson=numpy;lr=2e-06;tweak=5:lr=1e-06');
});
test('pins of older links, and those that a messenger undid, are read', () => {
  assert.deepEqual(pinsOf('?pin=lesson=numpy%26lr=2e-06'), ['lesson=numpy;lr=2e-06']);
  assert.deepEqual(pinsOf('?pin=target=f;f=x+1'), ['target=f;f=x+1']);
});
test('all pins survive a change of the recipe and of any other key', () => {
  const search = withPins('?lr=1e-06&lang=ko', ['lr=2e-06&steps=9', 'lesson=optim', 'broken']);
  assert.deepEqual(pinsOf(withPageKeys('/lessons/numpy?lr=3e-06', search).slice(14)), pinsOf(search));
  assert.deepEqual(pinsOf(withKey(search, 'tab', 'modes')), pinsOf(search));
  assert.match(withPageKeys('/lessons/numpy?lr=3e-06', search), /^\/lessons\/numpy\?lr=3e-06&lang=ko&pin=/);
});
test('a pin names its lesson, and no mistake that is still to be found', () => {
  assert.equal(pinOf({ lesson: 'numpy', query: '' }, ''), 'lesson=numpy');
  assert.equal(pinOf({ lesson: 'numpy', query: 'lr=2e-06' }, '?lr=2e-06'), 'lesson=numpy;lr=2e-06');
  assert.equal(pinOf({ lesson: 'optim', query: 'lesson=optim&steps=5' }, ''), 'lesson=optim;steps=5');
  assert.equal(pinOf({ lesson: 'numpy', query: 'steps=9&bug=mean' }, '?steps=9&bug=417'), 'lesson=numpy;steps=9;bug=417');
  assert.equal(pinOf({ lesson: 'numpy', query: 'steps=9&bug=mean' }, '?steps=9&bug=mean'), 'lesson=numpy;steps=9;bug=mean');
});
test('a line has as many dots as its number', () => {
  const dots = (dash) => dash.filter((length, i) => i % 2 === 0 && length === 2).length;
  assert.deepEqual([1, 2, 3, 4].map((number) => dots(dashOf(number))), [1, 2, 3, 4]);
  assert.ok([1, 2, 3, 4].every((number) => dashOf(number).length % 2 === 0));
});
test('losses are told in the terms of the run shown', () => {
  const row = { loss: 12 };
  assert.equal(lossAs({ mean: false }, { mean: false, seen: 4 }, row), 12);
  assert.equal(lossAs({ mean: true }, { mean: true, seen: 4 }, row), 12);
  assert.equal(lossAs({ mean: true }, { mean: false, seen: 4 }, row), 3);
  assert.equal(lossAs({ mean: false }, { mean: true, seen: 4 }, row), 48);
});
test('a number stands at the last point in sight', () => {
  const points = [{ x: 0, y: 1 }, { x: 1, y: 2 }, { x: 2, y: null }, { x: 3, y: 99 }];
  assert.equal(lastInside(points, 5, 0, 10), 1);
  assert.equal(lastInside(points, 0.5, 0, 10), 0);
  assert.equal(lastInside(points, 5, -3, 0), -1);
});
test('the least values, unless all are the same', () => {
  assert.deepEqual(least([3, null, 2, 2]), [2, 3]);
  assert.deepEqual(least([2, 2]), []);
  assert.deepEqual(least([null, null]), []);
});
test('a run is looked at some five hundred times', () => {
  assert.deepEqual([1, 500, 501, 30000, 1e6].map(stride), [1, 1, 2, 60, 2000]);
});
