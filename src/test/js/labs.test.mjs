import test from 'node:test';
import assert from 'node:assert/strict';
import { hidden, withPageKeys } from '../../../web/static/js/address.js';
import { every, laneQuery, near, winners } from '../../../web/static/js/lanes.js';
import { common, digits } from '../../../web/static/js/lockstep.js';
import { numberFor, onlyIn, seen } from '../../../web/static/js/mistakes.js';
import { spread } from '../../../web/static/js/place.js';

const OPTIONS = ['momentum', 'alpha', 'centered'];
const run = { lesson: 'optim', optimizer: 'rmsprop', query: 'lesson=optim&n=50&centered=true&lr=0.01&steps=300&tweak=5%3Alr%3D0.1' };

test('another optimizer has the problem of the run, none of its options, and its own rate', () => {
  assert.equal(String(laneQuery(run, 'adam', '0.5', OPTIONS)), 'lesson=optim&n=50&lr=0.5&steps=300&optimizer=adam');
});
test('the run’s own optimizer keeps what it is set to', () => {
  assert.equal(String(laneQuery(run, 'rmsprop', '0.01', OPTIONS)), run.query);
  assert.equal(laneQuery({ ...run, query: '' }, 'rmsprop', '0.01', OPTIONS).get('lesson'), 'optim');
});
test('about as many rows as wanted, whatever the length', () => {
  assert.deepEqual([1, 200, 201, 1e6].map((steps) => every(steps, 200)), [1, 1, 2, 5000]);
});
test('near is within a hundredth of the floor, and nobody is near no floor', () => {
  const rows = [[0, 100], [9, 10.1], [19, 10.05], [29, 9.9]];
  assert.equal(near(rows, 10), 9);
  assert.equal(near(rows, 9.9), 29);
  assert.equal(near(rows, 5), null);
  assert.equal(near(rows, null), null);
  assert.equal(near(rows, 0), null);
});
test('the lowest end wins, with all that are as good; what diverged does not', () => {
  const lane = (name, diverged, ...rows) => ({ name, diverged, rows });
  const a = lane('a', false, [0, 100], [10, 8.0002], [20, 8]), b = lane('b', false, [0, 100], [20, 7.9999]), c = lane('c', true, [0, 100], [10, 1]), d = lane('d', false, [0, 100], [20, 9]);
  const { lowest, first } = winners([a, b, c, d], 7.99);
  assert.deepEqual(lowest.map(({ name }) => name), ['b', 'a']);
  assert.deepEqual([first.who.map(({ name }) => name), first.step], [['a'], 10]);
  assert.deepEqual(winners([c], 1), { lowest: [], first: null });
  assert.deepEqual(winners([], null), { lowest: [], first: null });
});
test('names keep their distance, their order and the frame, and stay where there is room', () => {
  assert.deepEqual(spread([10, 100, 50], 15, 0, 200), [10, 100, 50]);
  for (const wanted of [[0, 0, 0, 0], [199, 200, 198], [50, 52, 54, 100, 101], [7], [], [0, 10, 200, 190, 100, 101, 102, 103]]) {
    const placed = spread(wanted, 15, 0, 200), order = wanted.map((_, k) => k).sort((a, b) => wanted[a] - wanted[b]);
    placed.forEach((y) => assert.ok(y >= -1e-9 && y <= 200 + 1e-9, `${wanted} → ${placed}`));
    order.slice(1).forEach((k, i) => assert.ok(placed[k] - placed[order[i]] > 14.999, `${wanted} → ${placed}`));
  }
  assert.deepEqual(spread([5, 5, 5], 15, 0, 10), [0, 5, 10]); // too little room is shared
});
test('two runs are told apart from the first digit that differs on', () => {
  assert.equal(digits(-0.13651106712), '−0.136511067');
  assert.equal(digits(123456.789), '123456.789000');
  assert.equal(common('−0.136511067', '−0.136511013'), 10);
  assert.equal(common('0.5', '0.5'), 3);
});
test('a puzzle’s number stays in the address in place of the name', () => {
  assert.equal(hidden('?bug=417&lang=ko'), '417');
  assert.equal(hidden('?bug=sign'), null);
  assert.equal(hidden(''), null);
  assert.equal(withPageKeys('/lessons/numpy?lr=2e-06&bug=sign', '?bug=417&tab=modes'), '/lessons/numpy?lr=2e-06&bug=417&tab=modes');
  assert.equal(withPageKeys('/lessons/numpy?bug=zero_grad&tweak=5:lr=1.0', '?bug=417'), '/lessons/numpy?bug=417&tweak=5:lr=1.0');
  assert.equal(withPageKeys('/lessons/numpy?lr=2e-06', '?bug=417'), '/lessons/numpy?lr=2e-06');
  assert.equal(withPageKeys('/lessons/numpy?bug=sign', '?bug=sign'), '/lessons/numpy?bug=sign');
});
test('a number hides the mistake whose place its digits tell', () => {
  let turn = 0;
  const random = () => { turn = (turn + 0.6180339887) % 1; return turn; };
  for (let place = 0; place < 5; place++) {
    for (let k = 0; k < 50; k++) {
      const number = numberFor(place, random), sum = [...String(number)].reduce((all, c) => all + Number(c), 0);
      assert.equal(sum % 5, place);
      assert.ok(number >= 100 && number <= 9999);
    }
  }
});
test('what is told of a mistake is only told where it is to be seen', () => {
  const f = { amount: String, whole: String, n: 200 }, of = (losses, gradient = [1, 2]) => ({ rows: losses.map((loss, k) => [10 * k, loss]), gradient });
  assert.deepEqual(seen('zero_grad', of([9, 1, 8, 2, 9, 3]), of([]))(f), ['2', '9']);
  assert.equal(seen('zero_grad', of([9, 8, 7, 6, 5, 4.9]), of([])), null);
  assert.deepEqual(seen('sign', of([1, 2, 3]), of([]))(f), ['1', '3', '20']);
  assert.equal(seen('sign', of([1, 0.9, 3]), of([])), null);
  assert.deepEqual(seen('mean', of([1], [0, 0.5]), of([1], [0, 100]))(f), ['200', '200']);
  assert.equal(seen('mean', of([1], [0, 0]), of([1], [0, 0])), null);
  assert.deepEqual(seen('powers', of([1], [7, 7, 2]), of([1]))(f), ['7']);
  assert.deepEqual(seen('p3', of([5, 2, 9]), of([5, 1]))(f), ['2', '10', '9', '1']);
  assert.equal(seen('p3', of([5, 2, 2.1]), of([5, 1])), null);
});
test('the lines that only one program has', () => {
  assert.deepEqual(onlyIn(['a', '  b', '', 'c'], ['a', 'c', 'd']), ['b']);
});
