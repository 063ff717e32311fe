// What comes later: as the reader comes near, when it is asked for, or with a link that leads there.
import { silence } from './prediction.js';

const $ = (selector) => document.querySelector(selector);
const named = (key) => new URLSearchParams(location.search).get(key);

function whenNear(place, open) {
  const coming = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    coming.disconnect();
    open();
  }, { rootMargin: '400px' });
  coming.observe(place);
}

/**
 * @param {{trainer: object, fit: object, below: object, say: (text: string) => void, redraw: () => void}} page
 * @returns {{rebuild: () => void, start: () => void}} rebuild: in other colours; start: the first run is loaded
 */
export function later({ trainer, fit, below, say, redraw }) {
  let rebuildLabs = () => {};
  $('[data-share]').addEventListener('click', async ({ currentTarget }) => (await import('./share.js')).share(currentTarget, trainer, say));

  // What stands behind the lesson's end; a framed run has none.
  const labs = $('[data-labs]'), openLabs = async () => { rebuildLabs = await (await import('./labs.js')).labs(labs, trainer); };
  if (labs && /^#bug-lab|[?&]bug=/.test(location.hash + location.search)) openLabs();
  else if (labs) whenNear(labs, openLabs);

  // Missions also come with the end of a run, which may solve one.
  const quests = $('[data-missions]');
  let asked = null;
  const openMissions = () => { asked ??= import('./missions.js').then(({ missions }) => missions(quests, trainer, say)); };
  if (quests) {
    if (named('mission') !== null) openMissions();
    else whenNear(quests, openMissions);
    trainer.on('state', () => { if (trainer.run && trainer.atEnd && !trainer.playing) openMissions(); });
  }

  // What can be taken along; a handout is printed with it, however printing is asked for.
  const bag = $('[data-take]');
  let taken = null;
  const openBag = async () => (taken ??= (await import('./take.js')).take(bag, trainer));
  if (bag) {
    whenNear(bag, openBag);
    addEventListener('keydown', async (event) => {
      if (event.key !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      (await openBag()).print();
    });
  }

  // A prediction that is asked for: by the learner, or by the address, which theory is not to spoil meanwhile.
  const guess = $('[data-predict]'), guessed = named('predict');
  let predicting = null;
  async function predictFirst(way) {
    predicting ??= import('./predict.js').then(({ predicting: made }) => made(guess, trainer, { chart: below.loss, say, retell: () => { below.load(); redraw(); } }));
    try {
      (await predicting).toggle(way);
    } catch (failed) { // not to be had now: then without
      predicting = trainer.gate = null;
      silence(false);
      below.load();
    }
  }
  guess.addEventListener('click', () => predictFirst());
  if (guessed !== null) {
    silence(true);
    trainer.gate = () => false;
  }

  // Pinned runs come with the first of them, or with a link that has some.
  const openPins = async () => (await import('./compare.js')).compare({ trainer, fit, below, say, redraw });

  return {
    rebuild: () => rebuildLabs(),
    start() {
      if (named('pin') !== null) openPins();
      else $('[data-pin]').addEventListener('click', async () => (await openPins()).pin(), { once: true });
      if (guessed !== null) predictFirst(guessed);
    },
  };
}
