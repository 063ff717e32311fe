// Phase after phase through the steps: by hand, in slow motion, and, at one step a second, in turn while it trains.
// Knows no DOM; the clock is what tick() is given (ms).
export const PHASES = ['forward', 'loss', 'gradient', 'update'];
const EACH = 1200; // ms of a phase in slow motion

export class Walk {
  phase = 'gradient'; slow = false;
  #trainer; #on; #landing = null; #due = null; #step = null; #since = 0; #walked = false;

  /** @param {{lit: (phase: string, how: 'hand'|'slow'|'train') => void, slow: (on: boolean) => void}} on */
  constructor(trainer, on) {
    this.#trainer = trainer;
    this.#on = on;
    trainer.on('show', () => this.#shown());
    trainer.on('state', () => {
      if (trainer.playing) {
        this.#walked = false;
        this.stop();
      }
      if (this.#landing && trainer.atEnd) this.#shown(); // there is no such step: the run has diverged
    });
  }

  light(phase, how = 'hand') {
    this.#landing = null;
    this.#due = null;
    this.#walked = true;
    if (phase === this.phase && how === 'train') return;
    this.phase = phase;
    this.#on.lit(phase, how);
  }

  forward() { this.#go(1, 'hand'); }
  back() { this.#go(-1, 'hand'); }

  toggle() {
    if (this.slow) this.stop();
    else this.#start();
  }

  #start() {
    const { atEnd } = this.#trainer;
    this.#trainer.pause();
    if (atEnd) this.#trainer.seek(0);
    this.slow = true;
    this.#due = null;
    this.#landing = null;
    this.#on.slow(true);
    if (atEnd) this.light('forward', 'slow');
  }

  stop() {
    if (!this.slow) return;
    this.slow = false;
    this.#on.slow(false);
  }

  /** Once per animation frame. */
  tick(now) {
    const trainer = this.#trainer;
    if (this.slow) {
      if (this.#landing) return;
      this.#due ??= now + EACH;
      if (now >= this.#due) this.#go(1, 'slow');
    } else if (trainer.playing && trainer.speed === 1) {
      if (trainer.shown.step !== this.#step) {
        this.#step = trainer.shown.step;
        this.#since = now;
      }
      this.light(PHASES[Math.min(3, Math.floor((now - this.#since) / 250))], 'train');
    } else this.#step = null;
  }

  // Beyond the last phase comes the next step's first: it is lit as soon as that step is shown.
  #go(way, how) {
    if (this.#landing) return;
    const trainer = this.#trainer, at = PHASES.indexOf(this.phase) + way;
    trainer.pause();
    // Who has not walked through this step yet begins at its beginning.
    if (way > 0 && !this.#walked) { this.light(PHASES[0], how); return; }
    if (at in PHASES) { this.light(PHASES[at], how); return; }
    const from = trainer.shown.step, step = from + way;
    if (step < 0 || step > trainer.run.steps || (way > 0 && trainer.atEnd)) { this.stop(); return; }
    this.#landing = { from, step, phase: PHASES.at(way > 0 ? 0 : -1), how };
    if (way > 0) trainer.forward();
    else trainer.back();
  }

  #shown() {
    const landing = this.#landing, { shown: { step }, atEnd } = this.#trainer;
    this.#due = null;
    if (!landing) return;
    if (step === landing.step) this.light(landing.phase, landing.how);
    else if (step !== landing.from || atEnd) { // the learner went elsewhere, or there is nothing to go to
      this.#landing = null;
      if (atEnd) this.stop();
    }
  }
}
