// Pinned runs: kept in the address, laid over the charts, and told in a table of what differs. Loaded with the first of them.
import { hidden, note, withKey } from './address.js';
import { amount, whole } from './format.js';
import { fetchTrace } from './labwire.js';
import { Overlays } from './overlays.js';
import { phrases, sheet } from './part.js';
import { LONGEST, dashOf, least, pinOf, pinsOf, stride, withPins } from './pins.js';
import { fetchPart } from './wire.js';

const CSS = '/css/compare.css', MOST = 4, MOST_READ = 12, KEPT = 16; // pins that are shown, and looked at, by the server; traces kept
const unknown = () => ''; // words that are still to come

/**
 * @param {{trainer: object, fit: object, below: object, say: (text: string) => void, redraw: () => void}} page
 * @returns {Promise<{pin: () => Promise<void>}>} pin: pins the run shown
 */
export async function compare({ trainer, fit, below, say, redraw }) {
  const place = Object.assign(document.createElement('section'), { className: 'compare js-only', id: 'compare', tabIndex: -1, hidden: true });
  place.setAttribute('aria-labelledby', 'h-compare');
  document.querySelector('.panel').after(place);
  const button = document.querySelector('[data-pin]'), count = document.querySelector('[data-pin-count]'), traces = new Map();
  let pins = pinsOf(location.search), asked = new AbortController(), phrase = unknown, shown = [];

  const runs = () => [...place.querySelectorAll('[data-run]')].map((head) => ({ head, number: Number(head.dataset.number), ...JSON.parse(head.dataset.run) }));
  const lay = (overlays) => {
    fit.overlay(overlays);
    below.overlay(overlays);
    redraw();
  };

  function tell(text) {
    const line = place.querySelector('[data-compare-said]');
    if (line) line.textContent = text;
    say(text);
  }

  function keep(next) {
    pins = next;
    note('pin', pins.length > 0 ? pins : null);
  }

  // What is asked of the server: the run as it stands in the address, so that a mistake to be found is not told.
  function query() {
    const { run } = trainer, number = hidden(location.search), asked = new URLSearchParams(run.query);
    if (number) asked.set('bug', number);
    if (!asked.has('lesson')) asked.set('lesson', run.lesson);
    asked.set('lang', document.documentElement.lang);
    return withPins(`?${asked}`, pins).slice(1);
  }

  /** Brings table and charts up to date with the run shown and the pins. */
  async function refresh() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked, { run } = trainer;
    let html;
    try {
      html = await fetchPart('/compare', query(), 'id="h-compare"', signal);
    } catch {
      if (!signal.aborted) tell(phrase('refusedRun'));
      return;
    }
    if (signal.aborted) return;
    fill(html);
    await values(run, signal);
  }

  function fill(html) {
    const at = document.activeElement, kind = place.contains(at) && ['unpin', 'open'].find((name) => name in at.dataset), which = kind ? at.closest('th').cellIndex - 2 : 0, within = place.contains(at);
    place.innerHTML = html;
    phrase = phrases(place);
    shown = runs();
    const some = shown.length > 1;
    place.hidden = !some && !place.querySelector('.compare-refused');
    place.querySelector('table')?.style.setProperty('--runs', shown.length);
    count.hidden = !some;
    count.textContent = shown.length - 1;
    for (const { head, number } of shown) {
      head.querySelector('path')?.setAttribute('stroke-dasharray', dashOf(number).join(' '));
      const link = head.querySelector('[data-open]');
      if (link) link.href = link.dataset.open + withPins(withKey(link.dataset.query, 'lang', document.documentElement.lang), pins);
    }
    if (!within) return;
    const heads = [...place.querySelectorAll(`[data-${kind || 'unpin'}]`)];
    const next = heads[Math.min(which, heads.length - 1)];
    if (place.hidden) button.focus({ preventScroll: true });
    else (next ?? place).focus({ preventScroll: true });
  }

  // One run after the other is asked for; what is known already is here at once.
  async function values(run, signal) {
    const known = new Map();
    let missing = false;
    for (const one of shown) if (traces.has(one.query)) known.set(one.number, traces.get(one.query));
    tellEnds(known);
    lay(overlays(run, known));
    for (const one of [...shown.slice(1), ...shown.slice(0, 1)]) {
      if (known.has(one.number) || shown.length === 1) continue;
      try {
        const trace = await fetchTrace(one.query, stride(one.steps), signal);
        traces.set(one.query, trace);
        if (traces.size > KEPT) traces.delete(traces.keys().next().value);
        known.set(one.number, trace);
      } catch {
        if (signal.aborted) return;
        missing = true;
        continue;
      }
      if (signal.aborted) return;
      tellEnds(known);
      if (one.number > 0) lay(overlays(run, known));
    }
    if (missing) tell(phrase('busy'));
  }

  function overlays(run, known) {
    const some = shown.filter(({ number }) => number > 0 && known.has(number));
    return some.length > 0 ? new Overlays(run, some.map((pin) => ({ ...pin, ...known.get(pin.number) }))) : null;
  }

  function tellEnds(known) {
    const [own] = shown;
    const ends = shown.map(({ number }) => known.get(number)?.rows.at(-1) ?? null), gone = shown.map(({ number }) => known.get(number)?.diverged ?? false);
    const broken = shown.map(({ number }) => known.get(number)?.broken ?? null);
    const row = (name, text, values) => {
      const cells = place.querySelectorAll(`[data-row=${name}] [data-of]`), comparable = shown.every(({ problem, n }) => problem && n === own.n);
      const best = comparable && ends.every(Boolean) ? least(ends.map((end, i) => (gone[i] || broken[i] ? null : values(end)))) : [];
      cells.forEach((cell, i) => {
        if (ends[i]) cell.textContent = text(ends[i], i);
        cell.classList.toggle('best', best.includes(i));
      });
    };
    const notes = place.querySelector('.compare-notes'), off = gone.flatMap((far, i) => (far && i > 0 && shown[i].problem ? [i] : []));
    for (const note of notes?.querySelectorAll('[data-off]') ?? []) note.remove();
    for (const i of off) {
      const note = Object.assign(document.createElement('li'), { textContent: phrase('off', i) });
      note.dataset.off = '';
      notes.append(note);
    }
    const begins = shown.map(({ number }) => known.get(number)?.rows[0].loss), outcome = (end, i) => broken[i] ?? (gone[i] ? 'diverged' : end.loss > begins[i] ? 'grew' : 'finished');
    row('outcome', (end, i) => phrase(outcome(end, i), whole(end.step)), () => null);
    row('loss', ({ loss }) => amount(loss), () => null);
    row('sse', ({ sse }) => amount(sse), ({ sse }) => sse);
    row('sae', ({ sae }) => amount(sae), ({ sae }) => sae);
  }

  /** Pins the run shown. */
  async function pin() {
    if (phrase === unknown) await refresh();
    const one = pinOf(trainer.run, location.search), twin = shown.find(({ number, query }) => number > 0 && query === trainer.run.query);
    if (twin || pins.includes(one)) return tell(phrase('already', twin?.number ?? pins.indexOf(one) + 1)); // the table may be on its way
    if (shown.length > MOST || pins.length >= MOST_READ) return tell(phrase('full'));
    const next = [...pins, one];
    if ((location.origin + location.pathname + withPins(location.search, next)).length > LONGEST) return tell(phrase('long'));
    keep(next);
    await refresh();
    tell(phrase('pinned', shown.at(-1)?.number ?? 1));
  }

  async function unpin(places) {
    const gone = new Set(places);
    keep(pins.filter((_, i) => !gone.has(i)));
    await refresh();
    tell(phrase(pins.length > 0 ? 'unpinned' : 'none'));
  }

  place.addEventListener('click', ({ target }) => {
    const { unpin: one, unpinBroken: broken, unpinAll: all } = target.closest('button')?.dataset ?? {};
    if (one !== undefined) unpin([Number(one)]);
    else if (broken !== undefined) unpin(broken.split(' ').map(Number));
    else if (all !== undefined) unpin(pins.keys());
  });
  button.addEventListener('click', pin);
  count.addEventListener('click', () => {
    place.scrollIntoView({ block: 'nearest' });
    place.focus({ preventScroll: true });
  });
  // Going back takes the recipe back; what is pinned stays.
  addEventListener('popstate', () => note('pin', pins.length > 0 ? pins : null));
  // Pins go along wherever a link leads to a run.
  for (const name of ['click', 'auxclick']) {
    document.addEventListener(name, ({ target }) => {
      const link = target.closest?.('a[href]');
      if (link?.origin === location.origin && /^\/(lessons\/|embed\/|$)/.test(link.pathname) && !link.getAttribute('href').startsWith('#')) link.search = withPins(link.search, pins);
    }, true);
  }
  trainer.on('run', () => { if (pins.length > 0) refresh(); });
  await sheet(CSS);
  if (pins.length > 0) await refresh();
  return { pin };
}
