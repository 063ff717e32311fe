// The bar on top: theme, share, the menu of lessons.
import { toClipboard } from './code.js';
import { forget } from './colours.js';
import { word } from './words.js';

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

export function share(button, say) {
  const idle = button.querySelector('[data-share-idle]'), done = button.querySelector('[data-share-done]');
  let timer = 0;
  button.addEventListener('click', async () => {
    if (!(await toClipboard(location.href))) return;
    say(word('say.copied'));
    idle.classList.add('off');
    done.classList.remove('off');
    clearTimeout(timer);
    timer = setTimeout(() => { idle.classList.remove('off'); done.classList.add('off'); }, 1800);
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
