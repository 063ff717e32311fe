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

/** Of {rows, diverged}: who end lowest (a list, lowest first), and who were first near the floor, and when: {who, step}, or null. */
export function winners(lanes, floor) {
  const finished = lanes.filter((lane) => !lane.diverged);
  const end = (lane) => lane.rows.at(-1)[1];
  const least = Math.min(...finished.map(end)), lowest = finished.filter((lane) => end(lane) <= least * (1 + TIE)).sort((a, b) => end(a) - end(b));
  const steps = finished.map((lane) => near(lane.rows, floor)), step = Math.min(...steps.map((at) => at ?? Infinity));
  return { lowest, first: Number.isFinite(step) ? { who: finished.filter((_, k) => steps[k] === step), step } : null };
}

/** Heights for labels that want to stand at `wanted` (any order): at least `gap` apart, within from … to, as little moved as that allows. */
export function spread(wanted, gap, from, to) {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y), placed = new Array(wanted.length);
  const room = Math.min(gap, order.length > 1 ? (to - from) / (order.length - 1) : gap);
  let groups = [];
  for (const { y, i } of order) {
    let group = { ids: [i], sum: y, top: 0 };
    for (;;) {
      const height = (group.ids.length - 1) * room;
      group.top = Math.min(Math.max(group.sum / group.ids.length - height / 2, from), to - height);
      const above = groups.at(-1);
      if (!above || above.top + above.ids.length * room <= group.top) break;
      groups = groups.slice(0, -1);
      group = { ids: [...above.ids, ...group.ids], sum: above.sum + group.sum, top: 0 };
    }
    groups.push(group);
  }
  for (const { ids, top } of groups) ids.forEach((id, k) => { placed[id] = top + k * room; });
  return placed;
}
