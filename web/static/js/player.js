// Plays rows out at the learner's pace, whatever rhythm they come in. Pure: the clock is an argument (ms).

/** At "max" a run still takes this many animation frames at least, so that there is motion to see. */
const FRAMES_AT_MAX = 45;

export class Player {
  #from = 0; #since = 0; #speed = 60; #running = false; #last = 0;

  get running() { return this.#running; }

  /** @param {number|'max'} speed steps a second */
  start(step, speed, now) {
    this.#from = this.#last = step;
    this.#since = now;
    this.#speed = speed;
    this.#running = true;
  }

  stop() { this.#running = false; }

  /**
   * The step to show now.
   * @param {number} now
   * @param {number} available the last step that can be shown
   * @param {number} steps length of the whole run
   * @returns {{step: number, starved: boolean}} starved: the clock is ahead of what has come
   */
  at(now, available, steps) {
    if (!this.#running) return { step: this.#last, starved: false };
    const reach = this.#speed === 'max'
      ? this.#last + Math.max(1, Math.ceil(steps / FRAMES_AT_MAX))
      : Math.floor(this.#from + ((now - this.#since) * this.#speed) / 1000 + 1e-9);
    if (reach <= available) {
      this.#last = Math.max(this.#last, reach);
      return { step: this.#last, starved: false };
    }
    // Hold the clock at what there is, the next step being due: after a stall the run goes on, it does not leap.
    this.#last = Math.max(this.#last, available);
    this.#from = this.#last;
    this.#since = this.#speed === 'max' ? now : now - 1000 / this.#speed;
    return { step: this.#last, starved: true };
  }
}
