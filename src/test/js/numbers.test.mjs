import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { typedNumber, typedWhole } from '../../../web/static/js/format.js';

// [text, the number it means, the whole number it means]; null: none; "?": it may mean two. The server is tested with the same.
const cases = JSON.parse(readFileSync(new URL('../resources/numbers.json', import.meta.url)));

test('numbers are read as the server reads them', () => {
  for (const [text, number, whole] of cases) {
    assert.deepEqual([text, typedNumber(text)], [text, typeof number === 'number' ? number : NaN]);
    assert.deepEqual([text, typedWhole(text)], [text, typeof whole === 'number' ? whole : NaN]);
  }
});
