// A chart in numbers, for whoever does not see it: a few steps, evenly spread over those so far.
import { whole } from './format.js';

const ROWS = 10, CALM = 5000;

/** Indices of about `count` rows, evenly over the steps up to `step`, the first and the last among them. */
export function evenly(trace, step, count = ROWS) {
  const indices = new Set();
  for (let k = 0; k < count; k++) {
    const index = trace.indexNear((step * k) / (count - 1), step);
    if (index >= 0) indices.add(index);
  }
  return [...indices];
}

/**
 * @param {(run: object) => string[]} heads of the columns, the steps' first
 * @param {(row: object, run: object) => string[]} cells of a row, without the step
 */
export function stepTable(table, heads, cells, now = () => performance.now()) {
  const cell = (tag, text, scope) => {
    const made = Object.assign(document.createElement(tag), { textContent: text });
    if (scope) made.scope = scope;
    return made;
  };
  const line = (...made) => {
    const row = document.createElement('tr');
    row.append(...made);
    return row;
  };
  let drawn = '', last = -Infinity;

  /** Only what changed, and seldom while it runs: a reader in the middle of it is not torn away. */
  return ({ run, trace, shown, playing }) => {
    const key = `${run.address} ${shown.step} ${trace.length}`;
    if (key === drawn || (playing && now() - last < CALM)) return;
    drawn = key;
    last = now();
    const rows = evenly(trace, shown.step).map((i) => {
      const row = trace.row(i);
      return line(cell('th', whole(row.step), 'row'), ...cells(row, run).map((text) => cell('td', text)));
    });
    table.tHead.replaceChildren(line(...heads(run).map((text) => cell('th', text, 'col'))));
    table.tBodies[0].replaceChildren(...rows);
  };
}
