// The recipe form, sent by htmx, whose answer is laid over it. What it holds is the run.
import { links, place, rungs, write as writeAddress } from './address.js';
import { backoff } from './backoff.js';
import { beginWith, isTyped, refill, remark, settle, settledValue, valuesOf, write } from './fields.js';
import { typedNumber, typedWhole } from './format.js';
import { lay, remember as take } from './patch.js';
import { rateField, rateText } from './ratefield.js';
import { optionFields } from './optionfields.js';
import { changedFrom, keptBefore, withChange, written } from './schedule.js';
import { fitted, joined, parted } from './starts.js';
import { wishFor, wishNothing } from './wish.js';

const REFUSALS = new Set([400, 414, 422, 431]); // the server's own; any other is somebody else's answer, or passes
const LATE = 350; // ms without an answer before the page says that it waits
const LOST = 15000; // ms without an answer after which it is asked for again
const SETTLES = 150; // ms until the numbers of another run are drawn
const AT_ONCE = 3; // requests under way: one that is overtaken takes its time, and connections are few

const form = () => document.getElementById('recipe');
const field = (name) => form().querySelector(`[name=${name}]`);
const startTexts = (element) => [...element.querySelectorAll('[data-start]')].map((input) => input.value);
const startRefused = () => field('init').getAttribute('aria-invalid') === 'true';

/** What is read stays where it is, whatever has grown above: the first part that begins in sight. */
function grip() {
  const parts = [...document.querySelectorAll('#page > :not(.stage, .panel, .hyper), .phases > li, #tape > section')];
  const begins = parts.map((part) => part.getBoundingClientRect().top), at = begins.findIndex((top) => top >= 60);
  return () => {
    const off = at >= 0 && parts[at].isConnected ? parts[at].getBoundingClientRect().top - begins[at] : 0;
    if (scrollY > 0 && begins[at] < innerHeight && Math.abs(off) >= 1) scrollBy({ top: off, behavior: 'instant' });
  };
}

take(form());
for (const part of document.querySelectorAll('[hx-swap-oob=patch]')) take(part);
// Whatever is being typed in stays until it is left.
htmx.defineExtension('patch', {
  isInlineSwap: (style) => style === 'patch',
  handleSwap(style, target, fragment) {
    if (style !== 'patch') return false;
    const { activeElement: active } = document;
    lay(target, fragment.querySelector(`#${target.id}`), (live) => live.contains(active) && isTyped(active));
    return [target];
  },
});

/**
 * @param {{changed: (run: object, first: boolean) => void, where: () => number, asked: () => void,
 *   refused: () => void, trial: (pace?: string) => void,
 *   late: (late: boolean) => void, ready: (needs: string[]) => Promise<void> | null}} on
 *   changed: a valid recipe stands in the form; where: the step from which a new rate holds;
 *   asked: a new rate is on its way to the server; refused: what was sent was not taken; trial: what comes
 *   is to be trained, at a pace if one is given; late: the answer is;
 *   ready: resolves when what another run needs is there; null: it is already
 */
export function recipe(on) {
  const rates = rateField(on.where), options = optionFields();
  let wanted = null, asked = null, flying = 0, queued = 0, again = 0, attempt = 0, lateness = 0;
  let good = { run: null, starts: [] }, wishes = [], chose = '', last = '', address = place();
  let { parts } = form().dataset, held = () => {};
  const afterwards = []; // what was chosen on the way to another address: it is of the run that is there

  const changes = (input) => input.dispatchEvent(new Event('change', { bubbles: true }));

  /** Sends the form, or goes to an address; an answer that a newer wish has overtaken is not shown. */
  function send(why, to = null) {
    wanted = { why, to };
    if (to) afterwards.length = 0;
    clearTimeout(queued);
    queued = setTimeout(issue); // Enter in a changed field is two events and one wish
  }

  /** Does something now, or as soon as the address is there that the page is on its way to. */
  function inTurn(act) {
    if ((wanted ?? asked)?.to) afterwards.push(act);
    else act();
  }

  function issue() {
    if (!wanted || flying >= AT_ONCE) return;
    clearTimeout(again);
    clearTimeout(lateness);
    const source = Object.assign(document.createElement('i'), { hidden: true });
    document.body.append(source);
    asked = { ...wanted, source };
    wanted = null;
    flying += 1;
    lateness = setTimeout(on.late, LATE, true);
    const values = asked.to ? {} : valuesOf(form()), address = asked.to ?? form().getAttribute('action');
    // What fails is told as an event, too.
    htmx.ajax('GET', address, { source, target: '#recipe', swap: 'patch', values }).catch(() => {});
  }

  const isCurrent = ({ requestConfig }) => asked !== null && requestConfig.elt === asked.source;

  document.addEventListener('htmx:beforeSwap', ({ detail }) => {
    if (!detail.shouldSwap || detail.target.id !== 'recipe') return;
    const { serverResponse: html } = detail, overtaken = !isCurrent(detail) || wanted !== null;
    const ready = overtaken ? null : on.ready(needed(html));
    held = grip();
    if (!overtaken && !ready) return;
    detail.shouldSwap = false;
    const mine = asked;
    ready?.then(() => {
      if (asked !== mine || wanted) return;
      held = grip();
      const how = { swapStyle: 'patch', swapDelay: 0, settleDelay: 0 };
      htmx.swap('#recipe', html, how, { contextElement: form() });
    }, () => { if (asked === mine) retry(); });
  });
  document.addEventListener('htmx:afterRequest', ({ detail: { requestConfig: { elt, target } } }) => {
    if (target.id !== 'recipe') return;
    flying -= 1;
    queueMicrotask(() => elt.remove());
    issue();
  });
  // Nobody answered, or nobody who could: the wish is kept and sent again. One that is not taken as it is
  // would not be the next time.
  for (const failure of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
    document.addEventListener(failure, ({ detail }) => {
      if (!isCurrent(detail)) return;
      const { status } = detail.xhr;
      if (REFUSALS.has(status)) {
        over();
        wishNothing();
        refused();
      } else retry();
    });
  }
  function retry() {
    const { why, to } = asked;
    clearTimeout(lateness);
    on.late(true);
    again = setTimeout(() => { wanted ??= { why, to }; issue(); }, backoff(attempt++, Math.random()));
  }
  /** Nothing is under way any more. */
  function over() {
    asked = null;
    attempt = 0;
    clearTimeout(lateness);
    on.late(false);
  }
  function refused() {
    for (const wish of wishes) wish.refused = true;
    on.refused();
  }
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'recipe') return;
    event.preventDefault();
    left(document.activeElement);
    inTurn(() => send('field'));
  });
  // What was typed counts when its field is left, also where the browser makes no event of it: the text stood
  // there when the field was entered.
  function left(input) {
    if (input?.form?.id === 'recipe' && settledValue(input) !== input.value) changes(input);
  }
  document.addEventListener('focusout', ({ target }) => left(target));

  // Before the form is sent, the fields without a name pass on what they hold.
  document.addEventListener('change', ({ target }) => {
    if (target.form?.id !== 'recipe' || target.closest('[data-gone]')) return;
    const all = 'start' in target.dataset ? form().querySelectorAll('[data-start]') : [target];
    for (const input of all) settle(input);
    if ((wanted ?? asked)?.to) afterwards.push(repeated(target));
    else commit(target);
  });

  /** The same choice once more, in the form that is there by then. */
  function repeated(target) {
    const { id, value, checked } = target, texts = 'start' in target.dataset ? startTexts(form()) : null;
    return () => {
      const input = document.getElementById(id);
      if (!input || isTyped(input)) return;
      const starts = form().querySelectorAll('[data-start]');
      if (texts) starts.forEach((one, k) => { one.value = texts[k] ?? one.value; });
      else Object.assign(input, input.type === 'checkbox' ? { checked } : { value });
      if (input.id === 'rate') input.dispatchEvent(new Event('input', { bubbles: true }));
      changes(input);
    };
  }

  function commit(target) {
    chose = target.name;
    wishes = wishes.filter((wish) => !wish.refused);
    if (target.id === 'rate' || target.name === 'lr') wish(rateText());
    else if (options.has(target.name) && on.where() > 0) wish(options.text(target), on.where(), target.name);
    const own = target.name === 'target' && target.value === 'points' && form().querySelector('[data-preset=points]');
    if (own) {
      wishes = [];
      send('field', own.href);
      return;
    }
    if (target.name === 'seed') write(field('init'), '');
    const init = field('init');
    if (target.name === 'degree') write(init, fitted(settledValue(init), typedWhole(target.value) + 1));
    if ('start' in target.dataset) {
      write(field('init'), joined(startTexts(form())));
      write(field('seed'), '');
    }
    const { why = 'field' } = target.dataset;
    delete target.dataset.why;
    send(target.id === 'rate' ? 'slider' : why);
  }

  // Charts show what is being chosen before it is sent.
  document.addEventListener('input', ({ target }) => {
    if (target.form?.id !== 'recipe' || !good.run) return;
    if (target.name === 'steps') {
      const steps = typedWhole(target.value);
      wishFor({ steps: Number.isInteger(steps) && steps >= 1 && steps <= 1e6 && steps !== good.run.steps ? steps : null });
    }
    if ('start' in target.dataset) {
      const start = startTexts(form()).map(typedNumber).map(good.run.dtype === 'float32' ? Math.fround : Number);
      wishFor({ start: start.every(Number.isFinite) && start.some((value, k) => value !== good.run.start[k]) ? start : null });
    }
  });

  function wish(text, step = on.where(), key = 'lr') {
    wishes = [...wishes.filter((one) => !(one.key === key && one.step === step)), { text, step, key }];
    on.asked();
  }

  document.addEventListener('htmx:configRequest', (event) => {
    const { parameters, headers, target } = event.detail;
    if (target.id !== 'recipe') return;
    event.detail.why = asked.why;
    event.detail.timeout = LOST;
    delete headers['HX-Current-URL']; // a link full of points need not be sent twice
    headers['Sinefit-Parts'] = parts;
    if (asked.to) {
      if (new URLSearchParams(location.search).has('lang')) parameters.lang = document.documentElement.lang;
      return;
    }
    const { lr, tweaks } = schedule();
    const steps = typedWhole(settledValue(field('steps')));
    parameters.lr = lr;
    // What is changed in the middle of the run is no other beginning.
    for (const key of options.tweaked(tweaks)) parameters[key] = options.first(key);
    parameters.tweak = tweaks.filter((tweak) => !(tweak.step >= steps)).flatMap(written);
    for (const name of ['lr', 'steps', 'seed', 'init']) if (parameters[name] === '') delete parameters[name];
    // A target takes the place of points again, and a rate that suited a few of them suits it badly.
    if (good.run.points && parameters.target !== 'points') for (const name of ['points', 'lr', 'tweak']) delete parameters[name];
  });

  // A rate wished for at step 0 is the run's own; in its middle it is a tweak, and drops what came later. So
  // is an option of the optimizer.
  function schedule() {
    let { run } = good, lr = String(run.lr);
    for (const { text, step, key } of wishes) {
      const value = key === 'lr' ? typedNumber(text) : options.read(text);
      const before = keptBefore(run, step, key);
      const unread = Number.isNaN(value) && withChange(before, step, key, text);
      if (step === 0) lr = text;
      const tweaks = step === 0 || text.trim() === '' ? before : unread || changedFrom(run, step, value, key);
      run = { ...run, tweaks, ...(step === 0 && value > 0 ? { lr: value } : {}) };
    }
    return { lr, tweaks: run.tweaks };
  }

  document.addEventListener('htmx:load', (event) => {
    if (event.detail.elt.id === 'recipe' && asked) taken(false);
  });
  document.addEventListener('click', (event) => {
    const act = event.target.closest('#recipe [data-act]')?.dataset.act, preset = event.target.closest('[data-preset]');
    if (act === 'own-start') inTurn(() => start(''));
    if (act === 'calm') {
      const lr = event.target.value;
      document.getElementById('rate').focus({ preventScroll: true });
      choose(lr);
    }
    if (act === 'throughout') {
      document.getElementById('rate').focus({ preventScroll: true });
      choose(rateText(), 0);
    }
    if (!preset || event.ctrlKey || event.metaKey || event.shiftKey || new URL(preset.href).pathname !== location.pathname) return;
    event.preventDefault();
    preset.closest('[popover]')?.hidePopover();
    if (preset.dataset.preset === 'trial') on.trial(preset.dataset.pace);
    wishes = [];
    send('field', preset.href);
  });
  addEventListener('popstate', () => {
    const here = place();
    if (here === address) return;
    address = here;
    wishes = [];
    send('history', here);
  });

  /** A rate, from a step on. */
  function choose(lr, step = undefined) {
    inTurn(() => {
      wish(lr, step);
      send('field');
    });
  }

  function taken(first) {
    const element = form(), invalid = element.dataset.invalid === 'true';
    const run = JSON.parse(element.dataset.run);
    if (!first) {
      refill(element);
      remark(element);
    } else {
      for (const input of element.querySelectorAll('[data-start]')) {
        write(input, input.value.replace(/-/g, '\u2212'));
      }
    }
    held();
    const y = scrollY, again = held;
    if (!first) setTimeout(() => { if (scrollY === y) again(); }, SETTLES); // its numbers take room, too
    const { why } = asked ?? {};
    if (first || !invalid) ({ parts } = element.dataset);
    if (invalid && (!first || startRefused())) keepGood(element);
    if (first || !invalid) good = { run, starts: startTexts(element) };
    options.dress(good.run);
    const rate = wishes.findLast(({ key }) => key === 'lr')?.text ?? rateText();
    rates.dress(good.run, field('lr').getAttribute('aria-invalid') === 'true' ? rate : null);
    if (!isTyped(document.activeElement)) wishNothing();
    if (!first) over();
    if (!invalid || first) remember(run, first, invalid, why);
    if (first || !invalid) on.changed(run, first);
    else refused();
    // Who has chosen to type a formula may begin.
    const target = field('target'), own = chose === 'target' && !invalid && target.value === 'f';
    if (own && document.activeElement === target) field('f').focus();
    chose = '';
    for (const act of afterwards.splice(0)) act();
  }

  function remember(run, first, invalid, why) {
    // Fine-tuning by slider at one step is one entry in the history, not twenty; so is a point on its way.
    const kind = why === 'slider' ? `slider ${wishes.at(-1)?.step}` : why;
    if (!invalid && why !== 'history') writeAddress(run.address, { replace: first || ((why === 'slider' || why?.startsWith('nudge')) && kind === last) });
    links(run.address);
    rungs(good.run);
    if (!invalid) {
      address = place();
      wishes = [];
    }
    last = kind;
  }

  // What was refused stays, to be mended; everything else is that of the run that still stands.
  function keepGood(element) {
    const texts = startRefused() ? parted(settledValue(field('init'))) : good.starts;
    element.querySelectorAll('[data-start]').forEach((input, k) => {
      write(input, texts[k] ?? '');
      if (!Number.isFinite(typedNumber(input.value))) input.setAttribute('aria-invalid', 'true');
    });
  }

  function start(seed) {
    wishes = [];
    write(field('seed'), seed);
    write(field('init'), '');
    send('field');
  }

  return {
    start() {
      const early = [];
      beginWith(form(), (input) => early.push(input));
      taken(true);
      for (const input of early) changes(input);
    },
    /** The rate in force at a step. */
    show(step) {
      if (!wishes.some(({ key, refused }) => key === 'lr' && !refused)) rates.show(step);
      options.show(step);
    },
    /** A new random start, from a seed short enough to be told. */
    random: () => inTurn(() => start(String(crypto.getRandomValues(new Uint32Array(1))[0] % 100000))),
    /**
     * Another value in a field of the form, if it has that field; changes of one kind "nudge …" are one entry
     * in the history.
     */
    put(name, value, why = null) {
      const input = field(name);
      if (!input) return;
      input.value = value;
      if (why) input.dataset.why = why;
      changes(input);
    },
    /** A rate from a step on. */
    take: choose,
  };
}

/** What a page needs to show an answer, as its form says. */
const needed = (html) => (/ data-needs="([^"]*)"/.exec(html)?.[1] ?? '').split(' ').filter(Boolean);
