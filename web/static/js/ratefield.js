// The learning rate's field and slider, which show the rate in force at the step shown, and what stands beside them.
import { isTyped, write } from './fields.js';
import { rate, rateBelow, shareOf, typedNumber, whole } from './format.js';
import { momentumAt, rateAt, setAt } from './schedule.js';
import { isSilent } from './prediction.js';
import { limitAt, overshootAt } from './stability.js';
import { calmRate } from './notice.js';
import { wishFor } from './wish.js';
import { word } from './words.js';

const within = (name) => document.querySelector(`#recipe ${name}`);

const CRAWL = 0.02; // of the limit

export const rateText = () => within('[name=lr]').value;

/**
 * Dresses the form's rate.
 * @param {() => number} where the step from which a new rate would hold
 */
export function rateField(where) {
  let run = null, step = 0, shown = '', choosing = false;

  function slider() {
    const element = within('#rate'), low = Number(element.dataset.low), high = Number(element.dataset.high);
    return {
      element,
      get rate() { return low * (high / low) ** (Number(element.value) / 1000); },
      // Rounded to the slider's places, but never to the other side of the limit.
      put(lr) {
        const place = (value) => (Math.log(value / low) / Math.log(high / low)) * 1000, limit = isSilent() ? NaN : limitAt(run, step), at = place(lr), near = Math.round(at), mark = place(limit);
        element.value = lr > limit && near < mark ? Math.ceil(at) : lr <= limit && near > mark ? Math.floor(at) : near;
      },
    };
  }

  function relative() {
    const limit = run && !isSilent() ? limitAt(run, step) : NaN, lr = typedNumber(rateText()), share = lr / limit, target = within('[data-relative]');
    target.textContent = limit > 0 && lr > 0 ? word('settings.relative', shareOf(share)) : '';
    // Far off: a rate that is neither beyond the limit nor a crawl is one click away.
    const calm = within('[data-act=calm]');
    calm.hidden = !(limit > 0 && lr > 0) || (share <= 1 && share >= CRAWL);
    if (!calm.hidden) calm.textContent = word('settings.calm', rate(calmRate(limit)));
    calm.value = calm.hidden ? '' : rate(calmRate(limit));
    const { element, put } = slider();
    if (lr > 0 && document.activeElement !== element) put(lr);
    element.setAttribute('aria-valuetext', `${rateText()} ${target.textContent}`);
  }

  // The scale stays; where on it the run oscillates and diverges moves with the momentum.
  function bands() {
    const limit = isSilent() ? NaN : limitAt(run, step), element = within('[data-bands]'), low = Number(within('#rate').dataset.low), high = Number(within('#rate').dataset.high);
    const at = (lr) => (lr > 0 ? Math.min(100, Math.max(0, (100 * Math.log(lr / low)) / Math.log(high / low))) : 0), inner = at(overshootAt(run, step)), outer = at(limit);
    element.classList.toggle('unknown', !(limit >= 0));
    if (!(limit >= 0)) return;
    element.style.setProperty('--l1', `${inner}%`);
    element.style.setProperty('--l2', `${outer}%`);
    // A name needs room: some 12 % of the length.
    element.querySelectorAll('.names > span').forEach((name, k) => { name.classList.toggle('off', [inner, outer - inner, 100 - outer][k] < 12); });
    const text = within('[data-limit]');
    if (text) text.textContent = limit > 0 ? rateBelow(limit) : '';
  }

  const nowAt = (at) => `${rateAt(run, at)} ${setAt(run, at)} ${momentumAt(run, at)}`;

  function since(at) {
    const line = within('[data-since]');
    line.hidden = at === 0;
    line.querySelector('[data-since-step]').textContent = word('settings.since', whole(at));
  }

  document.addEventListener('input', ({ target }) => {
    if (target.form?.id !== 'recipe' || (target.id !== 'rate' && target.name !== 'lr')) return;
    choosing = true;
    if (target.id === 'rate') {
      // Three digits are enough, unless they would hide that the slider has moved.
      const { rate: lr } = slider(), short = rate(lr, 3);
      within('[name=lr]').value = short === rateText() ? rate(lr, 4) : short;
    }
    relative();
    const lr = typedNumber(rateText()), other = lr > 0 && lr !== rateAt(run, step);
    wishFor({ lr: other ? lr : null, from: other ? where() : null });
  });
  document.addEventListener('focusout', ({ target }) => { if (target.name === 'lr') choosing = false; });
  document.addEventListener('theory', () => {
    relative();
    bands();
  });
  // Dragged back to where it was, the slider makes no change and sends nothing.
  let begun = null;
  document.addEventListener('pointerdown', ({ target }) => { begun = target.id === 'rate' ? target.value : null; });
  document.addEventListener('pointerup', () => {
    if (begun !== null && within('#rate').value === begun) {
      choosing = false;
      shown = '';
      wishFor({ lr: null, from: null });
    }
    begun = null;
  });

  return {
    /** A fresh form. Without a text of the learner's that was refused, it shows the rate of the run. */
    dress(next, refused = null) {
      run = next;
      choosing = refused !== null || begun !== null || isTyped(within('[name=lr]'));
      shown = '';
      const { classList, style, dataset } = within('[data-bands]');
      style.setProperty('--l1', `${dataset.oscillates}%`);
      style.setProperty('--l2', `${dataset.diverges}%`);
      style.setProperty('--usual', `${dataset.usual}%`);
      classList.add('placed');
      bands();
      // What is under the thumb, or being typed, stays.
      if (!choosing || refused !== null) {
        write(within('[name=lr]'), refused ?? rate(rateAt(run, step), 17));
        slider().put(rateAt(run, step));
      }
      else shown = nowAt(step);
      relative();
      since(setAt(run, step));
    },
    /** The rate in force at a step, unless the learner is just choosing another. */
    show(at) {
      step = at;
      const now = nowAt(at);
      if (now === shown || choosing) return;
      shown = now;
      write(within('[name=lr]'), rate(rateAt(run, at), 17));
      slider().put(rateAt(run, at));
      relative();
      bands();
      since(setAt(run, at));
    },
  };
}
