// How long to wait before the next try: half a second, doubled each time up to eight, each with jitter so that
// a class whose server restarts does not come back all at once.

export function backoff(attempt, random, { first = 500, most = 8000 } = {}) {
  const ceiling = Math.min(most, first * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random;
}
