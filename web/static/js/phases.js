// The four phases: lit in the derivation, walked through by button, key or slow motion.
import { word } from './words.js';

const CALM = 4000; // ms between two phases said aloud while nobody presses anything

/** @param {import('./walk.js').Walk} walk */
export function phases(section, walk, sight) {
  const list = section.querySelector('[data-phases]'), items = [...list.querySelectorAll('[data-phase]')];
  const slow = section.querySelector('[data-walk=slow]'), icon = slow.querySelector('[data-slow-icon]');
  let spoken = -Infinity;

  const acts = { back: () => walk.back(), on: () => walk.forward(), slow: () => walk.toggle() };
  section.addEventListener('click', (event) => {
    const act = event.target.closest('[data-walk]')?.dataset.walk, item = event.target.closest('[data-phase]');
    if (act) {
      acts[act]();
      // Who presses wants to see what it does.
      if (sight.size === 0) items[0].scrollIntoView({ block: 'start' });
    }
    else if (item && !String(getSelection())) walk.light(item.dataset.phase);
  });

  return {
    lit(phase, how) {
      for (const item of items) {
        const on = item.dataset.phase === phase;
        item.classList.toggle('on', on);
        if (on) item.querySelector('.ph').setAttribute('aria-current', 'step');
        else item.querySelector('.ph').removeAttribute('aria-current');
        // Who reads along is taken along; who reads elsewhere is left alone.
        if (on && how !== 'train' && sight.size > 0 && items.some((each) => sight.has(each.dataset.phase))) item.scrollIntoView({ block: 'nearest' });
      }
    },
    slow(on) {
      slow.setAttribute('aria-pressed', on);
      icon.setAttribute('href', on ? '#i-pause' : '#i-play');
    },
    /** Says the phase aloud: at a press at once, in slow motion now and then. */
    say(say, phase, how, text, now) {
      if (how === 'train' || (how === 'slow' && now - spoken < CALM)) return;
      spoken = now;
      say(word('say.phase', text, word(`phase.${phase}`)));
    },
  };
}
