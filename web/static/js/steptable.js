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
const filled = new WeakMap();

/** Texts into a table, heads above, the first of each row as its head; only if they are others. */
export function fill(table, heads, rows) {
  const texts = JSON.stringify([heads, rows]);
  if (filled.get(table) === texts) return;
  filled.set(table, texts);
  table.tHead.replaceChildren(line(...heads.map((text) => cell('th', text, 'col'))));
  table.tBodies[0].replaceChildren(...rows.map(([head, ...cells]) => line(cell('th', head, 'row'), ...cells.map((text) => cell('td', text)))));
}

/**
 * @param {(run: object) => string[]} heads of the columns, the steps' first
 * @param {(row: object, run: object) => string[]} cells of a row, without the step
 */
export function stepTable(table, heads, cells, now = () => performance.now()) {
  let drawn = '', last = -Infinity;

  /** Only what changed, and seldom while it runs: a reader in the middle of it is not torn away. */
  return ({ run, trace, shown, playing }) => {
    const key = `${run.address} ${shown.step} ${trace.length}`;
    if (key === drawn || (playing && now() - last < CALM)) return;
    drawn = key;
    last = now();
    const rows = evenly(trace, shown.step).map((i) => {
      const row = trace.row(i);
      return [whole(row.step), ...cells(row, run)];
    });
    fill(table, heads(run), rows);
  };
}
