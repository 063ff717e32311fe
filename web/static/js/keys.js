// The keys that work from anywhere on the page, each with its act; the help sheet (keys.jte) lists every one of them. Pure.
export const KEYS = { ' ': 'play', ArrowRight: 'forward', ArrowLeft: 'back', 'Shift ArrowRight': 'phaseOn', 'Shift ArrowLeft': 'phaseBack', r: 'reset', n: 'random', '?': 'keys' };

/** What a key that was pressed does, if anything. */
export function actOf({ key, shiftKey }) {
  return KEYS[shiftKey && key.startsWith('Arrow') ? `Shift ${key}` : key.length === 1 ? key.toLowerCase() : key];
}
