import test from 'node:test';
import assert from 'node:assert/strict';

globalThis.document = { querySelectorAll: () => [] };
const { exact, split } = await import('../../../web/static/js/threeways.js');

test('numbers of one size have the same number of digits', () => {
  assert.equal(exact(-105.2342), '−105.234200000');
  assert.equal(exact(1.5e-7), '1.5000000×10⁻⁷');
  assert.equal(exact(0), '0');
  assert.equal(exact(null), '–');
});
test('what two numbers begin with in common ends where they differ', () => {
  assert.deepEqual(split('−105.234', '−105.289'), ['−105.2', '34']);
  assert.deepEqual(split('1.25×10⁻⁷', '1.25×10⁻⁷'), ['1.25×10⁻⁷', '']);
  assert.deepEqual(split('1.25×10⁻⁷', '1.25×10⁻⁸'), ['', '1.25×10⁻⁷']);
  assert.deepEqual(split('1.5', '1.5×10⁶'), ['', '1.5']);
});
