// What is asked of the server about the run on the page: its stream, single steps, samples. What is asked about other runs is in labwire.js.
import { backoff } from './backoff.js';

const QUIET = 15000; // ms without a byte we can see before a stream is taken for dead

function address(path, run, extra) {
  const query = new URLSearchParams(run.query);
  if (!query.has('lesson')) query.set('lesson', run.lesson);
  for (const [key, value] of Object.entries(extra)) query.set(key, value);
  return `${path}?${query}`;
}

/** One value object of the wire as a row of the trace. */
export function rowOf(value) {
  return { step: value.step, loss: value.loss, sae: value.sae, theta: value.coefficients, gradient: value.gradient };
}

/** The rows of a frame. */
export function rowsOf(frame) {
  const rows = frame.trail.map((numbers, i) => ({
    step: numbers[0], loss: numbers[1], sae: numbers[2], theta: numbers.slice(3),
    gradient: frame.gradients?.[i] ?? frame.gradient.map(() => NaN),
  }));
  const last = rows.at(-1);
  if (last && last.step === frame.step) last.gradient = frame.gradient;
  return rows;
}

/**
 * Opens the stream and keeps it open, through stalls and restarts of the server, until its terminal event.
 *
 * @param {object} run the run as the page was given it
 * @param {{from: number, speed: number|'max'}} where
 * @param {{rows: Function, log: Function, finished: Function, diverged: Function, lost?: Function}} on
 *   rows(rows, from, to): all that the server sends of from … to
 * @returns {{close: () => void}}
 */
export function openStream(run, { from, speed }, on, { random = Math.random } = {}) {
  let next = from, attempt = 0, source = null, timer = 0, watch = 0, closed = false;

  const drop = () => {
    clearTimeout(watch);
    source?.close();
    source = null;
  };
  const retry = () => {
    drop();
    if (closed) return;
    on.lost?.();
    clearTimeout(timer);
    timer = setTimeout(open, backoff(attempt++, random()));
  };
  const close = () => {
    closed = true;
    clearTimeout(timer);
    drop();
  };
  const alive = () => {
    clearTimeout(watch);
    // At slow speeds frames are far apart: then only the browser's own error tells.
    if (speed === 'max' || speed >= 10) watch = setTimeout(retry, QUIET);
  };
  function open() {
    source = new EventSource(address('/train', run, { from: next, speed }));
    alive();
    const listen = (name, act) => source.addEventListener(name, (event) => {
      if (closed) return;
      alive();
      act(JSON.parse(event.data));
    });
    listen('frame', (frame) => {
      attempt = 0;
      if (frame.step < next) return;
      const begin = next;
      next = frame.step + 1;
      on.rows(rowsOf(frame).filter((row) => row.step >= begin), begin, frame.step);
    });
    listen('log', (line) => on.log(line.step, line.text));
    listen('finished', (end) => { close(); on.finished(rowOf(end.final), end.text ?? null, end.digest ?? null); });
    listen('diverged', (end) => { close(); on.diverged(rowOf(end.lastFinite), end.reason); });
    source.onerror = retry;
  }
  open();
  return { close };
}

/** The samples of a run, as the server has them: {x, y}. */
export async function fetchSamples(run) {
  const answer = await fetch(address('/samples.json', run, {}));
  if (!answer.ok) throw new Error(`samples: ${answer.status}`);
  return answer.json();
}

/** The curve of an expression over the interval of a run, {y}, or what is wrong with it, {error: {reason, place}}. */
export async function fetchFormula(run, f, lang, signal) {
  const answer = await fetch(`/formula.json?target=f&f=${encodeURIComponent(f)}&min=${run.min}&max=${run.max}&lang=${lang}`, { signal });
  if (!answer.ok) throw new Error(`formula: ${answer.status}`);
  return answer.json();
}

/** The row of one step, computed by the server; `leads`: whether there is one after it. Rejects if it cannot be had. */
export async function fetchStep(run, step, signal) {
  const answer = await fetch(address('/step.json', run, { at: step }), { signal, headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`step ${step}: ${answer.status}`);
  const told = await answer.json();
  return { ...rowOf(told), leads: told.phases?.update !== undefined };
}

/**
 * What the optimizer holds after the update of a step and where it leads: {values, theta}, `values` by name, an array over the
 * coefficients each, null where it overflows; theta is null where the run ends for its numbers. Past the last update, the one
 * that a longer run would make. Rejects if it cannot be had.
 */
export async function fetchState(run, step, signal) {
  const answer = await fetch(address('/step.json', run, step < run.steps ? { at: step } : { at: step, steps: step + 1 }), { signal, headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`step ${step}: ${answer.status}`);
  const { update } = (await answer.json()).phases;
  return { values: { ...update?.state, ...update?.derived }, theta: update?.coefficients ?? null };
}

/** The floor and the condition number of each degree: {values, floors, conditions}, null where nothing can be told. */
export async function fetchDegrees(run) {
  const answer = await fetch(address('/sweep.json', run, { key: 'degree', low: 0, high: 9, count: 10 }));
  if (!answer.ok) throw new Error(`sweep: ${answer.status}`);
  const { values, floors, conditionNumbers } = await answer.json();
  return { values, floors, conditions: conditionNumbers };
}

/** The loss of a step taken apart: /graph.json, with a sample to look at or null, or /gradients.json. Rejects if it cannot be had. */
export async function fetchInside(path, run, step, sample, signal) {
  const answer = await fetch(address(path, run, sample === null ? { at: step } : { at: step, sample }), { signal, headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${path} ${step}: ${answer.status}`);
  return answer.json();
}
