import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blamed } from '../../../web/static/js/expression.js';

test('the word or sign to blame stands apart from what is around it', () => {
  assert.deepEqual(blamed('2 + foo(x)', 5), { before: '2 + ', there: 'foo', after: '(x)' });
  assert.deepEqual(blamed('1+*x', 3), { before: '1+', there: '*', after: 'x' });
  assert.deepEqual(blamed('x😀', 2), { before: 'x', there: '😀', after: '' });
});

test('what is missing at the end has a place to be shown at', () => {
  assert.deepEqual(blamed('sin(x', 6), { before: 'sin(x', there: '\u00a0', after: '' });
});
