// The server writes numbers and axes as the page does: both are held to one table (see FiguresTest, TicksTest).
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { amount, coefficient, multiple, rate, rateBelow, significant } from '../../../web/static/js/format.js';
import { frame, interval, linear, number } from '../../../web/static/js/ticks.js';

const golden = JSON.parse(readFileSync(new URL('../resources/golden/figures.json', import.meta.url), 'utf8'));

test('numbers are those of the table', () => {
  for (const row of golden.figures) {
    const { value } = row;
    assert.deepEqual({ value, amount: amount(value), coefficient: coefficient(value), significant: significant(value), typed: rate(value), tick: number(value) }, row);
  }
});
test('limits are rounded down, and factors near 1 told from it', () => {
  for (const { value, below } of golden.limits) assert.equal(rateBelow(value), below);
  for (const { value, multiple: text } of golden.multiples) assert.equal(multiple(value), text);
});
test('axes are those of the table', () => {
  for (const { min, max, labels } of golden.intervals) assert.deepEqual(interval(min, max).map((tick) => tick.label), labels);
  for (const { low, high, min, max, labels } of golden.frames) {
    assert.deepEqual(frame([low, high]), { min, max });
    assert.deepEqual(linear(min, max, 3).map(number), labels);
  }
});
