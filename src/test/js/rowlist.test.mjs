import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowList, scrolledTo, strideOf } from '../../../web/static/js/rowlist.js';

const all = (list) => Array.from({ length: list.length }, (_, rank) => list.at(rank));

test('an overview has about ten rows, at round distances', () => {
  assert.deepEqual([2, 12, 13, 100, 2000, 20000].map(strideOf), [1, 1, 2, 10, 200, 2000]);
  for (let n = 2; n <= 20000; n += 7) {
    const { length } = rowList(n, strideOf(n));
    assert.ok(length >= Math.min(n, 5) && length <= 13, `${n}: ${length}`);
  }
});
test('the last sample and those pointed at have rows, once each', () => {
  assert.deepEqual(all(rowList(2000, 500, [700, null, 500, 9999])), [0, 500, 700, 1000, 1500, 1999]);
  assert.equal(rowList(2000, 500, [700]).rankOf(700), 2);
  assert.equal(rowList(2000, 500).rankOf(700), 2);
});
test('without a stride every sample has one', () => {
  const list = rowList(20000, 1, [5]);
  assert.deepEqual([list.length, list.at(19999), list.rankOf(777)], [20000, 19999, 777]);
});
test('a row is scrolled to only as far as it takes', () => {
  assert.deepEqual([scrolledTo(3, 5, 4), scrolledTo(6, 5, 4), scrolledTo(9, 5, 4), scrolledTo(8, 5, 4)], [3, 5, 6, 5]);
});
