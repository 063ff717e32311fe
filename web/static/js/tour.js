// Two minutes on the real page: each step waits until the learner has done what it asks for. Loaded when it begins.
import { sheet } from './part.js';
import { OPEN } from './popover.js';
import { backTo, following, inVain, indexOf, resumed, STEPS, suits, tooFast } from './tourplan.js';
import { fetchPart } from './wire.js';

const CSS = '/css/tour.css';
const $ = (selector) => document.querySelector(selector);
const narrow = matchMedia('(max-width: 1099px)');
const drawn = () => $('.hyper').classList.contains('open');
const offer = () => $('[data-notice] .btn:not(.close)');
const play = () => $('.transport [data-act=play]');
const settings = () => (narrow.matches && !drawn() ? $('.dock') : $('.lr'));
const loss = () => (narrow.matches ? $('.strip') : ($('#panel-loss:not([hidden])') ?? $('#tab-loss')));

/** What each step is about, now. */
const PLACES = {
  train: play, watch: () => (playing() ? loss() : play()), stop: play,
  step: () => $('.transport [data-act=forward]:not([aria-disabled=true])') ?? $('.transport [data-act=back]'),
  rate: settings,
  diverge: () => (playing() ? loss() : play()),
  mend: () => offer() ?? settings(),
};

let going = null, playing = () => false;

/** Begins, or goes on where it was left. @param {{say: (text: string) => void, remember: (name: string) => void}} telling remember: how far the learner has come @param {HTMLAnchorElement} link to a page where it can be had, if it cannot here */
export async function tour(trainer, telling, link) {
  if (going) return going.focus();
  if (!suits(trainer.run)) return location.assign(link.href);
  going = { focus() {} }; // a second press, while it is on its way
  const back = document.activeElement;
  const query = `lang=${document.documentElement.lang}`;
  const [html] = await Promise.all([fetchPart('/tour', query, 'class="tour"').catch(() => null), sheet(CSS)]);
  if (html === null) { going = null; return null; } // nobody answers now: the link is still there
  const box = document.createElement('template');
  box.innerHTML = html;
  return begin(trainer, telling, box.content.querySelector('.tour'), back);
}

let listening = false, heard = () => {};

function begin(trainer, { say, remember }, card, back) {
  const { tour: known } = document.documentElement.dataset;
  let here = null, wasFast = false, over = false, before = null, last = trainer.shown.step;
  playing = () => trainer.playing;
  const state = () => ({ run: trainer.run, shown: trainer.shown, playing: trainer.playing, atEnd: trainer.atEnd, before, offered: offer() !== null, diverged: trainer.atEnd && trainer.end.kind === 'diverged' });
  let index = resumed(known, state()), whole = index === 0; // whether all of it is done by the learner's own hand

  // Where an element is taken away with its form, another one comes.
  function mark() {
    const place = STEPS[index] ? PLACES[STEPS[index].name]() : null;
    if (place !== here) {
      here?.classList.remove('tour-here');
      here = place;
      here?.classList.add('tour-here');
      if (here && !inSight(here)) here.scrollIntoView({ block: 'center' });
    }
    // At the lower edge, unless what it speaks of is there.
    card.classList.remove('up');
    card.classList.toggle('up', narrow.matches && (drawn() || (here !== null && meet(card, here))));
  }

  function show() {
    const name = STEPS[index]?.name ?? 'done', back = backTo(name, state());
    card.querySelectorAll('[data-if]').forEach((part) => { part.hidden = !{ back: back !== null, anew: over && trainer.shown.step === 0 && tooFast(state()), whole, skipped: !whole }[part.dataset.if]; });
    if (back !== null) {
      for (const place of card.querySelectorAll('[data-back]')) place.textContent = place.dataset.back.replace('{0}', back);
      trainer.seek(back);
      last = back;
      before = null;
    }
    for (const part of card.querySelectorAll('[data-step]')) part.hidden = part.dataset.step !== name;
    card.querySelectorAll('[data-count] i').forEach((dot, k) => { dot.className = k < index ? 'past' : k === index ? 'here' : ''; });
    const text = card.querySelector(`[data-step=${name}]`), count = card.querySelector('[data-number]');
    count.textContent = STEPS[index] ? `${index + 1} / ${STEPS.length}` : '';
    card.querySelector('[data-skip]').hidden = name === 'done';
    remember(name);
    document.documentElement.dataset.touring = name;
    // On a phone the settings lie over the page: once the rate is chosen they are in the way.
    if (name === 'diverge' && narrow.matches && drawn()) $('[data-drawer-close]').click();
    mark();
    say([...text.querySelectorAll('p')].filter((part) => part.getClientRects().length > 0).map((part) => part.textContent).join(' '));
  }

  function look() {
    if (!going) return;
    const now = state();
    if (now.shown.step !== last) {
      before = now.playing ? null : last;
      last = now.shown.step;
      now.before = before;
    }
    over = now.atEnd || (over && now.shown.step === 0); // and was thrown away by another rate
    const fast = tooFast(now);
    let next = following(index, now);
    // Drawn back again before it could diverge, or no longer able to.
    if (STEPS[next]?.name === 'diverge' && ((wasFast && !fast) || inVain('diverge', now))) next = indexOf('rate');
    wasFast = fast;
    if (next === index) return;
    index = next;
    before = null;
    show();
  }

  function leave() {
    if (index >= STEPS.length) remember('done');
    here?.classList.remove('tour-here');
    const inside = card.contains(document.activeElement);
    card.remove();
    drawer.disconnect();
    document.removeEventListener('keydown', escape, true);
    document.removeEventListener('htmx:load', mark);
    narrow.removeEventListener('change', mark);
    delete document.documentElement.dataset.touring;
    going = null;
    heard = () => {};
    if (inside) (back?.isConnected && back.getClientRects().length > 0 ? back : play()).focus({ preventScroll: true });
    if (index < STEPS.length) say(card.dataset.left);
  }

  // What lies open above the page closes first, and a chart's own Escape is its own.
  const escape = (event) => {
    if (event.key !== 'Escape' || document.querySelector(`${OPEN}, .hyper.open, details[data-menu][open]`) || event.target.closest('.panel, [data-points]')) return;
    leave();
  };

  const drawer = new MutationObserver(mark);
  drawer.observe($('.hyper'), { attributes: true, attributeFilter: ['class'] });
  document.addEventListener('keydown', escape, true);
  document.addEventListener('htmx:load', mark);
  narrow.addEventListener('change', mark);
  card.addEventListener('click', ({ target }) => {
    if (target.closest('[data-leave]')) leave();
    if (!target.closest('[data-skip]')) return;
    index += 1;
    whole = false;
    before = null;
    show();
    card.focus({ preventScroll: true }); // the space bar is the page's again
    look();
  });
  $('#page').before(card);
  going = { focus: () => card.focus({ preventScroll: true }) };
  if (!listening) {
    listening = true;
    trainer.on('show', () => heard(false));
    trainer.on('run', () => heard(true));
    trainer.on('state', () => heard(true));
  }
  heard = (marks) => { look(); if (marks && going) mark(); };
  show();
  card.focus({ preventScroll: true });
  look();
  return null;
}

/** Whether all of it is to be seen, above the bar that opens the settings on a phone. */
function inSight(element) {
  const { top, bottom } = element.getBoundingClientRect(), bar = narrow.matches && !element.closest('.dock, .hyper') ? $('.dock').offsetHeight : 0;
  return top >= 0 && bottom <= innerHeight - bar;
}

/** Whether two elements overlap. */
function meet(one, other) {
  const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
