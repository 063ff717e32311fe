// The strip over the chart: loss and coefficients of the shown step, or, on a phone, of the sample touched.
import { amount, coefficient, fixed } from './format.js';
import { named } from './polynomial.js';
import { put } from './put.js';
import { shareText } from './samples.js';

export function readout(root) {
  const loss = root.querySelector('[data-v=loss]'), title = loss.previousElementSibling, name = title.textContent;
  const cells = [...root.querySelectorAll('[data-theta]')].map((value) => ({ value, label: value.previousElementSibling, letter: value.previousElementSibling.textContent }));
  let touched = false;

  function plain() {
    touched = false;
    title.textContent = name;
    for (const { label, letter } of cells) {
      label.classList.remove('mix');
      label.textContent = letter;
    }
  }

  return {
    show({ loss: value, theta }, size) {
      if (touched) return;
      put(loss, amount(value));
      const texts = theta.map((each, k) => coefficient(each, size[k]));
      cells.forEach((cell, k) => { put(cell.value, texts[k]); });
      root.classList.toggle('long', texts.some((text) => text.length > 8));
    },
    /** The sample's own share of each gradient, 2(ŷ − y)·φₖ(x); null: back to the step, which show() brings. */
    sample(point, run) {
      if (!point) {
        if (touched) plain();
        return;
      }
      if (!touched) {
        touched = true;
        title.textContent = 'r = ŷ − y';
        cells.forEach(({ label }, k) => {
          label.classList.add('mix');
          const { letter, power, index } = named(run, k), mark = document.createElement(power ? 'sup' : 'sub');
          mark.textContent = power ?? index;
          const two = document.createElement('span');
          two.textContent = '2';
          label.replaceChildren(two, k === 0 ? 'r' : `r·${letter}`, ...(k > 0 && (power || index) ? [mark] : []));
        });
      }
      put(loss, fixed(point.error, 4));
      cells.forEach((cell, k) => { put(cell.value, shareText(run, point.shares[k])); });
    },
  };
}
