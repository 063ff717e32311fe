// The bar on top: theme, language, the menu of lessons.
import { forget } from './colours.js';

export function theme(button, changed) {
  const root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
  const set = (name) => {
    root.dataset.theme = name;
    forget();
    changed(name);
  };
  button.addEventListener('click', () => {
    const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
    root.dataset.themeChosen = 'yes';
    try { localStorage.setItem('sinefit-theme', next); } catch { /* then for this visit only */ }
    set(next);
  });
  dark.addEventListener('change', () => { if (root.dataset.themeChosen === 'no') set(dark.matches ? 'dark' : 'light'); });
}

/** Tells the style sheet what the reader's hand is on. */
export function hand(root) {
  addEventListener('pointerdown', () => { root.dataset.by = 'pointer'; }, true);
  addEventListener('keydown', () => { root.dataset.by = 'keys'; }, true);
}

/** The other language, at the step shown. */
export function language(link, step) {
  link.addEventListener('click', () => {
    const there = new URL(link.href);
    if (step() > 0) there.searchParams.set('at', step());
    else there.searchParams.delete('at');
    link.href = there;
  });
}

/** The line about what came along from another lesson; without scripts its button is a link to the page without it. */
export function closing(line) {
  line?.querySelector('[data-carried-close]').addEventListener('click', (event) => {
    event.preventDefault();
    line.remove();
    document.getElementById('lesson').focus({ preventScroll: true });
  });
}

export function menu(details) {
  document.addEventListener('click', (event) => { if (!details.contains(event.target)) details.open = false; });
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary').focus();
  });
}
