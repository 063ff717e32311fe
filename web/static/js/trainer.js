// One run under the learner's hands: what has come (trace), where it stands (shown), whether it plays (player).
// Knows neither charts nor DOM; the wire and the clock are passed in.
import { backoff } from './backoff.js';
import { Trace } from './trace.js';
import { Player } from './player.js';
import { isDescent, rateAt, sharedUpTo } from './schedule.js';
import { limitAt } from './stability.js';

const EVERY_ROW = 1000; // steps a second up to which the server sends every row
const WHOLE = 10000; // steps of a run whose every row comes even at full speed
const STALL = 350; // ms without a due row before the page says that it waits

export class Trainer {
  barred = false; // whether nothing may be trained yet: the link could not be read
  gate = null; // asked before a run sets out: whether it may
  run = null; shown = null; furthest = 0; waiting = false; end = null; logs = new Map();
  #trace = null; #player = new Player(); #stream = null; #pulling = null; #asked = null; #debounce = 0;
  #goal = 0; #progressAt = 0; #held = new Set(); #willing = false; #listeners = { show: [], state: [], rows: [], run: [] };

  constructor({ wire, now = () => performance.now(), speed = 60 }) {
    this.wire = wire;
    this.now = now;
    this.speed = speed;
  }

  /** @param {AbortSignal} [until] the listener hears nothing any more from then on */
  on(event, listener, until) {
    this.#listeners[event].push(listener);
    until?.addEventListener('abort', () => { this.#listeners[event] = this.#listeners[event].filter((each) => each !== listener); });
  }
  #emit(event) { for (const listener of this.#listeners[event]) listener(this); }

  get trace() { return this.#trace; }
  get playing() { return this.#player.running || this.#willing; }
  get atEnd() { return this.end !== null && this.shown.step >= this.end.step; }

  /** Takes a new run; one that was playing plays on. What it has in common with the old one stays, and so does the step shown if it is among that. */
  load(run) {
    const { playing } = this;
    this.#quiet();
    const shared = this.run ? sharedUpTo(this.run, run) : -1;
    this.run = run;
    // A run that has diverged diverges there however long it is.
    if (!(this.end?.kind === 'diverged' && this.end.step < shared)) this.end = null;
    if (shared < 0) this.#startAnew();
    else this.#goOn(shared);
    this.#emit('run');
    this.#held.delete('answer');
    if (playing) this.#start();
    this.#emit('show');
    this.#emit('state');
    // What an optimizer with a memory makes of a step is known only where its next row is.
    const { step, gradient } = this.shown, unled = !isDescent(run, step) && step < this.#last() && !this.#trace.at(step + 1);
    if (gradient === null || (unled && !this.playing)) this.#fetch(step);
  }

  #startAnew() {
    this.#trace = new Trace(this.run.parameters.length);
    this.furthest = 0;
    this.logs = new Map();
    this.shown = this.#first();
  }

  #goOn(shared) {
    this.#trace = this.#trace.upTo(shared);
    this.furthest = Math.min(this.furthest, shared);
    this.logs = new Map([...this.logs].filter(([step]) => step <= shared));
    const at = Math.min(this.shown.step, shared), nearest = this.#trace.indexUpTo(at);
    if (this.shown.step > at) this.shown = nearest < 0 ? this.#first() : this.#trace.row(nearest);
  }

  /** Step 0 as far as the page itself knows it. */
  #first() { return { step: 0, loss: this.run.loss0, sae: null, theta: this.run.start, gradient: null }; }

  play() {
    if (this.playing || !this.#may()) return;
    this.#cancel();
    if (this.atEnd) this.#show(this.#trace.at(0) ?? this.#first());
    this.#start();
    this.#emit('state');
  }

  pause() {
    if (!this.playing) return;
    this.#quiet();
    this.#emit('state');
  }

  #may() { return !this.barred && (this.gate === null || this.gate()); }

  toggle() { if (this.playing) this.pause(); else this.play(); }

  setSpeed(speed) {
    this.speed = speed;
    if (this.#player.running) this.#begin();
  }

  /** Stands still for a reason (a tab out of sight, an answer on its way); it plays on when all are gone. */
  hold(reason) {
    this.#held.add(reason);
    if (!this.#player.running) return;
    this.#quiet();
    this.#willing = true;
  }

  resume(reason) {
    this.#held.delete(reason);
    if (this.#willing && this.#held.size === 0) this.#start();
  }

  #start() {
    this.#willing = this.#held.size > 0;
    if (!this.#willing) this.#begin();
  }

  reset() { this.seek(0); }

  forward() {
    // Pressed again before the answer came: one step further than was asked for.
    const step = (this.#pulling ? this.#goal : this.shown.step) + 1;
    this.pause();
    if (step > this.#last() || !this.#may()) return;
    this.#cancel(); // an answer still on its way must not take the learner back
    const row = this.#trace.at(step);
    if (row) this.#show(row);
    else this.#pull(step, 60);
  }

  back() {
    this.pause();
    if (this.shown.step > 0) this.seek(this.shown.step - 1);
  }

  /** Shows a step, from the trace or from the server; several in quick succession: the latest wins. */
  seek(step, delay = 0) {
    this.pause();
    if (step > 0 && !this.#may()) {
      this.#emit('show'); // whoever moved on already comes back
      return;
    }
    this.#cancel();
    const target = Math.max(0, Math.min(step, this.#last()));
    const row = this.#trace.at(target);
    if (row) this.#show(row);
    else this.#debounce = setTimeout(() => {
      // A stream leaves no gaps, in the log either, and tells where a run ends that diverges.
      const ahead = target > this.#trace.coveredTo(0);
      if (ahead && (this.run.steps <= WHOLE || this.#risky())) this.#pull(target, 'max', 0);
      else this.#fetch(target);
    }, delay);
  }

  /** Once per animation frame. */
  tick() {
    if (!this.#player.running) return;
    const now = this.now();
    const available = Math.min(Math.max(this.shown.step, this.#trace.coveredTo(this.shown.step, this.#paced())), this.#last());
    const { step, starved } = this.#player.at(now, available, this.run.steps);
    const index = this.#trace.indexUpTo(step);
    if (index >= 0 && this.#trace.stepAt(index) > this.shown.step) {
      this.#progressAt = now;
      this.#show(this.#trace.row(index));
    }
    if (this.end && this.shown.step >= this.end.step) {
      this.#quiet();
      this.#emit('state');
      return;
    }
    if (!starved) this.#progressAt = now;
    this.#wait(starved && now - this.#progressAt > STALL);
  }

  /** Whether every row is wanted: at full speed an even choice will do. */
  #paced() { return this.speed !== 'max' && this.speed <= EVERY_ROW; }

  #last() { return this.end ? this.end.step : this.run.steps; }

  #risky() {
    const { run } = this;
    return [0, ...run.tweaks.map((tweak) => tweak.step)].some((step) => !(rateAt(run, step) < limitAt(run, step) * 0.999));
  }

  #begin() {
    const step = this.shown.step;
    this.#stream?.close();
    this.#stream = null;
    this.#player.start(step, this.speed, this.now());
    this.#progressAt = this.now();
    // Row 0 may be shown from the page itself; the stream brings it whole.
    const from = this.#trace.coveredTo(step, this.#paced()) + 1;
    if (this.end && from > this.end.step) return;
    this.#stream = this.wire.openStream(this.run, { from: Math.min(from, this.run.steps), speed: this.speed }, this.#receiver());
  }

  #receiver(after = () => {}) {
    const run = this.run;
    const still = (act) => (...values) => { if (this.run === run) { act(...values); after(); } };
    return {
      rows: still((rows, from, to) => this.#take(rows, from, to)),
      log: still((step, text) => { this.logs.set(step, text); }),
      finished: still((row, text, digest) => this.#finish({ kind: 'finished', step: row.step, text, digest }, row)),
      diverged: still((row, reason) => this.#finish({ kind: 'diverged', step: row.step, reason }, row)),
    };
  }

  #take(rows, from, to) {
    for (const row of rows) this.#trace.add(row);
    this.#trace.cover(from, to, rows.length === to - from + 1);
    if (this.shown.gradient === null) {
      const whole = this.#trace.at(this.shown.step);
      if (whole) this.#show(whole);
    }
    this.#emit('rows');
  }

  #finish(end, row) {
    this.#trace.add(row);
    this.#trace.cover(row.step, row.step);
    this.end = end;
    this.#stream = null;
    this.#emit('rows');
    if (!this.playing) this.#emit('state');
  }

  // Streams on from what is here until `step` is, then shows it.
  #pull(step, speed, start = this.shown.step) {
    this.#goal = step;
    const done = () => {
      const target = Math.min(step, this.#last());
      const row = this.#trace.at(target);
      if (!row && this.#trace.coveredTo(start) < target) return;
      this.#pulling?.close();
      this.#pulling = null;
      // At full speed a long run comes thinned: the very step that was asked for has to be fetched.
      if (!row) { this.#fetch(target); return; }
      this.#wait(false);
      if (row.step !== this.shown.step) this.#show(row);
      this.#emit('state');
    };
    this.#pulling?.close();
    this.#pulling = this.wire.openStream(this.run, { from: Math.min(this.#trace.coveredTo(start) + 1, this.run.steps), speed, until: step }, { ...this.#receiver(done), lost: () => this.#wait(true) });
  }

  async #fetch(step) {
    const asked = (this.#asked = new AbortController());
    const late = setTimeout(() => this.#wait(true), STALL);
    for (let attempt = 0; this.#asked === asked; attempt++) {
      try {
        // An optimizer with a memory hangs on all steps before: only the row after it tells what an update does.
        const ahead = !isDescent(this.run, step) && step < this.#last(), fetched = (each) => this.wire.fetchStep(this.run, each, asked.signal);
        const row = await fetched(step);
        if (this.#asked !== asked) break;
        this.#trace.add(row);
        if (!this.playing || this.shown.step === row.step) this.#show(row);
        // A run that ends right here has no such row, and only the answer tells.
        const next = ahead && row.leads !== false ? await fetched(step + 1).catch(() => null) : null;
        if (this.#asked !== asked || !next) break;
        this.#trace.add(next);
        if (!this.playing && this.shown.step === row.step) this.#show(row);
        break;
      } catch ({ wait = 0, last = false }) {
        // Gone for now: what is shown stays true, and the step is asked for again; one that the run does not have never is.
        if (last || this.#asked !== asked) break;
        await new Promise((resolve) => { setTimeout(resolve, Math.max(wait, backoff(attempt, Math.random()))); });
      }
    }
    clearTimeout(late);
    if (this.#asked === asked && !this.playing) this.#wait(false);
  }

  #cancel() {
    clearTimeout(this.#debounce);
    this.#asked?.abort();
    this.#asked = null;
    this.#pulling?.close();
    this.#pulling = null;
    this.#wait(false);
  }

  #quiet() {
    this.#player.stop();
    this.#willing = false;
    this.#stream?.close();
    this.#stream = null;
    this.#cancel();
  }

  #show(row) {
    const wasEnd = this.atEnd;
    this.shown = row;
    this.furthest = Math.max(this.furthest, row.step);
    this.#emit('show');
    if (wasEnd !== this.atEnd) this.#emit('state');
  }

  #wait(waiting) {
    if (this.waiting === waiting) return;
    this.waiting = waiting;
    this.#emit('state');
  }
}
