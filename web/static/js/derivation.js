// "One step, in full": the formulas are KaTeX's, once; the numbers are text, every frame.
import { amount, coefficient, fixed, nextCoefficient, raised, ratePieces, scales, whole } from './format.js';
import { steepest } from './pull.js';
import { put } from './put.js';
import { excerpt, shareText } from './samples.js';
import { isDescent, rateAt } from './schedule.js';
import { word } from './words.js';

/** Sets every formula of a subtree that did not come set; what stands there, plain text, is what is read without scripts. */
export async function typeset(root) {
  const hosts = root.querySelectorAll('[data-tex]:not([data-set])');
  if (hosts.length === 0) return;
  try {
    await katexHere();
  } catch {
    return; // the plain text stays
  }
  for (const host of hosts) {
    katex.render(host.dataset.tex, host, { throwOnError: false, trust: true, strict: false });
    host.dataset.set = '';
  }
}

let coming = null;
function katexHere() {
  if (window.katex) return null;
  coming ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = document.querySelector('meta[name=katex]').content;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return coming;
}

/** θ after the step's update: from the next row where it is known, as the update rule says otherwise; null if it hangs on a past unknown here. */
export function updated(run, trace, shown) {
  const next = trace.at(shown.step + 1);
  if (next) return next.theta;
  if (!isDescent(run, shown.step)) return null;
  const lr = rateAt(run, shown.step);
  return shown.theta.map((value, k) => value - lr * shown.gradient[k]);
}

const ONE_LINE = 19; // characters of coefficient, rate and gradient that fit beside the rule
const negative = (text) => (text.startsWith('−') ? `(${text})` : text);
const squared = (text) => `${text.includes('×') ? `(${text})` : negative(text)}²`;

/** A few terms of a long sum, written out: three numbers, the signs or dots between them, what stands round them. */
function sumLine(host) {
  const cells = Array.from({ length: 7 }, () => document.createElement('span'));
  host.replaceChildren(...cells);
  const [before, first, then, second, last, third, after] = cells, numbers = [first, second, third], between = [then, last];
  for (const cell of [then, second]) cell.className = 'spare';

  /** @param {{text: string, minus: boolean}[]} terms of the chosen samples, a null for those left out */
  return (terms, chosen, pointed, head, tail) => {
    const shown = terms.filter(Boolean), gaps = [];
    terms.forEach((term, at) => { if (term && at > 0) gaps.push(terms[at - 1] === null); });
    put(before, `${head}${shown[0].minus ? '−' : ''}`);
    put(after, tail);
    const indices = chosen.filter((index) => index !== null);
    numbers.forEach((cell, i) => {
      put(cell, shown[i]?.text ?? '');
      cell.classList.toggle('hit', shown[i] !== undefined && indices[i] === pointed);
    });
    between.forEach((cell, i) => {
      const next = shown[i + 1], sign = next?.minus ? '−' : '+';
      put(cell, next === undefined ? '' : gaps[i] ? ` ${sign} … ${sign} ` : ` ${sign} `);
    });
    // Where there is no room the second term is the one to go.
    host.classList.toggle('plain', pointed === null && shown.length > 2 && !gaps[0]);
  };
}

// What only some lessons have, each in a module of its own: {phase, show(trainer), terms?(term, run)}.
const MORE = {
  rule: () => import('./rule.js'), scope: () => import('./scope.js'), legendre: () => import('./legendre.js'), dice: () => import('./dice.js'), shapes: () => import('./shapes.js'),
};

/** What a slope is multiplied by besides 2e, as it is written; those that are 1 are left out. */
function factors(run, term, theta, k) {
  const { model, basis } = run;
  if (k === 0) return [];
  if (model === 'legendre3') {
    const { p, slope } = term.inner;
    return k === 1 ? [p] : k === 2 ? [theta[1], slope] : [theta[1], slope, term.x];
  }
  return basis === 'monomial' && !(model === 'dynamic' && k === 4) ? [term.x] : [term.phi[k]];
}

/** @param {() => void} changed a part of it has come, or has come to know more: it is to be shown again */
export function derivation(root, changed = () => {}) {
  const more = [];
  for (const host of root.querySelectorAll('[data-more]')) {
    MORE[host.dataset.more]().then(({ view }) => {
      more.push(view(host, changed));
      changed();
    });
  }
  const all = (name) => [...root.querySelectorAll(`[data-${name}]`)];
  const cells = Object.fromEntries(['sign', 'magnitude', 'gradient', 'bar', 'old', 'update-sign', 'rate', 'update-size', 'new', 'part-sign', 'part'].map((name) => [name, all(name)]));
  const loss = root.querySelectorAll('[data-v=loss]'), sae = root.querySelectorAll('[data-v=sae]');
  const ended = root.querySelector('[data-ended]'), update = root.querySelector('[data-update]');
  const sums = new Map(all('sum').map((host) => [host.dataset.sum, sumLine(host)]));
  const who = all('who'), one = root.querySelector('[data-one]'), product = root.querySelector('[data-product]');
  const hint = root.querySelector('[data-hint]'), count = root.querySelector('[data-terms]');
  const of = (name) => root.querySelector(`[data-one-${name}]`), at = { fit: of('fit'), error: of('error'), square: of('square'), term: of('term') };

  // What stood there before and what the samples add to it, each phase by itself.
  const values = {
    forward({ run, shown }) {
      const size = scales(run);
      shown.theta.forEach((value, k) => {
        put(cells.sign[k], value < 0 ? '−' : k === 0 || 'lead' in cells.sign[k].dataset ? '' : '+');
        put(cells.magnitude[k], coefficient(Math.abs(value), size[k]));
      });
    },

    loss({ run, shown }) {
      for (const cell of loss) put(cell, amount(shown.loss));
      for (const cell of sae) put(cell, shown.sae === null ? '…' : amount(shown.sae));
      if (count) put(count, run.mean ? '' : word('derive.terms', whole(run.n)));
    },

    gradient({ shown: { gradient: g } }) {
      if (!g) { for (const cell of cells.gradient) put(cell, '…'); return; }
      const largest = Math.max(...g.map(Math.abs));
      g.forEach((value, k) => {
        put(cells.gradient[k], amount(value));
        const half = largest > 0 && Number.isFinite(value) ? (Math.abs(value) / largest) * 50 : 0;
        // Moved and stretched, not laid out: half of the row is the longest bar.
        cells.bar[k].style.transform = `scaleX(${(value < 0 ? -half : half) / 50})`;
      });
    },

    update({ run, trace, shown, end }) {
      const g = shown.gradient, size = scales(run), plain = cells.new.length > 0, past = end?.kind === 'finished' && shown.step === run.steps;
      ended.hidden = !past;
      update.classList.toggle('past', past);
      if (!plain) return;
      shown.theta.forEach((value, k) => { put(cells.old[k], coefficient(value, size[k])); });
      if (!g) {
        for (const name of ['update-sign', 'rate', 'update-size', 'new']) for (const cell of cells[name]) put(cell, '…');
        return;
      }
      const next = updated(run, trace, shown), [mantissa, exponent] = ratePieces(rateAt(run, shown.step));
      const eta = exponent === null ? mantissa : `${mantissa ? `${mantissa}·` : ''}10${raised(exponent)}`;
      g.forEach((value, k) => {
        put(cells['update-sign'][k], value < 0 ? '+' : '−');
        put(cells.rate[k], eta);
        put(cells['update-size'][k], amount(Math.abs(value)));
        put(cells.new[k], next ? nextCoefficient(next[k], size[k]) : past ? '–' : '…');
      });
      update.classList.toggle('long', g.some((value, k) => amount(Math.abs(value)).length + coefficient(shown.theta[k], size[k]).length + eta.length > ONE_LINE));
    },
  };

  const terms = {
    forward(_, term) {
      if (cells.part.length > 0) term.parts.forEach((part, k) => {
        const text = fixed(Math.abs(part), 4);
        put(cells['part-sign'][k], part < 0 && Number(text) !== 0 ? '−' : k === 0 ? '' : '+');
        put(cells.part[k], text);
      });
      put(at.fit, fixed(term.fit, 4));
    },

    loss({ run }, term, inside) {
      if (!at.error) return;
      put(at.error, `${fixed(term.fit, 4)} − ${negative(fixed(term.y, 4))} = ${fixed(term.error, 4)}`);
      put(at.square, fixed(term.error * term.error, 4));
      const chosen = excerpt(run.n, inside.index);
      const squares = chosen.map((index) => (index === null ? null : { text: squared(fixed(inside.of(index).error, 4)), minus: false }));
      sums.get('loss')(squares, chosen, inside.index, run.mean ? '= (' : '= ', run.mean ? `) / ${whole(run.n)}` : '');
    },

    gradient({ run, shown: { theta, gradient: g } }, term, inside) {
      if (!g || !at.term) return;
      const lit = steepest(g), letter = run.parameters[lit], power = run.model === 'polynomial' && run.basis === 'monomial';
      const chosen = excerpt(run.n, inside.index), written = chosen.map((index) => (index === null ? null : inside.of(index).shares));
      g.forEach((_, k) => {
        const shares = written.map((each) => (each === null ? null : { text: shareText(run, Math.abs(each[k])), minus: each[k] < 0 }));
        sums.get(String(k))(shares, chosen, inside.index, '= ', '');
      });
      // How a term comes about, for the steepest slope: 2 · r · x².
      const pieces = ['2', term.error, ...factors(run, term, theta, lit)].map((each) => (each === '2' ? each : negative(fixed(each, 4))));
      if (power && lit > 1) pieces[2] += raised(lit);
      if (product.className !== `live c${letter}`) product.className = `live c${letter}`;
      put(product, `∂L/∂${letter}:`);
      put(at.term, `${pieces.join(' · ')}${run.mean ? ` / ${whole(run.n)}` : ''} = ${shareText(run, term.shares[lit])}`);
    },

    update() {},
  };

  return {
    /** @param {Iterable<string>} sight the phases that are to be renewed */
    show(trainer, sight) {
      for (const phase of sight) values[phase](trainer);
      for (const part of more) if (new Set(sight).has(part.phase)) part.show(trainer);
    },

    /** @param {{index: number | null, of: (index: number) => object} | null} inside the samples, and which is pointed at; null: they are not here yet */
    terms(trainer, inside, sight) {
      if (!inside) return;
      const term = inside.of(inside.index ?? 0), text = word('sample.heading', whole(term.index));
      for (const cell of who) {
        put(cell, text);
        cell.classList.toggle('hit', inside.index !== null);
      }
      hint.classList.toggle('off', inside.index !== null);
      for (const phase of sight) terms[phase](trainer, term, inside);
      for (const part of more) if (part.terms && sight.includes(part.phase)) part.terms(term, trainer);
    },
  };
}
