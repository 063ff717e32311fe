// A divergence, told as a lesson: which rate, how fast the error grew, which rate would have been stable.
import { amount, rate, significant, whole } from './format.js';
import { word } from './words.js';
import { momentumAt, rateAt, setAt } from './schedule.js';
import { factorAt, limitAt } from './stability.js';

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
    if (factor !== null) root.textContent = word('diverged.growing', significant(factor));
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
    const { kind, factor, direction } = tell.reason ?? {}, finished = tell.kind === 'finished';
    const limit = limitAt(run, tell.step), lr = rate(rateAt(run, tell.step)), momentum = momentumAt(run, tell.step);
    const title = finished ? word('diverged.ended', whole(tell.step), amount(shown.loss)) : word('diverged.title', whole(tell.step));
    const sentence = momentum >= 1 ? word('diverged.momentum', rate(momentum))
      : finished ? word('diverged.still', lr, significant(factorAt(run, tell.step)))
      : kind === 'mode' ? word('diverged.mode', lr, significant(Math.abs(factor)), mainly(direction, run.parameters)) : word('diverged.overflow', lr);
    root.append(closer(), Object.assign(document.createElement('b'), { textContent: title }),
      Object.assign(document.createElement('span'), { className: 'how', textContent: limit > 0 ? `${sentence} ${word('diverged.limit', rate(limit))}` : sentence }));
    if (!(limit > 0)) return;
    const calm = calmRate(limit), button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: word('diverged.take', rate(calm)) });
    button.addEventListener('click', () => {
      take(rate(calm), setAt(run, tell.step));
      close();
    });
    root.append(document.createElement('br'), button);
  };
}
