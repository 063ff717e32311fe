import test from 'node:test';
import assert from 'node:assert/strict';
import { asWished, onWish, wishFor, wishNothing, wishes } from '../../../web/static/js/wish.js';

const run = { start: [1, 2], lr: 0.1, steps: 100, tweaks: [{ step: 40, lr: 0.2 }, { step: 80, lr: 0.3 }] };

test('without a wish the run is itself', () => {
  assert.equal(asWished(run), run);
});
test('wishes add up, are told of, and end', () => {
  const told = [];
  onWish((wish) => told.push(wish));
  wishFor({ lr: 5, from: 40 });
  wishFor({ steps: 50 });
  wishFor({ steps: 50 }); // no news
  assert.equal(told.length, 2);
  assert.deepEqual(wishes(), { lr: 5, from: 40, steps: 50 });
  assert.deepEqual(asWished(run), { ...run, steps: 50, tweaks: [{ step: 40, lr: 5 }] });
  assert.equal(asWished(run), asWished(run));
  wishFor({ lr: null, from: null, start: [3, 4] });
  assert.deepEqual(asWished(run), { ...run, steps: 50, start: [3, 4], tweaks: [{ step: 40, lr: 0.2 }] });
  wishNothing();
  assert.deepEqual(wishes(), {});
  assert.equal(asWished(run), run);
});
