// Where an address or a link leads stays in view: what comes late or grows above it pushes nothing away, until the reader goes elsewhere.
const SCROLLS = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', 'Tab']);
const SLACK = 2; // px

let find = null, keeps = false; // what is held; whether it stays where it stands, else at the top
let place = null, top = 0, height = 0; // as it was aligned last

const offset = (element) => element.getBoundingClientRect().top;
const whole = () => document.documentElement.scrollHeight;

function release() { find = place = null; }

function align() {
  const target = find?.();
  if (!target || target.getClientRects().length === 0) return; // not here yet
  if (keeps && place === target) scrollBy({ top: offset(target) - top, behavior: 'instant' });
  else target.scrollIntoView({ block: keeps ? 'nearest' : 'start', behavior: 'instant' });
  place = target;
  top = offset(target);
  height = whole();
}

function hold(finds, stays) {
  place = null;
  find = finds;
  keeps = stays;
  align();
}

/** Leads to the element of that id, as soon as there is one, and keeps its beginning at the top. */
export const land = (id) => hold(() => document.getElementById(id), false);

/** Keeps an element where it stands now, moved into view if it is not. */
export const keepInView = (element) => hold(() => element, true);

const fragment = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); } };

function follow() {
  if (location.hash.length > 1) land(fragment(location.hash));
  else release();
}

/** Holds what the page's address leads to, now and whenever it becomes another. */
export function landing() {
  const watch = new ResizeObserver(align);
  for (const part of [document.body, document.querySelector('.stage')]) if (part) watch.observe(part);
  for (const name of ['wheel', 'touchmove']) addEventListener(name, release, { passive: true });
  addEventListener('keydown', ({ key, target }) => { if (SCROLLS.has(key) && !target.closest?.('input, select, textarea')) release(); });
  addEventListener('pointerdown', ({ clientX }) => { if (clientX >= document.documentElement.clientWidth) release(); });
  // Whoever else scrolls has a reason.
  addEventListener('scroll', () => { if (place && whole() === height && Math.abs(offset(place) - top) > SLACK) release(); }, { passive: true });
  addEventListener('hashchange', follow);
  document.addEventListener('click', ({ target, defaultPrevented }) => {
    const link = target.closest?.('a[href*="#"]');
    if (!defaultPrevented && link?.hash && link.hash === location.hash && link.pathname === location.pathname && link.search === location.search) follow();
  });
  // Who comes back finds what he had left.
  if (location.hash.length > 1 && performance.getEntriesByType('navigation')[0]?.type === 'navigate') follow();
}
