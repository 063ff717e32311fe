// Tells the server's answers from those of whatever stands between: a login page, a filter, a proxy whose server is gone.

/**
 * No answer of the server's, or none that helps.
 * @property {number} wait ms to wait at least
 * @property {Response|null} refused the refusal, which a second try would meet again
 */
export class NoAnswer extends Error {
  constructor(message, { wait = 0, refused = null } = {}) {
    super(message);
    this.wait = wait;
    this.refused = refused;
  }
}

/**
 * Asks the server; rejects with a NoAnswer where it is busy or refuses, or something else answers, and with the browser's own error where nobody does.
 *
 * @param {string} type the media type of its answer
 * @param {import('./way.js').Way} way is told who has answered
 */
export async function answer(url, type, way, { signal, ...options } = {}) {
  const got = await fetch(url, { signal, redirect: 'manual', ...options });
  const kind = (got.headers.get('Content-Type') ?? '').split(';')[0].trim(), busy = got.headers.get('Retry-After');
  if (got.ok && kind === type) return got;
  if ((got.status === 429 || got.status === 503) && busy !== null) {
    way.answered();
    throw new NoAnswer(`busy: ${got.status}`, { wait: 1000 * (Number(busy) || 1) });
  }
  if (got.status === 422) {
    way.answered();
    throw new NoAnswer('refused', { refused: got });
  }
  const what = got.type === 'opaqueredirect' ? '3xx' : got.ok ? `${got.status} ${kind}`.trim() : String(got.status);
  way.strange(what);
  throw new NoAnswer(what);
}

/** The JSON of an answer; what is no JSON is none of the server's. */
export async function json(url, way, options = {}) {
  const got = await answer(url, 'application/json', way, { headers: { Accept: 'application/json' }, ...options });
  const value = await got.json();
  way.answered();
  return value;
}

/**
 * A part of the page: HTML with a mark of its own. Without the mark it is somebody else's page.
 *
 * @param {string} mark a piece of its text that every answer of the server has
 */
export async function part(url, mark, way, options = {}) {
  const got = await answer(url, 'text/html', way, options), html = await got.text();
  if (!html.includes(mark)) {
    way.strange(`${got.status} text/html`);
    throw new NoAnswer('no part');
  }
  way.answered();
  return html;
}
