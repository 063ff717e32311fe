// The learning rate over a run: lr from step 0 on, then tweaks {step, lr}, rising in step. Pure.

/** The rate in force at the update of a step. */
export function rateAt(run, step) {
  let lr = run.lr;
  for (const tweak of run.tweaks) if (tweak.step <= step) lr = tweak.lr;
  return lr;
}

/** Where the rate in force at a step was set: 0, or the step of a tweak. */
export function setAt(run, step) {
  let at = 0;
  for (const tweak of run.tweaks) if (tweak.step <= step) at = tweak.step;
  return at;
}

/** The tweaks of a run whose rate is another from a step on: what came later is dropped; no change is no tweak. */
export function changedFrom(run, step, lr) {
  const kept = run.tweaks.filter((tweak) => tweak.step < step);
  return rateAt({ lr: run.lr, tweaks: kept }, step) === lr ? kept : [...kept, { step, lr }];
}

/** The last step at which two runs still have the same values; −1 if they began differently. */
export function sharedUpTo(one, other) {
  if (start(one) !== start(other)) return -1;
  const changes = [0, ...one.tweaks.map((tweak) => tweak.step), ...other.tweaks.map((tweak) => tweak.step)].sort((a, b) => a - b);
  const parting = changes.find((step) => rateAt(one, step) !== rateAt(other, step)) ?? Infinity;
  return Math.min(parting, one.steps, other.steps);
}

// All that decides about the values of a run but its rates and its length.
function start(run) {
  const query = new URLSearchParams(run.query);
  for (const key of ['lr', 'steps', 'tweak', 'lesson']) query.delete(key);
  return `${run.lesson}?${query}`;
}
