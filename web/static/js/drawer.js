// On a phone the settings are a drawer: opened by the dock, closed by its cross, by Escape, by a touch outside.
import { OPEN } from './popover.js';
import { whenResized } from './resized.js';

export function drawer(section) {
  const dock = document.querySelector('[data-drawer-open]'), close = section.querySelector('[data-drawer-close]'), stage = document.querySelector('.stage');
  const set = (open, focus = true) => {
    if (open) {
      // Its upper edge stays below the transport, so that the chart is seen while tuning.
      const below = innerHeight - stage.getBoundingClientRect().bottom - 4;
      section.style.setProperty('--drawer', `${Math.max(below, innerHeight * 0.5)}px`);
    }
    section.classList.toggle('open', open);
    dock.setAttribute('aria-expanded', open);
    if (focus) (open ? close : dock).focus({ preventScroll: true });
  };
  dock.addEventListener('click', () => set(!section.classList.contains('open')));
  close.addEventListener('click', () => set(false));
  document.addEventListener('keydown', (event) => {
    // What lies open above the drawer closes first.
    if (event.key === 'Escape' && section.classList.contains('open') && !document.querySelector(OPEN)) set(false);
  });
  document.addEventListener('pointerdown', (event) => {
    if (section.classList.contains('open') && !event.target.closest('.hyper, .dock, .stage')) set(false, false);
  });
  return { close() { if (section.classList.contains('open')) set(false, false); } };
}

/** The settings' height, for the charts above them (see layout.css). */
export function measureSettings(page, section) {
  const measure = () => { page.style.setProperty('--settings', `${Math.ceil(section.querySelector('.recipe').getBoundingClientRect().height)}px`); };
  const watch = whenResized(measure);
  const look = () => { watch.disconnect(); watch.observe(section.querySelector('.recipe')); };
  document.addEventListener('htmx:load', (event) => { if (event.detail.elt.id === 'recipe') look(); });
  measure();
  look();
}

/** The stage's height where it sticks to the top, for what sticks below it (see reading.css). */
export function measureStage(page, stage) {
  const measure = () => { page.style.setProperty('--stage-height', `${Math.ceil(stage.offsetHeight)}px`); };
  whenResized(measure).observe(stage);
  measure();
}
