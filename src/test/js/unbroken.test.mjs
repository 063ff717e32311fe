import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.document = { createElement: () => ({}) };
const { unbroken } = await import('../../../web/static/js/unbroken.js');
const read = (text) => unbroken(text).map((piece) => (typeof piece === 'string' ? piece : `«${piece.textContent}»`)).join('');

test('numbers in a sentence are kept together, words are not', () => {
  for (const [text, kept] of [
    ['At a rate of 5e-6 it diverges.', 'At a rate of «5e-6» it diverges.'], ['학습률 5.3e-06에서', '학습률 «5.3e-06»에서'],
    ['from 273\u2009899 to 43.74, 1 % above', 'from «273\u2009899» to 43.74, «1 %» above'], ['1.2×10⁻⁷ of it', '«1.2×10⁻⁷» of it'],
    ['after −0.5, sin x', 'after «−0.5», «sin x»'], ['no number here', 'no number here'], ['', ''],
  ]) assert.equal(read(text), kept);
});
