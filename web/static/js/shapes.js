// The blocks of a layer or a module: the weights and ŷ of some rows, as they are at the step shown.
import { coefficient, scales } from './format.js';
import { valueAt } from './polynomial.js';
import { put } from './put.js';

export function view(host) {
  const weights = [...host.querySelectorAll('[data-weight]')], rows = [...host.querySelectorAll('[data-row]')].map((cell) => ({ cell, x: cell.dataset.row === '' ? null : Number(cell.dataset.row) }));
  return {
    phase: 'forward',
    show({ run, shown: { theta } }) {
      const size = scales(run);
      for (const cell of weights) put(cell, coefficient(theta[cell.dataset.weight], size[cell.dataset.weight]));
      for (const { cell, x } of rows) put(cell, x === null ? '⋮' : coefficient(valueAt(run, theta, x), 1));
    },
  };
}
