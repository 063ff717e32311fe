// ŷ(x) from its coefficients, lowest power first. For drawing only: the server trains.

export function valueAt(coefficients, x) {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k];
  return sum;
}

/** Points {x, y} on a grid; y beyond ±limit is held there, so that a canvas never meets infinity. */
export function curve(coefficients, min, max, count, limit) {
  const points = new Array(count);
  for (let i = 0; i < count; i++) {
    const x = min + ((max - min) * i) / (count - 1);
    points[i] = { x, y: held(valueAt(coefficients, x), limit) };
  }
  return points;
}

export function held(y, limit) {
  if (Number.isNaN(y)) return limit;
  return y > limit ? limit : y < -limit ? -limit : y;
}
