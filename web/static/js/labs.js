// What is to be tried out on a run, behind the lesson's end: asked for as the reader comes near.
import { bugLab } from './buglab.js';
import { lockStep } from './lockstep.js';
import { race } from './race.js';

const CSS = '/css/labs.css';

const styled = () => new Promise((resolve) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: CSS, onload: resolve, onerror: resolve });
  document.head.append(link);
});

/** Fills the place for the labs; the answer redraws their charts. */
export async function labs(place, trainer) {
  const { run } = trainer, query = new URLSearchParams(run.query);
  query.set('lang', document.documentElement.lang);
  query.delete('lesson');
  const [answer] = await Promise.all([fetch(`${place.dataset.labs}?${query}`), styled()]);
  if (!answer.ok) throw new Error(`labs: ${answer.status}`);
  place.innerHTML = await answer.text();
  const texts = new Map([...place.querySelectorAll('[data-say]')].map(({ dataset, textContent }) => [dataset.say, textContent]));
  // A figure stays in one line.
  const say = (key, ...values) => texts.get(key).replace(/\{(\d)\}/g, (_, i) => String(values[i] ?? '').replaceAll('\u2009', '\u202f'));
  const parts = { race, lock: lockStep, bug: bugLab }, opened = [];
  for (const [name, open] of Object.entries(parts)) {
    const section = place.querySelector(`[data-${name}]`);
    if (section) opened.push(open(section, trainer, say));
  }
  if (location.hash === '#bug-lab') document.getElementById('bug-lab')?.scrollIntoView();
  return () => { for (const part of opened) part?.build(); };
}
