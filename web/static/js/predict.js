// Predict, then run: before a run the learner says what it will do, or draws its loss; then the run is drawn over it, and
// how far they are apart is told. Until then theory keeps silent. Nothing of it is kept but in the page's memory.
import { note } from './address.js';
import { broken, endTitle } from './notice.js';
import { amount, multiple, rate, shareOf, significant, whole } from './format.js';
import { byMeasurement, byTheory } from './outcome.js';
import { phrases, sheet } from './part.js';
import { isSilent, silence } from './prediction.js';
import { SketchPad } from './sketchpad.js';
import { gap, learned, measured } from './sketch.js';
import { onWish, wishes } from './wish.js';
import { fetchPart } from './wire.js';

const CSS = '/css/predict.css', WAYS = { 1: ['choose', 'sketch'], choose: ['choose'], sketch: ['sketch'] };
const ROOM = 100; // times the first loss: a line that rises needs it

/**
 * @param {HTMLButtonElement} button switches it on and off
 * @param {{chart: object, say: (text: string) => void, retell: () => void}} page chart: the loss chart; retell: theory speaks again, or no more
 */
export async function predicting(button, trainer, { chart, say: aloud, retell }) {
  const query = `lang=${document.documentElement.lang}`;
  const [html] = await Promise.all([fetchPart('/predict', query, 'data-guess-ask'), sheet(CSS)]);
  const bar = document.querySelector('[data-loss-axis]').parentElement;
  bar.insertAdjacentHTML('afterend', html);
  const box = document.querySelector('[data-guess]'), find = (name) => box.querySelector(`[data-guess-${name}]`);
  const say = phrases(box), radios = [...box.querySelectorAll('[type=radio]')], told = find('told'), hint = find('hint'), root = document.documentElement;
  const again = find('again'), pad = new SketchPad(chart, document.querySelector('[data-loss]'), { say, changed });
  bar.append(again);
  let ways = [], state = 'off', nudged = false, unknown = null; // off, ask, made, scored, void, skipped

  const choice = () => (ways.includes('choose') ? (radios.find(({ checked }) => checked)?.value ?? null) : null);
  const drawn = () => (ways.includes('sketch') ? pad.line : null);

  function go(next) {
    state = next;
    const asking = state === 'ask', on = state !== 'off' && state !== 'skipped';
    if (on) root.dataset.guessing = state;
    else delete root.dataset.guessing;
    chart.room = on ? ROOM : 1;
    box.hidden = !on;
    find('ask').hidden = !asking;
    again.hidden = !on || asking || state === 'made';
    pad.open = asking && ways.includes('sketch');
    button.setAttribute('aria-pressed', state !== 'off');
    if (asking) told.replaceChildren();
    hush(asking || state === 'made');
  }

  function hush(quiet) {
    silence(quiet);
    document.dispatchEvent(new Event('theory'));
    retell();
    later();
  }

  // Where theory would speak stands why it does not.
  function later() {
    if (!isSilent()) return;
    for (const place of document.querySelectorAll('[data-silent]:not([hidden])')) place.textContent = say('later');
  }

  function ask(keep = false) {
    document.getElementById('tab-loss').click();
    const log = document.querySelector('[data-scale] [value=log]'); // lines are drawn on a log axis, of the loss itself
    if (!log.checked) log.click();
    trainer.furthest = 0;
    nudged = false;
    state = 'ask';
    trainer.reset();
    if (!keep) for (const radio of radios) radio.checked = false;
    find('kinds').hidden = !ways.includes('choose');
    find('terms').hidden = !ways.includes('choose');
    go('ask');
    pad.begin(trainer.run, keep);
    pad.redraw();
    prompt();
  }

  // Where the reading lies below the stage, question and chart come between it and the dock.
  function inSight() {
    if (!matchMedia('(min-width: 1100px)').matches) box.scrollIntoView({ block: 'start' });
  }

  function prompt() {
    const both = ways.length > 1, left = ways.filter((way) => (way === 'choose' ? !choice() : !drawn()));
    hint.textContent = say(left.length === 0 ? 'hint.train' : left.length < ways.length ? `hint.more.${left[0]}` : both ? 'hint.both' : `hint.${left[0]}`);
    find('clear').hidden = !drawn();
    find('unknown').hidden = unknown === null;
    find('unknown').textContent = unknown === null ? '' : say('unknown', unknown);
  }

  function changed() { if (state === 'ask') prompt(); }

  // Train, a step on, or the scrubber: the prediction comes first. What is left of it is asked for once.
  trainer.gate = () => {
    if (state !== 'ask') return true;
    const left = ways.filter((way) => (way === 'choose' ? !choice() : !drawn()));
    if (left.length === 0 || (left.length < ways.length && nudged)) {
      commit();
      return true;
    }
    nudged = true;
    document.getElementById('tab-loss').click();
    const text = say(left.length < ways.length ? `ask.more.${left[0]}` : `ask.${ways.length > 1 ? 'both' : left[0]}`);
    hint.textContent = text;
    aloud(text);
    inSight();
    if (left[0] === 'choose') radios[0].focus({ preventScroll: true });
    else pad.focus();
    return false;
  };

  function commit() {
    unknown = null;
    go('made');
    told.replaceChildren(line('small', choice() ? say('made', say(`kind.${choice()}`)) : say('madeSketch')));
  }

  const line = (className, ...pieces) => {
    const p = Object.assign(document.createElement('p'), { className });
    p.append(...pieces);
    return p;
  };
  const bold = (text) => Object.assign(document.createElement('b'), { textContent: text });

  function score() {
    const { run, trace, end } = trainer, ranOut = end.kind === 'diverged';
    if (trace.coveredTo(0) < end.step) { // somebody skipped a part of it
      if (told.dataset.part !== 'yes') told.replaceChildren(line('small', say('part')));
      told.dataset.part = 'yes';
      return;
    }
    delete told.dataset.part;
    const losses = Array.from({ length: trace.length }, (_, i) => trace.lossAt(i)).filter((_, i) => trace.stepAt(i) <= end.step), guess = choice(), sketch = drawn();
    go('scored');
    const lines = [];
    if (guess !== null) {
      const truth = verdict(run, losses, ranOut);
      lines.push(line('truth', bold(say(guess === truth.kind ? 'right' : 'wrong', say(`kind.${guess}`))), ' ', truth.text));
    }
    if (sketch !== null) {
      const off = gap(sketch, { steps: run.steps, loss: measured(trace), frame: pad.frame }), floor = run.theory?.floor > 0 ? run.theory.floor : null;
      pad.between = off.pairs;
      lines.push(line('off', bold(say('gap', off.factor < 10 ? off.factor.toFixed(off.factor < 2 ? 2 : 1) : significant(Math.round(off.factor)))), ' ', say('gapIs', off.decades.toFixed(2)), ranOut ? ` ${say('gapEdge')}` : ''),
        line('learn', say(`learn.${learned(off, sketch[0], floor === null ? null : Math.log10(floor))}`, floor === null ? '' : significant(floor))));
    }
    told.replaceChildren(...lines);
  }

  /** What the run did, and how one can tell. */
  function verdict(run, losses, ranOut) {
    const theory = byTheory(run), [first, last] = [losses[0], losses.at(-1)];
    if (theory && (theory.kind === 'diverges' || !ranOut)) {
      const { kind, share, factor, momentum } = theory, settled = kind !== 'diverges' || momentum < 1;
      const text = settled ? say(`theory.${kind}`, shareOf(share), multiple(factor)) : say('theory.momentum', rate(momentum));
      const more = kind === 'diverges' && !ranOut && last < first ? say('theory.hidden', whole(run.steps)) : kind === 'oscillates' && momentum === 0 && run.tweaks.length === 0 ? say('theory.calm') : '';
      return { kind, text: more ? `${text} ${more}` : text };
    }
    const { kind, humps } = byMeasurement(losses, ranOut);
    return { kind, text: ranOut ? (broken(trainer.end) ? endTitle(trainer.end) : say('seen.ranOut', whole(trainer.end.step))) : say(`seen.${kind}`, amount(first), amount(last), whole(humps)) };
  }

  box.addEventListener('change', changed);
  find('clear').addEventListener('click', () => {
    pad.begin(trainer.run, false);
    pad.redraw();
    pad.focus();
    prompt();
  });
  find('skip').addEventListener('click', () => {
    unknown = null;
    pad.wipe();
    go('skipped');
    aloud(say('skipped'));
    document.querySelector('.transport [data-act=play]').focus({ preventScroll: true });
  });
  again.addEventListener('click', () => {
    ask();
    inSight();
    if (ways.includes('choose')) radios[0].focus({ preventScroll: true });
    else pad.focus();
  });

  function on(value) {
    unknown = Object.hasOwn(WAYS, value) ? null : value.slice(0, 20) || '""';
    ways = WAYS[value] ?? WAYS[1];
    if (unknown !== null || value === '1') note('predict', '1');
    ask();
  }

  trainer.on('state', () => { if (state === 'made' && trainer.atEnd && !trainer.playing) score(); });
  trainer.on('rows', () => { if (state === 'made' && trainer.atEnd && !trainer.playing) score(); });
  let run = trainer.run;
  trainer.on('run', () => {
    const same = trainer.run.query === run.query;
    run = trainer.run;
    later();
    if (state === 'off' || same) return;
    if (trainer.shown.step === 0) queueMicrotask(() => ask(state === 'ask')); // when the trainer has taken it
    else if (state !== 'skipped') { // on its way it became another run
      pad.wipe();
      go('void');
      told.replaceChildren(line('small', say('void')));
    }
  });
  // What is being chosen for another run is not foretold either.
  onWish(() => {
    if (state === 'off' || state === 'ask' || state === 'made') return;
    const quiet = Object.keys(wishes()).length > 0 && (trainer.atEnd || trainer.shown.step === 0);
    if (quiet !== isSilent()) hush(quiet);
  });

  return {
    /** On, as an address asks for it ("1" for both ways), or off if it is on. */
    toggle(value = '1') {
      if (state === 'off') {
        on(value);
        if (document.activeElement !== button) return;
        inSight();
        radios[0].focus({ preventScroll: true });
        return;
      }
      pad.wipe();
      go('off');
      note('predict', null);
      aloud(say('off'));
    },
  };
}
