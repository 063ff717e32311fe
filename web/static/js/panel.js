// The workbench's lower panel: charts behind tabs. Only the one in front works.
import { CoefficientChart } from './coefficientchart.js';
import { amount, coefficient, whole } from './format.js';
import { LossChart, sums } from './losschart.js';
import { SampleTable } from './sampletable.js';
import { stepTable } from './steptable.js';
import { tabs } from './tabs.js';
import { word } from './words.js';

/**
 * @param {() => void} changed the pointer moved: the panel is to be marked anew
 * @param {{samples: object, pointed: object}} inside the run's samples, and which is pointed at
 */
export function panel(section, trainer, changed, inside) {
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
  // A table already, in sight.
  views.samples = { canvas: null, chart: new SampleTable(find('samples'), every, inside) };
  let front = null;

  scale.addEventListener('change', (event) => { views.loss.chart.log = event.target.value === 'log'; });
  tabs(section, (name) => {
    front?.chart.close();
    front = views[name];
    scale.hidden = name !== 'loss';
    every.hidden = name !== 'samples';
    front.chart.open(trainer);
    if (trainer.run) describe();
  });

  function describe() {
    const text = front.alt?.(trainer);
    if (text && front.canvas.getAttribute('aria-label') !== text) front.canvas.setAttribute('aria-label', text);
    front.table?.(trainer);
  }

  return {
    load() { for (const { chart } of Object.values(views)) chart.load(trainer); },
    /** Brings the chart in front up to date at a step. */
    show(shown) { front.chart.show({ shown, furthest: trainer.furthest }); },
    /** Moves its marks alone. */
    mark(shown) { if (shown) front.chart.mark({ shown }); },
    build() { front.chart.build(); },
    light(phase) { views.samples.chart.light(phase); },
    describe,
  };
}
