import assert from 'node:assert/strict';
import test from 'node:test';
import { Progress, merged, read, written } from '../../../web/static/js/progress.js';

const box = (content = null) => ({ content, getItem() { return this.content; }, setItem(_, text) { this.content = text; } });

test('what is written is read again', () => {
  const progress = { done: { cliff: 'lr=3.58e-06' }, hints: { cliff: 2 } };
  assert.deepEqual(read(written(progress)), progress);
});

test('what is no progress is none', () => {
  for (const text of ['', 'x', '[]', 'null', '{}', '{"sinefit":2,"done":{}}', '{"sinefit":1,"done":null}', '{"sinefit":1,"done":3}', 'x'.repeat(200_000)]) assert.equal(read(text), null, text.slice(0, 30));
  assert.deepEqual(read('{"sinefit":1,"done":{"ok":"","<b>":"","n":3},"hints":{"ok":9,"a":"b"}}'), { done: { ok: '' }, hints: {} });
});

test('nothing solved is lost by importing', () => {
  assert.deepEqual(merged({ done: { a: '1' }, hints: { a: 3 } }, { done: { a: '2', b: '3' }, hints: { a: 1, b: 2 } }), { done: { a: '1', b: '3' }, hints: { a: 3, b: 2 } });
  const storage = box(), progress = new Progress(() => storage);
  progress.done('a', 'lr=1');
  assert.equal(progress.take(written({ done: { a: 'x', b: 'y' }, hints: {} })), 1);
  assert.equal(progress.take('nonsense'), -1);
  assert.equal(progress.count, 2);
  assert.equal(progress.run('a'), 'lr=1');
});

test('it outlives the page, and another tab is heard', () => {
  const storage = box(), one = new Progress(() => storage), other = new Progress(() => storage);
  one.done('a', 'lr=1');
  other.done('b', 'lr=2');
  assert.equal(new Progress(() => storage).count, 2);
  one.refresh();
  assert.ok(one.isDone('b'));
  one.forget();
  assert.equal(new Progress(() => storage).count, 0);
});

test('what one tab forgets no other brings back', () => {
  const storage = box(), [one, other, third] = [1, 2, 3].map(() => new Progress(() => storage));
  one.done('a', 'lr=1');
  for (const tab of [other, third]) tab.refresh();
  one.forget();
  other.refresh();
  assert.equal(other.count, 0);
  third.took('b', 1); // though it has not heard of it
  assert.equal(new Progress(() => storage).count, 0);
});

test('a storage that is full or forbidden only loses the future', () => {
  const full = { getItem: () => null, setItem() { throw new Error('full'); } };
  for (const storage of [() => full, () => { throw new Error('forbidden'); }, () => null]) {
    const progress = new Progress(storage);
    assert.equal(progress.kept, false);
    progress.done('a', 'lr=1');
    progress.took('a', 2);
    assert.ok(progress.isDone('a'));
    assert.equal(progress.hints('a'), 2);
    assert.ok(read(progress.text()).done.a);
  }
});

test('a broken storage is as good as an empty one', () => {
  assert.equal(new Progress(() => box('{"broken')).count, 0);
});
