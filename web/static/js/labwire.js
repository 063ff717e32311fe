// What labs and missions ask of the server.
import { answer } from './answers.js';
import { way } from './wire.js';

/** @param {string} said what was refused, in the reader's language; empty if the server was busy */
export class Refused extends Error {
  constructor(status, said) {
    super(said || String(status));
    this.said = said;
  }
}

const TRIES = 4;

/** The server's answer of that type; while the server is busy it is asked again. Rejects with what was refused. */
async function ask(path, query, type, signal) {
  for (let tries = 1; ; tries++) {
    try {
      return await answer(`${path}?${query}`, type, way, { signal, headers: { Accept: 'application/json' } });
    } catch (error) {
      const { refused = null, wait = 0 } = error;
      if (refused) throw new Refused(422, (await refused.json()).errors?.map(({ message }) => message).join('; ') ?? '');
      if (!wait || tries === TRIES) throw error;
      await new Promise((resolve) => { setTimeout(resolve, wait); });
    }
  }
}

export async function askJson(path, query, signal) {
  const value = await (await ask(path, query, 'application/json', signal)).json();
  way.answered();
  return value;
}

const withKeys = (query, extra) => {
  const whole = new URLSearchParams(query);
  whole.set('lang', document.documentElement.lang);
  for (const [key, value] of Object.entries(extra)) whole.set(key, value);
  return whole;
};

/** A whole trace: its rows in order, with the first and the last step, and how it ended. */
async function traceOf(query, every, signal) {
  const { trace, final, outcome, reason } = await askJson('/trace.json', withKeys(query, { every }), signal);
  const broken = ['division', 'root'].includes(reason?.kind) ? reason.kind : null;
  return { rows: [...trace.filter(({ step }) => step < final.step), final], diverged: outcome === 'diverged' && !broken, broken };
}

/**
 * A run from afar: its rows [step, loss], with those of its first step and its end; gradient: that of step 0; diverged: it
 * grew beyond all numbers; broken: 'division' or 'root', where it ended early for that; else null.
 */
export async function fetchRun(query, every, signal) {
  const { rows, ...end } = await traceOf(query, every, signal);
  return { rows: rows.map(({ step, loss }) => [step, loss]), ...end, gradient: rows[0].gradient };
}

/** The same with all that a row has: {rows: [{step, loss, sse, sae, coefficients}], diverged, broken}. */
export const fetchTrace = traceOf;

/** What theory knows of a run: {floor, bestRate}, or null. */
export async function fetchTheory(query, steps, signal) {
  const { applies, floor, bestRate } = await askJson('/theory.json', withKeys(query, { every: steps }), signal);
  return applies ? { floor, bestRate } : null;
}

export const fetchLockStep = (query, at, signal) => askJson('/lockstep.json', withKeys(query, { at }), signal);

/** The lines of a run's program in a library, numpy or torch. */
export async function fetchLines(query, library, signal) {
  const text = await (await ask(`/code/${library}.py`, withKeys(query, {}), 'text/x-python', signal)).text();
  return text.split('\n');
}

/** The digest of a run's outcome. */
export async function fetchDigest(query, steps) {
  return (await askJson('/trace.json', withKeys(query, { every: steps }))).digest;
}
