// The samples of a run, fetched once and when first wanted; and what one of them adds to each sum. Knows no DOM.
import { backoff } from './backoff.js';
import { fixed, scientific } from './format.js';
import { features, legendreAt, valueAt } from './polynomial.js';

// What samples hang on; noise is drawn behind the start, and so hangs on whatever that does.
const SAMPLES = ['target', 'f', 'min', 'max', 'n', 'noise', 'dtype', 'points'], START = ['seed', 'init', 'model', 'degree'];

function keyOf(run) {
  const query = new URLSearchParams(run.query), keys = query.has('noise') ? [...SAMPLES, ...START] : SAMPLES;
  return `${run.lesson}?${keys.map((key) => `${key}=${query.get(key) ?? ''}`).join('&')}`;
}

export class Samples {
  x = []; y = [];
  #fetch; #changed; #run = null; #key = null; #asked = false; #failed = 0;

  /** @param {() => void} changed they are here */
  constructor(fetch, changed) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  get here() { return this.x.length > 0; }

  /** Whether they are still the same. */
  load(run) {
    const key = keyOf(run), same = key === this.#key;
    this.#run = run;
    if (same) return true;
    this.#key = key;
    this.#asked = false;
    // Points of one's own come with the run.
    const own = run.points ?? [], narrow = run.dtype === 'float32' ? Math.fround : Number;
    this.x = own.map(([x]) => narrow(x));
    this.y = own.map(([, y]) => narrow(y));
    return false;
  }

  async want() {
    if (this.#asked || !this.#run || this.here) return;
    this.#asked = true;
    const key = this.#key;
    try {
      const { x, y } = await this.#fetch(this.#run);
      if (key !== this.#key) return;
      this.#failed = 0;
      Object.assign(this, { x, y });
      this.#changed();
    } catch {
      // Whoever wanted them waits, and sees it: they are asked for again.
      if (key !== this.#key) return;
      this.#asked = false;
      setTimeout(() => this.want(), backoff(this.#failed++, Math.random()));
    }
  }
}

/**
 * One sample at θ.
 * @returns {{index: number, x: number, y: number, phi: number[], parts: number[], fit: number, error: number, square: number, shares: number[], inner?: object}}
 *   parts: θₖφₖ(x), whose sum is ŷ of a polynomial; inner: of ŷ = a + b P₃(z), what stands inside; error: ŷ − y; square and shares: what it adds to the loss and to each gradient
 */
export function termOf(run, { x, y }, theta, index) {
  const phi = features(run, x[index], theta), parts = phi.map((value, k) => theta[k] * value);
  const fit = run.model === 'legendre3' ? valueAt(run, theta, x[index]) : parts.reduce((sum, part) => sum + part, 0), error = fit - y[index], each = run.mean ? 1 / run.n : 1;
  return { index, x: x[index], y: y[index], phi, parts, fit, error, square: each * error * error, shares: phi.map((value) => 2 * each * error * value), inner: run.model === 'legendre3' ? legendreAt(theta, x[index]) : undefined };
}

/** What the samples 0 … last add up to. Written out, since there may be 20 000 of them. */
export function sumTo(run, { x, y }, theta, last) {
  const each = run.mean ? 1 / run.n : 1, shares = theta.map(() => 0);
  let square = 0;
  for (let i = 0; i <= last; i++) {
    const phi = features(run, x[i], theta);
    let error = -y[i];
    if (run.model === 'legendre3') error += valueAt(run, theta, x[i]);
    else for (let k = 0; k < phi.length; k++) error += theta[k] * phi[k];
    square += each * error * error;
    for (let k = 0; k < phi.length; k++) shares[k] += 2 * each * error * phi[k];
  }
  return { square, shares };
}

/** Which terms of a sum over n are written out, null for those left out: the first two and the last; or the first, the one pointed at and the last. */
export function excerpt(n, pointed = null) {
  const inner = pointed === null || pointed <= 0 || pointed >= n - 1 ? 1 : pointed;
  const kept = [...new Set([0, inner, n - 1])].filter((i) => i < n).sort((a, b) => a - b);
  return kept.flatMap((index, k) => (k > 0 && index > kept[k - 1] + 1 ? [null, index] : [index]));
}

/** One sample's share of a sum, as it is written: of a mean over many it is tiny. */
export function shareText(run, value) {
  if (!run.mean) return fixed(value, 3);
  return run.n < 1000 ? fixed(value, 5) : value === 0 ? '0' : scientific(value, 2);
}
