// The keys that work from anywhere on the page, each with its act; the help sheet (keys.jte) lists every one of them. Pure.
export const KEYS = { ' ': 'play', ArrowRight: 'forward', ArrowLeft: 'back', 'Shift ArrowRight': 'phaseOn', 'Shift ArrowLeft': 'phaseBack', r: 'reset', n: 'random', '?': 'keys' };

/**
 * The key as a Latin keyboard names it. What the layout itself calls a Latin letter, a digit or "?" is that; where it has
 * another script (Hangul, Kana, Cyrillic, Arabic …), or no digit in this row without Shift, the key's place decides.
 */
export function latin({ key = '', code = '', shiftKey = false }) {
  const plain = key.normalize('NFKC'); // full-width forms, the ideographic space, the Greek question mark
  const script = plain === 'Unidentified' || (/^[^\x00-\x7f]+$/.test(plain) && !/^\p{Script=Latin}/u.test(plain));
  if (plain === '\u061f' || key === '\u037e') return '?';
  if (script && /^Key[A-Z]$/.test(code)) return code[3].toLowerCase();
  if (/^Digit\d$/.test(code) && (script || (!shiftKey && !/^[0-9a-z]$/i.test(plain) && [...plain].length === 1))) return code[5];
  if (script && code === 'Slash' && shiftKey) return '?';
  if (script && code === 'Space') return ' ';
  return [...plain].length === 1 ? plain.toLowerCase() : plain;
}

/** Whether a key goes with another that makes it something else: a browser's shortcut, or a sign of the third level. */
export function modified(event) {
  return event.ctrlKey || event.metaKey || event.altKey || Boolean(event.getModifierState?.('AltGraph'));
}

/** Whether a key belongs to an input method that is composing: it is not for the page, Enter and Escape neither. */
export const composing = ({ isComposing, keyCode }) => Boolean(isComposing) || keyCode === 229;

/** Keeps what an input method composes with from everything else that listens on the page; to be called before anything does. */
export function keepComposing(target) {
  target.addEventListener('keydown', (event) => { if (composing(event)) event.stopImmediatePropagation(); }, true);
}

/** What a key that was pressed does, if anything. */
export function actOf(event) {
  const key = latin(event);
  return KEYS[event.shiftKey && key.startsWith('Arrow') ? `Shift ${key}` : key];
}
