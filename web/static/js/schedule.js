// What may change in mid-run: the rate and the optimizer's options from step 0 on, then tweaks {step, lr?, momentum?, …}, rising in step. Pure.

function last(run, key, step) {
  let value = run[key] ?? 0;
  for (const tweak of run.tweaks) if (tweak.step <= step && key in tweak) value = tweak[key];
  return value;
}

/** The rate in force at the update of a step. */
export const rateAt = (run, step) => last(run, 'lr', step);

/** The momentum in force at the update of a step; 0 without one. */
export const momentumAt = (run, step) => last(run, 'momentum', step);

/** An option of the optimizer as it is in force at the update of a step. */
export const optionAt = (run, key, step) => last({ ...run.options, tweaks: run.tweaks }, key, step);

/** Whether the update of a step is η times the slope and nothing else: then the page can tell where it leads. */
export function isDescent(run, step) {
  return (run.optimizer ?? 'sgd') === 'sgd' && momentumAt(run, step) === 0 && optionAt(run, 'weight_decay', step) === 0;
}

/** Whether there is momentum at any step. */
export function hasMomentum(run) {
  return [0, ...run.tweaks.map((tweak) => tweak.step)].some((step) => momentumAt(run, step) !== 0);
}

/** Where the rate in force at a step was set: 0, or the step of a tweak. */
export function setAt(run, step) {
  let at = 0;
  for (const tweak of run.tweaks) if (tweak.step <= step && 'lr' in tweak) at = tweak.step;
  return at;
}

/** The tweaks that stay when something is changed at a step, the rate if nothing else is named: those before it, and what else was changed right there. */
export function keptBefore(run, step, key = 'lr') {
  const kept = run.tweaks.filter((tweak) => tweak.step < step), { [key]: gone, ...rest } = run.tweaks.find((tweak) => tweak.step === step) ?? {};
  return Object.keys(rest).length > 1 ? [...kept, rest] : kept;
}

/** The tweaks with a change at a step, the last one of which may be there for something else already. */
export function withChange(tweaks, step, key, value) {
  const others = tweaks.filter((tweak) => tweak.step !== step);
  return [...others, { ...tweaks.find((tweak) => tweak.step === step), step, [key]: value }];
}

/** The tweaks of a run in which something, the rate if nothing else is named, is another from a step on: what came later is dropped; no change is no tweak. */
export function changedFrom(run, step, value, key = 'lr') {
  const tweaks = keptBefore(run, step, key), inForce = key === 'lr' ? rateAt : (one, at) => optionAt(one, key, at);
  return inForce({ ...run, tweaks }, step) === value ? tweaks : withChange(tweaks, step, key, value);
}

/** Rate and tweaks of a run with another rate from a step on; from step 0 on it is the run’s own. */
export function chosen(run, step, lr) {
  return step === 0 ? { lr, tweaks: keptBefore(run, 0) } : { lr: run.lr, tweaks: changedFrom(run, step, lr) };
}

/** A tweak as it stands in a link: one text for each thing it changes. */
export function written({ step, ...changes }) {
  return Object.entries(changes).map(([key, value]) => `${step}:${key}=${value}`);
}

/** The last step at which two runs still have the same values; −1 if they began differently. */
export function sharedUpTo(one, other) {
  if (start(one) !== start(other)) return -1;
  const tweaks = [...one.tweaks, ...other.tweaks], keys = new Set(['momentum', ...Object.keys(one.options ?? {}), ...tweaks.flatMap(Object.keys)]);
  for (const key of ['step', 'lr']) keys.delete(key);
  const at = (run, key, step) => (key === 'momentum' ? momentumAt(run, step) : optionAt(run, key, step));
  const agree = (step) => rateAt(one, step) === rateAt(other, step) && [...keys].every((key) => at(one, key, step) === at(other, key, step));
  const changes = [0, ...tweaks.map((tweak) => tweak.step)].sort((a, b) => a - b);
  const parting = changes.find((step) => !agree(step)) ?? Infinity;
  return Math.min(parting, one.steps, other.steps);
}

// All that decides about the values of a run but its rates, its options and its length.
function start(run) {
  const query = new URLSearchParams(run.query);
  for (const key of ['lr', 'momentum', 'steps', 'tweak', 'lesson', ...Object.keys(run.options ?? {})]) query.delete(key);
  return `${run.lesson}?${query}`;
}
