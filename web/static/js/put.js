// Text into a cell, only if it changed; raised digits become <sup>, since few faces have them all alike.
const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** What was put into a cell last. */
export const shown = new WeakMap();

/** Somebody else has written into a cell. */
export function forget(cell) { shown.delete(cell); }

export function put(cell, text) {
  if (shown.get(cell) === text) return;
  shown.set(cell, text);
  const pieces = text.split(/([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/);
  if (pieces.length === 1) { cell.textContent = text; return; }
  cell.replaceChildren(...pieces.map((piece, i) => {
    if (i % 2 === 0) return piece;
    const raised = document.createElement('sup');
    raised.textContent = [...piece].map((c) => (c === '⁻' ? '−' : DIGITS.indexOf(c))).join('');
    return raised;
  }));
}
