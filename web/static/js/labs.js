// What is to be tried out on a run, behind the lesson's end: asked for as the reader comes near.
import { bugLab } from './buglab.js';
import { lockStep } from './lockstep.js';
import { phrases, sheet } from './part.js';
import { race } from './race.js';

const CSS = '/css/labs.css';

/** Fills the place for the labs; the answer redraws their charts. */
export async function labs(place, trainer) {
  const { run } = trainer, query = new URLSearchParams(run.query);
  query.set('lang', document.documentElement.lang);
  query.delete('lesson');
  const [answer] = await Promise.all([fetch(`${place.dataset.labs}?${query}`), sheet(CSS)]);
  if (!answer.ok) throw new Error(`labs: ${answer.status}`);
  place.innerHTML = await answer.text();
  const say = phrases(place), parts = { race, lock: lockStep, bug: bugLab }, opened = [];
  for (const [name, open] of Object.entries(parts)) {
    const section = place.querySelector(`[data-${name}]`);
    if (section) opened.push(open(section, trainer, say));
  }
  if (location.hash === '#bug-lab') document.getElementById('bug-lab')?.scrollIntoView();
  return () => { for (const part of opened) part?.build(); };
}
