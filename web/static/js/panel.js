// The workbench's lower panel: charts behind tabs. Only the one in front works.
import { CoefficientChart } from './coefficientchart.js';
import { amount, coefficient, whole } from './format.js';
import { Landscape } from './landscape.js';
import { LossChart, sums } from './losschart.js';
import { Modes } from './modes.js';
import { applies } from './prediction.js';
import { SampleTable } from './sampletable.js';
import { stepTable } from './steptable.js';
import { SweepChart } from './sweepchart.js';
import { tabs } from './tabs.js';
import { word } from './words.js';

/**
 * @param {() => void} changed the pointer moved: the panel is to be marked anew
 * @param {{samples: object, pointed: object, where: () => number, rate: (lr: string) => void, field: (name: string, value: number) => void, redraw: () => void}} on
 *   samples: the run's, and which is pointed at; where: the step from which a rate would hold; rate, field: takes what was
 *   chosen on a chart; redraw: its lines are others
 */
export function panel(section, trainer, changed, on) {
  const find = (name) => section.querySelector(`[data-${name}]`);
  const scale = find('scale'), every = find('every');
  const views = {
    loss: {
      canvas: find('loss'), chart: new LossChart(find('loss'), find('loss-read'), changed),
      table: stepTable(find('loss-table'), (run) => [word('word.step'), ...sums(run)], ({ loss, sae }, run) => [amount(loss), amount(run.mean ? sae / run.n : sae)]),
      alt: ({ run, shown }) => word('chart.lossAlt', amount(run.loss0), amount(shown.loss), whole(shown.step)),
    },
    coefficients: {
      canvas: find('coefficients'), chart: new CoefficientChart(find('coefficients'), find('coefficients-read'), changed),
      table: stepTable(find('coefficients-table'), (run) => [word('word.step'), ...run.parameters], ({ theta }) => theta.map(coefficient)),
      alt: ({ run, shown }) => word('chart.coefficientsAlt', whole(shown.step), run.parameters.map((name, k) => `${name} ${coefficient(shown.theta[k])}`).join(', ')),
    },
  };
  // A loss that is no bowl has another landscape, whose file comes only where there is one.
  const places = [find('landscape-box'), find('pair')], kinds = { bowl: () => new Landscape(...places), valleys: () => coming(import('./valleys.js').then(({ Valleys }) => new Valleys(...places, on.samples))) }, landscapes = {};
  let valleys = false, landscape = null;
  function survey() {
    valleys = section.dataset.model === 'legendre3';
    const kind = valleys ? 'valleys' : 'bowl', next = landscapes[kind] ??= kinds[kind]();
    if (next === landscape) return false;
    landscape?.close();
    landscape = next;
    return true;
  }
  survey();
  const sweep = new SweepChart(find('sweep-box'), find('over'), { ...on, changed, arrived: on.redraw });
  Object.assign(views, {
    landscape: { canvas: find('landscape'), chart: landscape, alt: (state) => landscape.alt(state), table: (state) => landscape.table(find('landscape-table'), state) },
    modes: { chart: new Modes(find('modes')) },
    sweep: { canvas: find('sweep'), chart: sweep, alt: (state) => sweep.alt(state), table: () => sweep.table(find('sweep-table')) },
    samples: { chart: new SampleTable(find('samples'), every, on) }, // a table already, in sight
  });
  let front = null;

  // Where theory has nothing to say, its charts say why.
  function silence({ run }) {
    for (const place of section.querySelectorAll('[data-silent]')) {
      place.textContent = run.why ?? '';
      const tells = applies(run) || (valleys && place.parentElement.id === 'panel-landscape');
      place.hidden = tells;
      place.nextElementSibling.hidden = !tells;
    }
  }

  scale.addEventListener('change', (event) => { views.loss.chart.scale = event.target.value; tellAxis(); });
  tabs(section, (name) => {
    front?.chart.close();
    front = views[name];
    for (const tool of section.querySelectorAll('[data-for]')) tool.hidden = !tool.dataset.for.split(' ').includes(name);
    front.chart.open(trainer);
    if (trainer.run) describe();
  });

  const axis = find('loss-axis');
  function tellAxis() { axis.textContent = word(views.loss.chart.excess ? 'chart.axisExcess' : 'word.loss'); }

  function describe() {
    const text = front.alt?.(trainer);
    if (text && front.canvas.getAttribute('aria-label') !== text) front.canvas.setAttribute('aria-label', text);
    front.table?.(trainer);
  }

  return {
    /** Another run's panel: its loss may be of another kind, and one of the tabs be gone. */
    renew() {
      if (survey()) {
        views.landscape.chart = landscape;
        landscape.overlay(null);
        if (front === views.landscape) landscape.open(trainer);
      }
      if (section.querySelector('[role=tab][aria-selected=true]').hidden) section.querySelector('[role=tab]').click();
    },
    load() {
      silence(trainer);
      for (const { chart } of Object.values(views)) chart.load(trainer);
      find('scale-excess').hidden = !applies(trainer.run);
      tellAxis();
    },
    /** What the loss would become, or null for this run's own prediction. */
    foretell(prediction) { views.loss.chart.foretell(prediction); },
    /** Brings the chart in front up to date at a step. */
    show(shown) { front.chart.show({ shown, furthest: trainer.furthest }); },
    /** Moves its marks alone. */
    mark(shown) { if (shown) front.chart.mark({ shown }); },
    build() { front.chart.build(); },
    /** Lays pinned runs over the charts; null: none. */
    overlay(pins) { for (const { chart } of Object.values(views)) chart.overlay?.(pins); },
    loss: views.loss.chart,
    light(phase) { views.samples.chart.light(phase); },
    describe,
  };
}

/** A chart whose file is on its way: what it was told last it is told when it is here. */
function coming(promise) {
  const told = new Map();
  let chart = null;
  promise.then((made) => {
    chart = made;
    for (const [name, values] of told) chart[name](...values);
  });
  return Object.fromEntries(['load', 'overlay', 'open', 'close', 'build', 'show', 'mark', 'alt', 'table'].map((name) => [name, (...values) => {
    if (chart) return chart[name](...values);
    told.delete(name);
    told.set(name, values);
    return null;
  }]));
}
