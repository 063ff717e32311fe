// How runs come to this page: in a stream or, where none gets through, in pieces that are answers of their own; and
// whether somebody else answers in the server's place. One for the page; knows no DOM.

const PROOFS = 2; // streams in a row that an answer asked for later has overtaken
const PATIENCE = 30000; // ms of foreign answers and no other before it is told
const CROWD = 4; // streams of one browser that leave little room among its six connections
const ROOM = 'room'; // the call
const CENSUS = 300; // ms in which those who hold one tell so

export class Way {
  /** Why runs come in pieces: 'framed', 'held', 'crowded'; null where they come in a stream. */
  why = null;
  /** What has been answering in the server's place for half a minute, as "403" or "200 text/html"; null if nothing has. */
  foreign = null;
  #overtaken = 0; #seen = null; #timer = 0; #changed = []; #open; #me = crypto.randomUUID?.() ?? String(Math.random());

  /** @param {{why?: string|null, channel?: () => BroadcastChannel|null}} options why: where no stream is to be tried; channel: to the browser's other pages of this server */
  constructor({ why = null, channel = () => null } = {}) {
    this.why = why;
    this.#open = channel;
  }

  get pieces() { return this.why !== null; }

  /** @param {(way: Way) => void} listener after each change */
  on(listener) { this.#changed.push(listener); }
  #tell() { for (const listener of this.#changed) listener(this); }
  #turn(why) {
    if (this.pieces) return;
    this.why = why;
    this.#tell();
  }

  /** A piece came before the stream that had been asked for sooner. Once may be an accident. */
  overtaken() { if (++this.#overtaken >= PROOFS) this.#turn('held'); }

  /** A stream goes on well. */
  streams() { this.#overtaken = 0; }

  /** The server itself has answered. */
  answered() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#seen = null;
    if (this.foreign === null) return;
    this.foreign = null;
    this.#tell();
  }

  /** Something came that is none of the server's answers. */
  strange(what) {
    this.#seen = what;
    if (this.foreign !== null && this.foreign !== what) this.#say();
    else if (!this.#timer) this.#timer = setTimeout(() => this.#say(), PATIENCE);
  }
  #say() {
    this.foreign = this.#seen;
    this.#tell();
  }

  /** Nobody answers: perhaps the browser's other pages hold all connections to the server. Those with a stream count themselves. */
  call() {
    const channel = this.#open();
    channel?.postMessage(ROOM);
    channel?.close();
  }

  /**
   * A stream of this page is open; where too many are, all of them make room and go on in pieces.
   *
   * @returns {() => void} to be called when it is closed
   */
  hold(makeRoom) {
    const channel = this.#open();
    if (!channel) return () => {};
    let others = null, timer = 0;
    channel.onmessage = ({ data }) => {
      if (others === null) { // called, or others answer a call already
        others = new Set();
        channel.postMessage(this.#me);
        timer = setTimeout(() => {
          const crowded = others.size + 1 >= CROWD;
          others = null;
          if (!crowded) return;
          this.#turn('crowded');
          makeRoom();
        }, CENSUS);
      }
      if (data !== ROOM) others.add(data);
    };
    return () => {
      clearTimeout(timer);
      channel.close();
    };
  }
}

/** The way to this page: a frame shares six connections with others like it, and so never asks for a stream. */
export function wayHere() {
  const framed = globalThis.top !== globalThis.self, channels = 'BroadcastChannel' in globalThis;
  return new Way({
    why: framed ? 'framed' : null,
    channel: () => {
      try {
        return channels && !framed ? new BroadcastChannel('sinefit') : null;
      } catch {
        return null; // barred
      }
    },
  });
}
