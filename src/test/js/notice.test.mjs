import test from 'node:test';
import assert from 'node:assert/strict';
const WORDS = ['mode', 'momentum', 'overflow', 'overflow32', 'overflow.bug', 'overflow.rate', 'decay', 'division.eps', 'root.centered'];
globalThis.document = { querySelectorAll: () => WORDS.map((key) => ({ dataset: { key: `diverged.${key}` }, textContent: `${key} {0} {1}` })) };
const { blame, calmRate, growth, mainly } = await import('../../../web/static/js/notice.js');

test('a direction is named by the coefficients that weigh most in it', () => {
  assert.equal(mainly([0, 0.12, 0, 0.99], ['a', 'b', 'c', 'd']), 'd');
  assert.equal(mainly([0, -0.6, 0, 0.8], ['a', 'b', 'c', 'd']), 'b, d');
});
test('what is to blame is told by what happened, and a rate only where it grew', () => {
  const run = { lr: 1e-3, optimizer: 'adam', options: { eps: 0, centered: true }, tweaks: [], parameters: ['a', 'b'], dtype: 'float64', theory: null };
  const told = (reason, more = {}, grew = null) => blame({ ...run, ...more }, { step: 5, reason }, grew).trim();
  assert.equal(told({ kind: 'division', option: 'eps', coefficient: 'a' }), 'division.eps a 0');
  assert.equal(told({ kind: 'root', option: 'centered', coefficient: 'b' }), 'root.centered b');
  assert.equal(told({ kind: 'mode', factor: 1.00003, direction: [0, 1] }, {}, 0), 'mode 0.001 1.00003');
  assert.equal(told({ kind: 'overflow' }), 'overflow');
  assert.match(told({ kind: 'overflow' }, { dtype: 'float32', optimizer: 'sgd' }), /^overflow32 +overflow.rate$/);
  assert.match(told({ kind: 'overflow' }, { optimizer: 'sgd', bug: 'sign', momentum: 1 }), /^overflow +overflow.bug$/);
  assert.match(told({ kind: 'overflow' }, { optimizer: 'adamw', lr: 0.01, options: { weight_decay: 300 } }), /decay 300 −2$/);
  assert.equal(told({ kind: 'overflow' }, { optimizer: 'sgd', momentum: 1.5 }), 'momentum 1.5');
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
