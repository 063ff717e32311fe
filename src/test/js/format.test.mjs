import test from 'node:test';
import assert from 'node:assert/strict';
import { amount, coefficient, fixed, grouped, rate, ratePieces, scientific, shareOf, significant, typedNumber } from '../../../web/static/js/format.js';

test('a minus is a real minus', () => assert.equal(coefficient(-0.1365), '−0.1365'));
test('a value that passes for nought has no sign', () => assert.equal(fixed(-0.00001, 2, { smallest: 0 }), '0.00'));
test('a value that would lose all of its digits keeps them', () => {
  assert.equal(fixed(-0.00001, 2), '−1.00×10⁻⁵');
  assert.equal(fixed(0.0049999, 2), '5.00×10⁻³');
  assert.equal(fixed(0.005, 2), '0.01');
  assert.equal(fixed(0, 2), '0.00');
  assert.equal(fixed(-0, 2), '0.00');
});
test('a share of a limit is never 1.00 beside the limit', () => {
  assert.deepEqual([0.281, 1, 1.000014, 0.9999999, 0.004, 1e4].map(shareOf), ['0.28', '1.00', '1.00001', '1 − 1.0×10⁻⁷', '< 0.01', '> 100']);
});
test('groups begin with the fifth digit', () => {
  assert.equal(grouped('1234'), '1234');
  assert.equal(grouped('12345.678'), '12\u2009345.678');
  assert.equal(grouped('−1234567'), '−1\u2009234\u2009567');
});
test('sums lose decimals as they grow and turn to powers of ten before they break the strip', () => {
  assert.equal(amount(418.2345), '418.23');
  assert.equal(amount(17272.0198), '17\u2009272.0');
  assert.equal(amount(273899.43), '273\u2009899');
  assert.equal(amount(3.2e8), '3.20×10⁸');
  assert.equal(amount(1.5e-7), '1.500×10⁻⁷');
  assert.equal(amount(0), '0.00');
});
test('what is not finite is a dash, never NaN', () => {
  for (const value of [NaN, Infinity, -Infinity]) assert.equal(amount(value), '–');
});
test('a coefficient on its way through 0 keeps its place', () => assert.equal(coefficient(2e-7, 0.8), '0.0000'));
test('a tiny coefficient does not pass for nought', () => assert.equal(coefficient(2e-7), '2.00×10⁻⁷'));
test('scientific numbers raise their exponents', () => assert.equal(scientific(-1.234e-12), '−1.23×10⁻¹²'));
test('four significant digits', () => {
  assert.equal(significant(8.817165), '8.817');
  assert.equal(significant(4.9433e-5), '4.943×10⁻⁵');
});
test('rates are written as people type them', () => {
  assert.equal(rate(1e-6), '1e-6');
  assert.equal(rate(3.55794690e-6), '3.558e-6');
  assert.equal(rate(0.0071159), '0.007116');
  assert.equal(rate(0.5), '0.5');
});
test('a rate in a formula leaves out a mantissa of one', () => {
  assert.deepEqual(ratePieces(1e-6), ['', -6]);
  assert.deepEqual(ratePieces(2e-6), ['2', -6]);
  assert.deepEqual(ratePieces(0.01), ['0.01', null]);
});
test('typed numbers may carry a real minus and blanks', () => {
  assert.equal(typedNumber(' −0.5 '), -0.5);
  assert.equal(typedNumber('1e-6'), 1e-6);
  assert.ok(Number.isNaN(typedNumber('')));
  assert.ok(Number.isNaN(typedNumber('abc')));
});
