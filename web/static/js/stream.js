// A run on its way to the page: as a stream, kept open through stalls and restarts of the server; or, where streams do not
// get through, in pieces that are answers of their own, asked for a little ahead of the player.
import { NoAnswer, answer } from './answers.js';
import { backoff } from './backoff.js';

const SILENT = 3500; // ms without an event before a piece is asked for beside the stream; whichever comes first shows whether the network is slow or holds streams back
const QUIET = 15000; // ms without an event before a stream is taken for dead
const WELL = 5000; // ms after which a stream that still brings frames is a good one
const LATE = 45000; // ms that a piece may take
const SPAN = 8000; // ms of play in a piece
const LEAD = 4000; // ms of play in hand when the next one is asked for
const LEAST = 60; // steps in a piece

/** The events of a piece: [name, data] each; none if it is something else. */
export function eventsOf(text) {
  if (!text.endsWith('\n\n')) return [];
  return text.split('\n\n').flatMap((block) => {
    const name = /^event: (\w+)$/m.exec(block), data = /^data: (.*)$/m.exec(block);
    return name && data ? [[name[1], JSON.parse(data[1])]] : [];
  });
}

/**
 * Opens the way of a run from a step on, until its terminal event.
 *
 * @param {{stream: (from: number) => string, piece: (from: number, until: number) => string}} at addresses
 * @param {{from: number, speed: number|'max', steps: number, until?: number}} where until: no more is wanted now than up to this step
 * @param {{frame: (data: object) => void, log: (data: object) => void, finished: (data: object) => void, diverged: (data: object) => void, lost?: () => void}} on
 *   frames are told once each and in their order; lost: nothing comes for now
 * @returns {{close: () => void}}
 */
export function runOf(at, { from, speed, steps, until = steps }, on, { way, random = Math.random, now = () => performance.now() }) {
  const apart = speed === 'max' ? 0 : 3000 / speed; // at slow speeds frames are far apart
  let next = from, attempt = 0, closed = false, begun = null;
  let source = null, release = () => {}, opened = 0, brought = false, fruitless = false; // the stream
  let asked = null; // the piece
  let timer = 0, silent = 0, quiet = 0;

  const told = {
    frame(frame) {
      if (frame.step < next) return;
      attempt = 0;
      begun ??= now();
      on.frame(frame, next);
      next = frame.step + 1;
    },
    log: (line) => on.log(line),
    finished(end) { close(); on.finished(end); },
    diverged(end) { close(); on.diverged(end); },
  };

  function drop() {
    clearTimeout(silent);
    clearTimeout(quiet);
    source?.close();
    source = null;
    release();
    release = () => {};
  }
  function close() {
    closed = true;
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    drop();
  }
  function later(act, wait = 0) {
    on.lost?.();
    clearTimeout(timer);
    timer = setTimeout(act, Math.max(wait, backoff(attempt++, random())));
  }

  function open() {
    if (way.pieces) piece();
    else stream();
  }

  function stream() {
    const mine = source = new EventSource(at.stream(next));
    release = way.hold(() => { if (!closed) { drop(); open(); } });
    opened = now();
    brought = fruitless = false;
    heard();
    for (const name of ['started', ...Object.keys(told)]) {
      mine.addEventListener(name, ({ data }) => {
        if (source !== mine) return;
        heard();
        way.answered();
        if (name === 'frame') {
          brought = true;
          if (now() - opened > WELL) way.streams();
        }
        told[name]?.(JSON.parse(data));
      });
    }
    mine.onerror = () => { if (source === mine) failed(); };
  }

  /** The stream has spoken: it was only slow, if at all. */
  function heard() {
    asked?.abort();
    asked = null;
    clearTimeout(silent);
    clearTimeout(quiet);
    silent = setTimeout(beside, SILENT + apart);
    quiet = setTimeout(() => {
      drop();
      fruitless = true;
      if (!asked) later(open); // else its piece may still come
    }, QUIET + apart);
  }

  function beside() {
    if (source.readyState === 0) way.call(); // not even its head has come
    piece();
  }

  // What was cut off goes on as a stream; one that never brought a thing may be barred, and its piece be let through.
  function failed() {
    drop();
    fruitless = !brought;
    if (!asked) later(fruitless ? piece : open);
  }

  async function piece() {
    const mine = asked = new AbortController(), late = setTimeout(() => mine.abort(), LATE), full = way.pieces && setTimeout(() => way.call(), SILENT);
    let events = [], fault = null;
    try {
      const got = await answer(at.piece(next, Math.max(next, upTo())), 'text/plain', way, { signal: mine.signal });
      events = eventsOf(await got.text());
      if (events.length === 0) {
        way.strange('200 text/plain');
        fault = new NoAnswer('no piece');
      } else way.answered();
    } catch (error) {
      fault = error;
    }
    clearTimeout(late);
    clearTimeout(full);
    if (closed || asked !== mine) return;
    asked = null;
    if (fault) {
      if (!source) later(open, fault.wait); // else the stream may still come
      return;
    }
    if (source || fruitless) way.overtaken();
    fruitless = false;
    drop();
    const before = next;
    for (const [name, data] of events) if (!closed) told[name]?.(data);
    if (closed) return;
    if (next === before) later(open);
    else if (way.pieces) timer = setTimeout(piece, Math.max(0, due() - now()));
    else open();
  }

  /** The last step that the next piece should have. */
  function upTo() {
    const span = speed === 'max' ? steps : Math.max(LEAST, Math.ceil((SPAN * speed) / 1000));
    return Math.min(next + span, next <= until ? until : steps, steps);
  }

  /** When the next piece is to be asked for; at full speed at once. */
  function due() { return speed === 'max' ? 0 : begun + ((next - from) * 1000) / speed - LEAD; }

  open();
  return { close };
}
