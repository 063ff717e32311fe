// Buttons, scrubber, speed and keys: what moves the learner through the run.
import { takeKey } from './address.js';
import { whole } from './format.js';
import { actOf, latin, modified } from './keys.js';
import { word } from './words.js';

/** @param {Record<string, () => void>} others acts that are not the trainer's own: random, phaseBack, phaseOn */
export function transport(root, trainer, others) {
  const scrub = root.querySelector('#scrub'), play = root.querySelector('[data-act=play]'), icon = root.querySelector('[data-play-icon]');
  const labels = [...root.querySelectorAll('[data-state]')], bars = root.querySelector('.bars'), now = root.querySelector('[data-speed-now]');
  const back = root.querySelector('[data-act=back]'), forward = root.querySelector('[data-act=forward]'), reset = root.querySelector('[data-act=reset]');
  // Where the scrubber has a line of its own it comes first: to the eye, and to the tab key.
  const narrow = matchMedia('(max-width: 640px)'), line = root.querySelector('.scrub'), buttons = root.querySelector('.grp');
  const order = () => { if (narrow.matches) root.prepend(line); else buttons.after(line); };
  narrow.addEventListener('change', order);
  order();
  const marks = root.querySelector('[data-marks]');
  let dragging = false;

  const acts = {
    play: () => trainer.toggle(), reset: () => trainer.reset(),
    back: () => trainer.back(), forward: () => trainer.forward(), ...others,
    keys: () => document.getElementById('keys').togglePopover(),
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-act]');
    if (button && button.dataset.act !== 'keys' && acts[button.dataset.act] && button.getAttribute('aria-disabled') !== 'true') acts[button.dataset.act]();
  });

  scrub.addEventListener('input', () => {
    dragging = true;
    fill(Number(scrub.value));
    trainer.seek(Number(scrub.value), 90);
  });
  scrub.addEventListener('change', () => { dragging = false; });

  function speedTold() {
    const value = bars.querySelector(':checked').value;
    now.textContent = value === 'max' ? word('speed.maxShort') : word('speed.short', value);
    trainer.setSpeed(value === 'max' ? 'max' : Number(value));
  }
  bars.addEventListener('change', () => { takeKey('speed'); speedTold(); });
  // The bars are narrow: a finger may slide over them.
  bars.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) return;
    const radios = bars.querySelectorAll('input'), box = bars.getBoundingClientRect();
    const radio = radios[Math.max(0, Math.min(radios.length - 1, Math.floor(((event.clientX - box.left) / box.width) * radios.length)))];
    if (!radio.checked) { radio.checked = true; speedTold(); }
  });
  const asked = [...bars.querySelectorAll('input')].find((input) => input.value === new URLSearchParams(location.search).get('speed'));
  if (asked) asked.checked = true;
  speedTold();

  document.addEventListener('keydown', (event) => {
    if (modified(event) || event.defaultPrevented) return;
    // The space bar has no other use on a slider, on what is only dragged, or on a choice that is made already.
    const space = latin(event) === ' ', free = space && event.target.closest('input[type=range], [role=slider], .grip, [data-points] button, input[type=radio]:checked, [role=tab][aria-selected=true]');
    if (!free && event.target.closest('input, textarea, select, [role=tab], [role=tabpanel], [data-log]')) return;
    if (!free && space && event.target.closest('button, a, summary')) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    acts[act]();
  });

  // Where the thumb's middle is, from the left end of the track.
  const place = (step) => `calc(9px + (100% - 18px) * ${step / Number(scrub.max)})`;
  function fill(step) {
    scrub.style.setProperty('--p', place(step));
  }
  const set = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };
  const disable = (button, off) => set(button, 'aria-disabled', String(off));

  return {
    load(run) {
      scrub.max = run.steps;
      marks.replaceChildren(...run.tweaks.map(({ step }) => {
        const mark = document.createElement('i');
        mark.style.left = place(step);
        return mark;
      }));
    },
    show({ shown, run, end, playing }) {
      if (!dragging) scrub.value = shown.step;
      if (!playing) set(scrub, 'aria-valuetext', `${whole(shown.step)} / ${whole(run.steps)}`);
      if (!dragging) fill(shown.step);
      disable(back, shown.step === 0);
      disable(reset, shown.step === 0);
      disable(forward, shown.step >= (end ? end.step : run.steps));
    },
    state({ playing, atEnd }) {
      const state = playing ? 'pause' : atEnd ? 'again' : 'train';
      for (const label of labels) label.classList.toggle('off', label.dataset.state !== state);
      icon.setAttribute('href', playing ? '#i-pause' : '#i-play');
      play.dataset.now = state;
    },
  };
}
