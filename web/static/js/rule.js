// An optimizer's rule with the numbers of the step shown. Slope, step and the next θ are in the rows that come anyway; what
// the optimizer remembers is asked of the server where the learner stands still, and is never shown beside another step.
import { amount, nextCoefficient, rate, scales, significant, whole } from './format.js';
import { put } from './put.js';
import { optionAt, rateAt } from './schedule.js';
import { fetchState } from './wire.js';

const MOST_STEPS = 1_000_000; // of a run: what a longer one would do there cannot be asked for
const STANDS = 120; // ms that a step has stood before its state is asked for
const GONE = '–', COMES = '…';

export function view(host, changed) {
  const rules = [...host.querySelectorAll('[data-rule]')].map((block) => ({
    block, from: block.dataset.rule.split(' ').map(Number), constants: [...block.querySelectorAll('[data-constant]')], count: block.querySelector('[data-count]'),
    lines: [...block.querySelectorAll('[data-line]')].map((line) => ({ line, name: line.dataset.line, cells: [...line.children].map((cell) => cell.lastElementChild) })),
  }));
  const key = ({ query, lesson }, step) => `${lesson} ${query} ${step}`;
  const unseen = host.closest('[hidden]') !== null; // in a frame the workbench stands alone
  let state = null, wanted = null, timer = 0, asked = null, now = null;

  // The rule in force: the one that began last.
  function inForce(step) {
    const began = ({ from }) => Math.max(...from.filter((each) => each <= step), -1);
    return rules.reduce((best, rule) => (began(rule) > began(best) ? rule : best));
  }

  function want(run, step) {
    const name = key(run, step);
    if (wanted === name) return;
    wanted = name;
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    timer = setTimeout(async () => {
      const own = (asked = new AbortController());
      try {
        const answer = await fetchState(run, step, own.signal);
        if (wanted !== name) return;
        state = { name, ...answer };
        changed();
      } catch {
        if (wanted === name) wanted = null; // whoever comes next asks again
      }
    }, STANDS);
  }

  return {
    phase: 'update',
    show({ run, trace, shown, end }) {
      const { step, theta, gradient } = shown, rule = inForce(Math.min(step, run.steps - 1));
      if (rule !== now) {
        now = rule;
        for (const each of rules) each.block.hidden = each !== rule;
      }
      for (const cell of rule.constants) put(cell, rate(cell.dataset.constant === 'lr' ? rateAt(run, step) : optionAt(run, cell.dataset.constant, step)));
      const last = step >= MOST_STEPS || (end?.kind === 'diverged' && step === end.step);
      if (!last && !unseen) want(run, step);
      const held = state?.name === key(run, step) ? state : null, next = trace.at(step + 1)?.theta ?? held?.theta ?? null, size = scales(run);
      put(rule.count, last ? GONE : whole(step + 1));
      const own = {
        gradient: (k) => gradient && amount(gradient[k]),
        decayed: (k) => gradient && amount(gradient[k] + optionAt(run, 'weight_decay', step) * theta[k]),
        change: (k) => next && significant(theta[k] - next[k]),
        new: (k) => next && nextCoefficient(next[k], size[k]),
      };
      for (const { line, name, cells } of rule.lines) {
        const values = held?.values[name], tell = own[name] ?? (values && ((k) => (values[k] === null ? '∞' : significant(values[k]))));
        line.classList.toggle('unknown', !tell);
        cells.forEach((cell, k) => put(cell, last && name !== 'gradient' ? GONE : (tell?.(k) || COMES)));
      }
    },
  };
}
