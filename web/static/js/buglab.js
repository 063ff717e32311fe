// A mistake is put into the run; which one is to be told from the curves. As long as that is open, the address holds a
// number in place of the mistake's name (address.js keeps it), and the program stays closed.
import { hidden, withKey, write } from './address.js';
import { amount, significant, whole } from './format.js';
import { every } from './lanes.js';
import { fetchLines, fetchRun } from './labwire.js';
import { keepInView } from './landing.js';
import { LossLines } from './losslines.js';
import { resolutionOf } from './resolution.js';
import { programs } from './mistakes.js';
import * as mistakes from './mistakes.js';

const ROWS = 250, CUT = 1e4;

/** @param {AbortSignal} until its place is another's from then on */
export function bugLab(section, trainer, say, until) {
  const find = (name) => section.querySelector(`[data-${name}]`);
  const radios = [...section.querySelectorAll('[type=radio]')], verdict = find('verdict'), draw = find('draw'), check = find('check'), reveal = find('reveal');
  const chart = new LossLines(section.querySelector('canvas'));
  const nameOf = (kind) => radios.find(({ value }) => value === kind)?.nextElementSibling.textContent ?? kind;
  let run = null, open = false, asked = new AbortController(), both = null, told = '';

  const ofRun = (bug) => {
    const query = new URLSearchParams(run.query);
    query.set('lesson', run.lesson);
    if (!bug) query.delete('bug');
    return query;
  };

  /** The page of this run with another mistake, or without one. */
  function page(bug) {
    const [path, query = ''] = run.address.split('?'), kept = new URLSearchParams(location.search).get('tab');
    let search = withKey(withKey(query, 'bug', bug), 'lang', document.documentElement.lang);
    if (kept) search = withKey(search, 'tab', kept);
    return path + search;
  }

  function load() {
    run = trainer.run;
    const number = run.bug ? hidden(location.search) : null;
    open = number !== null;
    document.documentElement.toggleAttribute('data-puzzle', open);
    find('number').hidden = !open;
    if (open) find('number').textContent = say('bug.number', number);
    find('lead').hidden = Boolean(run.bug);
    find('run').hidden = !run.bug;
    find('look').hidden = find('which').hidden = check.hidden = reveal.hidden = !open;
    for (const radio of radios) radio.hidden = !open;
    find('repair').hidden = !run.bug;
    find('repair').href = page(null);
    if (run.bug) draw.textContent = draw.dataset.another;
    section.classList.toggle('open', open);
    if (told !== run.bug) verdict.replaceChildren();
    told = run.bug ?? '';
    if (run.bug) compare();
  }

  async function compare() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked, step = every(run.steps, ROWS), { steps } = run;
    both = Promise.all([fetchRun(ofRun(true), step, signal), fetchRun(ofRun(false), step, signal)]);
    both.catch(() => {}); // whoever needs them sees it
    try {
      const [wrong, right] = await both;
      if (signal.aborted) return;
      chart.show({
        steps, least: resolutionOf(run), top: CUT * right.rows[0][1],
        lines: [{ id: 'this', name: say('bug.this'), colour: 'fit', width: 2.5, bold: true, ...wrong }, { id: 'healthy', name: say('bug.healthy'), colour: 'ink-2', width: 1.5, ...right }],
      });
    } catch {
      if (!signal.aborted) chart.close();
    }
    if (!open && !signal.aborted && verdict.childElementCount === 0) solve('bug.solution');
  }

  const line = (text, className = '') => Object.assign(document.createElement('p'), { textContent: text, className });

  /** What is wrong, how it is seen here, and where it stands in the program. */
  async function solve(how) {
    const { bug, n } = run, { signal } = asked;
    const told = [line(say(how), 'said'), line(nameOf(bug), 'name'), line(say(`bug.how.${bug}`))];
    verdict.replaceChildren(...told);
    open = false;
    document.documentElement.removeAttribute('data-puzzle');
    section.classList.remove('open');
    for (const part of [check, reveal, find('which'), find('number'), find('look')]) part.hidden = true;
    for (const radio of radios) radio.hidden = true;
    try {
      const [wrong, right] = await both;
      if (signal.aborted) return;
      const figures = mistakes.seen(bug, wrong, right);
      if (figures) verdict.append(line(say(`bug.seen.${bug}`, ...figures({ amount, significant, whole, n }))));
      const library = run.lesson === 'numpy' ? 'numpy' : 'torch';
      const [bad, good] = await Promise.all([fetchLines(ofRun(true), library, signal), fetchLines(ofRun(false), library, signal)]);
      if (!signal.aborted) verdict.append(...programs(bad, good, say));
    } catch { /* then the words must do */ }
  }

  draw.addEventListener('click', () => {
    const kinds = radios.filter(({ value }) => value !== run.bug), drawn = kinds[Math.floor(Math.random() * kinds.length)];
    location.assign(`${page(mistakes.numberFor(Number(drawn.dataset.place), Math.random))}#bug-lab`);
  });
  check.addEventListener('click', () => {
    const chosen = radios.find(({ checked }) => checked)?.value;
    if (!chosen) verdict.replaceChildren(line(say('bug.choose')));
    else if (chosen === run.bug) answer('bug.right');
    else verdict.replaceChildren(line(say('bug.wrong'), 'said'), line(say(`bug.how.${chosen}`)));
    keepInView(verdict);
  });
  reveal.addEventListener('click', () => answer('bug.solution'));

  function answer(how) {
    // From now on the address may name it.
    history.replaceState(history.state, '', location.pathname + withKey(location.search, 'bug', run.bug) + location.hash);
    write(run.address, { replace: true });
    solve(how).then(() => keepInView(verdict));
    verdict.focus({ preventScroll: true }); // the button pressed is gone
    keepInView(verdict);
  }

  // The program's panel is renewed with every answer of the server.
  const close = (code) => { if (!code.querySelector('.bug-closed')) code.querySelector('.h-row')?.after(line(say('bug.closed'), 'aside bug-closed')); };
  close(document.getElementById('code'));
  document.addEventListener('htmx:load', ({ detail: { elt } }) => { if (elt.id === 'code') close(elt); }, { signal: until });

  trainer.on('run', load, until);
  until.addEventListener('abort', () => {
    asked.abort();
    chart.close();
  });
  load();
  return { build: () => chart.build() };
}
