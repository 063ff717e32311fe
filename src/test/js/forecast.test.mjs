// What is said of a run beforehand, against the recurrence itself.
import test from 'node:test';
import assert from 'node:assert/strict';

const KEYS = ['diverges', 'falls', 'fallsNear', 'swings', 'swingsNear', 'settles', 'settlesNear', 'forever', 'still', 'there', 'zero'];
globalThis.document = { querySelectorAll: () => KEYS.map((key) => ({ dataset: { key: `forecast.${key}` }, textContent: `${key}|{0}|{1}` })) };
const { forecast } = await import('../../../web/static/js/foretold.js');
const { predict } = await import('../../../web/static/js/prediction.js');

function run({ eigenvalues, errors, floor, lr, momentum, steps }) {
  const size = eigenvalues.length, unit = eigenvalues.map((_, k) => eigenvalues.map((__, j) => (j === k ? 1 : 0)));
  const loss0 = floor + eigenvalues.reduce((sum, value, k) => sum + (value / 2) * errors[k] ** 2, 0);
  return {
    lr, momentum, steps, loss0, tweaks: [], dtype: 'float64', start: errors, resolution: { loss: 1e-28, excess: 1e-28 + 1e-15 * floor, sae: 0 },
    theory: { eigenvalues, eigenvectors: unit, along: Array(size).fill(0), optimum: Array(size).fill(0), floor, stabilityLimit: 2 / eigenvalues.at(-1) },
  };
}

/** The losses above the floor of so many steps, and of the same number after them. */
function excesses({ lr, momentum, steps, start, theory: { eigenvalues } }, times = 3) {
  const error = [...start], velocity = eigenvalues.map(() => 0), found = [];
  for (let t = 0; t <= times * steps; t++) {
    found.push(eigenvalues.reduce((sum, value, k) => sum + (value / 2) * error[k] ** 2, 0));
    for (let k = 0; k < error.length; k++) {
      velocity[k] = momentum * velocity[k] + eigenvalues[k] * error[k];
      error[k] -= lr * velocity[k];
    }
  }
  return found;
}

const said = (one) => forecast(one, predict(one)).split('|');

test('what is said of a run is what becomes of it', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647, pick = (list) => list[Math.floor(random() * list.length)];
  const seen = new Set();
  for (let i = 0; i < 4000; i++) {
    const eigenvalues = Array.from({ length: 1 + Math.floor(3 * random()) }, () => 10 ** (4 * random())).sort((a, b) => a - b), momentum = pick([0, 0, 0.3, 0.9, 0.99, 0.99999, 1, 1.1]);
    const one = run({ eigenvalues, errors: eigenvalues.map(() => 2 * random() - 1), floor: pick([0, 1e-3, 8.8]), momentum, steps: pick([5, 100, 1500]),
      lr: pick([1e-300, 1e-9, 0.01, 0.3, 0.9, 0.999, 1, 1.0001, 1.5]) * (2 * (1 + Math.min(momentum, 1)) / eigenvalues.at(-1)) });
    const [way] = said(one), { steps, theory: { floor } } = one, found = excesses(one), last = found[steps], before = found.slice(0, steps + 1), after = found.slice(steps), what = `${way} ${JSON.stringify(one)}`;
    seen.add(way.replace('Near', ''));
    if (way.startsWith('settles')) assert.ok(Math.max(...after) <= 1.0001 * Math.max(0.01 * floor, one.resolution.excess), what);
    if (way.startsWith('falls')) for (let t = 0; t < steps; t++) assert.ok(before[t + 1] <= before[t] * (1 + 1e-9), what);
    if (way === 'still' || way === 'there') for (const each of before) assert.ok(Math.abs(each - last) <= 5.1e-3 * (floor + last) + 1e-27, what);
    if (way === 'forever') assert.ok(Math.max(...after) > 1e-3 * found[0], what);
    if (way === 'diverges') assert.ok(momentum >= 1 || one.lr > (1 - 1e-15) * (2 * (1 + momentum)) / eigenvalues.at(-1), what);
  }
  for (const way of ['diverges', 'falls', 'swings', 'settles', 'forever', 'still']) assert.ok(seen.has(way), way);
});

test('settled by a step it is settled from then on', () => {
  for (const momentum of [0.5, 0.9, 0.99]) {
    const one = run({ eigenvalues: [3, 800], errors: [1, -0.4], floor: 2, lr: 1e-3, momentum, steps: 4000 });
    const step = predict(one).settledBy(0.02), found = excesses(one);
    assert.ok(step > 0 && step < 8000, String(step));
    assert.ok(Math.max(...found.slice(step)) <= 0.02 * 1.000001);
  }
});

test('an exact fit ends at 0 but for rounding, and no number below it is told', () => {
  assert.deepEqual(said(run({ eigenvalues: [2, 8], errors: [1, 1], floor: 0, lr: 0.1, momentum: 0, steps: 2000 })).slice(0, 2), ['falls', 'zero']);
});

test('momentum 1 never settles, however long', () => {
  assert.equal(said(run({ eigenvalues: [1700, 562000], errors: [1, 1], floor: 8.8, lr: 1e-7, momentum: 1, steps: 2000 }))[0], 'forever');
});

test('what had been rounded away and grows is no forecast', () => {
  const one = { ...run({ eigenvalues: [10, 1000], errors: [1, 1], floor: 1, lr: 1e-3, momentum: 0, steps: 2000 }), tweaks: [{ step: 1000, lr: 2.5e-3 }] }, due = predict(one);
  one.theory.optimum = [1, 1];
  const told = predict(one);
  assert.equal(told.lostAt(999), false);
  assert.equal(told.lostAt(1500), true);
  assert.ok(due);
});
