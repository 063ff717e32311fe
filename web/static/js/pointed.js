// The sample pointed at, by whatever hand and wherever: one for the whole page. Hovered while a pointer or the focus
// rests on it; held by a click until the second one, or Escape.
export class Pointed {
  #hovered = null; #by = null; #held = null; #changed; #others = new Set();

  constructor(changed) {
    this.#changed = () => {
      changed();
      for (const other of this.#others) other();
    };
  }

  /** Somebody else who is to know of every change. @param {AbortSignal} [until] from then on no more */
  also(listener, until) {
    this.#others.add(listener);
    until?.addEventListener('abort', () => this.#others.delete(listener));
  }

  get index() { return this.#hovered ?? this.#held; }
  get held() { return this.#held; }
  /** Where the hand is that points: 'chart', 'table', or null. */
  get by() { return this.#by; }

  hover(index, by) {
    if (index === this.#hovered && by === this.#by) return;
    this.#hovered = index;
    this.#by = index === null ? null : by;
    this.#changed();
  }

  /** Only the hand that points can let go. */
  leave(by) { if (this.#by === by) this.hover(null, null); }

  /** @param {number} near how far off the second click may be */
  hold(index, near = 0) {
    this.#held = this.#held !== null && Math.abs(index - this.#held) <= near ? null : index;
    this.#changed();
  }

  release() {
    if (this.#held === null) return false;
    this.#held = null;
    this.#changed();
    return true;
  }

  clear() {
    this.#hovered = this.#by = this.#held = null;
    this.#changed();
  }
}
