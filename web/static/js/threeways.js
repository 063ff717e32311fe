// The gradient three ways, digit for digit, and why the difference cannot know better.
import { scientific, whole } from './format.js';
import { put } from './put.js';
import { word } from './words.js';

const DIGITS = 12, FEWER = 8, SMALL = 1e-3; // of a number; a slope not worth an example, as a share of the largest

/** A number with so many digits; fewer where an exponent takes their room. */
export function exact(value) {
  if (value === null) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-2) return scientific(value, FEWER - 1);
  return value.toPrecision(DIGITS).replace('-', '\u2212');
}

/** What two texts begin with in common, and what of the first comes after it. */
export function split(text, other) {
  const power = (of) => (of.includes('×') ? of.slice(of.indexOf('×')) : '');
  if (power(text) !== power(other)) return ['', text];
  let at = 0;
  while (at < text.length && text[at] === other[at]) at++;
  return [text.slice(0, at), text.slice(at)];
}

/** @returns {{show: (answer: {step: number, rows: object[]}) => void, clear: () => void}} */
export function threeWays(section) {
  const step = section.querySelector('[data-three-step]'), why = section.querySelector('[data-three-why]');
  const rows = new Map([...section.querySelectorAll('[data-of]')].map((row) => [row.dataset.of, Object.fromEntries([...row.querySelectorAll('[data-way]')].map((cell) => [cell.dataset.way, {
    same: cell.querySelector('b'), other: cell.querySelector('i'), error: cell.querySelector('small'),
  }]))]));
  const error = (value) => (value === null ? '' : value === 0 ? word('tape.same') : value > 0.1 ? word('tape.noise') : word('tape.error', scientific(value, 0)));

  /** No numbers: those of another run do not hold. */
  function clear() {
    put(step, '–');
    for (const cells of rows.values()) for (const { same, other, error: off } of Object.values(cells)) for (const place of [same, other, off]) put(place, '');
    put(why, '');
  }

  function show(answer) {
    put(step, whole(answer.step));
    for (const row of answer.rows) {
      const cells = rows.get(row.parameter), tape = exact(row.tape);
      if (!cells) continue;
      for (const way of ['hand', 'tape', 'difference']) {
        const [same, other] = split(exact(row[way]), tape);
        put(cells[way].same, same);
        put(cells[way].other, other);
      }
      put(cells.hand.error, error(row.handError));
      put(cells.difference.error, error(row.differenceError));
    }
    const largest = Math.max(...answer.rows.map(({ tape }) => Math.abs(tape ?? 0)));
    const known = answer.rows.filter(({ tape, differenceError, commonDigits }) => differenceError > 0 && commonDigits !== null && Math.abs(tape) > SMALL * largest);
    const worst = known.sort((a, b) => b.differenceError - a.differenceError)[0];
    if (!worst) { put(why, ''); return; }
    const common = Math.max(0, Math.min(16, Math.round(worst.commonDigits)));
    put(why, word('tape.why', worst.parameter, scientific(worst.h, 0), String(common), String(16 - common)));
  }

  return { show, clear };
}
