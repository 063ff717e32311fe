// What is to be tried out on a run, behind the lesson's end: asked for as the reader comes near.
import { bugLab } from './buglab.js';
import { lockStep } from './lockstep.js';
import { phrases, sheet } from './part.js';
import { race } from './race.js';
import { fetchPart } from './wire.js';

const CSS = '/css/labs.css', PARTS = { race, lock: lockStep, bug: bugLab };

/**
 * Fills the place for the labs.
 * @returns {Promise<{build: () => void, renew: () => Promise<void>}>} build: redraws their charts;
 *   renew: another kind of run may have others
 */
export async function labs(place, trainer) {
  let shown = '', opened = [], until = new AbortController(), asked = 0;

  async function fill() {
    const { run } = trainer, query = new URLSearchParams(run.query), mine = ++asked;
    query.set('lang', document.documentElement.lang);
    query.delete('lesson');
    const [html] = await Promise.all([fetchPart(place.dataset.labs, query, 'class="lab '), sheet(CSS)]);
    if (mine !== asked || html === shown) return;
    shown = html;
    until.abort();
    until = new AbortController();
    place.innerHTML = html;
    const say = phrases(place);
    opened = Object.entries(PARTS).flatMap(([name, open]) => {
      const section = place.querySelector(`[data-${name}]`);
      return section ? [open(section, trainer, say, until.signal)] : [];
    });
  }

  await fill();
  return { build: () => { for (const part of opened) part?.build(); }, renew: fill };
}
