// The same problem in all lessons that solve it, at the step shown: how far apart, and why?
import { puzzled } from './address.js';
import { scientific, whole } from './format.js';
import { fetchLockStep } from './labwire.js';

const CALM = 400; // ms that a step must have stood still
const DECIMALS = 9;
const BITS = { float64: 53, float32: 24 };

/** A coefficient with all digits in which two runs may differ. Pure. */
export function digits(value) {
  const size = Math.abs(value);
  return (size >= 1e4 ? value.toPrecision(12) : value.toFixed(DECIMALS)).replace('-', '\u2212');
}

/** How many characters two texts have in common from their beginning. Pure. */
export function common(one, other) {
  let k = 0;
  while (k < one.length && one[k] === other[k]) k++;
  return k;
}

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

/** @param {AbortSignal} until its place is another's from then on */
export function lockStep(section, trainer, say, until) {
  const list = section.querySelector('[data-rungs]'), at = section.querySelector('[data-at]'), note = section.querySelector('[data-note]');
  const names = new Map([...section.querySelectorAll('[data-lesson]')].map(({ dataset, textContent }) => [dataset.lesson, textContent]));
  let inSight = false, timer = 0, asked = new AbortController(), shown = '';

  const wanted = () => `${trainer.run.query} ${trainer.shown.step}`;

  function soon() {
    clearTimeout(timer);
    const moves = trainer.playing;
    note.textContent = moves ? say('lock.pause') : '';
    if (moves || !inSight || wanted() === shown) return;
    timer = setTimeout(compare, CALM);
  }

  async function compare() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked, key = wanted(), { run } = trainer, { step } = trainer.shown;
    try {
      const query = new URLSearchParams(run.query);
      query.set('lesson', run.lesson);
      const answer = await fetchLockStep(query, step, signal);
      if (signal.aborted) return;
      shown = key;
      tell(run, step, answer);
    } catch {
      if (!signal.aborted) note.textContent = say('race.busy');
    }
  }

  function tell(run, step, { rows, parameters }) {
    at.textContent = say('lock.at', whole(step));
    list.setAttribute('aria-label', say('lock.table', whole(step)));
    const first = rows[0];
    list.replaceChildren(...rows.map((row) => {
      const own = row.lesson === run.lesson, name = element(own ? 'b' : 'a', '', names.get(row.lesson));
      if (!own) name.href = page(row);
      const head = element('p', 'rung-head', name, element('small', '', row.dtype), badge(row)), why = element('p', 'why', reason(row, rows, run));
      // Equal bits need not be read twice.
      return row.to !== first.lesson && row.reason === 'same' ? element('li', '', head, why) : element('li', '', head, coefficients(row, first, parameters), why);
    }));
  }

  function page(row) {
    const query = new URLSearchParams(row.query);
    query.delete('lesson');
    query.set('lang', document.documentElement.lang);
    return `/lessons/${row.lesson}?${puzzled(String(query), location.search)}`;
  }

  function badge(row) {
    const out = element('span', 'badge num');
    if (row.difference === undefined || row.reason === 'first') return out;
    const exact = row.difference === 0, letter = element('i', `mv c${row.coefficient}`, row.coefficient);
    out.append(...(exact ? ['Δ = ', say('lock.exact')] : ['Δ', letter, ' = ', scientific(row.difference, 1)]));
    out.title = say('lock.difference');
    out.prepend(element('span', 'hidden-text', `${say('lock.difference')}: `));
    return out;
  }

  // What is as in the first one stands back; the digits that differ are seen.
  function coefficients(row, first, parameters) {
    return element('p', 'cs num', ...parameters.map((name, k) => {
      const text = digits(row.coefficients[k]), same = row === first ? text.length : common(digits(first.coefficients[k]), text);
      return element('span', `c${name}`, element('i', 'mv', name), ' ', element('span', row === first ? '' : 'eq', text.slice(0, same)), element('b', '', text.slice(same)));
    }));
  }

  function reason(row, rows, run) {
    if (row.diverged) return say('lock.diverged', whole(row.step + 1));
    if (!row.reason) return '';
    const to = rows.find(({ lesson }) => lesson === row.to);
    const text = say(`lock.${row.reason}`, names.get(row.to), row.dtype, to.dtype, BITS[row.dtype], BITS[to.dtype]);
    const turns = row.reason === 'width' && run.optimizer !== 'sgd' && row.difference > run.lr / 10;
    return turns ? `${text} ${say('lock.turns')}` : text;
  }

  const sight = new IntersectionObserver(([{ isIntersecting }]) => { inSight = isIntersecting; soon(); }, { rootMargin: '200px' });
  sight.observe(section);
  for (const event of ['run', 'show', 'state']) trainer.on(event, soon, until);
  until.addEventListener('abort', () => {
    sight.disconnect();
    clearTimeout(timer);
    asked.abort();
  });
}
