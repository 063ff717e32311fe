// Which missions are solved, and how many hints were taken: kept in the reader's own browser, if it lets us. Pure but for the storage passed in.
const KEY = 'sinefit-missions', VERSION = 1, MOST = 200, LONGEST = 40, LARGEST = 100_000;

const slug = (text) => typeof text === 'string' && text.length <= LONGEST && /^[a-z0-9-]+$/.test(text);

/** What a text says of progress: {done: {slug: recipe}, hints: {slug: n}}; null if it is none. Pure. */
export function read(text) {
  try {
    if (text.length > LARGEST) return null;
    const { sinefit, done, hints } = JSON.parse(text);
    if (sinefit !== VERSION || typeof done !== 'object' || done === null) return null;
    return {
      done: Object.fromEntries(Object.entries(done).filter(([name, run]) => slug(name) && typeof run === 'string' && run.length < 4000).slice(0, MOST)),
      hints: Object.fromEntries(Object.entries(hints ?? {}).filter(([name, n]) => slug(name) && Number.isInteger(n) && n >= 0 && n <= 4).slice(0, MOST)),
    };
  } catch {
    return null;
  }
}

/** The same as a text, to be read again. Pure. */
export const written = ({ done, hints }) => JSON.stringify({ sinefit: VERSION, done, hints });

/** Both together: nothing that was solved is lost. Pure. */
export function merged(one, other) {
  const hints = { ...one.hints };
  for (const [name, n] of Object.entries(other.hints)) hints[name] = Math.max(n, hints[name] ?? 0);
  return { done: { ...other.done, ...one.done }, hints };
}

const nothing = () => ({ done: {}, hints: {} });

/** @param storage gives the browser's storage, or throws */
export class Progress {
  #now = nothing(); #storage; kept = true;

  constructor(storage = () => localStorage) {
    this.#storage = storage;
    this.#now = this.#stored();
    this.#write(); // so that the reader knows at once whether anything will be kept
  }

  #stored() {
    try {
      return read(this.#storage().getItem(KEY) ?? '') ?? nothing();
    } catch {
      this.kept = false;
      return nothing();
    }
  }

  #write() {
    try {
      this.#storage().setItem(KEY, written(this.#now));
      this.kept = true;
    } catch {
      this.kept = false; // full, or forbidden: it lasts as long as the page
    }
  }

  #change(change) {
    this.refresh();
    change(this.#now);
    this.#write();
  }

  isDone(name) { return name in this.#now.done; }
  run(name) { return this.#now.done[name]; }
  get count() { return Object.keys(this.#now.done).length; }
  hints(name) { return this.#now.hints[name] ?? 0; }
  done(name, run) { this.#change((now) => { now.done[name] ??= run; }); }
  took(name, n) { this.#change((now) => { now.hints[name] = Math.max(n, now.hints[name] ?? 0); }); }
  text() { return written(this.#now); }

  /** @returns how many missions are solved that were not; -1 if the text is no progress */
  take(text) {
    const other = read(text);
    if (!other) return -1;
    const before = this.count;
    this.#change((now) => { Object.assign(now, merged(now, other)); });
    return this.count - before;
  }

  /** What another tab has solved counts here, and what it has forgotten is forgotten; unless only this page holds it. */
  refresh() {
    const stored = this.#stored();
    this.#now = this.kept ? stored : merged(this.#now, stored);
  }

  forget() {
    this.#now = nothing();
    this.#write();
  }
}
