// What the fields of the form hold, and what of it counts: a text counts when its field is left or Enter is
// pressed. Until then nobody sends it, and no answer of the server touches it, its caret or what is marked in
// it.
import { saidOf } from './patch.js';

const settled = new WeakMap();
let composed = null; // the field in which a syllable is being composed

document.addEventListener('compositionstart', ({ target }) => { composed = target; });
document.addEventListener('compositionend', () => { composed = null; });

const isText = (field) => field?.matches?.('input[type=text], textarea') ?? false;
const isTextSettled = (field) => isText(field) && settled.has(field);
const isBox = (field) => field.type === 'checkbox' || field.type === 'radio';

/** What a field holds that counts. */
export const settledValue = (field) => (isTextSettled(field) ? settled.get(field) : field.value);

/** What a field holds counts from now on. */
export function settle(field, value = field.value) { if (isText(field)) settled.set(field, value); }

/** Whether something has been typed that does not count yet. */
export const isOpen = (field) => isText(field) && (composed === field || field.value !== settledValue(field));

/** Whether somebody is just typing in it. */
export const isTyped = (field) => field === document.activeElement && isOpen(field);

/** The form's values, by name, as they are to be sent. @returns {Record<string, string | string[]>} */
export function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.tagName === 'BUTTON' || field.closest('[data-gone]')) continue;
    if (isBox(field) && !field.checked) continue;
    const value = settledValue(field);
    values[field.name] = field.name in values ? [values[field.name], value].flat() : value;
  }
  return values;
}

/** Writes into a field without moving what is marked in it; what is being typed stays as it is. */
export function write(field, value) {
  const typed = isTyped(field);
  settle(field, value);
  if (typed || field.value === value) return;
  if (field !== document.activeElement || !isText(field)) {
    field.value = value;
    return;
  }
  const { selectionStart: from, selectionEnd: to, value: before } = field;
  const end = (place) => (place === before.length ? value.length : Math.min(place, value.length));
  const kept = (place) => (place === 0 ? 0 : end(place));
  field.value = value;
  // All stays all, the end stays the end.
  field.setSelectionRange(kept(from), kept(to));
}

/** After an answer: every field holds what the server says, but the one that is being typed in. */
export function refill(form) {
  for (const field of form.elements) {
    const sent = saidOf(field);
    if (!sent || field.tagName === 'BUTTON' || !(field.name || 'start' in field.dataset)) continue;
    if (isBox(field)) {
      field.checked = field.defaultChecked = sent.defaultChecked;
      continue;
    }
    if (field.tagName === 'SELECT') {
      [...field.options].forEach((option, k) => {
        option.defaultSelected = sent.options[k]?.defaultSelected ?? false;
      });
      if (field.value !== sent.value) field.value = sent.value;
      continue;
    }
    const typed = isTyped(field);
    write(field, 'start' in field.dataset ? sent.value.replace(/-/g, '\u2212') : sent.value);
    if (!typed && field.defaultValue !== sent.defaultValue) field.defaultValue = sent.defaultValue;
  }
}

const MARKS = ['class', 'aria-invalid', 'aria-describedby', 'hidden'];

/**
 * After an answer: whether a field is right, and what is said below it, is as the server says, whatever a
 * script has said meanwhile; but not where it is being typed in.
 */
export function remark(form) {
  for (const place of form.querySelectorAll('.f')) {
    if (isTyped(document.activeElement) && place.contains(document.activeElement)) continue;
    for (const part of [place, ...place.querySelectorAll('input, select, textarea, .err, [data-own-said]')]) {
      const sent = saidOf(part);
      if (!sent) continue;
      for (const name of MARKS) {
        const value = sent.getAttribute(name);
        if (value === part.getAttribute(name)) continue;
        if (value === null) part.removeAttribute(name);
        else part.setAttribute(name, value);
      }
      const tells = part.matches('.err, [data-own-said]');
      if (tells && part.innerHTML !== sent.innerHTML) part.innerHTML = sent.innerHTML;
    }
  }
}

/**
 * Takes the fields as the server sent them.
 * @param {(field: HTMLElement) => void} left what was typed, and left, before this script was there
 */
export function beginWith(form, left) {
  for (const field of form.elements) {
    if (!isText(field)) continue;
    settle(field, field.defaultValue);
    if (field.value !== field.defaultValue && field !== document.activeElement) left(field);
  }
}
