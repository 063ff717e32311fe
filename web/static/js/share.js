// The share sheet: a link to this very run, with what is to go along in it.
import { toClipboard } from './code.js';
import { digestKey, framed, linkTo, snippet } from './link.js';
import { fetchDigest } from './labwire.js';
import { phrases, sheet } from './part.js';
import { fetchPart } from './wire.js';

const CSS = '/css/share.css';
const DONE = 1800; // ms that a button says that it has copied

/** Asks for the sheet of the run as it stands. */
async function asked(path, run) {
  const query = new URLSearchParams(run.query);
  query.set('lang', document.documentElement.lang);
  query.delete('lesson');
  const [html] = await Promise.all([fetchPart(path, query, 'id="share"'), sheet(CSS)]);
  return html;
}

/** Opens the sheet. Rejects if it cannot be had. */
export async function share(button, trainer, say) {
  if (document.getElementById('share')) return;
  const { run } = trainer, html = await asked(button.dataset.share, run);
  if (document.getElementById('share')) return;
  document.body.insertAdjacentHTML('beforeend', html);
  open(document.getElementById('share'), button, { run, end: trainer.end, step: trainer.shown.step }, say);
}

function open(dialog, button, { run, end, step }, aloud) {
  const $ = (selector) => dialog.querySelector(selector), form = $('form'), { elements } = form;
  const say = phrases(dialog), base = dialog.dataset.base || location.origin, here = new URLSearchParams(location.search);
  let digest = null;

  // What the link that led here says stays until it is changed.
  const locked = new Set((here.get('lock') ?? '').split(','));
  for (const box of form.querySelectorAll('[name=lock]')) box.checked = locked.has(box.value);
  elements.title.value = here.get('title') ?? '';
  elements.lang.value = here.get('lang') ?? '';
  elements.mission.value = here.get('mission') ?? '';
  elements.predict.checked = here.has('predict');
  $('[data-at]').textContent = String(step);
  $('[data-at-row]').hidden = step === 0;
  if (locked.size > 1 || elements.title.value || [...locked].some(Boolean)) $('.sheet-more').open = true;

  function lock() {
    const boxes = [...form.querySelectorAll('[name=lock]:checked')].map(({ value }) => value);
    return boxes.includes('all') ? 'all' : boxes.join(',');
  }

  function show() {
    const all = elements.lock[0].checked;
    for (const box of form.querySelectorAll('[name=lock]:not([value=all])')) box.disabled = all;
    const keys = {
      lang: elements.lang.value, title: elements.title.value.trim(), lock: lock(), mission: elements.mission.value, predict: elements.predict.checked ? (here.get('predict') ?? '1') : null, at: elements.at.checked ? String(step) : null,
      digest: elements.digest.checked && digest ? digestKey(dialog.dataset.engine, digest) : null,
    };
    const path = linkTo(run.address, location.search, keys), link = base + path;
    const long = new TextEncoder().encode(link).length > Number(dialog.dataset.longest);
    $('[data-link]').value = link;
    $('[data-snippet]').value = snippet(base + framed(path), keys.title || document.querySelector('#lesson h1').textContent);
    $('[data-qr]').hidden = $('[data-qr-caption]').hidden = long;
    $('[data-qr-long]').hidden = !long;
    const code = `/qr.svg?to=${encodeURIComponent(path)}`;
    if (!long && $('[data-qr]').getAttribute('src') !== code) $('[data-qr]').src = code;
  }

  async function compute() {
    const tell = (text) => { $('[data-digest]').textContent = text; };
    tell(say('share.digestWaits'));
    try {
      digest = end?.digest ?? await fetchDigest(run.query, run.steps);
      tell(say('share.digestIs', digest.slice(0, 8)));
    } catch {
      elements.digest.checked = false;
      tell(say('share.digestNone'));
    }
    show();
  }

  async function copy(copier, field) {
    if (!(await toClipboard(field.value))) { field.select(); return; } // then by hand
    copier.focus();
    aloud(say('share.copiedSaid'));
    const idle = copier.querySelector('[data-idle]'), done = copier.querySelector('[data-done]');
    const turn = (copied) => { idle.classList.toggle('off', copied); done.classList.toggle('off', !copied); };
    turn(true);
    setTimeout(turn, DONE, false);
  }

  $('[data-copy]').addEventListener('click', ({ currentTarget }) => copy(currentTarget, $('[data-link]')));
  $('[data-copy-snippet]').addEventListener('click', ({ currentTarget }) => copy(currentTarget, $('[data-snippet]')));
  $('[data-link]').addEventListener('focus', ({ currentTarget }) => currentTarget.select());
  $('[data-system]').hidden = !navigator.share;
  $('[data-system]').addEventListener('click', async () => {
    try { await navigator.share({ title: document.title, url: $('[data-link]').value }); } catch { /* closed again */ }
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', show);
  dialog.addEventListener('keydown', (event) => event.stopPropagation()); // the page's own keys rest
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  $('[data-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    button.focus({ preventScroll: true });
  });
  show();
  compute();
  dialog.showModal();
  $('[data-copy]').focus();
}
