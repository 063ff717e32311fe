// The recipe form, sent by htmx, answered by itself anew. What it holds is the run.
import { links, place, rungs, write } from './address.js';
import { backoff } from './backoff.js';
import { typedNumber } from './format.js';
import { rateField, rateText } from './ratefield.js';
import { optionFields } from './optionfields.js';
import { changedFrom, keptBefore, withChange, written } from './schedule.js';
import { fitted } from './starts.js';
import { wishFor, wishNothing } from './wish.js';

const OPEN = 'sinefit.open'; // what is open while the page is loaded anew
const LATE = 350; // ms without an answer before the page says that it waits

const form = () => document.getElementById('recipe');
const field = (name) => form().querySelector(`[name=${name}]`);
const startTexts = (element) => [...element.querySelectorAll('[data-start]')].map((input) => input.value);
const open = () => document.querySelector('#recipe .pop:is(.why, .setup):popover-open');
const startRefused = () => field('init').getAttribute('aria-invalid') === 'true';

/**
 * @param {{changed: (run: object, first: boolean) => void, where: () => number, asked: () => void, refused: () => void, trial: (pace?: string) => void, late: (late: boolean) => void}} on
 *   changed: a valid recipe stands in the form; where: the step from which a new rate holds;
 *   asked: a new rate is on its way to the server; refused: what was sent was not taken; trial: what comes is to be trained, at a pace if one is given
 */
export function recipe(on) {
  const rates = rateField(on.where), options = optionFields();
  let wanted = null, current = null, last = '', queued = 0, again = 0, attempt = 0, busy = false, lateness = 0;
  let good = { run: null, starts: [] }, wished = null, sent = null, typing = null, marked = null, read = null, focused = '', failed = false, swapping = false, chose = '', address = place();

  /** Sends the form, or goes to an address; an answer that a newer wish has overtaken is not shown. */
  function send(why, to = null) {
    wanted = { why, to };
    clearTimeout(queued);
    queued = setTimeout(issue); // Enter in a changed field is two events and one wish
  }
  function issue() {
    if (busy || !wanted) return;
    clearTimeout(again);
    failed = false;
    current = wanted;
    wanted = null;
    if (current.to) htmx.ajax('GET', current.to, { target: '#recipe', swap: 'outerHTML' }).catch(() => {}); // told as an event, too
    else htmx.trigger(form(), 'recipe:send');
  }
  document.addEventListener('htmx:beforeRequest', () => {
    busy = true;
    lateness = setTimeout(on.late, LATE, true);
  });
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (wanted) event.detail.shouldSwap = false;
    // What is being typed meanwhile is not lost, nor does an answer that is being read close.
    const { id, value, defaultValue } = document.activeElement ?? {};
    const text = document.activeElement?.matches('#recipe :is(input[type=text], textarea)'), { selectionStart: from, selectionEnd: to } = document.activeElement ?? {};
    typing = text && value !== defaultValue && value !== sent ? { id, value } : null;
    marked = text ? { id, from, to } : null;
    read = open()?.id ?? null;
    focused = open()?.contains(document.activeElement) ? document.activeElement.id : '';
    swapping = event.detail.shouldSwap; // fields on their way out still send events
  });
  document.addEventListener('htmx:afterRequest', ({ detail: { successful } }) => {
    busy = false;
    if (successful) attempt = 0;
    clearTimeout(lateness);
    on.late(failed);
    issue();
  });
  // Nobody answered, or nobody who could: the wish is kept and sent again. One that is not taken as it is would not be the next time.
  function retry({ detail: { xhr: { status } } }) {
    if (status >= 400 && status < 500 && status !== 429) {
      wishNothing();
      refused();
      return;
    }
    failed = true;
    on.late(true);
    again = setTimeout(() => { wanted ??= current; issue(); }, backoff(attempt++, Math.random()));
  }
  document.addEventListener('htmx:sendError', retry);
  document.addEventListener('htmx:responseError', retry);
  function refused() {
    if (wished) wished.refused = true;
    on.refused();
  }
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'recipe') return;
    event.preventDefault();
    told(document.activeElement);
    send('field');
  });
  // A text that was put back while it was being typed makes no event of its own any more.
  function told(input) {
    if (swapping || input?.dataset?.back === undefined || input.value === input.defaultValue) return;
    delete input.dataset.back;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  document.addEventListener('focusout', ({ target }) => told(target));

  // Before the form is sent, the fields without a name pass on what they hold.
  document.addEventListener('change', ({ target }) => {
    if (swapping || target.form?.id !== 'recipe') return;
    chose = target.name;
    if (target.id === 'rate' || target.name === 'lr') wish(rateText());
    else if (options.has(target.name) && on.where() > 0) wish(options.text(target), on.where(), target.name);
    else if (wished?.refused) wished = null;
    const own = target.name === 'target' && target.value === 'points' && form().querySelector('[data-preset=points]');
    if (own) {
      wished = null;
      send('field', own.href);
      return;
    }
    if (target.name === 'seed') field('init').value = '';
    if (target.name === 'degree') field('init').value = fitted(field('init').value, typedNumber(target.value) + 1);
    if ('start' in target.dataset) {
      field('init').value = startTexts(form()).map((text) => text.trim().replace(/\u2212/g, '-')).join(',');
      field('seed').value = '';
    }
    send(target.id === 'rate' ? 'slider' : (target.dataset.why ?? 'field'));
  });

  // Charts show what is being chosen before it is sent.
  document.addEventListener('input', ({ target }) => {
    if (swapping || target.form?.id !== 'recipe' || !good.run) return;
    if (target.name === 'steps') {
      const steps = typedNumber(target.value);
      wishFor({ steps: Number.isInteger(steps) && steps >= 1 && steps <= 1e6 && steps !== good.run.steps ? steps : null });
    }
    if ('start' in target.dataset) {
      const start = startTexts(form()).map(typedNumber).map(good.run.dtype === 'float32' ? Math.fround : Number);
      wishFor({ start: start.every(Number.isFinite) && start.some((value, k) => value !== good.run.start[k]) ? start : null });
    }
  });

  function wish(text, step = on.where(), key = 'lr') {
    wished = { text, step, key };
    on.asked();
  }

  document.addEventListener('htmx:configRequest', (event) => {
    const { parameters, headers } = event.detail;
    event.detail.why = current.why;
    delete headers['HX-Current-URL']; // a link full of points need not be sent twice
    if (current.to) {
      if (new URLSearchParams(location.search).has('lang')) parameters.lang = document.documentElement.lang;
      return;
    }
    sent = document.activeElement?.value ?? null;
    const { lr, tweaks } = schedule();
    const steps = typedNumber(field('steps').value);
    parameters.lr = lr;
    // What is changed in the middle of the run is no other beginning.
    for (const key of options.tweaked(tweaks)) parameters[key] = options.first(key);
    parameters.tweak = tweaks.filter((tweak) => !(tweak.step >= steps)).flatMap(written);
    for (const name of ['lr', 'steps', 'seed', 'init']) if (parameters[name] === '') delete parameters[name];
    // A target takes the place of points again, and a rate that suited a few of them suits it badly.
    if (good.run.points && parameters.target !== 'points') for (const name of ['points', 'lr', 'tweak']) delete parameters[name];
  });

  // A rate wished for at step 0 is the run's own; in its middle it is a tweak, and drops what came later. So is an option of the optimizer.
  function schedule() {
    const { run } = good;
    if (!wished) return { lr: String(run.lr), tweaks: run.tweaks };
    const { text, step, key } = wished, value = key === 'lr' ? typedNumber(text) : options.read(text), before = keptBefore(run, step, key);
    if (step === 0) return { lr: text, tweaks: before };
    if (text.trim() === '') return { lr: String(run.lr), tweaks: before };
    return { lr: String(run.lr), tweaks: Number.isNaN(value) ? withChange(before, step, key, text) : changedFrom(run, step, value, key) };
  }

  document.addEventListener('htmx:load', (event) => {
    if (event.detail.elt.id === 'recipe') taken(false);
  });
  document.addEventListener('click', (event) => {
    const act = event.target.closest('#recipe [data-act]')?.dataset.act, preset = event.target.closest('[data-preset]');
    if (act === 'own-start') start('');
    if (act === 'calm') {
      const lr = event.target.value;
      document.getElementById('rate').focus({ preventScroll: true });
      wish(lr);
      send('field');
    }
    if (act === 'throughout') {
      document.getElementById('rate').focus({ preventScroll: true });
      wish(rateText(), 0);
      send('field');
    }
    if (!preset || event.ctrlKey || event.metaKey || event.shiftKey || new URL(preset.href).pathname !== location.pathname) return;
    event.preventDefault();
    preset.closest('[popover]')?.hidePopover();
    if (preset.dataset.preset === 'trial') on.trial(preset.dataset.pace);
    wished = null;
    send('field', preset.href);
  });
  addEventListener('popstate', () => {
    const here = place();
    if (here === address) return;
    address = here;
    wished = null;
    send('history', here);
  });

  function taken(first) {
    swapping = false;
    const element = form(), invalid = element.dataset.invalid === 'true', run = JSON.parse(element.dataset.run);
    if (invalid && (!first || startRefused())) keepGood(element);
    for (const input of element.querySelectorAll('[data-start]')) input.value = input.value.replace(/-/g, '\u2212');
    if (first || !invalid) good = { run, starts: startTexts(element) };
    options.dress(good.run);
    rates.dress(good.run, field('lr').getAttribute('aria-invalid') === 'true' ? (wished?.text ?? rateText()) : null);
    wishNothing();
    bringBack();
    if (!invalid || first) remember(run, first, invalid);
    if (first || !invalid) on.changed(run, first);
    else refused();
  }

  function bringBack() {
    const input = typing && document.getElementById(typing.id);
    if (input) {
      input.value = typing.value;
      input.dataset.back = '';
      if (input.name === 'lr') rates.typing();
    }
    typing = null;
    if (read) document.getElementById(read)?.showPopover();
    if (read && focused) document.getElementById(focused)?.focus({ preventScroll: true });
    read = null;
    // What is typed next replaces what was marked.
    if (marked && document.activeElement?.id === marked.id) document.activeElement.setSelectionRange(marked.from, marked.to);
    marked = null;
  }

  function remember(run, first, invalid) {
    // Fine-tuning by slider at one step is one entry in the history, not twenty; so is a point on its way.
    const why = current?.why, kind = why === 'slider' ? `slider ${wished?.step}` : why;
    if (!invalid && why !== 'history') write(run.address, { replace: first || ((why === 'slider' || why?.startsWith('nudge')) && kind === last) });
    links(run.address);
    rungs(good.run);
    if (!invalid) {
      address = place();
      wished = null;
    }
    last = kind;
  }

  // What was refused stays, to be mended; everything else is that of the run that still stands.
  function keepGood(element) {
    const texts = startRefused() ? field('init').value.split(',') : good.starts;
    element.querySelectorAll('[data-start]').forEach((input, k) => {
      input.value = texts[k] ?? '';
      if (!Number.isFinite(typedNumber(input.value))) input.setAttribute('aria-invalid', 'true');
    });
  }

  function start(seed) {
    wished = null;
    field('seed').value = seed;
    field('init').value = '';
    send('field');
  }

  // A page that is loaded anew for another problem opens what was open.
  function reopen() {
    let kept = '';
    try {
      kept = sessionStorage.getItem(OPEN) ?? '';
      sessionStorage.removeItem(OPEN);
    } catch { /* storage may be barred */ }
    const [popover, input] = kept.split(' ');
    if (!popover) return;
    if (!matchMedia('(min-width: 1100px)').matches) document.querySelector('[data-drawer-open]').click();
    document.getElementById(popover)?.showPopover();
    document.getElementById(input)?.focus({ preventScroll: true });
  }

  return {
    start() {
      taken(true);
      reopen();
    },
    /** Before the page is loaded anew: where the settings are a drawer, it closes, and what is open in it. */
    keepOpen() {
      const popover = open(), at = popover?.contains(document.activeElement) ? document.activeElement : null;
      // A formula or options still to be typed keep the drawer open, too.
      const own = chose === 'target' && field('target').value === 'f', more = popover?.id === 'optimizer' || own;
      if (!popover || !(more || matchMedia('(min-width: 1100px)').matches)) return;
      try {
        sessionStorage.setItem(OPEN, `${popover.id} ${own ? 'f-f' : (at?.id ?? '')}`);
      } catch { /* then it closes */ }
    },
    /** The rate in force at a step. */
    show(step) {
      rates.show(step);
      options.show(step);
    },
    /** A new random start, from a seed short enough to be told. */
    random: () => start(crypto.getRandomValues(new Uint32Array(1))[0] % 100000),
    /** Another value in a field of the form, if it has that field; changes of one kind "nudge …" are one entry in the history. */
    put(name, value, why = null) {
      const input = field(name);
      if (!input) return;
      input.value = value;
      if (why) input.dataset.why = why;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    /** A rate from a step on. */
    take(lr, step) {
      wish(lr, step);
      send('field');
    },
  };
}
