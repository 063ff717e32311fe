// Files of the run: programs, numbers, pictures, a handout. The server says what there is, anew with every change of the run.
import { backoff } from './backoff.js';
import { sheet } from './part.js';
import { canvasOf, saved } from './picture.js';
import { fetchPart } from './wire.js';

const CSS = '/css/take.css', PAUSE = 150, SCALE = 2;

/** An address with some keys set. Pure. */
export function withKeys(href, keys) {
  const [path, query = ''] = href.split('?'), names = Object.keys(keys);
  const kept = query.split('&').filter((pair) => pair && !names.includes(pair.split('=')[0]));
  return `${path}?${[...kept, ...names.map((key) => `${key}=${keys[key]}`)].join('&')}`;
}

/** Fills the place for it; the answer prints a handout. */
export function take(place, trainer) {
  const style = sheet(CSS);
  let near = true, stale = true, timer = 0, asked = null, ready = Promise.resolve(), every = null, shown = false;
  const $ = (what) => place.querySelector(what), all = (what) => [...place.querySelectorAll(what)];
  const say = (key) => { $('[data-take-said]').textContent = key ? $(`[data-say=${key}]`).textContent : ''; };

  async function fill(attempt = 0) {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked, query = new URLSearchParams(trainer.run.query);
    query.set('lang', document.documentElement.lang);
    query.delete('lesson');
    stale = false;
    try {
      const html = await fetchPart(place.dataset.take, query, 'id="h-take"', signal);
      await style;
      const focus = place.contains(document.activeElement) ? [...all('a, button, select, input')].indexOf(document.activeElement) : -1;
      for (const part of document.querySelectorAll('[data-handout]')) part.remove();
      place.innerHTML = html;
      settle();
      place.inert = false;
      place.setAttribute('aria-labelledby', 'h-take');
      if (focus >= 0) all('a, button, select, input')[focus]?.focus();
    } catch {
      if (signal.aborted) return;
      stale = true;
      for (const part of document.querySelectorAll('[data-handout]')) part.remove(); // of another run
      timer = setTimeout(() => { ready = fill(attempt + 1); }, backoff(attempt, Math.random()));
    }
  }

  // What was chosen before the run changed stays chosen; the parts of the handout stand where they are printed.
  function settle() {
    const rows = $('[data-every]');
    if (every !== null && [...rows.options].some(({ value }) => value === every)) rows.value = every;
    space();
    if (shown) $('[value=shown]').checked = true;
    const [head, figure, recipe] = all('[data-handout]');
    document.querySelector('.page').prepend(head);
    document.getElementById('story').after(figure);
    document.querySelector('.page').append(recipe);
  }

  function space() {
    const { value } = $('[data-every]');
    for (const link of all('[data-spaced]')) link.setAttribute('href', withKeys(link.getAttribute('href'), { every: value }));
  }

  /** The address of a chart and the name of its file; of the step shown, if that is wished. */
  function chart(kind, now) {
    const link = $(`[data-chart=${kind}]`), whole = withKeys(link.getAttribute('href'), {}).replace(/&at=\d+/, '');
    const { file } = link.dataset, { step } = trainer.shown;
    return now ? { href: withKeys(whole, { at: step }), file: `${file}-at${step}` } : { href: whole, file };
  }

  function refresh() {
    stale = true;
    place.inert = true; // these files are another run's
    if (!near) return;
    clearTimeout(timer);
    ready = new Promise((resolve) => { timer = setTimeout(() => resolve(fill()), PAUSE); });
  }

  place.addEventListener('change', ({ target }) => {
    if ('every' in target.dataset) { every = target.value; space(); }
    else if (target.name === 'take-at') shown = target.value === 'shown';
  });
  place.addEventListener('click', async (event) => {
    const { target } = event, svg = target.closest('[data-chart]'), png = target.closest('[data-png]');
    if (svg) {
      const { href, file } = chart(svg.dataset.chart, shown);
      svg.setAttribute('href', href);
      svg.setAttribute('download', `${file}.svg`);
    } else if (png) {
      const { href, file } = chart(png.dataset.png, shown);
      say('working');
      try {
        await saved(await canvasOf(href, SCALE), `${file}.png`);
        say('');
      } catch { say('busy'); }
    } else if (target.closest('[data-print]')) print();
  });

  async function print() {
    trainer.pause();
    near = true;
    if (stale) refresh();
    await ready;
    if (stale) { // not to be had: then the page as it is
      window.print();
      return;
    }
    const { step } = trainer.shown, link = document.querySelector('[data-handout] [data-link]');
    if (document.documentElement.dataset.puzzle !== undefined) { // the pictures' captions would name the mistake that is to be found
      link.textContent = location.href;
      window.print();
      return;
    }
    say('working');
    try {
      link.textContent = location.origin + (step > 0 ? withKeys(link.dataset.link, { at: step }) : link.dataset.link);
      await Promise.all([...document.querySelectorAll('[data-figure]')].map((picture) => {
        picture.src = chart(picture.dataset.figure, step > 0).href;
        return picture.decode();
      }));
      document.documentElement.dataset.figures = '';
      say('');
    } catch { say('busy'); } // then the charts of the page are printed
    await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
    window.print();
  }
  addEventListener('afterprint', () => { delete document.documentElement.dataset.figures; });

  trainer.on('run', refresh);
  new IntersectionObserver(([{ isIntersecting }]) => {
    near = isIntersecting;
    if (near && stale) refresh();
  }, { rootMargin: '400px' }).observe(place);
  ready = fill();
  return { print };
}
