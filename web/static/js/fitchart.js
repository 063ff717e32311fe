// Truth, ŷ, the best curve, the start: the workbench's upper chart.
import { LINE, dot, label, letter, options, sans, tickFont, widthOf } from './chartbase.js';
import { background, colour, faint, isSmall } from './colours.js';
import { whole } from './format.js';
import { linearLabel } from './frames.js';
import { curve, features, held, valueAt } from './polynomial.js';
import { pull } from './pull.js';
import { frame, interval, linear, number } from './ticks.js';
import { word } from './words.js';

const POINTS = 241, FIT = 0, TRUTH = 1, BEST = 2, BEGUN = 3, NEXT = 4, TIP = 7, SHORT = 9, APART = 44; // px: an arrow's head, and the shortest that can be drawn
const LONGEST = 0.4; // of the plot's height, the longest arrow at most

export class FitChart {
  phase = 'gradient'; sample = null; taylor = false;
  #canvas; #chart = null; #run = null; #theta = null; #begun = null; #range; #clip; #ground = '#fff'; #samples; #update = null; #pull = null; #dotted = false; #squared = 0; #left = false; #dots = null; #truth = []; #peak = null; #view = null; #sketch = null; #fit = []; #first = [];
  #still = null; // what does not move, as pictures: under ŷ and over it; null: to be drawn anew

  constructor(canvas, samples) {
    this.#canvas = canvas;
    this.#samples = samples;
  }

  pins = null; own = null; laid = null; // how points of one's own are seen; is called when places on the chart are others
  get chart() { return this.#chart; }
  get run() { return this.#run; }

  load(run) {
    this.#run = run;
    this.#theta = this.#begun = run.start;
    this.#update = this.#pull = null;
    this.#learn(run.points ?? null);
    this.#sketch = null;
    this.#frame();
    this.build();
  }

  /** A curve that is just being typed, over the run's interval; null: none. */
  sketch(y) {
    if (y === this.#sketch) return;
    this.#sketch = y;
    this.#frame();
    this.build();
    this.draw();
  }

  overlay(pins) {
    this.pins = pins;
    if (!this.#run) return;
    this.build();
    this.draw();
  }

  #frame() {
    const run = this.#run;
    const { x, y } = this.#dots ? this.own.framed(this.#dots, this.#view && { x: this.#view, y: this.#range }) : { x: run, y: frame([...run.truth, ...(this.#sketch ?? [])]) };
    this.#view = { min: x.min, max: x.max };
    this.#range = y;
    this.#clip = 20 * (y.max - y.min) + Math.max(Math.abs(y.min), Math.abs(y.max));
  }

  /** Anew, in the theme's colours. */
  build() {
    this.#chart?.destroy();
    this.#ground = background(this.#canvas);
    const { min, max } = this.#view, truth = this.#dots ? [] : this.#truth;
    const spread = (values) => values.map((y, i) => ({ x: min + ((max - min) * i) / (values.length - 1), y }));
    const best = this.#run.theory?.optimum;
    const xTicks = interval(min, max), yTicks = linear(this.#range.min, this.#range.max, this.#dots ? 5 : 3);
    const labels = new Map(xTicks.map((tick) => [tick.value, tick.label]));
    const ink = colour('ink-3'), line = colour('line'), edge = colour('edge'), font = tickFont();
    this.#fit = this.#points(this.#theta);
    this.#first = this.#points(this.#run.start);
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets: [
        { ...LINE, data: this.#fit, borderColor: colour('fit'), borderWidth: 3, order: 1 },
        { ...LINE, data: truth, borderColor: colour('truth'), order: 2 },
        { ...LINE, data: best ? this.#points(best) : [], borderColor: colour('ink-2'), borderWidth: 1.5, borderDash: [6, 5], borderCapStyle: 'butt', order: 3 },
        { ...LINE, data: this.#first, borderColor: edge, borderWidth: 1.5, borderDash: [1, 4], order: 4 },
        { ...LINE, data: this.#fit.map(({ x }) => ({ x, y: NaN })), borderColor: colour('fit'), borderWidth: 2, borderDash: [1, 5], order: 0 },
        { ...LINE, data: this.#taylor(), borderColor: colour('ink-3'), borderWidth: 1.5, borderDash: [2, 3], borderCapStyle: 'butt', order: 3 },
        { ...LINE, data: spread(this.#sketch ?? []), borderColor: colour('truth'), borderDash: [6, 5], borderCapStyle: 'butt', order: 2 },
        ...(this.pins?.curves(this.#view, this.#clip) ?? []),
      ] },
      options: options({ top: 6, right: isSmall() ? 4 : 6, bottom: 0, left: 0 }, {
        x: { type: 'linear', min, max, afterBuildTicks: (axis) => { axis.ticks = xTicks.map(({ value }) => ({ value })); },
          ticks: { callback: (value) => labels.get(value) ?? number(value), color: ink, font, padding: 6, maxRotation: 0, align: 'inner' },
          grid: { color: line, drawTicks: false, lineWidth: (c) => (c.tick?.value === 0 ? 1 : 0) }, border: { display: false } },
        y: { type: 'linear', ...this.#range, afterBuildTicks: (axis) => { axis.ticks = yTicks.map((value) => ({ value })); },
          ticks: { callback: number, color: ink, font, padding: 8 },
          grid: { color: (c) => (c.tick?.value === 0 ? edge : line), drawTicks: false }, border: { display: false } },
      }),
      plugins: [{
        id: 'fit', afterUpdate: () => { this.#still = null; }, beforeDraw: () => this.#still === null,
        beforeDatasetDraw: (_, { index }) => index !== FIT && index !== NEXT, afterDraw: (chart) => this.#keep(chart),
      }],
    });
    this.#aim();
  }

  /** @param {{change: number[], steepest: number} | null} update of the coefficients by the step, where the phase is about that */
  show(theta, update = null) {
    this.#theta = theta;
    this.#update = update;
    // Only ŷ moves: its points are changed in place, and it is drawn over a picture of all that stands still.
    for (const point of this.#fit) point.y = held(valueAt(this.#run, theta, point.x), this.#clip);
    this.#aim();
    this.draw();
  }

  /** Another start: that of a run that is just being chosen. */
  begin(start) {
    if (!this.#chart || start === this.#begun) return;
    this.#begun = start;
    this.#chart.data.datasets[BEGUN].data = this.#points(start);
    this.#chart.update('none');
  }

  // Arrows a third of the plot long, by a round factor; what they show can be asked of the chart.
  #aim() {
    const change = this.#update?.change;
    this.#pull = change ? pull(this.#run, this.#theta, change, (this.#range.max - this.#range.min) * LONGEST) : null;
    const next = this.phase === 'update' && this.#pull ? this.#theta.map((value, k) => value + this.#pull.factor * change[k]) : null;
    // Without an update its line has no points to draw; they are changed in place, as those of ŷ.
    if (next || this.#dotted) for (const point of this.#chart.data.datasets[NEXT].data) point.y = next ? held(valueAt(this.#run, next, point.x), this.#clip) : NaN;
    this.#dotted = next !== null;
    this.#chart.pull = this.#pull;
  }

  draw() {
    const chart = this.#chart;
    if (!chart) return;
    const left = this.#apart(chart.scales);
    if (left !== this.#left) this.#still = null; // the start gets a name once ŷ has left it
    this.#left = left;
    if (this.#still === null) chart.draw();
    else this.#compose(chart);
  }

  // Whether the names of ŷ and of the start have room beside one another.
  #apart({ x, y }) {
    const [start, now] = [this.#run.start, this.#theta].map((theta) => ({ theta, exit: this.#exit(theta, -1) }));
    if (!start.exit || !now.exit || (start.exit.beyond === null) !== (now.exit.beyond === null)) return true;
    const row = ({ theta, exit }) => y.getPixelForValue(valueAt(this.#run, theta, exit.at));
    return Math.abs(x.getPixelForValue(start.exit.at) - x.getPixelForValue(now.exit.at)) > APART || Math.abs(row(start) - row(now)) > APART / 2;
  }

  // Chart.js has drawn what stands still.
  #keep(chart) {
    const { canvas, currentDevicePixelRatio: ratio } = chart, [under, over] = [0, 1].map(() => Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height }));
    under.getContext('2d').drawImage(canvas, 0, 0);
    const ctx = over.getContext('2d');
    ctx.scale(ratio, ratio);
    if (this.#dots) this.own.spots(this.#plot(chart, ctx), this.#dots, this.#ground);
    this.#names(this.#plot(chart, ctx));
    this.laid?.();
    this.#still = { under, over };
    this.#compose(chart);
  }

  #compose(chart) {
    const { ctx } = chart, { under, over } = this.#still, plot = this.#plot(chart, ctx);
    const picture = (image) => {
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.drawImage(image, 0, 0);
      ctx.restore();
    };
    ctx.clearRect(0, 0, chart.width, chart.height);
    picture(under);
    this.#curves(plot);
    picture(over);
    this.#labels(plot);
  }

  #plot({ scales: { x, y }, chartArea: area, data: { datasets } }, ctx) { return { ctx, x, y, area, datasets }; }

  // What lies between ŷ and the truth, the gaps of the phase, ŷ and where the step takes it.
  #curves(plot) {
    const { ctx, x, y, area, datasets } = plot;
    const trace = (points, from = points.length - 1, to = 0) => {
      for (let i = from, step = Math.sign(to - from); i !== to + step; i += step) ctx.lineTo(x.getPixelForValue(points[i].x), y.getPixelForValue(points[i].y));
    };
    const line = ({ data, borderColor, borderWidth, borderDash = [] }) => {
      ctx.beginPath();
      trace(data, 0, data.length - 1);
      Object.assign(ctx, { strokeStyle: borderColor, lineWidth: borderWidth, lineCap: LINE.borderCapStyle, lineJoin: LINE.borderJoinStyle });
      ctx.setLineDash(borderDash);
      ctx.stroke();
    };
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width + 1, area.height);
    ctx.clip();
    if (!this.#dots) {
      ctx.beginPath();
      trace(this.#fit, 0, POINTS - 1);
      trace(datasets[TRUTH].data);
      ctx.fillStyle = colour('fit-wash');
      ctx.fill();
    }
    this.#sticks(plot);
    line(datasets[FIT]);
    if (this.#dotted) line(datasets[NEXT]);
    ctx.restore();
  }

  #points(theta) { return curve(this.#run, theta, POINTS, this.#clip, this.#view); }

  // What is to be learnt: a curve, or points of one's own.
  #learn(dots) {
    const { min, max, truth } = this.#run;
    this.#dots = dots;
    this.#truth = dots?.map(([x, y]) => ({ x, y })) ?? truth.map((y, i) => ({ x: min + ((max - min) * i) / (truth.length - 1), y }));
    this.#peak = this.#truth.reduce((best, each) => (each.y > best.y ? each : best)); // where it is named
  }

  /** Points of one's own where a hand has them just now, [x, y] each, and the best curve through them, if that is known. */
  dots(dots, best = null) {
    this.#learn(dots);
    if (best) this.#chart.data.datasets[BEST].data = this.#fit.map(({ x }) => ({ x, y: held(best(x), this.#clip) }));
    this.#chart.update('none');
  }

  #taylor() {
    const { min, max, taylor } = this.#run;
    return this.taylor && taylor ? taylor.map((y, i) => ({ x: min + ((max - min) * i) / (taylor.length - 1), y: held(y, this.#clip) })) : [];
  }

  truthAt(x) {
    const { min, max, truth } = this.#run;
    const at = ((x - min) / (max - min)) * (truth.length - 1);
    const i = Math.max(0, Math.min(truth.length - 2, Math.floor(at)));
    return truth[i] + (truth[i + 1] - truth[i]) * (at - i);
  }

  // In the phases that are about the gap between the curves, the gap shows its parts: in the loss as squares where these
  // can be told apart, in the gradient as thick as they weigh in the steepest slope.
  #sticks({ ctx, x, y, area }) {
    if (!this.#dots && (this.phase === 'forward' || this.phase === 'update')) return;
    const run = this.#run, count = this.#dots ? this.#dots.length - 1 : Math.min(isSmall() ? 28 : 48, run.n - 1);
    const lit = this.phase === 'gradient' ? (this.#update?.steepest ?? null) : null;
    const gaps = Array.from({ length: count + 1 }, (_, i) => this.#gap(i / count, lit));
    const largest = Math.max(...gaps.map(({ weight }) => Math.abs(weight)));
    ctx.lineCap = 'butt';
    ctx.strokeStyle = lit === null ? colour('fit-stick') : faint(run.parameters[lit]);
    for (const { at, truth, fit, weight } of gaps) {
      ctx.lineWidth = lit === null || !(largest > 0) ? 1 : 1 + 4 * Math.abs(weight / largest);
      const px = Math.round(x.getPixelForValue(at)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(px, y.getPixelForValue(truth));
      ctx.lineTo(px, y.getPixelForValue(fit));
      ctx.stroke();
    }
    if (this.phase === 'loss') this.#squares({ ctx, x, y, area });
  }

  // The gap at a share of the way from left to right: at the nearest sample if these are here.
  #gap(share, lit) {
    const run = this.#run, { min, max } = run, samples = this.#samples, own = this.#dots;
    const i = Math.round(share * ((own?.length ?? run.n) - 1)), at = own ? own[i][0] : samples.here ? samples.x[i] : min + (max - min) * share;
    const truth = own ? own[i][1] : samples.here ? samples.y[i] : this.truthAt(at), fit = held(valueAt(run, this.#theta, at), this.#clip);
    return { at, truth, fit, weight: lit === null ? 1 : (fit - truth) * features(run, at, this.#theta)[lit] };
  }

  // Squares over the gaps, as true in size as the gaps: the loss is their area, with one for every sample.
  #squares({ ctx, x, y, area }) {
    const count = Math.min(isSmall() ? 9 : 13, this.#dots?.length ?? this.#run.n), room = area.width / count;
    const all = Array.from({ length: count }, (_, i) => this.#gap((i + 0.5) / count, null)).map(({ at, truth, fit }) => {
      const left = x.getPixelForValue(at), top = y.getPixelForValue(Math.max(truth, fit)), side = y.getPixelForValue(Math.min(truth, fit)) - top;
      return { left, top, side };
    });
    this.#squared = all.some(({ side }) => side > room * 1.5) ? 0 : count;
    if (this.#squared === 0) return;
    ctx.fillStyle = colour('fit-wash');
    ctx.lineWidth = 1;
    for (const { left, top, side } of all) {
      const start = Math.round(Math.min(left, area.right - side)) + 0.5;
      ctx.fillRect(start, top, side, side);
      ctx.strokeStyle = colour('fit');
      ctx.strokeRect(start, top, side, side);
    }
  }

  get #size() { return isSmall() ? 12 : 13; }

  // Of what stands still.
  #names({ ctx, x, y, area }) {
    const size = this.#size, ground = this.#ground, run = this.#run, peak = this.#peak;
    const px = (v) => x.getPixelForValue(v), py = (v) => y.getPixelForValue(v);
    label(ctx, area, word(`target.${run.target}`), px(peak.x), Math.max(area.top + 13, py(peak.y) - (this.#dots ? 12 : 9)), { fill: colour('truth'), ground, align: 'center', weight: 600, size });
    const best = run.theory?.optimum;
    if (best) {
      const { min, max } = this.#view, at = min + 0.004 * (max - min), top = py(held(valueAt(this.#run, best, at), this.#clip));
      if (top > area.top + 14 && top < area.bottom) label(ctx, area, word(run.parameters.length === 4 ? 'chart.best3' : 'chart.best'), px(at), top - 9, { fill: colour('ink-2'), ground, weight: 500, size });
    }
    if (this.#left) this.#nameAt({ ctx, x, y, area }, run.start, -1, word('chart.start'), colour('ink-3'), 500, size);
    this.#nameTaylor({ ctx, x, y, area }, size);
    this.pins?.names({ ctx, x, y, area }, ground);
  }

  #labels(plot) {
    const size = this.#size;
    const said = this.sample === null || isSmall() ? this.#said() : ''; // else the sample's card lies there
    const taken = said && plot.area.left + 16 + widthOf(plot.ctx, sans(400, size - 1), said);
    this.#nameFit(plot, plot.x.getPixelForValue(this.#peak.x), size + 2, taken);
    if (this.#pull) this.#arrows(plot, size);
    if (said) this.#legend(plot.ctx, plot.area, said, size - 1);
    if (this.sample !== null) this.#mark(plot);
  }

  // Taylor's curve is named where it leaves the frame on the left, or at its beginning.
  #nameTaylor({ ctx, x, y, area }, size) {
    const points = this.#taylor(), inside = points.find(({ y: value }) => value > this.#range.min && value < this.#range.max);
    if (!inside) return;
    const leaves = inside !== points[0], top = Math.min(Math.max(y.getPixelForValue(inside.y), area.top + 16), area.bottom - 8);
    label(ctx, area, word('chart.taylor'), x.getPixelForValue(inside.x) + (leaves ? 8 : 2), leaves ? top : top - 9, { fill: colour('ink-3'), ground: this.#ground, weight: 500, size });
  }

  // Where each coefficient's own step pulls the curve, so many times as far as it does; on a phone, the strongest alone.
  #arrows({ ctx, x, y, area }, size) {
    const { factor, arrows } = this.#pull, ground = this.#ground, { parameters } = this.#run;
    const strongest = arrows.reduce((best, each) => (Math.abs(each.by) > Math.abs(best.by) ? each : best));
    const scale = Math.abs(y.getPixelForValue(1) - y.getPixelForValue(0));
    for (const arrow of isSmall() ? [strongest] : arrows) {
      const length = Math.abs(arrow.by * factor * scale), up = arrow.by > 0 ? -1 : 1, fill = colour(parameters[arrow.k]);
      const px = Math.round(x.getPixelForValue(arrow.x));
      // A curve out of the frame is pulled at the frame.
      const room = Math.min(length + 4, area.height - 4), top = area.top + (up < 0 ? room : 4), bottom = area.bottom - (up > 0 ? room : 4);
      const from = Math.min(Math.max(y.getPixelForValue(held(arrow.from, this.#clip)), top), bottom);
      const to = from + up * length;
      if (length < SHORT) dot(ctx, px, from, 2.5, fill, ground);
      else shaft(ctx, px, from, to, up, fill, ground);
      const side = px > area.right - 24 ? -1 : 1;
      label(ctx, area, parameters[arrow.k], px + side * 7, Math.min(Math.max(length < SHORT ? from - 6 : (from + to) / 2 + 5, area.top + 14), area.bottom - 4), { fill, ground, font: letter(size + 4), halo: 4, align: side > 0 ? 'left' : 'right' });
    }
  }

  // In the line under the lowest of the truth, which is free but for the name of ŷ.
  #legend(ctx, area, text, size) {
    const small = isSmall();
    label(ctx, area, text, area.left + 4, area.bottom - (small ? 2 : 5), { fill: colour('ink-3'), ground: this.#ground, weight: 400, size, halo: small ? 2 : 5 });
  }

  // What the phase draws.
  #said() {
    const { phase } = this, { parameters, n } = this.#run, small = isSmall(), texts = [], times = this.#pull && linearLabel(this.#pull.factor);
    if (phase === 'loss') texts.push(word(this.#squared ? 'chart.squares' : 'chart.gaps', this.#squared || Math.min(small ? 29 : 49, n), whole(n)));
    if (phase === 'gradient' && this.#update && !small) texts.push(word('chart.weights', parameters[this.#update.steepest]));
    if (phase === 'gradient' && times) texts.push(word(small ? 'chart.pullOne' : 'chart.pull', times));
    if (phase === 'update' && times) texts.push(word('chart.next', times));
    return texts.join(' · ');
  }

  // ŷ is named on the side where the truth's own name does not stand; above or below all, an arrow says where it is.
  #nameFit(plot, taken, size, legend) {
    const { ctx, x, area } = plot, fill = colour('fit');
    for (const side of [1, -1]) {
      const exit = this.#exit(this.#theta, side);
      const high = exit && 2 * (exit.beyond ?? this.#fit.at(-1).y) > this.#range.min + this.#range.max; // as the truth's name
      if (!exit || (side === 1 && high && Math.abs(x.getPixelForValue(exit.at) + 18 - taken) < 44 && this.#exit(this.#theta, -1))) continue;
      this.#nameAt(plot, this.#theta, side, 'ŷ', fill, 640, size, legend);
      return;
    }
    const values = this.#fit.map((point) => point.y), { min: low, max: high } = this.#range;
    const text = values.every((y) => y >= high) ? 'ŷ ↑' : values.every((y) => y <= low) ? 'ŷ ↓' : 'ŷ ↕';
    label(ctx, area, text, area.right - 24, text === 'ŷ ↓' ? area.bottom - 8 : area.top + 16, { fill, ground: this.#ground, align: 'right', weight: 640, size });
  }

  // Where ŷ or the start leaves the frame, from the middle outwards, and its value beyond, null if it stays inside;
  // null if it never is in it.
  #exit(theta, side) {
    const points = theta === this.#theta ? this.#fit : this.#first, { min, max } = this.#range, inside = ({ y }) => y > min && y < max;
    let i = (points.length - 1) / 2;
    while (points[i] && !inside(points[i])) i += side;
    if (!points[i]) return null;
    while (points[i] && inside(points[i])) i += side;
    if (!points[i]) return { at: points[i - side].x, beyond: null };
    const last = points[i - side], next = points[i], bound = next.y > last.y ? max : min;
    return { at: last.x + ((bound - last.y) / (next.y - last.y)) * (next.x - last.x), beyond: next.y };
  }

  // Names a curve where it leaves the frame, seen from the middle outwards, or at the end of the axis.
  #nameAt({ ctx, x, y, area }, theta, side, text, fill, weight, size, legend = 0) {
    const { min, max } = this.#view;
    const centre = (min + max) / 2, half = (max - min) / 2, exit = this.#exit(theta, side);
    if (!exit) return;
    const ground = this.#ground, style = { fill, ground, weight, size };
    if (exit.beyond === null) {
      // The label spans some of the curve: it stands above the highest part of that.
      const end = centre + side * half * 0.96, span = text.length > 2 ? 0.2 : 0.05;
      const value = Math.max(...[0, 0.33, 0.66, 1].map((share) => valueAt(this.#run, theta, end - side * half * span * share)));
      const up = Math.max(area.top + 14, y.getPixelForValue(value) - 11);
      label(ctx, area, text, x.getPixelForValue(end), up, { ...style, align: side > 0 ? 'right' : 'left' });
    } else {
      const at = x.getPixelForValue(exit.at) + side * 10, over = at < legend ? size + 2 : 0; // the legend's line
      const row = exit.beyond > this.#range.max ? area.top + 16 : area.bottom - 8 - over;
      label(ctx, area, text, at, row, { ...style, align: side > 0 ? 'left' : 'right' });
    }
  }

  #mark({ ctx, x, y, area }) {
    const px = x.getPixelForValue(this.sample.x), clamp = (p) => Math.min(Math.max(p, area.top), area.bottom);
    const truth = clamp(y.getPixelForValue(this.sample.y)), fit = clamp(y.getPixelForValue(held(this.sample.fit, this.#clip)));
    ctx.save();
    ctx.strokeStyle = colour('fit');
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(px, truth);
    ctx.lineTo(px, fit);
    ctx.stroke();
    dot(ctx, px, truth, 4.5, colour('truth'), this.#ground);
    dot(ctx, px, fit, 4.5, colour('fit'), this.#ground);
    ctx.restore();
  }
}

// An arrow upright on the plot, with a rim in the plot's own ground.
function shaft(ctx, x, from, to, up, fill, ground) {
  ctx.save();
  ctx.lineCap = ctx.lineJoin = 'round';
  for (const [rim, paint] of [[3, ground], [0, fill]]) {
    ctx.strokeStyle = ctx.fillStyle = paint;
    ctx.lineWidth = 2.5 + rim;
    ctx.beginPath();
    ctx.moveTo(x, from);
    ctx.lineTo(x, to - up * TIP);
    ctx.stroke();
    ctx.lineWidth = rim || 1;
    ctx.beginPath();
    ctx.moveTo(x, to);
    ctx.lineTo(x - TIP * 0.7, to - up * TIP * 1.2);
    ctx.lineTo(x + TIP * 0.7, to - up * TIP * 1.2);
    ctx.closePath();
    ctx.stroke();
    ctx.fill();
  }
  ctx.restore();
}
