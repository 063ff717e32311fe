// What labs and missions ask of the server.

/** @param {string} said what was refused, in the reader's language; empty if the server was busy */
export class Refused extends Error {
  constructor(status, said) {
    super(said || String(status));
    this.said = said;
  }
}

const TRIES = 4;

/** An answer that is one; a server with too much to do is asked again. Rejects with what was refused. */
export async function ask(path, query, signal) {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(`${path}?${query}`, { signal, headers: { Accept: 'application/json' } });
    if (answer.ok) return answer;
    // Refused by itself it stays refused; a server with too much to do will have less.
    if (answer.status === 422) throw new Refused(422, (await answer.json()).errors?.map(({ message }) => message).join('; ') ?? '');
    if (answer.status !== 429 || tries === TRIES) throw new Refused(answer.status, '');
    await new Promise((resolve) => { setTimeout(resolve, 1000 * Number(answer.headers.get('Retry-After') ?? 1)); });
  }
}

const withKeys = (query, extra) => {
  const whole = new URLSearchParams(query);
  whole.set('lang', document.documentElement.lang);
  for (const [key, value] of Object.entries(extra)) whole.set(key, value);
  return whole;
};

/** A run from afar: its rows [step, loss], with those of its first step and its end; gradient: that of step 0. */
export async function fetchRun(query, every, signal) {
  const { trace, final, outcome } = await (await ask('/trace.json', withKeys(query, { every }), signal)).json();
  const rows = [...trace.filter(({ step }) => step < final.step), final];
  return { rows: rows.map(({ step, loss }) => [step, loss]), diverged: outcome === 'diverged', gradient: rows[0].gradient };
}

/** The same with all that a row has: {rows: [{step, loss, sse, sae, coefficients}], diverged}. */
export async function fetchTrace(query, every, signal) {
  const { trace, final, outcome } = await (await ask('/trace.json', withKeys(query, { every }), signal)).json();
  return { rows: [...trace.filter(({ step }) => step < final.step), final], diverged: outcome === 'diverged' };
}

/** What theory knows of a run: {floor, bestRate}, or null. */
export async function fetchTheory(query, steps, signal) {
  const { applies, floor, bestRate } = await (await ask('/theory.json', withKeys(query, { every: steps }), signal)).json();
  return applies ? { floor, bestRate } : null;
}

export async function fetchLockStep(query, at, signal) {
  return (await ask('/lockstep.json', withKeys(query, { at }), signal)).json();
}

/** The lines of a run's program in a library, numpy or torch. */
export async function fetchLines(query, library, signal) {
  const text = await (await ask(`/code/${library}.py`, withKeys(query, {}), signal)).text();
  return text.split('\n');
}

/** The digest of a run's outcome. */
export async function fetchDigest(query, steps) {
  return (await (await ask('/trace.json', withKeys(query, { every: steps }))).json()).digest;
}
