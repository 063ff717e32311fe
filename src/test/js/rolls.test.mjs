import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rollsOf } from '../../../web/static/js/rolls.js';

// From Python 3: random.seed(s); [random.randint(4, 6) for _ in range(3000)].
const PYTHON = [
  [0, '5545655555646454465666454646556455566465', 6, [844, 845, 811]],
  [1, '4645455565445455646556464544466456456464', 5, [792, 821, 887]],
  [12345, '5645545654545566466456646656644464455455', 5, [864, 836, 800]],
  [4294967295, '6644665655665555446456546645456566566644', 4, [797, 869, 834]],
];

test('the dice fall as Python’s', () => {
  for (const [seed, first, last, counts] of PYTHON) {
    const rolls = rollsOf(seed);
    assert.equal(Array.from({ length: 40 }, (_, step) => rolls.at(step)).join(''), first);
    assert.equal(rolls.at(2999), last);
    assert.deepEqual(rolls.counts(2499), counts);
  }
});

test('they are counted up to the step, whatever was asked before', () => {
  const rolls = rollsOf(7);
  for (const step of [2048, 0, 1023, 1024, 5000, 1025]) {
    const expected = [0, 0, 0];
    for (let i = 0; i <= step; i++) expected[rolls.at(i) - 4]++;
    assert.deepEqual(rolls.counts(step), expected);
  }
});
