import test from 'node:test';
import assert from 'node:assert/strict';
import { backoff } from '../../../web/static/js/backoff.js';

test('it doubles from half a second to eight, and stays there', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 50].map((attempt) => backoff(attempt, 1)), [500, 1000, 2000, 4000, 8000, 8000, 8000]);
});
test('jitter takes away up to a half', () => {
  assert.equal(backoff(3, 0), 2000);
  assert.ok(backoff(3, 0.5) > 2000 && backoff(3, 0.5) < 4000);
});
