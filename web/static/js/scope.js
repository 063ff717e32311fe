// How far each coefficient is from θ*, counted in learning rates, over the latest steps: there RMSprop's flipping can be seen.
import { significant } from './format.js';
import { put } from './put.js';
import { rateAt } from './schedule.js';

const STEPS = 48, LEFT = 38, RIGHT = 414, MIDDLE = 66, UNIT = 44; // px of the drawing; a rate is UNIT high
const MOST = 1.45; // rates that are still in the picture

export function view(host) {
  const lines = [...host.querySelectorAll('polyline')], cells = [...host.querySelector('[data-scope-cells]').children].map((cell) => cell.lastElementChild);
  return {
    phase: 'update',
    show({ run, trace, shown }) {
      const best = run.bottom;
      if (!best) return;
      lines.forEach((line, k) => {
        const points = [];
        for (let i = 0; i < STEPS; i++) {
          const step = shown.step - STEPS + 1 + i, theta = step === shown.step ? shown.theta : step < 0 ? null : trace.at(step)?.theta;
          if (!theta) { points.length = 0; continue; } // a gap: what lies before it has no part in the line
          const off = (theta[k] - best[k]) / rateAt(run, Math.max(0, step - 1));
          if (Math.abs(off) > MOST) { points.length = 0; continue; }
          points.push(`${LEFT + ((RIGHT - LEFT) * i) / (STEPS - 1)},${(MIDDLE - UNIT * off).toFixed(1)}`);
        }
        const text = points.join(' ');
        if (line.getAttribute('points') !== text) line.setAttribute('points', text);
      });
      const eta = rateAt(run, shown.step);
      cells.forEach((cell, k) => put(cell, `${significant((shown.theta[k] - best[k]) / eta)} η`));
    },
  };
}
