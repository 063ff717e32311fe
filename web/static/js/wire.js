// What is asked of the server about the run on the page: its stream, single steps, samples. What is asked about other runs is in labwire.js.
import { json, part } from './answers.js';
import { runOf } from './stream.js';
import { wayHere } from './way.js';

/** How runs come to this page. */
export const way = wayHere();

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
 * Lets a run come until its terminal event: as a stream, kept open through stalls and restarts of the server, or in pieces, as `way.js` finds out.
 *
 * @param {object} run the run as the page was given it
 * @param {{from: number, speed: number|'max', until?: number}} where until: up to which step it is wanted at the moment
 * @param {{rows: Function, log: Function, finished: Function, diverged: Function, lost?: Function}} on
 *   rows(rows, from, to): all that the server sends of from … to
 * @returns {{close: () => void}}
 */
export function openStream(run, { from, speed, until }, on, options = {}) {
  const at = {
    stream: (next) => address('/train', run, { from: next, speed }),
    piece: (next, last) => address('/train.txt', run, { from: next, speed, until: last }),
  };
  return runOf(at, { from, speed, steps: run.steps, until }, {
    frame: (frame, next) => on.rows(rowsOf(frame).filter((row) => row.step >= next), next, frame.step),
    log: (line) => on.log(line.step, line.text),
    finished: (end) => on.finished(rowOf(end.final), end.text ?? null, end.digest ?? null),
    diverged: (end) => on.diverged(rowOf(end.lastFinite), end.reason),
    lost: on.lost,
  }, { way, ...options });
}

/**
 * A part of the page that comes when it is wanted, as HTML. Rejects if the server does not send it now.
 *
 * @param {string} mark a piece of text that it has, whatever the run
 */
export const fetchPart = (path, query, mark, signal) => part(`${path}?${query}`, mark, way, { signal });

/** The samples of a run, as the server has them: {x, y}. */
export async function fetchSamples(run) {
  return json(address('/samples.json', run, {}), way);
}

/** The curve of an expression over the interval of a run, {y}, or what is wrong with it, {error: {reason, place}}. */
export async function fetchFormula(run, f, lang, signal) {
  return json(`/formula.json?target=f&f=${encodeURIComponent(f)}&min=${run.min}&max=${run.max}&lang=${lang}`, way, { signal });
}

/** The row of one step, computed by the server; `leads`: whether there is one after it. Rejects if it cannot be had. */
export async function fetchStep(run, step, signal) {
  const told = await json(address('/step.json', run, { at: step }), way, { signal });
  return { ...rowOf(told), leads: told.phases?.update !== undefined };
}

/**
 * What the optimizer holds after the update of a step and where it leads: {values, theta}, `values` by name, an array over the
 * coefficients each, null where it overflows; theta is null where the run ends for its numbers. Past the last update, the one
 * that a longer run would make. Rejects if it cannot be had.
 */
export async function fetchState(run, step, signal) {
  const at = step < run.steps ? { at: step } : { at: step, steps: step + 1 };
  const { update } = (await json(address('/step.json', run, at), way, { signal })).phases;
  return { values: { ...update?.state, ...update?.derived }, theta: update?.coefficients ?? null };
}

/** The floor and the condition number of each degree: {values, floors, conditions}, null where nothing can be told. */
export async function fetchDegrees(run) {
  const { values, floors, conditionNumbers } = await json(address('/sweep.json', run, { key: 'degree', low: 0, high: 9, count: 10 }), way);
  return { values, floors, conditions: conditionNumbers };
}

/** The loss of a step taken apart: /graph.json, with a sample to look at or null, or /gradients.json. Rejects if it cannot be had. */
export async function fetchInside(path, run, step, sample, signal) {
  return json(address(path, run, sample === null ? { at: step } : { at: step, sample }), way, { signal });
}
