// The loss of the step shown taken apart: follows the trainer at a reader's pace, and only what is in sight.
import { Graph } from './graph.js';
import { substitute } from './patch.js';
import { threeWays } from './threeways.js';
import { fetchInside, fetchPart } from './wire.js';

const PACE = 500; // ms between two questions to the server while it plays
const STILL = 60; // ms after the last step of a scrub

/**
 * @param {HTMLElement} root
 * @param {{trainer: object, pointed: object, walk: import('./walk.js').Walk, typeset: (root: HTMLElement) => void, signal: AbortSignal}} page signal: the tape is another run's
 * @returns {(phase: string, how: string) => void} lights a phase
 */
export function tape(root, { trainer, pointed, walk, typeset, signal }) {
  const three = threeWays(root.querySelector('[data-three]')), graph = new Graph(root.querySelector('[data-graph-box]'), typeset, (phase) => {
    // Chosen here it is looked at here: the formulas above light up, too, but do not come into sight for it.
    walk.light(phase, 'train');
    graph.light(phase, 'hand');
  }, signal);
  const views = [
    follower(root.querySelector('[data-graph-box]'), '/graph.json', () => pointed.index, (answer) => graph.show(answer)),
    follower(root.querySelector('[data-three]'), '/gradients.json', () => null, (answer) => three.show(answer)),
  ];
  // What is told is of one step; the next question waits for its answer.
  function follower(section, path, sample, show) {
    let seen = false, told = '', asked = null, last = -Infinity, timer = 0;

    async function ask() {
      clearTimeout(timer);
      timer = 0;
      const { run, shown } = trainer;
      if (signal.aborted || !seen || !run || asked) return;
      const at = sample(), key = JSON.stringify([run.query, run.lesson, shown.step, at]);
      if (key === told) return;
      const wait = Math.max(trainer.playing ? PACE : STILL, last + (trainer.playing ? PACE : STILL) - performance.now());
      if (performance.now() - last < (trainer.playing ? PACE : STILL)) { timer = setTimeout(ask, wait); return; }
      last = performance.now();
      asked = key;
      try {
        const answer = await fetchInside(path, run, shown.step, at);
        if (trainer.run === run && !signal.aborted) {
          told = key;
          show(answer, run);
        }
      } catch {
        told = key; // gone for now: the next step asks again
      } finally {
        asked = null;
        later();
      }
    }
    function later() { timer ||= setTimeout(ask, STILL); }
    const sight = new IntersectionObserver(([entry]) => {
      seen = entry.isIntersecting;
      if (seen) later();
    }, { rootMargin: '100px' });
    sight.observe(section);
    signal.addEventListener('abort', () => sight.disconnect());
    return later;
  }

  const ask = () => { for (const later of views) later(); };
  for (const event of ['show', 'state', 'run']) trainer.on(event, ask, signal);
  trainer.on('run', () => { for (const view of [graph, three]) view.clear(); }, signal);
  pointed.also(views[0], signal);
  root.addEventListener('submit', (event) => check(event, typeset), { signal });
  graph.light(walk.phase, 'train');
  return (phase, how) => graph.light(phase, how);
}

/** The learner's slope comes back checked, in a section of its own; the page stays. */
async function check(event, typeset) {
  const form = event.target.closest('[data-check]');
  if (!form) return;
  event.preventDefault();
  try {
    const html = await fetchPart(form.dataset.check, new URLSearchParams(new FormData(form)), 'own-slope');
    const section = new DOMParser().parseFromString(html, 'text/html').querySelector('.own-slope');
    substitute(form.closest('.own-slope'), section);
    typeset(section);
    section.querySelector('input[type=text]').focus({ preventScroll: true });
  } catch {
    form.submit(); // the page itself can do it
  }
}
