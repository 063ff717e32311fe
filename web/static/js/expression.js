// The target as an expression of one's own, while it is typed: its curve, dashed in the chart, or what is wrong and where.
import { saidOf } from './patch.js';
import { fetchFormula } from './wire.js';

const PAUSE = 150; // ms between the last key and the question to the server

/** What stands below a text that could not be read: the text with the word or sign that is to blame, then why. */
export function blamed(text, place) {
  const letters = text.slice(place - 1), there = letters.match(/^[\p{L}\p{N}]+|^./su)?.[0] ?? '\u00a0';
  return { before: text.slice(0, place - 1), there, after: letters.slice(there.length) };
}

const element = (name, className, textContent = '') => Object.assign(document.createElement(name), { className, textContent });

/**
 * @param {HTMLInputElement} input the field
 * @param {{run: () => object, draw: (curve: number[] | null) => void}} on draw: y at evenly spaced x over the run's interval
 */
export function expression(input, { run, draw }) {
  if (input.dataset.watched !== undefined) return;
  input.dataset.watched = '';
  const said = document.querySelector('[data-own-said]');
  /** What the run learns; null if what was sent last was refused. */
  const good = () => (saidOf(input)?.hasAttribute('aria-invalid') ? null : input.defaultValue);
  let timer = 0, asked = null;

  function say(...parts) {
    said.replaceChildren(...parts);
    const bad = parts.some((part) => part.className === 'err');
    input.closest('.f').classList.toggle('bad', bad);
    if (bad) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }

  function refuse(text, { reason, place }) {
    const parts = [element('p', 'err', reason)];
    if (place > 0) {
      const { before, there, after } = blamed(text, place), echo = element('p', 'echo mono');
      echo.ariaHidden = 'true';
      echo.append(before, element('mark', '', there), after);
      parts.unshift(echo);
    }
    say(...parts);
  }

  async function look() {
    asked?.abort();
    asked = new AbortController();
    const text = input.value.trim();
    if (text === '' || text === good()) {
      draw(null);
      say(element('p', 'hint', said.dataset.hint));
      return;
    }
    try {
      const { y, error } = await fetchFormula(run(), text, document.documentElement.lang, asked.signal);
      if (!input.isConnected || input.value.trim() !== text) return;
      draw(y ?? null);
      if (error) refuse(text, error);
      else say(element('p', 'hint', said.dataset.dashed));
    } catch {
      // Overtaken, or nobody answers: the field is read when it is sent.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  if (input.value !== input.defaultValue) look(); // typed while this module came
}
