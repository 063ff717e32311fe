// The loss of a + b P₃(c + d x) over b and d, the other two held: for each d a parabola in b, known from a few sums over the
// samples. Pure.

/** The sums of all powers of x that it takes, of y times them, and of y²: {x: number[7], y: number[4], yy, n}. */
export function moments({ x, y }) {
  const of = { x: [0, 0, 0, 0, 0, 0, 0], y: [0, 0, 0, 0], yy: 0, n: x.length };
  for (let i = 0; i < x.length; i++) {
    let power = 1;
    for (let k = 0; k < 7; k++) {
      of.x[k] += power;
      if (k < 4) of.y[k] += y[i] * power;
      power *= x[i];
    }
    of.yy += y[i] * y[i];
  }
  return of;
}

/** [A, B, C] of the loss A + B b + C b² at a, c and d. @param {number} each what a squared gap weighs */
export function parabola({ x, y, yy }, { a, c, each }, d) {
  const p = [c * (2.5 * c * c - 1.5), d * (7.5 * c * c - 1.5), 7.5 * c * d * d, 2.5 * d * d * d];
  let once = 0, target = 0, squares = 0;
  for (let i = 0; i < 4; i++) {
    once += p[i] * x[i];
    target += p[i] * y[i];
    for (let j = 0; j < 4; j++) squares += p[i] * p[j] * x[i + j];
  }
  return [each * (yy - 2 * a * y[0] + a * a * x[0]), -2 * each * (target - a * once), each * squares];
}

/** The lowest point of a parabola: {b, loss}. */
function bottom([A, B, C]) { return C > 0 ? { b: -B / (2 * C), loss: A - (B * B) / (4 * C) } : { b: 0, loss: A }; }

const SCAN = 400, GOLD = (Math.sqrt(5) - 1) / 2;

/** The lowest points of the slice on either side of d = 0, as far out as `reach`: [{b, d, loss}, {b, d, loss}], that with d > 0 first. */
export function lowest(of, slice, reach) {
  return [1, -1].map((side) => {
    const at = (d) => bottom(parabola(of, slice, side * d)).loss;
    let best = 1;
    for (let k = 2; k <= SCAN; k++) if (at((k / SCAN) * reach) < at((best / SCAN) * reach)) best = k;
    let low = ((best - 1) / SCAN) * reach, high = ((best + 1) / SCAN) * reach;
    for (let turn = 0; turn < 60; turn++) {
      const third = GOLD * (high - low);
      if (at(high - third) < at(low + third)) high = low + third;
      else low = high - third;
    }
    const d = (side * (low + high)) / 2;
    return { d, ...bottom(parabola(of, slice, d)) };
  });
}

/** Between which b the loss is below a level at a d: [from, to], held at ±far; null if nowhere. */
export function span([A, B, C], level, far) {
  if (!(C > 0)) return A < level ? [-far, far] : null;
  const inner = B * B - 4 * C * (A - level);
  if (inner < 0) return null;
  const middle = -B / (2 * C), half = Math.sqrt(inner) / (2 * C);
  return [Math.max(middle - half, -far), Math.min(middle + half, far)];
}

/**
 * Where the loss is below a level: closed outlines of points [b, d], one for each lobe.
 * @param {{low: number, high: number, rows: number, far: number}} frame over which d, in how many rows; how far out b is followed
 */
export function lobes(of, slice, level, { low, high, rows, far }) {
  const at = (d) => span(parabola(of, slice, d), level, far), found = [];
  let left = [], right = [], before = null;
  const tip = (inside, outside) => {
    let a = inside, b = outside;
    for (let turn = 0; turn < 24; turn++) {
      const middle = (a + b) / 2;
      if (at(middle)) a = middle;
      else b = middle;
    }
    return a;
  };
  const add = (d) => {
    const [from, to] = at(d);
    left.push([from, d]);
    right.push([to, d]);
  };
  const close = () => {
    if (left.length > 0) found.push([...left, ...right.reverse()]);
    left = [];
    right = [];
  };
  for (let k = 0; k <= rows; k++) {
    const d = low + ((high - low) * k) / rows, here = at(d);
    if (here && before === null && k > 0) add(tip(d, low + ((high - low) * (k - 1)) / rows));
    if (here) add(d);
    else if (before !== null) {
      add(tip(low + ((high - low) * (k - 1)) / rows, d));
      close();
    }
    before = here;
  }
  close();
  return found;
}
