// What theory says of a run: any step of it, without running it. The loss of a full batch is a quadratic, so along each
// eigenvector v of its Hessian the error v·(θ − θ*) goes its own way: × (1 − ηλ) a step, or by a 2×2 matrix with
// momentum. Evaluated here as ŷ is: what it rests on (run.theory) was computed by the server. Pure.

const HORIZON = 2 ** 50; // steps looked ahead; with momentum every one is looked at, so fewer
const PATIENCE = 100_000;
const LOST = 1e-6; // of the loss: more of it rounding makes the forecast a guess

const dot = (a, b) => a.reduce((sum, value, k) => sum + value * b[k], 0);

let silent = false;

/** Theory keeps silent as long as it would give away what a learner is to predict. */
export function silence(on) { silent = on; }
export const isSilent = () => silent;

/** Whether theory has something to say of a run, and may. */
export const applies = (run) => !silent && Array.isArray(run.theory?.optimum);

/** The errors of coefficients along the eigenvectors, in the order of rising eigenvalues. */
export const errorsOf = ({ theory }, theta) => theory.eigenvectors.map((vector, k) => dot(vector, theta) - theory.along[k]);

/** The loss above the floor that each of these errors causes: λe²/2. */
export const shares = ({ theory }, errors) => errors.map((error, k) => (theory.eigenvalues[k] / 2) * error * error);

/** By what an error along an eigenvector changes a step, in the long run: |1 − ηλ|, or the larger root with momentum. */
export function factor(lr, momentum, eigenvalue) {
  const half = (1 + momentum - lr * eigenvalue) / 2, discriminant = half * half - momentum;
  if (momentum === 0) return Math.abs(1 - lr * eigenvalue);
  const larger = discriminant < 0 ? Math.sqrt(momentum) : Math.abs(half) + Math.sqrt(discriminant);
  // Up to the limit nothing grows, whatever rounding makes of the root.
  return momentum <= 1 && lr * eigenvalue <= 2 * (1 + momentum) ? Math.min(larger, 1) : larger;
}

/**
 * What becomes of an error along an eigenvector with each step: its factor (1 − ηλ with its sign, without momentum), whether
 * it swings from side to side, whether it grows.
 */
export function pace(lr, momentum, eigenvalue) {
  const half = (1 + momentum - lr * eigenvalue) / 2, size = factor(lr, momentum, eigenvalue);
  const swings = momentum === 0 ? lr * eigenvalue > 1 : half < 0 || half * half < momentum;
  return { factor: momentum === 0 ? 1 - lr * eigenvalue : size, swings, grows: size > 1 };
}

/** (1 − x)ᵗ, also where 1 − x would lose what matters of x. */
const shrunk = (x, steps) => (Math.abs(x) < 0.5 ? Math.exp(steps * Math.log1p(-x)) : Math.pow(1 - x, steps));

const product = ([a, b, c, d], [e, f, g, h]) => [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];

function power(matrix, exponent) {
  let result = [1, 0, 0, 1];
  for (let square = matrix, rest = exponent; rest > 0; rest = Math.floor(rest / 2), square = product(square, square)) {
    if (rest % 2 === 1) result = product(result, square);
  }
  return result;
}

// Error and velocity of one mode after so many steps at one rate.
function moved([error, velocity], { lr, momentum }, eigenvalue, steps) {
  if (steps === 0) return [error, velocity];
  if (momentum === 0) return [error * shrunk(lr * eigenvalue, steps), velocity]; // which a momentum of 0 does not touch
  const [a, b, c, d] = power([1 - lr * eigenvalue, -lr * momentum, eigenvalue, momentum], steps);
  return [a * error + b * velocity, c * error + d * velocity];
}

/**
 * A run foretold, or what it would be with another rate or start; null where theory does not apply.
 * @param {{start?: number[], lr?: number, tweaks?: {step: number, lr?: number, momentum?: number}[]}} other
 */
export function predict(run, { start = run.start, lr = run.lr, tweaks = run.tweaks } = {}) {
  if (!applies(run)) return null;
  const { eigenvalues, eigenvectors, optimum, floor } = run.theory, single = run.dtype === 'float32', round = single ? Math.fround : (v) => v;
  const largest = single ? 3.4028234663852886e38 : Number.MAX_VALUE, rounding = 2 ** (single ? -24 : -53) * Math.hypot(...optimum);
  const stretches = [];
  begin(0, lr, run.momentum ?? 0, errorsOf(run, start).map((error) => [error, 0]));
  for (const tweak of tweaks) {
    const last = stretches.at(-1), state = stateOf(last, tweak.step);
    if (tweak.step === last.from) stretches.pop();
    begin(tweak.step, tweak.lr ?? last.lr, tweak.momentum ?? last.momentum, state);
  }

  // An error smaller than the rounding of the coefficients is rounding: a rate that makes it grow finds that much.
  function begin(from, rate, momentum, errors) {
    const stretch = { from, lr: round(rate), momentum: round(momentum) };
    const grows = (k) => factor(stretch.lr, stretch.momentum, eigenvalues[k]) > 1;
    const lost = ([error], k) => Math.abs(error) < rounding && grows(k);
    stretch.lost = errors.map((mode, k) => lost(mode, k) || Boolean(stretches.at(-1)?.lost[k]));
    stretch.state = errors.map((mode, k) => (lost(mode, k) ? [rounding, mode[1]] : mode));
    stretches.push(stretch);
  }

  function stateOf(stretch, step) { return stretch.state.map((mode, k) => moved(mode, stretch, eigenvalues[k], step - stretch.from)); }
  const stretchAt = (step) => stretches.findLast(({ from }) => from <= step);
  const errorsAt = (step) => stateOf(stretchAt(step), step).map(([error]) => error);
  const excessOf = (errors) => {
    const excess = shares(run, errors).reduce((sum, share) => sum + share, 0);
    return excess + floor <= largest ? excess : Infinity;
  };
  /** The loss above the floor before the update of a step; Infinity once it has left the numbers there are. */
  const excessAt = (step) => excessOf(errorsAt(step));
  const lossAt = (step) => floor + excessAt(step);

  /**
   * What the loss above the floor stays below from a step on, while rate and momentum are those of its stretch: falls
   * with the step if no mode grows. Of a mode that circles, e and v, this is the size of its circle.
   */
  function boundAt(step) {
    const stretch = stretchAt(step), { lr: rate, momentum } = stretch;
    return stateOf(stretch, step).reduce((sum, [error, velocity], k) => sum + (eigenvalues[k] / 2) * reach(error, velocity, rate, momentum, eigenvalues[k]) ** 2, 0);
  }

  /** The first step from which the loss certainly stays at most so far above the floor; null if none is found. */
  function settledBy(excess) {
    const { from } = stretches.at(-1);
    return boundAt(HORIZON) <= excess ? first(from, HORIZON, (step) => boundAt(step) <= excess) : null;
  }

  /** Whether what the loss at a step is made of had been rounded away before it began to grow. */
  function lostAt(step) {
    const { lost } = stretchAt(step);
    if (!lost.includes(true)) return false;
    const each = shares(run, errorsAt(step)), all = floor + each.reduce((a, b) => a + b, 0);
    return each.some((share, k) => lost[k] && !(share <= LOST * all));
  }

  /** The first step at which the loss is at most this; null if none is found. */
  function firstAtMost(loss) {
    for (let i = 0; i < stretches.length; i++) {
      const stretch = stretches[i], { from } = stretch, to = stretches[i + 1]?.from ?? HORIZON;
      const found = stretch.momentum === 0 ? search(loss, from, to) : scan(loss, stretch, Math.min(to, from + PATIENCE));
      if (found !== null) return found;
    }
    return null;
  }

  // Without momentum the loss of a stretch is a sum of exponentials: convex in the step.
  function search(loss, from, to) {
    const lowest = first(from, to, (step) => lossAt(step + 1) > lossAt(step) || lossAt(step + 1) === Infinity);
    return lossAt(lowest) <= loss ? first(from, lowest, (step) => lossAt(step) <= loss) : null;
  }

  function scan(loss, { from, lr: rate, momentum, state }, to) {
    let now = state;
    for (let step = from; step <= to; step++) {
      const value = floor + excessOf(now.map(([error]) => error));
      if (value <= loss) return step;
      if (!Number.isFinite(value)) return null;
      now = now.map(([error, velocity], k) => {
        const next = momentum * velocity + eigenvalues[k] * error;
        return [error - rate * next, next];
      });
    }
    return null;
  }

  return {
    errorsAt, excessAt, lossAt, firstAtMost, boundAt, settledBy, lostAt,
    /** θ before the update of a step. */
    thetaAt: (step) => errorsAt(step).reduce((theta, error, k) => theta.map((value, j) => value + error * eigenvectors[k][j]), optimum),
    /** Rate and momentum in force at a step. */
    ratesAt: (step) => stretchAt(step),
  };
}

// The farthest that an error still gets, by its next value f and by e² + … that each step multiplies by μ; where it only
// shrinks, by its two exponentials.
function reach(error, velocity, lr, momentum, eigenvalue) {
  if (momentum === 0) return Math.abs(error);
  const half = (1 + momentum - lr * eigenvalue) / 2, next = error - lr * (momentum * velocity + eigenvalue * error), under = momentum - half * half;
  if (under > 0) return Math.sqrt(error * error + (next - half * error) ** 2 / under);
  const root = Math.sqrt(-under), [one, two] = [half + root, half - root];
  return root === 0 ? Infinity : (Math.abs(next - two * error) + Math.abs(next - one * error)) / (2 * root);
}

// The first of from … to at which a condition holds that goes on holding; `to` if none.
function first(from, to, holds) {
  let low = from, high = to;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The final losses of a run at these rates, its tweaks kept unless others are given for a rate; null where it diverges. */
export function sweep(run, rates, other = () => ({})) {
  return rates.map((lr) => {
    const loss = predict(run, { lr, ...other(lr) })?.lossAt(run.steps);
    return Number.isFinite(loss) ? loss : null;
  });
}

/** The Hessian's entry (i, j), from its eigenvectors. */
export const curvature = ({ theory }, i, j) => theory.eigenvectors.reduce((sum, vector, k) => sum + theory.eigenvalues[k] * vector[i] * vector[j], 0);
