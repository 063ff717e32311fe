// ŷ(x) from its coefficients, lowest order first. For drawing only: the server trains.

const legendre3 = (z) => 0.5 * (5 * z ** 3 - 3 * z);

/** What stands inside ŷ = a + b P₃(z) at x: z = c + d x, P₃(z) and its slope there. */
export function legendreAt([, , c, d], x) {
  const z = c + d * x;
  return { z, p: legendre3(z), slope: 1.5 * (5 * z * z - 1) };
}

/** ∂ŷ/∂θ at x: what the coefficients are multiplied by, φ₀(x), φ₁(x), … of a polynomial's basis. */
export function features({ model, basis, min, max, parameters: { length }, roll = 4 }, x, theta) {
  if (model === 'legendre3') {
    const { p, slope } = legendreAt(theta, x), inner = theta[1] * slope;
    return [1, p, inner, inner * x];
  }
  if (model === 'dynamic') return [1, x, x ** 2, x ** 3, (roll > 4 ? x ** 4 : 0) + (roll > 5 ? x ** 5 : 0)]; // `roll`: what its dice gave; else the terms that are always there
  const z = basis === 'monomial' ? x : (2 * x - min - max) / (max - min), values = [1];
  for (let k = 1; k < length; k++) values.push(NEXT[basis](z, k, values[k - 1], values[k - 2] ?? 0));
  return values;
}

/** How the k-th function is written: a letter, and a power or an index where there is one. */
export function named({ basis }, k) {
  const letter = { monomial: 'x', scaled: 'z', legendre: 'P', chebyshev: 'T' }[basis], powers = basis === 'monomial' || basis === 'scaled';
  return { letter, power: powers && k > 1 ? k : null, index: powers ? null : k };
}

// The next function of a basis from the two before it, at z.
const NEXT = {
  monomial: (z, k, last) => z * last,
  scaled: (z, k, last) => z * last,
  legendre: (z, k, last, before) => ((2 * k - 1) * z * last - (k - 1) * before) / k,
  chebyshev: (z, k, last, before) => (k === 1 ? z : 2 * z * last - before),
};

export function valueAt(run, theta, x) {
  if (run.model === 'legendre3') return theta[0] + theta[1] * legendre3(theta[2] + theta[3] * x);
  if (run.model === 'dynamic') return theta[0] + x * (theta[1] + x * (theta[2] + x * theta[3]));
  let sum = 0;
  if (run.basis === 'monomial') for (let k = theta.length - 1; k >= 0; k--) sum = sum * x + theta[k];
  else features(run, x).forEach((value, k) => { sum += theta[k] * value; });
  return sum;
}

/** Points {x, y} on a grid over an interval, the run's own if none is given; y beyond ±limit is held there, so that a canvas never meets infinity. */
export function curve(run, theta, count, limit, { min, max } = run) {
  const points = new Array(count);
  for (let i = 0; i < count; i++) {
    const x = min + ((max - min) * i) / (count - 1);
    points[i] = { x, y: held(valueAt(run, theta, x), limit) };
  }
  return points;
}

export function held(y, limit) {
  if (Number.isNaN(y)) return limit;
  return y > limit ? limit : y < -limit ? -limit : y;
}
