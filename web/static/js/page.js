// Puts the page together: the run in the form → trainer → everything that shows a number.
import { announce } from './announce.js';
import { takeKey } from './address.js';
import { hand, language, menu, share, theme } from './chrome.js';
import { code } from './code.js';
import { isSmall } from './colours.js';
import { derivation, typeset } from './derivation.js';
import { drawer, measureSettings } from './drawer.js';
import { FitChart } from './fitchart.js';
import { amount, fixed, rate, whole } from './format.js';
import { log } from './log.js';
import { LossChart } from './losschart.js';
import { growth, notice } from './notice.js';
import { phases } from './phases.js';
import { popovers } from './popover.js';
import { put } from './put.js';
import { readout } from './readout.js';
import { recipe } from './recipe.js';
import { rateAt, setAt } from './schedule.js';
import { sample } from './sample.js';
import { Trainer } from './trainer.js';
import { transport } from './transport.js';
import * as wire from './wire.js';
import { word } from './words.js';

const $ = (selector) => document.querySelector(selector);
const CALM = 60; // ms between two drawings of the loss while it runs

const trainer = new Trainer({ wire });
const fit = new FitChart($('[data-fit]')), loss = new LossChart($('[data-loss]'));
const said = announce($('[data-announce]'));
const strip = readout($('[data-readout]'));
typeset(document);
const derive = derivation($('.derive')), printed = log($('.log'));
const dockRate = $('.dock [data-v=lr]');
const steps = document.querySelectorAll('[data-v=step]');
let program = code($('#code'));
let drawStep = false, drawLoss = false, drawnLoss = 0, described = 0, phase = 'gradient';

let late = false; // the form's answer is

const settings = recipe({ changed, where, asked: () => trainer.hold(), refused: () => trainer.resume(), late: (now) => { late = now; waiting(); } });

function changed(run, first) {
  const old = trainer.run;
  if (old && (old.lesson !== run.lesson || old.parameters.length !== run.parameters.length)) {
    location.reload(); // the formulas themselves are others
    return;
  }
  const playing = trainer.playing;
  trainer.load(run);
  if (playing) trainer.play();
  if (first) return;
  const { step } = trainer.shown;
  if (step > 0) said.say(word('say.goesOn', whole(step), rate(rateAt(run, step))));
  else if (!playing) said.say(word('say.newRun', amount(run.loss0)));
}

// A new rate holds from the step shown; at the end of a run there is nothing left for it to change but the run.
function where() {
  const { run, shown, end, atEnd } = trainer;
  if (atEnd) return end.kind === 'diverged' ? setAt(run, end.step) : 0;
  return shown.step < run.steps ? shown.step : 0;
}

const waiting = () => { $('[data-waiting]').hidden = !(trainer.waiting || late); };
const controls = transport($('[data-transport]'), trainer, () => settings.random());
const pointed = sample($('[data-fit]'), $('[data-sample]'), fit, wire, () => { drawStep = true; });
const tellGrowth = growth($('[data-growing]'));
const tellDivergence = notice($('[data-notice]'), settings.take);

trainer.on('run', ({ run, trace, shown }) => {
  fit.load(run);
  loss.load(run, trace, shown);
  pointed.load(run);
  controls.load(run);
  for (const cell of document.querySelectorAll('[data-v=steps]')) cell.textContent = whole(run.steps);
  footnote(run);
});
trainer.on('show', () => { drawStep = true; drawLoss = true; });
trainer.on('rows', () => { drawStep = true; drawLoss = true; });
trainer.on('state', (state) => {
  drawStep = drawLoss = true;
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
  const moved = drawStep;
  if (drawStep) {
    drawStep = false;
    const { shown } = trainer;
    const point = pointed.show(shown);
    strip.sample(isSmall() ? point : null, shown);
    strip.show(shown);
    for (const cell of steps) cell.textContent = whole(shown.step);
    settings.show(shown.step);
    put(dockRate, rate(rateAt(trainer.run, shown.step)));
    derive(trainer);
    program.show(trainer);
    printed(trainer);
    controls.show(trainer);
    fit.show(shown.theta);
    said.show(trainer);
    tellGrowth(trainer);
  }
  const inTime = drawLoss && (now - drawnLoss > CALM || !trainer.playing);
  if (inTime) {
    drawLoss = false;
    drawnLoss = now;
    loss.show(trainer.shown, trainer.furthest);
  } else if (moved) loss.mark(trainer.shown);
  if (now - described > 1000) {
    described = now;
    describe(trainer);
  }
}

function describe({ run, shown }) {
  const label = (element, text) => { if (element.getAttribute('aria-label') !== text) element.setAttribute('aria-label', text); };
  label($('[data-fit]'), word('chart.fitAlt', word(`target.${run.target}`), whole(shown.step), amount(shown.loss)));
  label($('[data-loss]'), word('chart.lossAlt', amount(run.loss0), amount(shown.loss), whole(shown.step)));
}

phases($('[data-phases]'), (name) => {
  phase = name;
  fit.phase = name;
  program.light(name);
  fit.draw();
});

document.addEventListener('htmx:load', (event) => {
  if (event.detail.elt.id !== 'code') return;
  program = code(event.detail.elt);
  program.light(phase);
  drawStep = true;
});
document.addEventListener('click', (event) => { if (event.target.closest('[data-act=own-start]')) settings.ownStart(); });
document.addEventListener('visibilitychange', () => { if (document.hidden) trainer.hold(); else trainer.resume(); });

const rebuild = () => { if (trainer.run) { fit.build(); loss.build(); drawStep = true; } };
theme($('[data-theme-switch]'), (name) => { rebuild(); said.say(word(`say.theme.${name}`)); });
share($('[data-share]'), said.say);
menu($('[data-menu]'));
popovers();
hand(document.documentElement);
language($('[data-other-language]'), () => trainer.shown?.step ?? 0);
drawer($('[data-drawer]'));
measureSettings($('#page'), $('[data-drawer]'));
let width = innerWidth;
addEventListener('resize', () => { if (innerWidth !== width) { width = innerWidth; rebuild(); } });
document.fonts.ready.then(rebuild);

settings.start();
const at = takeKey('at');
if (/^\d{1,7}$/.test(at)) trainer.seek(Number(at));
requestAnimationFrame(draw);
