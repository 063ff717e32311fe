// What the dice decided at the step shown: the terms that are there, the way taken, how often each has come.
import { coefficient, scales, whole } from './format.js';
import { put } from './put.js';
import { rollsOf } from './rolls.js';

const LAST = 40, LANE = 14; // rolls in the picture; px of a lane

export function view(host) {
  const root = host.closest('.derive'), maybe = [...root.querySelectorAll('.maybe')], faces = [...root.querySelectorAll('.either [data-face]')];
  const rows = [...host.querySelectorAll('tr[data-face]')].map((row) => ({ row, face: Number(row.dataset.face), seen: row.querySelector('[data-seen]') }));
  const again = Object.fromEntries([...root.querySelectorAll('[data-again]')].map((cell) => [cell.dataset.again, cell]));
  const picture = host.querySelector('[data-rolls]');
  for (const dot of picture.querySelectorAll('circle')) dot.remove();
  const dots = Array.from({ length: LAST }, (_, i) => {
    const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    dot.setAttribute('cx', 20 + 10 * i);
    dot.setAttribute('r', i === LAST - 1 ? 4.5 : 3);
    dot.classList.toggle('last', i === LAST - 1);
    picture.append(dot);
    return dot;
  });
  let lit = null, drawn = null;

  // Which terms there are changes at almost every step: classes alone, so that nothing moves.
  function light(face) {
    if (face === lit) return;
    lit = face;
    for (const term of maybe) term.classList.toggle('off', face < Number(term.dataset.from));
    for (const text of faces) text.classList.toggle('off', Number(text.dataset.face) !== face);
    for (const { row, face: own } of rows) row.classList.toggle('rolled', own === face);
    root.querySelector('.gradient .ce')?.classList.toggle('still', face === 4);
  }

  return {
    phase: 'forward',
    show({ run, shown: { step, theta } }) {
      const rolls = rollsOf(run.seed), e = theta[4];
      light(rolls.at(step));
      put(again.sign, e < 0 ? '−' : '+');
      put(again.magnitude, coefficient(Math.abs(e), scales(run)[4]));
      if (drawn === `${run.seed} ${step}`) return;
      drawn = `${run.seed} ${step}`;
      const counts = rolls.counts(step);
      for (const { face, seen } of rows) put(seen, whole(counts[face - 4]));
      dots.forEach((dot, i) => {
        const at = step - (LAST - 1 - i), face = at < 0 ? null : rolls.at(at);
        dot.setAttribute('cy', face === null ? -20 : 7 + LANE * (face - 4));
      });
    },
  };
}
