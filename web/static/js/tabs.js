// Tabs that are part of the address: chosen by click, by arrow, or by their number's key from anywhere.
import { note } from './address.js';
import { latin, modified } from './keys.js';

/** Whether a key pressed here may be meant for the whole page: nobody is typing. */
function forThePage(event) {
  if (modified(event) || event.defaultPrevented) return false;
  return !event.target.closest('input:not([type=range], [type=radio]), textarea, select');
}

/** Scrolls a row of tabs sideways, and nothing else, until one of them is in sight. */
function inSight(tab) {
  const row = tab.parentElement, before = tab.offsetLeft - row.offsetLeft - 24, after = before + tab.offsetWidth + 48 - row.clientWidth;
  row.scrollLeft = Math.max(Math.min(row.scrollLeft, before), after);
}

/** @param {(name: string) => void} chosen the tab's panel is in sight now */
export function tabs(root, chosen) {
  const all = [...root.querySelectorAll('[role=tab]')], panelOf = (tab) => document.getElementById(tab.getAttribute('aria-controls'));
  const names = all.map((tab) => tab.dataset.chart);
  let current = null;

  function choose(name) {
    if (name === current) return;
    current = name;
    for (const tab of all) {
      const on = tab.dataset.chart === name;
      tab.setAttribute('aria-selected', on);
      tab.tabIndex = on ? 0 : -1;
      panelOf(tab).hidden = !on;
      if (on) inSight(tab);
    }
    said();
    chosen(name);
  }
  // The first tab is what a page shows anyway.
  const said = () => note('tab', current === names[0] ? null : current);

  root.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) choose(tab.dataset.chart);
  });
  root.addEventListener('keydown', (event) => {
    const at = all.indexOf(event.target), last = all.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    choose(names[next]);
    all[next].focus();
  });
  document.addEventListener('keydown', (event) => {
    const key = latin(event), name = /^[1-9]$/.test(key) ? names[Number(key) - 1] : undefined;
    if (name && forThePage(event)) choose(name);
  });
  // Going back takes the recipe back; the view stays as it is.
  addEventListener('popstate', said);

  const asked = new URLSearchParams(location.search).get('tab');
  choose(names.includes(asked) ? asked : names[0]);
}
