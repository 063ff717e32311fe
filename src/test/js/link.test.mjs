import assert from 'node:assert/strict';
import test from 'node:test';
import { compared, digestKey, framed, linkTo, snippet } from '../../../web/static/js/link.js';

test('a link keeps what the page says besides, and takes what is chosen', () => {
  assert.equal(linkTo('/lessons/numpy?lr=2e-06', '?lr=2e-06&tab=modes&lock=lr', { lock: 'all', title: 'A & b', at: null }), '/lessons/numpy?lr=2e-06&tab=modes&lock=all&title=A%20%26%20b');
  assert.equal(linkTo('/lessons/numpy', '?title=old', { title: '', lang: 'ko' }), '/lessons/numpy?lang=ko');
  assert.equal(linkTo('/lessons/numpy', '?at=5', { at: '30' }), '/lessons/numpy?at=30');
});

test('the same run in a frame', () => {
  assert.equal(framed('/lessons/optim?lr=0.1'), '/embed/optim?lr=0.1');
  assert.equal(framed('/?lr=2e-06'), '/embed/numpy?lr=2e-06');
  assert.equal(framed('/'), '/embed/numpy');
});

test('what is put into a page is no other page’s HTML', () => {
  const html = snippet('https://x.org/embed/numpy?a=1&b="', '"><script>');
  assert.ok(html.startsWith('<iframe src="https://x.org/embed/numpy?a=1&amp;b=&quot;" width="640" height="480" title="&quot;>&lt;script>"'), html);
});

test('a digest is the same, another, or not to be compared', () => {
  const digest = '0123456789abcdef'.repeat(4), said = digestKey(2, digest);
  assert.equal(said, '2-0123456789abcdef');
  assert.equal(compared(said, 2, null).verdict, 'waits');
  assert.deepEqual(compared(said, 2, digest), { verdict: 'same', values: ['01234567'] });
  assert.equal(compared('0123456789abcdef', 2, digest).verdict, 'same');
  assert.deepEqual(compared('2-ff23456789abcdef', 2, digest), { verdict: 'other', values: ['ff234567', '01234567'] });
  assert.deepEqual(compared(said, 3, digest), { verdict: 'engine', values: ['2', '3'] });
});
