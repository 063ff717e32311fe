// The teacher's guide works as it stands; this puts the server's own address into the snippets, copies them, and lets the theme be chosen.
import { menu, theme } from './chrome.js';
import { toClipboard } from './code.js';
import { landing } from './landing.js';

for (const code of document.querySelectorAll('.snippet code')) code.textContent = code.textContent.replaceAll('https://your.server', location.origin);
const said = document.querySelector('[data-announce]');
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  if (!button || !(await toClipboard(button.parentElement.querySelector('code').textContent))) return;
  const name = button.textContent;
  button.textContent = said.textContent = said.dataset.copied;
  setTimeout(() => { button.textContent = name; }, 1600);
});
theme(document.querySelector('[data-theme-switch]'), () => {});
menu(document.querySelector('[data-menu]'));
landing();
