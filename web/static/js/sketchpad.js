// The loss chart as a pad: a line drawn by mouse, finger or pen, or moved at its handles by keys. It lies below the
// chart's own lines, and what lies between it and a run is shaded.
import { label, sans, widthOf } from './chartbase.js';
import { colour } from './colours.js';
import { amount, whole } from './format.js';
import { HANDLES, at, begun, blank, moved, stroke, whole as line } from './sketch.js';

const WIDTH = 4, FINE = 0.05, COARSE = 0.5; // px; decades that a key moves a handle
const NAMED = [0.45, 0.5, 0.55, 0.62]; // where the line's name stands, shares of the steps

/** @param {{say: (key: string, ...values: string[]) => string, changed: () => void}} on changed: another line was drawn */
export class SketchPad {
  #canvas; #pad; #handles; #chart; #on; #sketch = null; #frame = { from: 0, to: 1 }; #steps = 1; #drawing = null; #between = null; #last = null; #open = false;

  constructor(chart, canvas, on) {
    this.#chart = chart;
    this.#on = on;
    this.#canvas = Object.assign(document.createElement('canvas'), { className: 'sketch' });
    this.#pad = Object.assign(document.createElement('div'), { className: 'pad', hidden: true });
    this.#pad.setAttribute('role', 'group');
    this.#pad.setAttribute('aria-label', on.say('pad'));
    this.#handles = HANDLES.map((_, k) => this.#handle(k));
    this.#pad.append(...this.#handles);
    canvas.before(this.#canvas);
    canvas.parentElement.append(this.#pad);
    chart.beneath = (drawing) => this.#draw(drawing);
    this.#pad.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !this.#drawing) return;
      event.preventDefault(); // the text beside it is not to be marked
      this.#pad.setPointerCapture(event.pointerId);
      this.#last = this.#place(event);
      this.#stroke(this.#last);
    });
    this.#pad.addEventListener('pointermove', (event) => {
      if (!this.#last) return;
      for (const each of event.getCoalescedEvents?.() ?? []) this.#stroke(this.#place(each));
      this.#stroke(this.#place(event));
    });
    for (const name of ['pointerup', 'pointercancel']) this.#pad.addEventListener(name, () => { this.#last = null; });
  }

  /** The line, or null if nothing has been drawn. */
  get line() { return this.#sketch && begun(this.#sketch) ? line(this.#sketch) : null; }
  /** The decades within which it was drawn. */
  get frame() { return this.#frame; }

  /** An empty pad for a run; what was drawn for another of the same start stays, if it is to be kept. */
  begin(run, keep) {
    this.#frame = { ...this.#chart.span };
    this.#steps = run.steps;
    this.#between = null;
    const start = run.loss0 > 0 ? this.#within(Math.log10(run.loss0)) : this.#frame.from;
    if (!keep || this.#sketch?.[0] !== start) this.#sketch = blank(start);
    this.#tell();
  }

  /** Whether it can be drawn on. */
  set open(open) {
    this.#open = open;
    this.#pad.hidden = !open;
    this.redraw();
  }

  /** Shades what lies between the line and a run. @param {{x: number, line: number, run: number}[] | null} pairs */
  set between(pairs) {
    this.#between = pairs;
    this.redraw();
  }

  wipe() {
    this.#sketch = null;
    this.#between = null;
    this.redraw();
  }

  focus() { this.#handles[0].focus({ preventScroll: true }); }

  redraw() { if (this.#drawing && this.#chart.chart) this.#chart.chart.draw(); }

  #within(decade) { return Math.min(Math.max(decade, this.#frame.from), this.#frame.to); }

  #place({ clientX, clientY }) {
    const { area, y } = this.#drawing, box = this.#pad.getBoundingClientRect(), value = y.getValueForPixel(Math.min(Math.max(clientY - box.top, area.top), area.bottom));
    return { x: Math.min(Math.max((clientX - box.left - area.left) / area.width, 0), 1), y: this.#within(Math.log10(value)) };
  }

  #stroke(to) {
    this.#sketch = stroke(this.#sketch, this.#last, to);
    this.#last = to;
    this.#changed();
  }

  #changed() {
    this.#tell();
    this.redraw();
    this.#on.changed();
  }

  #handle(k) {
    const handle = Object.assign(document.createElement('div'), { className: 'knob', tabIndex: 0 });
    handle.setAttribute('role', 'slider');
    handle.setAttribute('aria-orientation', 'vertical');
    handle.addEventListener('keydown', (event) => {
      const now = at(line(this.#sketch), HANDLES[k]), { from, to } = this.#frame;
      const next = { ArrowUp: now + FINE, ArrowRight: now + FINE, ArrowDown: now - FINE, ArrowLeft: now - FINE, PageUp: now + COARSE, PageDown: now - COARSE, Home: from, End: to }[event.key];
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      this.#sketch = moved(this.#sketch, k, this.#within(next));
      this.#changed();
    });
    return handle;
  }

  #tell() {
    const drawn = line(this.#sketch), { from, to } = this.#frame;
    this.#handles.forEach((handle, k) => {
      const decade = at(drawn, HANDLES[k]);
      const told = { 'aria-label': this.#on.say('handle', whole(Math.round(this.#steps * HANDLES[k]))), 'aria-valuemin': from, 'aria-valuemax': to, 'aria-valuenow': decade.toFixed(2), 'aria-valuetext': this.#on.say('handleAt', amount(10 ** decade)) };
      for (const [name, value] of Object.entries(told)) handle.setAttribute(name, value);
    });
  }

  // The chart has been drawn: below its lines the sketch, in the same axes. Returns the boxes of its label.
  #draw(drawing) {
    this.#drawing = drawing;
    const { x, y, area, ctx: over } = drawing, ctx = this.#canvas.getContext('2d'), { width, height } = over.canvas, { steps } = this.#chart.run, ratio = this.#chart.chart.currentDevicePixelRatio;
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    ctx.resetTransform();
    ctx.clearRect(0, 0, width, height);
    if (!this.#sketch) return [];
    ctx.scale(ratio, ratio);
    const drawn = line(this.#sketch), floor = this.#chart.excess ? this.#chart.run.theory.floor : 0;
    const px = (share) => x.getPixelForValue(share * steps), py = (decade) => Math.min(Math.max(y.getPixelForValue(this.#chart.value(10 ** decade - floor)), area.top - WIDTH), area.bottom + WIDTH);
    this.#handles.forEach((handle, k) => {
      handle.style.left = `${px(HANDLES[k])}px`;
      handle.style.top = `${py(at(drawn, HANDLES[k]))}px`;
    });
    if (!begun(this.#sketch)) return [];
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top - 2, area.width, area.height + 4);
    ctx.clip();
    if (this.#between) {
      ctx.beginPath();
      ctx.moveTo(px(0), py(drawn[0]));
      for (const pair of this.#between) ctx.lineTo(px(pair.x), py(pair.line));
      for (const pair of this.#between.toReversed()) ctx.lineTo(px(pair.x), py(pair.run));
      ctx.closePath();
      ctx.fillStyle = colour('fit-wash');
      ctx.fill();
    }
    ctx.beginPath();
    drawn.forEach((decade, k) => { ctx.lineTo(px(k / (drawn.length - 1)), py(decade)); });
    Object.assign(ctx, { strokeStyle: colour('edge'), lineWidth: WIDTH, lineCap: 'round', lineJoin: 'round' });
    ctx.stroke();
    ctx.restore();
    return this.#name(over, drawn, px, py, area);
  }

  // The line's name, past its middle, on the side where the run is not.
  #name(ctx, drawn, px, py, area) {
    const { size, ground } = this.#chart, text = this.#on.say('yours'), width = widthOf(ctx, sans(560, size), text), right = px(0.62), rows = NAMED.map((share) => py(at(drawn, share))), low = Math.max(...rows) + size + 8, high = Math.min(...rows) - 9;
    const under = this.#between ? at(drawn, 0.55) < this.#between.find(({ x }) => x >= 0.55).run : false, row = (under && low < area.bottom - 3) || high - area.top < size ? low : high;
    label(ctx, area, text, right, row, { fill: colour('ink-2'), ground, align: 'right', weight: 560, size });
    return [{ left: right - width, right, top: row - size, bottom: row + 3 }];
  }
}
