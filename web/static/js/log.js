// What the program has printed up to the shown step, as Python prints it.
import { amount } from './format.js';
import { word } from './words.js';

const EVERY = 100, MOST = 200;

export function log(section) {
  const box = section.querySelector('[data-log]'), body = section.querySelector('[data-log-rows]');
  const empty = section.querySelector('[data-log-empty]'), result = section.querySelector('[data-result]');
  const columns = section.querySelectorAll('thead th').length;
  let drawn = '';

  function cells(...texts) {
    const row = document.createElement('tr');
    for (const text of texts) row.append(Object.assign(document.createElement('td'), { textContent: text }));
    return row;
  }

  return ({ run, trace, shown, logs, end }) => {
    const lines = Math.floor((shown.step + 1) / EVERY);
    const done = end?.kind === 'finished' && shown.step === end.step && end.text !== null;
    let known = 0;
    for (const step of logs.keys()) if (step <= shown.step) known++;
    const key = `${lines} ${known} ${done} ${run.address}`;
    if (key === drawn) return;
    drawn = key;
    const rows = [];
    let gap = false;
    for (let i = Math.max(0, lines - MOST); i < lines; i++) {
      const step = EVERY * i + EVERY - 1, text = logs.get(step);
      if (!text) {
        if (!gap) {
          const row = cells(word('log.gap'));
          row.className = 'gap';
          row.firstChild.colSpan = columns;
          rows.push(row);
        }
        gap = true;
        continue;
      }
      gap = false;
      const at = text.indexOf(' '), row = columns > 2 ? trace.at(step) : null;
      rows.push(cells(text.slice(0, at), text.slice(at + 1), ...(columns > 2 ? [row ? amount(row.loss) : ''] : [])));
    }
    body.replaceChildren(...rows);
    empty.hidden = lines > 0;
    result.hidden = !done;
    result.textContent = done ? end.text : '';
    box.scrollTop = box.scrollHeight;
  };
}
