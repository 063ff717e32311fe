// The rows of one run that have come so far, sorted by step. A run is determined by its recipe, so a row, once
// here, stays true. Rows may be thinned by the server: `covered` knows which stretches were sent all the same.

/**
 * @typedef {{step: number, loss: number, sae: number, theta: number[], gradient: number[]}} Row
 */
export class Trace {
  #width; #k; #steps = new Float64Array(256); #values; #count = 0;
  #covered = []; // [from, to], disjoint, rising
  #dense = []; // the same, of stretches that came with every row

  constructor(parameters) {
    this.#k = parameters;
    this.#width = 2 + 2 * parameters;
    this.#values = new Float64Array(256 * this.#width);
  }

  get length() { return this.#count; }
  stepAt(i) { return this.#steps[i]; }
  lossAt(i) { return this.#values[i * this.#width]; }
  saeAt(i) { return this.#values[i * this.#width + 1]; }
  thetaAt(i, k) { return this.#values[i * this.#width + 2 + k]; }

  /** Index of the last row at or before the step; -1 if there is none. */
  indexUpTo(step) {
    let low = 0, high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#steps[middle] <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Index of the row nearest to a step, of those up to the step `last`; -1 if there is none. */
  indexNear(step, last = Infinity) {
    const end = this.indexUpTo(last), below = Math.min(this.indexUpTo(step), end);
    if (below < 0) return end < 0 ? -1 : 0;
    return below < end && this.#steps[below + 1] - step < step - this.#steps[below] ? below + 1 : below;
  }

  /** @returns {Row} the row at an index */
  row(i) {
    const at = i * this.#width, v = this.#values, k = this.#k;
    return {
      step: this.#steps[i], loss: v[at], sae: v[at + 1],
      theta: Array.from(v.subarray(at + 2, at + 2 + k)),
      gradient: Array.from(v.subarray(at + 2 + k, at + 2 + 2 * k)),
    };
  }

  /** @returns {Row | null} the row of exactly this step */
  at(step) {
    const i = this.indexUpTo(step);
    return i >= 0 && this.#steps[i] === step ? this.row(i) : null;
  }

  /** Puts a row in its place; one that is there already stays as it is. */
  add(row) {
    const before = this.indexUpTo(row.step);
    if (before >= 0 && this.#steps[before] === row.step) return false;
    const at = before + 1;
    if (this.#count === this.#steps.length) this.#grow();
    if (at < this.#count) {
      this.#steps.copyWithin(at + 1, at, this.#count);
      this.#values.copyWithin((at + 1) * this.#width, at * this.#width, this.#count * this.#width);
    }
    this.#steps[at] = row.step;
    const o = at * this.#width;
    this.#values[o] = row.loss;
    this.#values[o + 1] = row.sae;
    this.#values.set(row.theta, o + 2);
    this.#values.set(row.gradient, o + 2 + this.#k);
    this.#count++;
    return true;
  }

  /** A trace of what came up to a step, on which another run can go on. */
  upTo(step) {
    const head = new Trace(this.#k), last = this.indexUpTo(step);
    for (let i = 0; i <= last; i++) head.add(this.row(i));
    for (const [from, to] of this.#covered) head.cover(from, Math.min(to, step), false);
    for (const [from, to] of this.#dense) head.cover(from, Math.min(to, step));
    return head;
  }

  #grow() {
    const steps = new Float64Array(this.#steps.length * 2), values = new Float64Array(this.#values.length * 2);
    steps.set(this.#steps);
    values.set(this.#values);
    this.#steps = steps;
    this.#values = values;
  }

  /** The server has sent all it will send of from … to: every row, or an even choice of them. */
  cover(from, to, dense = true) {
    this.#covered = joined(this.#covered, from, to);
    if (dense) this.#dense = joined(this.#dense, from, to);
  }

  /** The last step of the covered stretch that holds `step`; step − 1 if none does. */
  coveredTo(step, dense = false) {
    const stretch = (dense ? this.#dense : this.#covered).find(([a, b]) => a <= step && step <= b);
    return stretch ? stretch[1] : step - 1;
  }
}

function joined(stretches, from, to) {
  if (to < from) return stretches;
  const kept = [];
  for (const [a, b] of stretches) {
    if (b < from - 1 || a > to + 1) kept.push([a, b]);
    else { from = Math.min(from, a); to = Math.max(to, b); }
  }
  return [...kept, [from, to]].sort((x, y) => x[0] - y[0]);
}
