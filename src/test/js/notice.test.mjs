import test from 'node:test';
import assert from 'node:assert/strict';
globalThis.document = { querySelectorAll: () => [] };
const { calmRate, growth, mainly } = await import('../../../web/static/js/notice.js');

test('a direction is named by the coefficients that weigh most in it', () => {
  assert.equal(mainly([0, 0.12, 0, 0.99], ['a', 'b', 'c', 'd']), 'd');
  assert.equal(mainly([0, -0.6, 0, 0.8], ['a', 'b', 'c', 'd']), 'b, d');
});
test('the calm rate is half the limit, rounded down to two digits', () => {
  assert.equal(calmRate(3.5579469e-6), 1.7e-6);
});
test('growth is told while the loss lies above where the rate was set, at a rate beyond the limit', () => {
  const root = { hidden: true, textContent: '' }, tell = growth(root);
  const run = { lr: 5e-6, tweaks: [], loss0: 100, theory: { stabilityLimit: 4e-6 } };
  const at = (loss, more) => tell({ run, trace: { at: () => null }, shown: { step: 9, loss }, atEnd: false, ...more });
  at(50);
  assert.equal(root.hidden, true);
  at(500);
  assert.equal(root.hidden, false);
  at(500, { atEnd: true });
  assert.equal(root.hidden, true);
});
