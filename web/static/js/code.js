// The program's panel: tabs, copy, the lit lines and the live values at their ends.
import { amount, fixed, nextCoefficient, scales, whole } from './format.js';
import { updated } from './derivation.js';
import { steepest } from './pull.js';
import { put } from './put.js';
import { whenResized } from './resized.js';
import { excerpt, shareText } from './samples.js';
import { word } from './words.js';

const ROOM = 33; // characters of a line that leave room for an array at its end
const ARRAYS = { z: (term) => term.inner.z, p3: (term) => term.inner.p, gz: (term) => term.shares[2], yhat: (term) => term.fit, res: (term) => term.error, gy: (term, run) => term.error * (run.mean ? 2 / run.n : 2) };
const LETTERS = 'abcdefghij';

export function code(root) {
  let chosen = null, tabs = [], panels = [], lines = [], phase = 'gradient', current = -1;
  const copy = root.querySelector('[data-copy]');

  function choose(id) {
    chosen = id ?? null;
    for (const tab of tabs) {
      const on = tab.dataset.tab === id;
      tab.setAttribute('aria-selected', on);
      tab.tabIndex = on ? 0 : -1;
    }
    for (const panel of panels) panel.hidden = panel.dataset.panel !== id;
    for (const link of root.querySelectorAll('[data-for]')) link.hidden = link.dataset.for !== id;
  }

  root.addEventListener('click', (event) => {
    const tab = event.target.closest('[data-tab]');
    if (tab) choose(tab.dataset.tab);
  });
  root.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(event.target);
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !move) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(at + move + tabs.length) % tabs.length];
    choose(next.dataset.tab);
    next.focus();
  });
  copy.addEventListener('click', async () => {
    const text = [...panels.find((panel) => !panel.hidden).querySelectorAll('.tx')].map((line) => line.textContent).join('\n') + '\n';
    if (!(await toClipboard(text))) return;
    const icon = copy.querySelector('[data-copy-icon]');
    icon.setAttribute('href', '#i-check');
    copy.setAttribute('aria-label', word('code.copied'));
    setTimeout(() => { icon.setAttribute('href', '#i-copy'); copy.setAttribute('aria-label', word('code.copy')); }, 1600);
  });

  // The values stay at the right end of what is in sight. By hand: a sticky box in every line would be a layer for each, in every frame.
  const follow = (panel) => { panel.firstElementChild.style.setProperty('--beyond', `${panel.scrollLeft + panel.clientWidth - panel.scrollWidth}px`); };
  const resized = whenResized((boxes) => { for (const panel of new Set([...boxes].map((box) => box.closest('[data-panel]')))) follow(panel); });
  root.addEventListener('scroll', ({ target }) => { if (target.matches('[data-panel]')) follow(target); }, true);

  /** Looks for its elements: another run has other lines, and may have other libraries. */
  function renew() {
    tabs = [...root.querySelectorAll('[data-tab]')];
    panels = [...root.querySelectorAll('[data-panel]')];
    lines = [...root.querySelectorAll('[data-panel] li')].map((line) => ({ line, live: line.dataset.live, phase: line.dataset.phase, value: line.querySelector('.v') }));
    for (const { line, live } of lines) {
      line.className = /^[gn]\d$/.test(live ?? '') ? `c${LETTERS[live[1]]}` : '';
      // An array is long: beside a long line there is no room for it.
      line.classList.toggle('under', live in ARRAYS && line.querySelector('.tx').textContent.length > ROOM);
    }
    resized.disconnect();
    for (const panel of panels) for (const box of [panel, panel.firstElementChild]) resized.observe(box);
    choose(tabs.some((tab) => tab.dataset.tab === chosen) ? chosen : tabs[0]?.dataset.tab);
    mark();
  }

  function mark() {
    const wanted = phase === 'gradient' ? `g${current}` : phase === 'update' ? `n${current}` : null;
    for (const panel of panels) {
      let first = true;
      for (const { line, live, phase: own } of lines.filter((l) => panel.contains(l.line))) {
        const lit = own === phase;
        line.classList.toggle('lit', lit);
        line.classList.toggle('cur', lit && (wanted ? live === wanted : first));
        if (lit) first = false;
      }
    }
  }

  renew();
  return {
    renew,
    light(name) { phase = name; mark(); },
    /** @param {{index: number | null, of: (index: number) => object} | null} inside the samples, and which is pointed at */
    show({ run, trace, shown }, inside) {
      // After the last update the loop is left: its lines have no values any more.
      const size = scales(run), past = shown.step === run.steps, g = past ? null : shown.gradient, next = g ? updated(run, trace, shown) : null;
      for (const { live, value } of lines) {
        if (!live) { put(value, ''); continue; }
        const k = Number(live.slice(1));
        const text = past ? '' : live in ARRAYS ? array(run, inside, ARRAYS[live]) : live === 't' ? `t = ${shown.step}` : live === 'roll' ? (inside ? `randint: ${inside.roll}` : '') : live === 'loss' ? amount(shown.loss)
          : live === 'sae' ? (shown.sae === null ? '' : amount(shown.sae))
          : !g ? '' : live[0] === 'g' ? amount(g[k]) : next ? nextCoefficient(next[k], size[k]) : '…';
        put(value, text);
      }
      // The line to look at is that of the coefficient with the steepest slope.
      const lit = g ? steepest(g) : -1;
      if (lit !== current) { current = lit; mark(); }
    },
  };
}

// As a debugger shows one: its ends, or the element pointed at.
function array(run, inside, read) {
  if (!inside) return '';
  const text = (index) => {
    const value = read(inside.of(index), run);
    return run.mean && (read === ARRAYS.gy || read === ARRAYS.gz) ? shareText(run, value) : fixed(value, inside.index === null ? 2 : 4);
  };
  if (inside.index !== null) return `[${whole(inside.index)}] ${text(inside.index)}`;
  return `[${excerpt(run.n).map((index) => (index === null ? '…' : text(index))).join(', ')}]`;
}

export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard object; a selected field still copies, but not from behind an open dialog.
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'hidden-text';
    (document.querySelector('dialog[open]') ?? document.body).append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
