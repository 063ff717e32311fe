// What comes later: as the reader comes near, when it is asked for, or with a link that leads there.
import { toClipboard } from './code.js';
import { latin } from './keys.js';
import { landing } from './landing.js';
import { silence } from './prediction.js';
import { word } from './words.js';

const $ = (selector) => document.querySelector(selector);
const named = (key) => new URLSearchParams(location.search).get(key);

/** What is loaded once; if it could not be had, it can be asked for again. */
function once(load) {
  let kept = null;
  return () => kept ??= load().catch((failed) => {
    kept = null;
    throw failed;
  });
}

/** Opens a part; if it cannot be had now, its place stays as it is. */
const attempt = (open) => open().catch(() => {});

/** Opens a part as the reader comes near, or back, if it could not be had before. */
function whenNear(place, open) {
  const coming = new IntersectionObserver(([{ isIntersecting }]) => {
    if (isIntersecting) attempt(() => open().then(() => coming.disconnect()));
  }, { rootMargin: '400px' });
  coming.observe(place);
}

/**
 * @param {{trainer: object, fit: object, below: object, say: (text: string) => void, redraw: () => void}} page
 * @returns {{rebuild: () => void, another: () => void, start: () => void}} rebuild: in other colours; another: the run to come is of another kind; start: the first run is loaded
 */
export function later({ trainer, fit, below, say, redraw }) {
  let opened = null;
  $('[data-share]').addEventListener('click', async ({ currentTarget }) => {
    try {
      await (await import('./share.js')).share(currentTarget, trainer, say);
    } catch { // no sheet: then the plain link
      if (await toClipboard(location.href)) say(word('say.copied'));
    }
  });

  // What stands behind the lesson's end; a framed run has none.
  const labs = $('[data-labs]'), openLabs = once(async () => { opened = await (await import('./labs.js')).labs(labs, trainer); });
  if (labs) whenNear(labs, openLabs);
  if (labs && /[?&]bug=/.test(location.search)) attempt(openLabs);

  // Missions also come with the end of a run, which may solve one.
  const quests = $('[data-missions]'), openMissions = once(async () => (await import('./missions.js')).missions(quests, trainer, say));
  if (quests) {
    whenNear(quests, openMissions);
    if (named('mission') !== null) attempt(openMissions);
    trainer.on('state', () => { if (trainer.run && trainer.atEnd && !trainer.playing) attempt(openMissions); });
  }

  // An address that leads into what comes later has it come now.
  function lead() {
    if (labs && /^#(bug-lab|h-race|h-lock)$/.test(location.hash)) attempt(openLabs);
    if (quests && /^#mission/.test(location.hash)) attempt(openMissions);
  }
  addEventListener('hashchange', lead);
  lead();
  landing();

  // What can be taken along; a handout is printed with it, however printing is asked for.
  const bag = $('[data-take]'), openBag = once(async () => (await import('./take.js')).take(bag, trainer));
  if (bag) {
    whenNear(bag, openBag);
    addEventListener('keydown', async (event) => {
      if (latin(event) !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      try {
        (await openBag()).print();
      } catch { // the page as it is
        window.print();
      }
    });
  }

  // A prediction that is asked for: by the learner, or by the address, which theory is not to spoil meanwhile.
  const guess = $('[data-predict]'), guessed = named('predict');
  const openGuess = once(async () => (await import('./predict.js')).predicting(guess, trainer, { chart: below.loss, say, retell: () => { below.load(); redraw(); } }));
  async function predictFirst(way) {
    try {
      (await openGuess()).toggle(way);
    } catch { // not to be had now: then without
      trainer.gate = null;
      silence(false);
      below.load();
    }
  }
  guess.addEventListener('click', ({ detail }) => { if (detail < 2) predictFirst(); }); // a double click is one
  if (guessed !== null) {
    silence(true);
    trainer.gate = () => false;
  }

  // Pinned runs come with the first of them, or with a link that has some.
  const openPins = once(async () => (await import('./compare.js')).compare({ trainer, fit, below, say, redraw }));
  const firstPin = () => $('[data-pin]').addEventListener('click', () => openPins().then(({ pin }) => pin(), firstPin), { once: true });

  return {
    rebuild: () => opened?.build(),
    another() { if (opened) queueMicrotask(() => attempt(() => opened.renew())); },
    start() {
      if (named('pin') !== null) openPins().catch(firstPin);
      else firstPin();
      if (guessed !== null) predictFirst(guessed);
    },
  };
}
