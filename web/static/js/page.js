// Puts the page together: the run in the form → trainer → everything that shows a number.
import { announce } from './announce.js';
import { menu, share, theme } from './chrome.js';
import { code } from './code.js';
import { isSmall } from './colours.js';
import { derivation, typeset } from './derivation.js';
import { drawer, measureSettings } from './drawer.js';
import { FitChart } from './fitchart.js';
import { amount, fixed, rate, whole } from './format.js';
import { log } from './log.js';
import { notice } from './notice.js';
import { panel } from './panel.js';
import { phases } from './phases.js';
import { readout } from './readout.js';
import { recipe } from './recipe.js';
import { sample } from './sample.js';
import { Trainer } from './trainer.js';
import { transport } from './transport.js';
import * as wire from './wire.js';
import { word } from './words.js';

const $ = (selector) => document.querySelector(selector);
const CALM = 60; // ms between two drawings of the lower chart's lines while it runs

const trainer = new Trainer({ wire });
const fit = new FitChart($('[data-fit]'));
const said = announce($('[data-announce]'));
const strip = readout($('[data-readout]'));
typeset(document);
const derive = derivation($('.derive')), printed = log($('.log'));
const steps = document.querySelectorAll('[data-v=step]');
let program = code($('#code'));
let drawStep = false, drawLines = false, drawMarks = false, drawnLines = 0, described = 0, phase = 'gradient';

const settings = recipe((run, first) => {
  const old = trainer.run;
  if (old && (old.lesson !== run.lesson || old.parameters.length !== run.parameters.length)) {
    location.reload(); // the formulas themselves are others
    return;
  }
  const playing = trainer.playing;
  trainer.load(run);
  if (playing) trainer.play();
  else if (!first) said.say(word('say.newRun', amount(run.loss0)));
});
const controls = transport($('[data-transport]'), trainer, () => settings.random());
const below = panel($('.panel'), trainer, () => { drawMarks = true; });
const pointed = sample($('[data-fit]'), $('[data-sample]'), fit, wire, () => { drawStep = true; });
const tellDivergence = notice($('[data-notice]'), (lr) => settings.take(lr));

trainer.on('run', ({ run }) => {
  fit.load(run);
  below.load();
  pointed.load(run);
  controls.load(run);
  for (const cell of document.querySelectorAll('[data-v=steps]')) cell.textContent = whole(run.steps);
  for (const cell of document.querySelectorAll('[data-v=lr]')) cell.textContent = rate(run.lr);
  footnote(run);
});
trainer.on('show', () => { drawStep = true; drawLines = true; });
trainer.on('rows', () => { drawStep = true; drawLines = true; });
trainer.on('state', (state) => {
  drawStep = drawLines = true;
  controls.state(state);
  $('[data-waiting]').hidden = !state.waiting;
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
  const moved = drawStep || drawMarks;
  drawMarks = false;
  if (drawStep) {
    drawStep = false;
    const { shown } = trainer;
    const point = pointed.show(shown);
    strip.sample(isSmall() ? point : null, shown);
    strip.show(shown);
    for (const cell of steps) cell.textContent = whole(shown.step);
    derive(trainer);
    program.show(trainer);
    printed(trainer);
    controls.show(trainer);
    fit.show(shown.theta);
    said.show(trainer);
  }
  const inTime = drawLines && (now - drawnLines > CALM || !trainer.playing);
  if (inTime) {
    drawLines = false;
    drawnLines = now;
    below.show();
  } else if (moved) below.mark();
  if (now - described > 1000) {
    described = now;
    describe(trainer);
  }
}

function describe({ run, shown }) {
  const chart = $('[data-fit]'), text = word('chart.fitAlt', word(`target.${run.target}`), whole(shown.step), amount(shown.loss));
  if (chart.getAttribute('aria-label') !== text) chart.setAttribute('aria-label', text);
  below.describe();
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

const rebuild = () => { if (trainer.run) { fit.build(); below.build(); drawStep = true; } };
theme($('[data-theme-switch]'), (name) => { rebuild(); said.say(word(`say.theme.${name}`)); });
share($('[data-share]'), said.say);
menu($('[data-menu]'));
drawer($('[data-drawer]'));
measureSettings($('#page'), $('[data-drawer]'));
let width = innerWidth;
addEventListener('resize', () => { if (innerWidth !== width) { width = innerWidth; rebuild(); } });
document.fonts.ready.then(rebuild);

settings.start();
requestAnimationFrame(draw);
