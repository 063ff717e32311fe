import test from 'node:test';
import assert from 'node:assert/strict';
import { applies, curvature, errorsOf, factor, pace, predict, shares, sweep } from '../../../web/static/js/prediction.js';

// A random quadratic ½(θ − θ*)ᵀH(θ − θ*) + floor with known eigenvectors: two rotations of the axes.
function problem(eigenvalues, floor = 3.25) {
  const [p, q] = [0.7, -1.1].map((angle) => [Math.cos(angle), Math.sin(angle)]);
  const first = [[p[0], p[1], 0], [-p[1], p[0], 0], [0, 0, 1]], second = [[1, 0, 0], [0, q[0], q[1]], [0, -q[1], q[0]]];
  const eigenvectors = first.map((row) => [0, 1, 2].map((j) => row.reduce((sum, value, k) => sum + value * second[k][j], 0)));
  const optimum = [0.4, -1.3, 2.2], along = eigenvectors.map((vector) => vector.reduce((sum, value, k) => sum + value * optimum[k], 0));
  const hessian = [0, 1, 2].map((i) => [0, 1, 2].map((j) => eigenvectors.reduce((sum, vector, k) => sum + eigenvalues[k] * vector[i] * vector[j], 0)));
  const run = { start: [1, 2, -0.5], lr: 0.05, steps: 200, tweaks: [], dtype: 'float64', theory: { eigenvalues, eigenvectors, along, optimum, floor } };
  return { run, hessian };
}

// What torch.optim.SGD does, step by step: v ← μv + g, θ ← θ − ηv; without momentum θ ← θ − ηg, and v stays as it is.
function descend({ run, hessian }, { lr = run.lr, momentum = 0, start = run.start, tweaks = [] }, steps) {
  const { optimum, floor } = run.theory, rows = [];
  let theta = [...start], velocity = [0, 0, 0], rate = lr, beta = momentum;
  for (let step = 0; step <= steps; step++) {
    for (const tweak of tweaks) if (tweak.step === step) { rate = tweak.lr ?? rate; beta = tweak.momentum ?? beta; }
    const gradient = hessian.map((row) => row.reduce((sum, value, j) => sum + value * (theta[j] - optimum[j]), 0));
    rows.push({ theta: [...theta], loss: floor + gradient.reduce((sum, value, j) => sum + (value * (theta[j] - optimum[j])) / 2, 0) });
    if (beta !== 0) velocity = velocity.map((value, j) => beta * value + gradient[j]);
    theta = theta.map((value, j) => value - rate * (beta === 0 ? gradient : velocity)[j]);
  }
  return rows;
}

function near(actual, expected, tolerance = 1e-9) {
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}

function follows(given, other, steps, prediction) {
  const rows = descend(given, other, steps);
  for (const step of [0, 1, 2, 3, 10, 49, 50, 51, 119, 120, 121, steps]) {
    near(prediction.lossAt(step), rows[step].loss);
    const size = Math.max(1, ...rows[step].theta.map(Math.abs));
    prediction.thetaAt(step).forEach((value, k) => near(value / size, rows[step].theta[k] / size));
    const left = shares(given.run, errorsOf(given.run, rows[step].theta)).reduce((sum, share) => sum + share, given.run.theory.floor);
    near(left, rows[step].loss);
  }
}

const given = problem([0.3, 4, 21]);

test('plain descent is foretold step by step', () => {
  for (const lr of [0.001, 0.05, 0.09, 1.9 / 21]) follows(given, { lr }, 150, predict(given.run, { lr }));
});
test('another start, too', () => {
  const start = [-3, 0.5, 7];
  follows(given, { start }, 150, predict(given.run, { start }));
});
test('momentum, in its swinging and in its creeping range', () => {
  for (const momentum of [0.2, 0.9]) for (const lr of [0.002, 0.05, 0.12]) {
    follows(given, { lr, momentum }, 150, predict({ ...given.run, lr, momentum }));
  }
});
test('changes on the way, of the rate and of the momentum; at step 0 too', () => {
  const tweaks = [{ step: 0, lr: 0.02 }, { step: 50, momentum: 0.8 }, { step: 120, lr: 0.04, momentum: 0 }, { step: 140, momentum: 0.5 }];
  follows(given, { tweaks }, 150, predict(given.run, { tweaks }));
});
test('a rate in single precision is the rounded one', () => {
  const run = { ...given.run, dtype: 'float32', lr: 0.09 }, steps = 200;
  near(predict(run).errorsAt(steps)[2], errorsOf(run, run.start)[2] * (1 - Math.fround(0.09) * 21) ** steps, 1e-9);
  assert.notEqual(predict(run).errorsAt(steps)[2], predict(given.run, { lr: 0.09 }).errorsAt(steps)[2]);
});
test('a run that leaves the numbers of its width has an infinite loss', () => {
  const lr = 0.2; // × 3.2 a step
  assert.ok(Number.isFinite(predict(given.run, { lr }).lossAt(200)));
  assert.equal(predict({ ...given.run, dtype: 'float32' }, { lr }).lossAt(200), Infinity);
  assert.equal(predict(given.run, { lr }).lossAt(100_000), Infinity);
});
test('the first step at which the loss is low enough is the one that iterating finds', () => {
  for (const momentum of [0, 0.9]) {
    const run = { ...given.run, momentum }, loss = 1.01 * run.theory.floor;
    assert.equal(predict(run).firstAtMost(loss), descend(given, { momentum }, 2000).findIndex((row) => row.loss <= loss));
  }
  assert.equal(predict(given.run, { lr: 0.2 }).firstAtMost(3.26), null);
});
test('a sweep is one prediction for each rate; null where it diverges', () => {
  const losses = sweep(given.run, [0.01, 0.05, 50]);
  near(losses[0], descend(given, { lr: 0.01 }, 200).at(-1).loss);
  near(losses[1], descend(given, {}, 200).at(-1).loss);
  assert.equal(losses[2], null);
  const late = sweep(given.run, [0.01], (lr) => ({ lr: 0.05, tweaks: [{ step: 150, lr }] }));
  near(late[0], descend(given, { tweaks: [{ step: 150, lr: 0.01 }] }, 200).at(-1).loss);
});
test('an error that has shrunk to nothing grows again from the rounding of the coefficients', () => {
  const tweaks = [{ step: 150, lr: 0.12 }], run = { ...given.run, steps: 1000, lr: 0.045 }; // × 0.055 a step, then × −1.52
  const exact = Math.abs(errorsOf(run, run.start)[2]) * 0.055 ** 150, grown = predict(run, { tweaks }).errorsAt(350)[2];
  assert.ok(exact < 1e-180);
  near(Math.log10(Math.abs(grown)), Math.log10(2 ** -53 * Math.hypot(0.4, 1.3, 2.2)) + 200 * Math.log10(1.52), 1e-6);
});
test('what becomes of an error: its factor with its sign, whether it swings, whether it grows', () => {
  near(pace(0.01, 0, 21).factor, 0.79);
  assert.deepEqual([0.01, 0.06, 0.1].map((lr) => { const { swings, grows } = pace(lr, 0, 21); return [swings, grows]; }), [[false, false], [true, false], [true, true]]);
  near(pace(0.05, 0.81, 4).factor, 0.9); // complex: √momentum
  assert.ok(pace(0.05, 0.81, 4).swings && !pace(1e-4, 0.5, 4).swings);
  near(factor(0.05, 0, 21), 0.05, 1e-9);
});
test('the Hessian is put together from its eigenvectors', () => {
  given.hessian.forEach((row, i) => row.forEach((value, j) => near(curvature(given.run, i, j), value)));
});
test('without an optimum nothing is foretold', () => {
  for (const theory of [null, { optimum: null, floor: null, stabilityLimit: 1 }]) {
    assert.equal(applies({ theory }), false);
    assert.equal(predict({ theory, start: [], lr: 1, tweaks: [] }), null);
  }
});
