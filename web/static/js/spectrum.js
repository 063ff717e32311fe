// How the modes of a run are told: their factors and curvatures in words, their shares on one log axis. Pure.
import { fixed, scientific, significant, whole } from './format.js';

const MINUS = '\u2212', SPAN = 3, MOST = 14; // decades below the largest share at the end; at most

/** How far along a log axis of whole decades a value lies, 0 … 1. */
export function share({ from, to }, value) {
  return value > 0 ? Math.min(Math.max((Math.log10(value) - from) / (to - from), 0), 1) : 0;
}

/** The decades of a run's bars: from the largest at its start to somewhat below the largest at its end. */
export function span(first, last) {
  const to = Math.ceil(Math.log10(Math.max(...first, 1e-300)) + 1e-9), least = Math.max(...last.filter((value, k) => Number.isFinite(value) && value <= first[k]), 0);
  const from = Math.floor(Math.log10(least || 1e-300)) - SPAN;
  return { from: Math.max(Math.min(from, to - 4), to - MOST), to };
}

/** A factor a step, with the digits that tell it from 1: 0.9983, 1 − 2.1×10⁻⁸. */
export function factorText(value) {
  const short = 1 - value, size = Math.abs(value), beyond = 1 + value; // past −1 it grows
  if (beyond < 0 && beyond > -1e-4) return `${MINUS}1 ${MINUS} ${scientific(-beyond, 1)}`;
  if (beyond > 0 && beyond < 1e-4) return `${MINUS}1 + ${scientific(beyond, 1)}`;
  if (short !== 0 && Math.abs(short) < 1e-4) return `1 ${short > 0 ? '−' : '+'} ${scientific(Math.abs(short), 1)}`;
  return size < 10 ? fixed(value, 4) : significant(value);
}

/** An eigenvalue: whole where it is large, as far as it can be read. */
export const curvatureText = (value) => (value >= 1e4 && value < 1e7 ? whole(Math.round(value)) : significant(value));
