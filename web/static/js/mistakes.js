// Mistakes in a gradient: numbers that hide them, what of them is seen in two runs, and where they stand in a program.

const KINDS = 5;

/** A number of four digits or less whose digits' sum, counted around, is a mistake's place. Pure but for the dice. */
export function numberFor(place, random) {
  for (;;) {
    const number = 100 + Math.floor(random() * 9900);
    if ([...String(number)].reduce((sum, digit) => sum + Number(digit), 0) % KINDS === place) return number;
  }
}

const losses = ({ rows }) => rows.map(([, loss]) => loss);

/**
 * What is to be seen of a mistake in this very run: a function that makes the sentence's figures of {amount,
 * significant, whole, n}; null if this run does not show it. Pure.
 *
 * @param {{rows: number[][], gradient: number[]}} wrong the run with the mistake
 * @param {{rows: number[][], gradient: number[]}} right the same run without it
 */
export function seen(bug, wrong, right) {
  const all = losses(wrong), last = wrong.rows.at(-1);
  if (bug === 'zero_grad') {
    const late = all.slice(all.length >> 1), low = Math.min(...late), high = Math.max(...late);
    return high > 2 * low && late.at(-1) !== high ? ({ amount }) => [amount(low), amount(high)] : null;
  }
  if (bug === 'sign') {
    const climbs = all.every((loss, k) => k === 0 || loss >= all[k - 1]);
    return climbs ? ({ amount, whole }) => [amount(all[0]), amount(last[1]), whole(last[0])] : null;
  }
  if (bug === 'mean') {
    const ratios = wrong.gradient.flatMap((g, k) => (g === 0 ? [] : [right.gradient[k] / g]));
    return ratios.length > 0 ? ({ whole, n }) => [whole(Math.round(ratios[0])), whole(n)] : null;
  }
  if (bug === 'powers') {
    return wrong.gradient[0] === wrong.gradient[1] ? ({ amount }) => [amount(wrong.gradient[0])] : null;
  }
  const lowest = wrong.rows.reduce((best, row) => (row[1] < best[1] ? row : best));
  return last[1] > 1.2 * lowest[1] ? ({ amount, whole }) => [amount(lowest[1]), whole(lowest[0]), amount(last[1]), amount(right.rows.at(-1)[1])] : null;
}

/** The lines that only one of two programs has. Pure. */
export function onlyIn(lines, others) {
  const known = new Set(others);
  return lines.filter((line) => line.trim() && !known.has(line)).map((line) => line.trim());
}

/** Both programs, as far as they differ. */
export function programs(bad, good, say) {
  const is = onlyIn(bad, good), should = onlyIn(good, bad);
  const head = Object.assign(document.createElement('h3'), { textContent: say('bug.line') });
  const box = (title, lines, className) => {
    const figure = document.createElement('div'), code = document.createElement('pre');
    figure.className = className;
    code.tabIndex = 0;
    code.textContent = lines.join('\n');
    figure.append(Object.assign(document.createElement('p'), { textContent: title }), code);
    return figure;
  };
  const boxes = is.length === 0
    ? [box(say('bug.missing'), should, 'should')]
    : [box(say('bug.is'), is, 'is'), ...(should.length > 0 ? [box(say('bug.should'), should, 'should')] : [])];
  return [head, ...boxes];
}
