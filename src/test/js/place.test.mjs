import test from 'node:test';
import assert from 'node:assert/strict';
import { apart, crowding, overlap, roomiest, spread } from '../../../web/static/js/place.js';

const box = (left, top, width = 40, height = 12) => ({ left, right: left + width, top, bottom: top + height });
const area = { top: 0, bottom: 100 };

test('labels with room stay where they are wanted', () => assert.deepEqual(spread([10, 50, 90], 12, 0, 100), [10, 50, 90]));
test('labels that coincide spread evenly about their place, in their order', () => {
  assert.deepEqual(spread([50, 50, 50], 12, 0, 100), [38, 50, 62]);
  assert.deepEqual(spread([51, 49], 12, 0, 100), [56, 44]);
});
test('spread labels keep their distance and stay inside', () => {
  const places = spread([-30, 0, 1, 2, 99, 100, 400], 14, 0, 100).sort((a, b) => a - b);
  assert.ok(places[0] >= 0 && places.at(-1) <= 100 + 1e-9);
  for (let i = 1; i < places.length; i++) assert.ok(places[i] - places[i - 1] >= 14 - 1e-9);
});
test('with room for too few they share what there is', () => {
  const places = spread(new Array(11).fill(50), 14, 0, 100);
  assert.ok(Math.abs(places[0]) < 1e-9 && Math.abs(places[10] - 100) < 1e-9);
  assert.ok(Math.abs(places[5] - 50) < 1e-9);
});
test('nothing and one are spread, too', () => {
  assert.deepEqual(spread([], 12, 0, 100), []);
  assert.deepEqual(spread([120], 12, 0, 100), [100]);
});
test('boxes side by side do not overlap', () => {
  assert.equal(overlap(box(0, 0), box(40, 0)), 0);
  assert.equal(overlap(box(0, 0), box(30, 6)), 60);
});
test('what sticks out above or below counts as covered', () => {
  assert.equal(crowding([box(0, 10)], [], area), 0);
  assert.equal(crowding([box(0, -3)], [], area), 120);
});
test('the first place that covers nothing is taken; the one before stays until an earlier one has room to spare', () => {
  const ways = [[box(0, 0)], [box(0, 20)], [box(0, 40)]];
  assert.equal(roomiest(ways, [box(0, 0)], area), 1);
  assert.equal(roomiest(ways, [], area), 0);
  assert.equal(roomiest(ways, [box(0, -13)], area, 1), 1);
  assert.equal(roomiest(ways, [box(0, -18)], area, 1), 0);
});
test('where every place covers something, the least is taken', () => assert.equal(roomiest([[box(0, 0)], [box(0, 20)]], [box(0, 0), box(36, 20)], area), 1));
test('of names that run into each other the first stays', () => {
  assert.deepEqual(apart([{ left: 0, right: 30 }, { left: 20, right: 50 }, { left: 40, right: 60 }], 5), [0, 2]);
});
