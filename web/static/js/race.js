// Several optimizers from one start: who is lowest in the end, who came near the floor first?
import { puzzled } from './address.js';
import { amount, rate, significant, typedNumber, whole } from './format.js';
import { every, laneQuery, near, winners } from './lanes.js';
import { Refused, fetchRun, fetchTheory } from './labwire.js';
import { LossLines } from './losslines.js';
import { resolutionOf } from './resolution.js';

const ROWS = 200, AT_A_TIME = 2;
const DASHES = [[], [9, 3], [3, 3], [9, 3, 2, 3]];
const CUT = 30; // times the first loss, above which lines are cut off

/** @param {AbortSignal} until its place is another's from then on */
export function race(section, trainer, say, until) {
  const find = (name) => section.querySelector(`[data-${name}]`);
  const options = section.dataset.options.split(' '), go = find('go'), said = find('said'), plot = find('plot');
  const chart = new LossLines(plot.querySelector('canvas'));
  const runners = [...section.querySelectorAll('[data-runner]')].map((row) => ({
    row, kind: row.dataset.runner, name: row.dataset.name, box: row.querySelector('[type=checkbox]'), rate: row.querySelector('[type=text]'),
    usual: row.querySelector('[type=text]').value, end: row.querySelector('[data-end]'), near: row.querySelector('[data-near]'), open: row.querySelector('[data-open]'), yours: row.querySelector('[data-yours]'), lane: null,
  }));
  let run = null, floor = null, asked = new AbortController(), typed = new Set();

  const query = (runner) => laneQuery(run, runner.kind, runner.rate.value.trim() || runner.usual, options);

  function clear() {
    asked.abort();
    asked = new AbortController();
    go.disabled = false;
    said.textContent = '';
    chart.close();
    for (const runner of runners) forget(runner);
  }

  function forget(runner) {
    runner.lane = null;
    runner.end.textContent = '';
    runner.near.textContent = '';
    runner.row.classList.remove('won', 'bad');
  }

  function link(runner) {
    const page = query(runner);
    page.delete('lesson');
    page.set('lang', document.documentElement.lang);
    runner.open.href = `/lessons/${run.lesson}?${puzzled(String(page), location.search)}`;
    runner.open.hidden = false;
  }

  /** Another problem, or another run of it: what was found out is of the old one. */
  async function load() {
    run = trainer.run;
    typed = new Set();
    clear();
    find('every').textContent = '';
    for (const runner of runners) {
      const yours = runner.kind === run.optimizer;
      runner.yours.hidden = !yours;
      runner.rate.value = yours ? rate(run.lr, 15) : runner.usual;
      link(runner);
    }
    const { signal } = asked, sgd = runners.find(({ kind }) => kind === 'sgd');
    const plain = laneQuery({ ...run, optimizer: '' }, 'sgd', '1e-6', options);
    plain.delete('bug'); // the problem is the same without a mistake
    const known = await fetchTheory(plain, run.steps, signal).catch(() => null);
    if (signal.aborted) return;
    floor = known?.floor ?? null;
    if (known && sgd.kind !== run.optimizer && !typed.has(sgd)) {
      sgd.rate.value = rate(known.bestRate, 4);
      link(sgd);
    }
  }

  async function start() {
    const starters = runners.filter(({ box }) => box.checked), focused = document.activeElement === go;
    clear();
    if (starters.length === 0) return;
    const { signal } = asked, step = every(run.steps, ROWS), waiting = [...starters];
    go.disabled = true;
    said.textContent = say('race.running');
    plot.hidden = false;
    let busy = false;
    const work = async () => {
      for (let runner = waiting.shift(); runner; runner = waiting.shift()) {
        try {
          runner.lane = { runner, name: runner.name, ...await fetchRun(query(runner), step, signal) };
        } catch (error) {
          if (signal.aborted) return;
          busy ||= !(error instanceof Refused && error.said);
          runner.row.classList.add('bad');
          runner.end.textContent = error.said ? say('race.refused', error.said) : '–';
        }
        if (signal.aborted) return;
        tell(runner);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    if (signal.aborted) return;
    go.disabled = false;
    go.textContent = go.dataset.again;
    if (focused) go.focus();
    find('every').textContent = step > 1 ? say('race.every', whole(step)) : '';
    result(starters.flatMap(({ lane }) => lane ?? []), busy);
  }

  function tell({ lane, end, near: cell }) {
    if (!lane) return;
    const last = lane.rows.at(-1), step = near(lane.rows, floor), early = lane.broken ?? (lane.diverged ? 'diverged' : null);
    end.textContent = early ? say(`race.${early}`, whole(last[0] + 1)) : amount(last[1]);
    cell.textContent = early || floor === null ? '–' : step === null ? say('race.not') : say('race.by', whole(step));
  }

  const list = new Intl.ListFormat(document.documentElement.lang);
  const named = (lanes) => list.format(lanes.map(({ name }) => name));

  function result(lanes, busy) {
    const { lowest, first } = winners(lanes, floor), lines = [];
    if (lowest.length > 0) lines.push(say('race.lowest', named(lowest), significant(lowest[0].rows.at(-1)[1]), whole(run.steps)));
    else if (lanes.length > 0) lines.push(say('race.noneFinished'));
    if (first) lines.push(say('race.first', named(first.who), significant(floor), whole(first.step)));
    else if (lowest.length > 0 && floor !== null) lines.push(say('race.nobody', significant(floor)));
    if (busy) lines.push(say('race.busy'));
    said.textContent = lines.join(' ');
    for (const { runner } of lowest) runner.row.classList.add('won');
    if (lanes.length === 0) return;
    let other = 0;
    chart.show({
      steps: run.steps, floor, least: resolutionOf(run), floorName: say('race.floor'), top: CUT * Math.max(...lanes.map(({ rows }) => rows[0][1])),
      lines: lanes.map((lane) => {
        const yours = lane.runner.kind === run.optimizer, turn = yours ? 0 : other++;
        return { id: lane.runner.kind, name: lane.name, rows: lane.rows, diverged: lane.diverged, bold: lowest.includes(lane),
          colour: yours ? 'fit' : turn % 2 ? 'ink-3' : 'ink', width: yours || lowest.includes(lane) ? 2.5 : 1.75, dash: yours ? [] : DASHES[(turn >> 1) % DASHES.length] };
      }),
    });
  }

  go.addEventListener('click', start);
  for (const runner of runners) {
    runner.rate.addEventListener('input', () => {
      typed.add(runner);
      runner.rate.setAttribute('aria-invalid', runner.rate.value.trim() !== '' && !(typedNumber(runner.rate.value) > 0));
      runner.rate.value = runner.rate.value.replace(/\u2212/g, '-');
      forget(runner);
      link(runner);
    });
    runner.rate.addEventListener('keydown', (event) => { if (event.key === 'Enter') start(); });
    for (const name of ['pointerenter', 'focusin']) runner.row.addEventListener(name, () => chart.emphasize(runner.lane ? runner.kind : null));
    for (const name of ['pointerleave', 'focusout']) runner.row.addEventListener(name, () => chart.emphasize(null));
  }
  trainer.on('run', load, until);
  until.addEventListener('abort', clear);
  load();
  return { build: () => chart.build() };
}
