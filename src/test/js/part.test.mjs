import test from 'node:test';
import assert from 'node:assert/strict';
import { phrases, sheet } from '../../../web/static/js/part.js';

test('words are filled in, and a figure stays in one line', () => {
  const say = phrases({ querySelectorAll: () => [{ dataset: { say: 'ends' }, textContent: '{1} of {0}, {1}' }, { dataset: { say: 'plain' }, textContent: 'that is it' }] });
  assert.equal(say('ends', '10\u2009000', 3), '3 of 10\u202f000, 3');
  assert.equal(say('ends', 1), ' of 1, ');
  assert.equal(say('plain'), 'that is it');
});

test('a sheet is asked for once, and again only where it could not be had', async () => {
  const head = [];
  globalThis.document = { createElement: () => ({ remove() { head.splice(head.indexOf(this), 1); } }), head: { append: (link) => head.push(link) } };
  const first = sheet('/css/a.css');
  assert.equal(sheet('/css/a.css'), first);
  assert.deepEqual(head.map(({ rel, href }) => [rel, href]), [['stylesheet', '/css/a.css']]);
  head[0].onerror();
  await first;
  assert.equal(head.length, 0);
  const again = sheet('/css/a.css');
  head[0].onload();
  await again;
  assert.equal(sheet('/css/a.css'), again);
  assert.equal(head.length, 1);
});
