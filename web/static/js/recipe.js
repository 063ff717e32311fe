// The recipe form: its slider and start fields, sent by htmx, answered by itself anew. What it holds is the run.
import { links, place, write } from './address.js';
import { rate, significant, typedNumber } from './format.js';
import { word } from './words.js';

const startTexts = (element) => [...element.querySelectorAll('[data-start]')].map((input) => input.value);
const form = () => document.getElementById('recipe');
const startRefused = () => field('init').getAttribute('aria-invalid') === 'true';
const field = (name) => form().querySelector(`[name=${name}]`);

/** @param {(run: object, first: boolean) => void} changed a valid recipe stands in the form */
export function recipe(changed) {
  let cause = null, lastCause = null, good = { starts: [], lr: '' }, queued = 0, busy = false, again = false, address = place();

  function send(why) {
    cause = why;
    clearTimeout(queued);
    // Enter in a changed field is two events and one wish. An answer that a newer wish has overtaken is not shown.
    queued = setTimeout(() => { if (busy) again = true; else htmx.trigger(form(), 'recipe:send'); });
  }
  document.addEventListener('htmx:beforeRequest', () => { busy = true; });
  document.addEventListener('htmx:beforeSwap', (event) => { if (again) event.detail.shouldSwap = false; });
  document.addEventListener('htmx:afterRequest', () => {
    busy = false;
    if (again) { again = false; send(cause); }
  });
  // Nobody answered: the wish is kept and sent again.
  document.addEventListener('htmx:sendError', () => setTimeout(send, 2000, 'field'));
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'recipe') return;
    event.preventDefault();
    send('field');
  });

  // Before the form is sent, the fields without a name pass on what they hold.
  document.addEventListener('change', (event) => {
    const target = event.target;
    if (target.form?.id !== 'recipe') return;
    if (target.id === 'rate') field('lr').value = rate(sliderRate(target), 3);
    if (target.name === 'seed') field('init').value = '';
    if ('start' in target.dataset) {
      field('init').value = [...form().querySelectorAll('[data-start]')].map((input) => input.value.trim().replace(/\u2212/g, '-')).join(',');
      field('seed').value = '';
    }
    send(target.id === 'rate' ? 'slider' : 'field');
  });

  document.addEventListener('input', (event) => {
    const target = event.target;
    if (target.form?.id !== 'recipe') return;
    if (target.id === 'rate') field('lr').value = rate(sliderRate(target), 3);
    if (target.id === 'rate' || target.name === 'lr') relative();
  });

  document.addEventListener('htmx:configRequest', (event) => {
    const { parameters } = event.detail;
    for (const name of ['lr', 'steps', 'seed', 'init']) if (parameters[name] === '') delete parameters[name];
  });

  document.addEventListener('htmx:load', (event) => {
    if (event.detail.elt.id === 'recipe') taken(false);
  });

  addEventListener('popstate', () => {
    const here = place();
    if (here === address) return;
    address = here;
    cause = 'history';
    htmx.ajax('GET', here, { target: '#recipe', swap: 'outerHTML' });
  });

  function taken(first) {
    const element = form(), invalid = element.dataset.invalid === 'true';
    if (invalid && (!first || startRefused())) keepGood(element);
    dress(element);
    if (!invalid) good = { starts: startTexts(element), lr: field('lr').value };
    const run = JSON.parse(element.dataset.run);
    if (first && invalid) links(run.address);
    else if (!invalid) {
      // Fine-tuning by slider is one entry in the history, not twenty.
      if (cause !== 'history') write(run.address, { replace: first || (cause === 'slider' && lastCause === 'slider') });
      links(run.address);
      address = place();
      lastCause = cause;
    }
    cause = null;
    if (first || !invalid) changed(run, first);
  }

  // What was refused stays, to be mended; everything else is that of the run that still stands.
  function keepGood(element) {
    const texts = startRefused() ? field('init').value.split(',') : good.starts;
    element.querySelectorAll('[data-start]').forEach((input, k) => {
      input.value = texts[k] ?? '';
      if (!Number.isFinite(typedNumber(input.value))) input.setAttribute('aria-invalid', 'true');
    });
  }

  function relative() {
    const run = JSON.parse(form().dataset.run), limit = run.theory?.stabilityLimit, lr = typedNumber(field('lr').value);
    const target = form().querySelector('[data-relative]');
    const share = lr / limit;
    target.textContent = limit > 0 && lr > 0 ? word('settings.relative', share < 0.1 || share >= 100 ? significant(Number(share.toPrecision(2))) : share.toFixed(2)) : '';
    const slider = form().querySelector('#rate');
    if (lr > 0 && document.activeElement !== slider) slider.value = sliderPosition(slider, lr);
    slider.setAttribute('aria-valuetext', `${field('lr').value} ${target.textContent}`);
  }

  function dress(element) {
    const bands = element.querySelector('[data-bands]');
    bands.style.setProperty('--l1', `${bands.dataset.oscillates}%`);
    bands.style.setProperty('--l2', `${bands.dataset.diverges}%`);
    const slider = element.querySelector('#rate'), typed = typedNumber(field('lr').value), lr = typed > 0 ? typed : typedNumber(good.lr);
    if (lr > 0) slider.value = sliderPosition(slider, lr);
    for (const start of element.querySelectorAll('[data-start]')) start.value = start.value.replace(/-/g, '\u2212');
    relative();
  }

  return {
    start: () => taken(true),
    /** A new random start, from a seed short enough to be told. */
    random() {
      field('seed').value = crypto.getRandomValues(new Uint32Array(1))[0] % 100000;
      field('init').value = '';
      send('field');
    },
    ownStart() {
      field('seed').value = '';
      field('init').value = '';
      send('field');
    },
    take(lr) {
      field('lr').value = lr;
      send('field');
    },
  };
}

function sliderRate(slider) {
  const low = Number(slider.dataset.low), high = Number(slider.dataset.high);
  return low * (high / low) ** (Number(slider.value) / 1000);
}

function sliderPosition(slider, lr) {
  const low = Number(slider.dataset.low), high = Number(slider.dataset.high);
  return Math.round((Math.log(lr / low) / Math.log(high / low)) * 1000);
}
