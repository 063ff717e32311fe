// What whoever made the link says with it: what is fixed stays fixed, and the outcome is compared.
import { fetchDigest } from './labwire.js';
import { compared } from './link.js';
import { phrases } from './part.js';

const form = () => document.getElementById('recipe');

/** @param {HTMLElement} root the line about the link */
export function opened(root, trainer) {
  const say = phrases(root), { lock, digest, engine } = root.dataset;
  // A link whose recipe was refused has to be mended first.
  if (lock && form().dataset.invalid !== 'true') fix(lock.split(' '), trainer.run, root.querySelector('[data-lock-icon]'), say('opened.locked'));
  if (digest) check(root.querySelector('[data-digest-said]'), { digest, engine: Number(engine) }, trainer, say);
}

function fix(keys, run, icon, said) {
  const all = keys.includes('all'), fixed = new URLSearchParams(run.address.split('?')[1] ?? '');

  function dress() {
    for (const button of document.querySelectorAll('.transport [data-act=random], #roll')) button.hidden = all || keys.includes('seed');
    document.querySelector('[data-points]')?.toggleAttribute('inert', all || keys.includes('points'));
    if (all) return;
    const bound = keys.flatMap((key) => [...form().querySelectorAll(`[name="${key}"]:not([type=hidden])`)]);
    if (keys.includes('init')) bound.push(...form().querySelectorAll('[data-start]'));
    if (keys.includes('lr')) {
      bound.push(...form().querySelectorAll('#rate'));
      form().classList.add('fixed-rate');
    }
    for (const input of bound) {
      input.disabled = true;
      input.title = said;
      const rule = input.closest('.rule, .lr-h');
      if (!rule || rule.querySelector('.lock')) continue;
      const mark = icon.cloneNode(true);
      mark.removeAttribute('data-lock-icon');
      mark.classList.add('lock');
      input.before(mark);
    }
    form().querySelector('#b-presets').closest('.f').hidden = true; // each of them is another run
  }

  // However a change comes about, what is fixed goes to the server as it was; what is gone back to in the history has it so.
  document.addEventListener('htmx:configRequest', ({ detail }) => {
    if (detail.why === 'history') return;
    const { parameters } = detail, [path, query] = detail.path.split('?'), linked = new URLSearchParams(query);
    detail.path = path; // a link's recipe is sent as a form's is
    for (const key of linked.keys()) parameters[key] = linked.getAll(key);
    if (all) for (const key of Object.keys(parameters)) if (key !== 'lang') delete parameters[key];
    for (const key of all ? new Set(fixed.keys()) : keys) {
      const values = fixed.getAll(key);
      if (key === 'lr') parameters.lr = String(run.lr);
      else if (key === 'steps') parameters.steps = String(run.steps);
      else if (values.length === 0) delete parameters[key];
      else parameters[key] = values.length > 1 ? values : values[0];
    }
  });
  document.addEventListener('htmx:load', (event) => { if (event.detail.elt.id === 'recipe') dress(); });
  dress();
}

function check(line, link, trainer, say) {
  const { query } = trainer.run;
  let known = null, last = '';
  function tell(name, ...values) {
    const text = say(`opened.digest.${name}`, ...values);
    line.dataset.verdict = name;
    if (text !== last) line.textContent = last = text;
  }
  async function look() {
    if (trainer.run.query !== query) { tell('changed'); return; }
    const { end, atEnd } = trainer;
    if (end && atEnd && known === null) {
      known = end.digest ?? '';
      if (!known) {
        try { known = await fetchDigest(query, trainer.run.steps); } catch { known = null; tell('unknown'); return; }
        if (trainer.run.query !== query) return;
      }
    }
    const { verdict, values } = compared(link.digest, link.engine, known || null);
    tell(verdict, ...values);
  }
  trainer.on('state', look);
  trainer.on('run', look);
  look();
}
