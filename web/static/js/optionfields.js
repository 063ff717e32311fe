// The fields of the optimizer's options, which show what is in force at the step shown: an option changed in the middle of a run is a tweak, as a rate is.
import { isTyped, write } from './fields.js';
import { typedNumber, whole } from './format.js';
import { optionAt } from './schedule.js';
import { word } from './words.js';

const field = (key) => document.querySelector(`#optimizer [name="${key}"]`);

export function optionFields() {
  let run = null, changes = [], shown = '';

  function put(key, step) {
    const input = field(key), value = optionAt(run, key, step);
    if (!input || isTyped(input) || input.getAttribute('aria-invalid') === 'true') return;
    if (input.type === 'checkbox') input.checked = value === true;
    else write(input, value === Number(input.placeholder) ? '' : String(value));
    const since = run.tweaks.filter((tweak) => tweak.step <= step && key in tweak).pop(), place = input.closest('.f');
    place.querySelector('[data-since-option]')?.remove();
    if (!since) return;
    const line = document.createElement('p');
    line.className = 'hint';
    line.dataset.sinceOption = '';
    line.textContent = word('settings.since', whole(since.step));
    place.append(line);
  }

  return {
    /** Whether the run's optimizer has an option of that name. */
    has: (key) => run !== null && key in run.options,
    /** What a field holds, as it would stand in a link; blank means the option's own default. */
    text: (input) => (input.type === 'checkbox' ? String(input.checked) : input.value.trim() || input.placeholder),
    /** A text as the value it stands for; NaN if it is none. */
    read: (text) => ({ true: true, false: false })[text] ?? typedNumber(text),
    /** The options that tweaks change. */
    tweaked: (tweaks) => [...new Set(tweaks.flatMap(Object.keys))].filter((key) => key in run.options),
    /** What stands in the run's link for an option from step 0 on; blank if it is the default. */
    first: (key) => new URLSearchParams(run.query).get(key) ?? '',
    /** A fresh form. */
    dress(next) {
      run = next;
      changes = [...new Set(run.tweaks.flatMap(Object.keys))].filter((key) => key in run.options);
      shown = '';
    },
    /** What is in force at a step. */
    show(step) {
      if (changes.length === 0) return;
      const now = changes.map((key) => optionAt(run, key, step)).join();
      if (now === shown) return;
      shown = now;
      for (const key of changes) put(key, step);
    },
  };
}
