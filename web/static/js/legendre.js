// One sample on its way through z = c + d x and P₃ to ŷ.
import { fixed } from './format.js';
import { put } from './put.js';

const plus = (value) => `${Number(fixed(value, 4).replace('−', '-')) < 0 ? '−' : '+'} ${fixed(Math.abs(value), 4)}`;
const times = (text) => (text.startsWith('−') ? `(${text})` : text);

export function view(host) {
  const cells = Object.fromEntries([...host.closest('li').querySelectorAll('[data-inner]')].map((cell) => [cell.dataset.inner, cell]));
  return {
    phase: 'forward',
    show() {},
    terms({ x, inner: { z, p, slope } }, { shown: { theta: [a, b, c, d] } }) {
      put(cells.z, `${fixed(c, 4)} ${plus(d)} · ${times(fixed(x, 4))} = ${fixed(z, 4)}`);
      put(cells.p, fixed(p, 4));
      put(cells.slope, fixed(slope, 4));
      put(cells.sum, `${fixed(a, 4)} ${plus(b)} · ${times(fixed(p, 4))}`);
    },
  };
}
