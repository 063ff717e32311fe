// Python's dice: what random.seed(seed), then random.randint(4, 6) once a step, give. Pure. The server rolls the same ones
// (PythonDice); the page needs those of the step shown and of the steps before.
const N = 624, M = 397;

/** A Mersenne Twister started as Python starts it, by init_by_array([seed]); gives 32 bits each time. */
function twister(seed) {
  const state = new Uint32Array(N);
  let at = N;
  state[0] = 19650218;
  for (let i = 1; i < N; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  let i = 1;
  const next = () => { if (++i >= N) { state[0] = state[N - 1]; i = 1; } };
  for (let k = 0; k < N; k++) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + seed;
    next();
  }
  for (let k = 1; k < N; k++) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
    next();
  }
  state[0] = 0x80000000;

  function refill() {
    for (let k = 0; k < N; k++) {
      const y = (state[k] & 0x80000000) | (state[(k + 1) % N] & 0x7fffffff);
      state[k] = state[(k + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    at = 0;
  }
  return () => {
    if (at === N) refill();
    let y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

class Rolls {
  #next; #rolled = new Uint8Array(1024); #counts = [new Uint32Array(3)]; #length = 0;

  constructor(seed) { this.#next = twister(seed); }

  /** What the dice give at a step: 4, 5 or 6. */
  at(step) {
    while (this.#length <= step) this.#roll();
    return this.#rolled[step];
  }

  /** How often 4, 5 and 6 have come in the steps 0 … step. */
  counts(step) {
    this.at(step);
    const block = step >> 10, counts = [...this.#counts[block]];
    for (let i = block << 10; i <= step; i++) counts[this.#rolled[i] - 4]++;
    return counts;
  }

  // Two random bits, again until they are below 3.
  #roll() {
    let bits;
    do bits = this.#next() >>> 30; while (bits === 3);
    if (this.#length === this.#rolled.length) {
      const grown = new Uint8Array(2 * this.#length);
      grown.set(this.#rolled);
      this.#rolled = grown;
    }
    this.#rolled[this.#length++] = 4 + bits;
    // What came before each block of 1024.
    if (this.#length % 1024 === 0) {
      const counts = Uint32Array.from(this.#counts.at(-1));
      for (let i = this.#length - 1024; i < this.#length; i++) counts[this.#rolled[i] - 4]++;
      this.#counts.push(counts);
    }
  }
}

let known = null, of = null;

/** The rolls of a seed; the last seed asked for is remembered. */
export function rollsOf(seed) {
  if (of !== seed) {
    known = new Rolls(seed);
    of = seed;
  }
  return known;
}
