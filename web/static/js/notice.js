// An ending before its time, told as a lesson: what is to blame, how fast the error grew, which rate would have been
// stable. As web/Endings.java has it.
import { amount, multiple, rate, rateBelow, whole } from './format.js';
import { unbroken } from './unbroken.js';
import { word } from './words.js';
import { momentumAt, optionAt, rateAt, setAt } from './schedule.js';
import { factorAt, growingSince, limitAt } from './stability.js';

/** Whether a run ended at a division by zero or the root of a negative number, and not for the size of its numbers. */
export const broken = (end) => ['division', 'root'].includes(end?.reason?.kind);

/** What happened, and after which step. */
export const endTitle = (end) => word(broken(end) ? `diverged.title.${end.reason.kind}` : 'diverged.title', whole(end.step));

/** What is to blame for the end of a run that left the finite numbers; grew: where the rate was set by which errors grow, null if none did. */
export function blame(run, { step, reason = {} }, grew) {
  const { kind, option, coefficient, factor, direction } = reason, momentum = momentumAt(run, grew ?? step);
  if (kind === 'division' || kind === 'root') {
    const value = optionAt(run, option, step);
    return word(`diverged.${kind}.${option}`, coefficient, typeof value === 'number' ? rate(value, 17) : '');
  }
  if (kind === 'mode') {
    if (momentum >= 1) return word('diverged.momentum', rate(momentum));
    return word('diverged.mode', rate(rateAt(run, grew ?? step)), multiple(Math.abs(factor)), mainly(direction, run.parameters));
  }
  const kept = 1 - rateAt(run, step) * optionAt(run, 'weight_decay', step);
  if (!run.bug && momentum >= 1) return word('diverged.momentum', rate(momentum));
  const why = run.bug ? word('diverged.overflow.bug')
    : run.optimizer === 'adamw' && Math.abs(kept) > 1 ? word('diverged.decay', rate(optionAt(run, 'weight_decay', step)), multiple(kept))
    : run.optimizer === 'sgd' && !run.theory ? word('diverged.overflow.rate') : '';
  return `${word(run.dtype === 'float32' ? 'diverged.overflow32' : 'diverged.overflow')} ${why}`.trim();
}

/** The largest rate with two digits that does not overshoot: half the limit, rounded down. */
export function calmRate(limit) {
  const half = limit / 2, power = 10 ** (Math.floor(Math.log10(half)) - 1);
  return Number((Math.floor(half / power + 1e-9) * power).toPrecision(2));
}

/** The coefficients that make up most of a direction: "d", "b, d". */
export function mainly(direction, names) {
  const most = Math.max(...direction.map(Math.abs));
  return names.filter((_, k) => Math.abs(direction[k]) >= most / 2).join(', ');
}

/** Whether the rate is beyond the limit, and the loss larger than when that rate was set. */
function growing(run, trace, shown) {
  const before = trace.at(setAt(run, shown.step))?.loss ?? run.loss0;
  return rateAt(run, shown.step) > limitAt(run, shown.step) && shown.loss > before;
}

/** Said while it happens. */
export function growth(root) {
  let told = null;
  return ({ run, trace, shown, atEnd }) => {
    const factor = !atEnd && growing(run, trace, shown) ? factorAt(run, shown.step) : null;
    if (factor === told) return;
    told = factor;
    root.hidden = factor === null;
    if (factor !== null) root.textContent = word('diverged.growing', multiple(factor));
  };
}

export function notice(root, take) {
  let told = null;

  // What had the focus is gone; what one would press next is the way on.
  function close() {
    root.replaceChildren();
    document.querySelector('.transport [data-act=play]').focus({ preventScroll: true });
  }

  function closer() {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn icon ghost sm close', ariaLabel: word('notice.close') });
    button.append(document.querySelector('[data-drawer-close] svg').cloneNode(true));
    button.addEventListener('click', () => close());
    return button;
  }

  return ({ run, trace, shown, end, atEnd, playing }) => {
    const over = end?.kind === 'diverged' || (atEnd && growing(run, trace, shown)), tell = over && atEnd && !playing ? end : null;
    if (tell === told) return;
    told = tell;
    root.replaceChildren();
    if (!tell) return;
    const finished = tell.kind === 'finished', grew = finished ? tell.step : growingSince(run, tell.step), growth = finished || tell.reason?.kind === 'mode';
    const limit = growth && grew !== null ? limitAt(run, grew) : NaN, momentum = momentumAt(run, tell.step);
    const title = finished ? word('diverged.ended', whole(tell.step), amount(shown.loss)) : endTitle(tell);
    const sentence = !finished ? blame(run, tell, grew)
      : momentum >= 1 ? word('diverged.momentum', rate(momentum)) : word('diverged.still', rate(rateAt(run, tell.step)), multiple(factorAt(run, tell.step)));
    const heading = document.createElement('b'), how = Object.assign(document.createElement('span'), { className: 'how' });
    heading.append(...unbroken(title));
    how.append(...unbroken(limit > 0 ? `${sentence} ${word('diverged.limit', rateBelow(limit))}` : sentence));
    root.append(closer(), heading, how);
    if (!(limit > 0)) return;
    const calm = calmRate(limit), button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: word('diverged.take', rate(calm)) });
    button.addEventListener('click', () => {
      take(rate(calm), setAt(run, grew));
      close();
    });
    root.append(document.createElement('br'), button);
  };
}
