// What races: queries of one run under several optimizers, and who won. Pure.

/** The query of a run with another optimizer at a rate; its own keeps what else it is set to. */
export function laneQuery(run, kind, lr, options) {
  const query = new URLSearchParams(run.query);
  query.set('lesson', run.lesson);
  if (kind !== run.optimizer) {
    for (const key of [...options, 'tweak']) query.delete(key);
    query.set('optimizer', kind);
  }
  query.set('lr', lr);
  return query;
}

/** How many steps apart a run is looked at, so that there are about as many rows. */
export const every = (steps, rows) => Math.max(1, Math.ceil(steps / rows));

/** The first step shown whose loss is within a hundredth of the floor; null if there is none, or no floor. */
export function near(rows, floor) {
  if (!(floor > 0)) return null;
  return rows.find(([, loss]) => loss <= 1.01 * floor)?.[0] ?? null;
}

const TIE = 1e-4; // of a loss: less is no difference between two ends

/** Of {rows, diverged, broken}: who end lowest (a list, lowest first), and who were first near the floor, and when: {who, step}, or null. */
export function winners(lanes, floor) {
  const finished = lanes.filter((lane) => !lane.diverged && !lane.broken);
  const end = (lane) => lane.rows.at(-1)[1];
  const least = Math.min(...finished.map(end)), lowest = finished.filter((lane) => end(lane) <= least * (1 + TIE)).sort((a, b) => end(a) - end(b));
  const steps = finished.map((lane) => near(lane.rows, floor)), step = Math.min(...steps.map((at) => at ?? Infinity));
  return { lowest, first: Number.isFinite(step) ? { who: finished.filter((_, k) => steps[k] === step), step } : null };
}
