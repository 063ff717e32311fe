// Puts the page together: the run in the form → trainer → everything that shows a number.
import './able.js';
import { announce } from './announce.js';
import { takeKey } from './address.js';
import { watchForm, way } from './between.js';
import { closing, hand, language, menu, theme } from './chrome.js';
import { code } from './code.js';
import { isSmall } from './colours.js';
import { derivation, typeset, updated } from './derivation.js';
import { drawer, measureSettings, measureStage } from './drawer.js';
import { facing } from './facts.js';
import { FitChart } from './fitchart.js';
import { foretold } from './foretold.js';
import { amount, fixed, rate, scales, whole } from './format.js';
import { keepComposing } from './keys.js';
import { later } from './later.js';
import { log } from './log.js';
import { newcomer } from './newcomer.js';
import { growth, notice } from './notice.js';
import { panel } from './panel.js';
import { phases } from './phases.js';
import { sheet as styles } from './part.js';
import { Pointed } from './pointed.js';
import { popovers } from './popover.js';
import { predict } from './prediction.js';
import { steepest } from './pull.js';
import { put } from './put.js';
import { readout } from './readout.js';
import { recipe } from './recipe.js';
import { refusedLink } from './refused.js';
import { hasMomentum, rateAt, setAt } from './schedule.js';
import { pointing, sampleCard } from './sample.js';
import { Samples, termOf } from './samples.js';
import { Trainer } from './trainer.js';
import { transport } from './transport.js';
import { PHASES, Walk } from './walk.js';
import * as wire from './wire.js';
import { asWished, onWish } from './wish.js';
import { learn, word } from './words.js';

const $ = (selector) => document.querySelector(selector);
keepComposing(window);
// What a link fixes is fixed before there is anything to change it with.
const link = $('[data-opened]'), opened = link && (await import('./opened.js')).opened;
const READABLE = 45; // ms between two drawings of the numbers while it runs

const trainer = new Trainer({ wire });
refusedLink(trainer);
const samples = new Samples(wire.fetchSamples, () => { everything(); }), pointed = new Pointed(() => { drawCurve = drawStep = drawMarks = true; });
const fit = new FitChart($('[data-fit]'), samples);
const said = announce($('[data-announce]'));
let strip = readout($('[data-readout]'));
typeset(document);
let derive = derivation($('.derive'), () => { drawStep = true; }), printed = log($('.log'));
const dockRate = $('.dock [data-v=lr]');
const steps = document.querySelectorAll('[data-v=step]');
const program = code($('#code'));
let drawCurve = false, drawStep = false, drawLines = false, drawMarks = false, drawWish = false, drawnStep = 0, turn = 0, drawMore = [], told = null, described = 0;

// What is tried out is to be seen: at its pace, with the settings out of the way where they lie over the page.
function trial(pace) {
  eager = true;
  if (pace) $(`[data-speed] input[value="${pace}"]`).click();
  sheet.close();
}

let lightTape = () => {}; // a lesson's own part of the page, if it has one
let late = false, eager = false; // the form's answer is; what comes is to be trained at once

const settings = recipe({ changed, where, asked: () => trainer.hold('answer'), refused: () => { eager = false; trainer.resume('answer'); own?.back(); }, trial, late: (now) => { late = now; waiting(); }, ready });

/** What decides about more of the page than its numbers. */
const shape = (run) => JSON.stringify([run.lesson, run.target, ...(run.points ? [] : [run.min, run.max, run.n]), run.parameters, run.model, run.basis, run.mean, run.optimizer, run.rule, run.batch, hasMomentum(run), run.bug]);

function changed(run, first) {
  const old = trainer.run;
  if (old && shape(old) !== shape(run)) {
    // What is laid over the charts is laid over those of the old run.
    if (fit.pins) for (const chart of [fit, below]) chart.overlay(null);
    more.another();
  }
  trainer.load(run);
  if (eager) trainer.play();
  eager = false;
  if (first) return;
  const { playing, shown: { step } } = trainer;
  if (step > 0) said.say(word('say.goesOn', whole(step), rate(rateAt(run, step))));
  else if (!playing) said.say(word('say.newRun', amount(run.loss0)));
}

// A new rate holds from the step shown; at the end of a run there is nothing left for it to change but the run.
function where() {
  const { run, shown, end, atEnd } = trainer;
  if (atEnd) return end.kind === 'diverged' ? setAt(run, end.step) : 0;
  return shown.step < run.steps ? shown.step : 0;
}

const patient = $('[data-waiting]').textContent;
function waiting() {
  const { foreign } = wire.way, pill = $('[data-waiting]');
  pill.hidden = !(trainer.waiting || late || foreign);
  pill.textContent = foreign ? word('way.foreign', foreign) : patient;
  pill.classList.toggle('long', foreign !== null);
}
wire.way.on(({ foreign }) => {
  waiting();
  if (foreign) said.say(word('way.foreign', foreign));
  else way($('[data-way]'), wire.way, said.say);
});
const below = panel($('.panel'), trainer, () => { drawMarks = true; }, {
  samples, pointed, where, rate: (lr) => settings.take(lr, where()), field: (name, value) => settings.put(name, value), redraw: () => { drawWish = true; },
});
const card = sampleCard($('[data-sample]'));
pointing($('[data-fit]'), fit, pointed, samples);
let own = null; // points of one's own under the hand
const BRINGS = {
  points: async () => {
    const [{ ownPoints }] = await Promise.all([import('./ownpoints.js'), styles('/css/points.css')]);
    own ??= ownPoints($('[data-points]'), fit, { pointed, say: said.say, take: (text, why) => settings.put('points', text, why) });
  },
  derive: () => styles('/css/derive.css'),
};
const here = new Set();
/** What only some runs need comes with the first of them. */
function ready(needs) {
  const coming = needs.filter((need) => !here.has(need));
  return coming.length === 0 ? null : Promise.all(coming.map((need) => BRINGS[need]().then(() => here.add(need))));
}
await ready($('#recipe').dataset.needs.split(' ').filter(Boolean));
const sight = new Set(), walk = new Walk(trainer, { lit, slow: (on) => lights.slow(on) }), lights = phases($('.derive'), walk, sight);
const controls = transport($('[data-transport]'), trainer, { random: () => { if (!$('.transport [data-act=random]').hidden) settings.random(); }, phaseBack: () => walk.back(), phaseOn: () => walk.forward() });
// What is being chosen shows in the charts before it is sent: in the very next frame, whether it plays or not.
onWish((wish) => {
  drawWish = true;
  const run = asWished(trainer.run), prediction = run === trainer.run ? null : predict(run);
  below.foretell(prediction);
  tellForetold(trainer, prediction && { run, prediction });
  fit.begin(wish.start ?? trainer.run.start);
});
const tellForetold = foretold($('[data-foretold]'));
const tellGrowth = growth($('[data-growing]'));
const tellDivergence = notice($('[data-notice]'), (lr, step) => { eager = true; settings.take(lr, step); });

let dice = null; // those of a run whose model they decide on
trainer.on('run', ({ run }) => {
  dice = null;
  if (run.model === 'dynamic') import('./rolls.js').then(({ rollsOf }) => {
    if (trainer.run !== run) return;
    dice = rollsOf(run.seed);
    everything();
  });
  fit.load(run);
  below.load();
  if (!samples.load(run)) pointed.clear();
  own?.load(run);
  card.load(run);
  controls.load(run);
  for (const cell of document.querySelectorAll('[data-v=steps]')) cell.textContent = whole(run.steps);
  footnote(run);
});
const everything = () => { drawCurve = drawStep = true; drawLines ||= true; };
trainer.on('show', everything);
trainer.on('rows', everything);
trainer.on('state', (state) => {
  everything();
  controls.state(state);
  waiting();
  tellDivergence(state);
  said.state(state);
});

// What only holds for the lesson's own problem is said only there; its figure is computed, not typed.
function footnote(run) {
  const note = $('[data-own-note]'), figure = note.querySelector('[data-optimum]');
  const { optimum, stabilityLimit } = run.theory ?? {};
  const calm = !figure || (optimum && run.lr <= stabilityLimit / 2);
  note.hidden = $('#recipe').dataset.own !== 'true' || !calm;
  if (figure && optimum) figure.textContent = fixed(optimum[Number(figure.dataset.optimum)], 5);
}

function draw(now) {
  requestAnimationFrame(draw);
  trainer.tick();
  if (!trainer.run) return;
  walk.tick(now);
  // Nobody reads sixty numbers a second: they are renewed in some of the frames, those on the lower chart with them, so
  // that all are of one step; in the next frames follow, of the same step, the code and, in turn, what the loss is made of, what the gradient is
  // made of, and the lower chart's lines. In all others ŷ moves alone. Charts come first: a canvas asks for styles, and finds them fresh as long as no text has been changed.
  const still = !moving(), readable = drawStep && (still || (drawMore.length === 0 && now - drawnStep > READABLE)), lines = drawWish || (drawLines && (still || (!readable && drawLines === 'next')));
  if (drawCurve && (still || !(readable || lines))) drawFit();
  if (readable) told = trainer.shown;
  if (lines) {
    drawLines = drawWish = false;
    below.show(still ? trainer.shown : (told ?? trainer.shown));
  } else if (readable || drawMarks) below.mark(told);
  if (readable) {
    drawStep = false;
    drawnStep = now;
    drawNumbers();
    turn = (turn + 1) % 3;
    if (still || turn === 0) drawMore.push(drawLossTerms);
    if (still || turn === 1) drawMore.push(drawGradientTerms);
    if (!still && turn === 2) drawLines = 'next';
    drawMore.push(drawTexts);
  }
  if (still) for (const draw of drawMore.splice(0)) draw();
  else if (!readable && !lines) drawMore.shift()?.();
  drawMarks = false;
  if (now - described > 1000) {
    described = now;
    describe(trainer);
  }
}

/** The samples at a step, and which is pointed at; null until they are here. */
function inside(shown = trainer.shown) {
  const { run } = trainer;
  if (!samples.here || (run.model === 'dynamic' && !dice)) return null;
  const at = dice ? { ...run, roll: dice.at(shown.step) } : run;
  return { index: pointed.index, of: (index) => termOf(at, samples, shown.theta, index), roll: at.roll };
}

const pointedTerm = (all) => (all && all.index !== null ? all.of(all.index) : null);

function drawFit() {
  drawCurve = false;
  const { run, trace, shown } = trainer, about = walk.phase === 'gradient' || (walk.phase === 'update' && shown.step < run.steps);
  fit.sample = pointedTerm(inside());
  card.show(fit.sample, run, pointed.held);
  const next = about && shown.gradient ? updated(run, trace, shown) : null;
  fit.show(shown.theta, next && { change: next.map((value, k) => value - shown.theta[k]), steepest: steepest(shown.gradient) });
}

/** Whether steps go by: then only what is in sight is renewed. Who waits for the server stands still. */
function moving() { return trainer.playing && !trainer.waiting; }

function drawNumbers() {
  const { run, shown } = trainer;
  strip.sample(isSmall() ? pointedTerm(inside()) : null, run);
  strip.show(shown, scales(run));
  for (const cell of steps) put(cell, whole(shown.step));
  settings.show(shown.step);
  put(dockRate, rate(rateAt(run, shown.step)));
  if (!moving() || seen.has('derive')) derive.show(trainer, moving() ? sight : PHASES);
  controls.show(trainer);
  said.show(trainer);
  tellGrowth(trainer);
}

// Of the step told: while it runs, `shown` is further on by now.
const atTold = () => ({ run: trainer.run, trace: trainer.trace, end: trainer.end, logs: trainer.logs, playing: trainer.playing, shown: told });

function drawLossTerms() {
  tellForetold(atTold());
  if (seen.has('derive') || seen.has('codebox')) samples.want();
  drawTerms(['forward', 'loss']);
}

const drawGradientTerms = () => drawTerms(['gradient', 'update']);

function drawTerms(phases) {
  if (moving() && !seen.has('derive')) return;
  derive.terms(atTold(), inside(told), moving() ? phases.filter((phase) => sight.has(phase)) : phases);
}

function drawTexts() {
  if (!moving() || seen.has('codebox')) program.show(atTold(), trainer.run.batch ? null : inside(told)); // nobody here knows which samples are in a batch
  printed(atTold());
}

function describe({ run, shown }) {
  const chart = $('[data-fit]'), text = word('chart.fitAlt', word(`target.${run.target}`), whole(shown.step), amount(shown.loss));
  if (chart.getAttribute('aria-label') !== text) chart.setAttribute('aria-label', text);
  below.describe();
}

function lit(phase, how) {
  const { run, shown } = trainer;
  lights.lit(phase, how);
  program.light(phase);
  below.light(phase);
  fit.phase = phase;
  drawCurve = true;
  lightTape(phase, how);
  if (run) lights.say(said.say, phase, how, whole(shown.step), performance.now());
}

// An expression of one's own is drawn while it is typed; its module comes when it is first wanted.
document.addEventListener('focusin', async ({ target }) => {
  if (target.id !== 'f-f') return;
  const { expression } = await import('./expression.js');
  expression(target, { run: () => trainer.run, draw: (curve) => fit.sketch(curve) });
});

document.addEventListener('change', ({ target }) => {
  if (!('taylor' in target.dataset)) return;
  fit.taylor = target.checked;
  fit.build();
});
document.addEventListener('htmx:load', ({ detail: { elt } }) => { for (const box of elt.querySelectorAll('[data-taylor]')) box.checked = fit.taylor; });

// The server has laid another run's parts over this one's: whoever knows their elements looks for them again.
const RENEWED = {
  strip: () => {
    strip.sample(null);
    strip = readout($('[data-readout]'));
  },
  derive: () => {
    derive = derivation($('.derive'), () => { drawStep = true; });
    lights.lit(walk.phase, 'train');
  },
  code: () => { program.renew(); },
  log: () => { printed = log($('.log')); },
  panel: () => { below.renew(); },
  tape: () => { openTape(); },
};
document.addEventListener('htmx:load', ({ detail: { elt } }) => {
  if (elt.matches('body')) return;
  learn(elt.parentElement);
  typeset(elt);
  RENEWED[elt.id]?.();
  drawStep = true;
});
document.addEventListener('visibilitychange', () => { if (document.hidden) trainer.hold('hidden'); else trainer.resume('hidden'); });

const rebuild = () => { if (trainer.run) { fit.build(); below.build(); more.rebuild(); everything(); } };
theme($('[data-theme-switch]'), (name) => { rebuild(); said.say(word(`say.theme.${name}`)); });
menu($('[data-menu]'));
closing($('[data-carried]'));
facing(trainer);
popovers();
hand(document.documentElement);
language($('[data-other-language]'), () => trainer.shown?.step ?? 0);
const sheet = drawer($('[data-drawer]'));
measureSettings($('#page'), $('[data-drawer]'));
measureStage($('#page'), $('.stage'));
const more = later({ trainer, fit, below, say: said.say, redraw: everything });
let width = innerWidth;
addEventListener('resize', () => { if (innerWidth !== width) { width = innerWidth; rebuild(); } });
document.fonts.ready.then(rebuild);

// While it runs, what is far out of sight need not follow every step: it is brought up to date as it comes near.
const seen = new Set(), near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) seen.delete(target.classList[0]);
    else { seen.add(target.classList[0]); drawStep = true; }
  }
}, { rootMargin: '200px' });
for (const section of document.querySelectorAll('.derive, .codebox')) near.observe(section);
const inSight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) sight.add(target.dataset.phase);
    else sight.delete(target.dataset.phase);
  }
  drawStep = true;
});
for (const item of document.querySelectorAll('.phases > li')) inSight.observe(item);
lit(walk.phase, 'train');

// What it knows of its elements it learns anew with every other run.
let taping = null;
async function openTape() {
  const inner = $('[data-tape]');
  if (!inner) return;
  taping?.abort();
  const mine = taping = new AbortController(), { tape } = await import('./tape.js');
  if (!mine.signal.aborted) lightTape = tape(inner, { trainer, pointed, walk, typeset, signal: mine.signal });
}
openTape();
watchForm(wire.way);
settings.start();
newcomer(trainer, said.say);
more.start();
opened?.(link, trainer);
const at = takeKey('at');
if (/^\d{1,7}$/.test(at)) trainer.seek(Number(at));
requestAnimationFrame(draw);
