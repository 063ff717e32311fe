// What the server sends is laid over the page in place: only where it differs from what the server said
// before is anything touched. So what is focused, marked, open, scrolled to, or put there by a script stays,
// and so does everything that holds on to an element.
import { forget } from './put.js';

const said = new WeakMap(); // of a node of the page: the same in the tree that the server sent last
const shown = new WeakMap(); // and the other way round
const KEYS = [
  'phase', 'of', 'node', 'row', 'theta', 'rule', 'line', 'more', 'chart', 'tab', 'panel', 'for', 'key',
  'face', 'inner', 'sum', 'to',
];
const MOST = 250000; // pairs of children that are compared; beyond it they are taken one after the other

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
const kept = (node) => isElement(node) || node.nodeType === Node.TEXT_NODE;
const childrenOf = (node) => [...node.childNodes].filter(kept);
/** A formula: what stands in it may be text or set, by the server or here. */
const isFormula = (node) => 'tex' in node.dataset || 'late' in node.dataset;
/** What stands in it is not the server's alone: a formula, or the text of a field. */
const isClosed = (node) => isElement(node) && (node.tagName === 'TEXTAREA' || isFormula(node));
/** What a learner changes in a field; fields.js knows whether it may be changed here. */
const OWN = { INPUT: ['value', 'checked'], OPTION: ['selected'] };

/** Takes a subtree as the server sent it: before any script has changed it. */
export function remember(live) { pair(live, live.cloneNode(true)); }

/** What the server said last of an element. */
export const saidOf = (live) => said.get(live);

/** Puts an element in place of one of its kind, as another answer of the server has it. */
export function substitute(live, next) {
  const before = said.get(live), sent = next.cloneNode(true);
  live.replaceWith(next);
  before.replaceWith(sent);
  pair(next, sent);
}

function pair(live, sent) {
  said.set(live, sent);
  shown.set(sent, live);
  if (isClosed(live)) return;
  const ours = childrenOf(live), theirs = childrenOf(sent);
  theirs.forEach((each, i) => pair(ours[i], each));
}

function made(sent) {
  const live = document.importNode(sent, true);
  pair(live, sent);
  return live;
}

/**
 * Lays what was sent over an element of the page; what was sent belongs to this module from now on.
 * @param {Element} live
 * @param {Element} sent the same element, as it is to be
 * @param {(live: Element) => boolean} holds whether what is to go is needed; then it goes when it is left
 */
export function lay(live, sent, holds = () => false) {
  const before = said.get(live);
  element(live, before, sent, holds);
  before.parentNode?.replaceChild(sent, before);
}

function element(live, before, sent, holds) {
  said.set(live, sent);
  shown.set(sent, live);
  attributes(live, before, sent);
  if (isClosed(before) !== isClosed(sent)) {
    for (const old of [...live.childNodes]) old.remove();
    const anew = isClosed(sent) ? (each) => document.importNode(each, true) : made;
    live.append(...[...sent.childNodes].map(anew));
  } else if (isFormula(sent)) formula(live, before, sent);
  else if (!isClosed(sent)) children(live, before, sent, holds);
}

function attributes(live, before, sent) {
  for (const { name } of [...before.attributes]) {
    if (!sent.hasAttribute(name)) change(live, before, name, null);
  }
  for (const { name, value } of [...sent.attributes]) {
    if (before.getAttribute(name) !== value) change(live, before, name, value);
  }
}

const words = (text) => text?.split(/\s+/).filter(Boolean) ?? [];

function change(live, before, name, value) {
  if (OWN[live.tagName]?.includes(name)) return;
  if (name === 'class') {
    // What a script has added stays.
    const old = words(before.getAttribute('class')), now = words(value);
    live.classList.remove(...old.filter((each) => !now.includes(each)));
    live.classList.add(...now.filter((each) => !old.includes(each)));
  } else if (value === null) live.removeAttribute(name);
  else live.setAttribute(name, value);
}

function formula(live, before, sent) {
  const tex = (node) => node.dataset.tex ?? node.dataset.late;
  if (tex(before) === tex(sent)) return;
  live.toggleAttribute('data-set', sent.hasAttribute('data-set'));
  live.replaceChildren(...[...sent.childNodes].map((node) => document.importNode(node, true)));
}

const marks = ({ dataset }) => KEYS.map((key) => dataset?.[key] ?? '').join(' ').trim();
const keyOf = (node) => node.id || node.getAttribute('name') || marks(node);

/** Whether two nodes that the server sent are the same one, perhaps changed. */
function same(one, other) {
  if (one.nodeType !== other.nodeType) return false;
  return !isElement(one) || (one.tagName === other.tagName && keyOf(one) === keyOf(other));
}

/** Which of the old children is which of the new ones: pairs of indices, rising in both. */
function aligned(old, now) {
  const n = old.length, m = now.length, pairs = [], equal = (i, j) => old[i].isEqualNode(now[j]);
  let from = 0, cut = 0;
  while (from < n && from < m && equal(from, from)) pairs.push([from, from++]);
  while (cut < n - from && cut < m - from && equal(n - 1 - cut, m - 1 - cut)) cut++;
  const rows = n - cut - from, columns = m - cut - from;
  if (rows * columns > MOST) {
    for (let i = from; i < from + Math.min(rows, columns); i++) if (same(old[i], now[i])) pairs.push([i, i]);
  } else {
    // The heaviest common subsequence: to be equal weighs more than to be the same.
    const weight = Array.from({ length: rows + 1 }, () => new Int32Array(columns + 1));
    const worth = Array.from({ length: rows }, () => new Int8Array(columns));
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        worth[i][j] = !same(old[from + i], now[from + j]) ? 0 : equal(from + i, from + j) ? 3 : 2;
        const both = worth[i][j] && worth[i][j] + weight[i + 1][j + 1];
        weight[i][j] = Math.max(weight[i + 1][j], weight[i][j + 1], both);
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      const gain = worth[i][j];
      if (gain && weight[i][j] === gain + weight[i + 1][j + 1]) pairs.push([from + i++, from + j++]);
      else if (weight[i][j] === weight[i + 1][j]) i++;
      else j++;
    }
  }
  for (let i = cut; i > 0; i--) pairs.push([n - i, m - i]);
  return pairs;
}

function children(live, before, sent, holds) {
  const old = childrenOf(before), now = childrenOf(sent);
  const partners = new Map(aligned(old, now).map(([i, j]) => [j, i])), stays = new Set(partners.values());
  let changed = false;
  old.forEach((each, i) => {
    if (stays.has(i)) return;
    changed = true;
    leave(shown.get(each), holds);
  });
  let last = null;
  now.forEach((each, j) => {
    const partner = old[partners.get(j)], here = shown.get(partner);
    const gone = isElement(each) && here?.parentNode !== live;
    if (partner === undefined || (gone && !partner.isEqualNode(each))) {
      const fresh = made(each);
      changed = true;
      if (last?.parentNode === live) last.after(fresh);
      else if (last === null) live.prepend(fresh);
      else live.append(fresh);
      last = fresh;
      return;
    }
    if (partner.isEqualNode(each)) each.replaceWith(partner); // as it was: so are all below it
    else if (isElement(partner)) element(here, partner, each, holds);
    else {
      text(live, here, each.data);
      said.set(here, each);
      shown.set(each, here);
      changed = true;
    }
    if (here?.parentNode === live) last = here;
  });
  if (changed) forget(live);
}

// A script may have put its own text in place of the server's: then the whole cell is the server's again.
function text(live, here, data) {
  if (here.parentNode === live) here.data = data;
  else if (live.childElementCount === 0) live.textContent = data;
}

function leave(live, holds) {
  if (!live || live.dataset?.mine !== undefined) return; // it came by a learner's act, and goes by one
  if (!isElement(live) || !holds(live)) { live.remove(); return; }
  live.dataset.gone = '';
  live.addEventListener('focusout', () => live.remove(), { once: true });
}
