// The missions of a lesson: asked for as the reader comes near, or as a run ends. The server checks; progress stays here.
import { unbroken } from './unbroken.js';
import { note } from './address.js';
import { askJson } from './labwire.js';
import { land } from './landing.js';
import { phrases, sheet } from './part.js';
import { Progress } from './progress.js';
import { fetchPart } from './wire.js';

const CSS = '/css/missions.css', HINTS = 3;

/** What the server finds, or why it refuses to look; null if it does not come to it. */
async function verdictOn(slug, query, answer) {
  const whole = new URLSearchParams(query);
  whole.set('lang', document.documentElement.lang);
  if (answer) whole.set('answer', answer);
  try {
    return await askJson(`/missions/${slug}/check`, whole);
  } catch ({ said }) {
    return said ? { solved: false, refused: said } : null;
  }
}

/** Fills the place for the missions. */
export async function missions(place, trainer, announce) {
  const asked = new URLSearchParams(location.search).get('mission') ?? '';
  const query = new URLSearchParams({ lang: document.documentElement.lang, mission: asked });
  const [html] = await Promise.all([fetchPart(place.dataset.missions, query, 'id="missions"'), sheet(CSS)]);
  place.innerHTML = html;
  const root = place.firstElementChild, $ = (selector) => root.querySelector(selector), all = [...root.querySelectorAll('[data-mission]')];
  const say = phrases(root), progress = new Progress(), checking = new Set(), checked = new Set(), part = (item, name) => item.querySelector(name), slugOf = (item) => item.dataset.mission;

  function show() {
    for (const item of all) {
      const slug = slugOf(item), done = progress.isDone(slug), taken = progress.hints(slug), more = part(item, '[data-more]');
      item.classList.toggle('done', done);
      part(item, '[data-done]').hidden = !done;
      [...part(item, '[data-hints]').children].forEach((hint, i) => { hint.hidden = i >= taken; });
      part(item, '[data-why]').hidden = taken <= HINTS;
      more.hidden = taken > HINTS;
      more.textContent = say(taken === 0 ? 'first' : taken < HINTS ? 'more' : 'toSolution');
    }
    $('[data-unkept]').hidden = progress.kept;
    $('[data-count]').textContent = say('count', all.filter((item) => progress.isDone(slugOf(item))).length, all.length);
  }

  function open(item, now) {
    const button = part(item, 'button');
    button.setAttribute('aria-expanded', now);
    part(item, '.mission-body').hidden = !now;
    item.classList.toggle('open', now);
    if (now) for (const other of all) if (other !== item) open(other, false);
  }

  function tell(item, verdict) {
    const { solved = false, found, refused } = verdict ?? {};
    const place = part(item, '[data-found]'), word = Object.assign(document.createElement('b'), { textContent: solved ? say('solved') : found ? say('notYet') : '' });
    place.classList.toggle('right', solved);
    place.replaceChildren(word, ' ', ...unbroken(found ?? (refused ? say('refused', refused) : say('busy'))));
  }

  // By itself a check says nothing but that a mission is solved; the one in hand says what it found. Tells whether there was a verdict.
  async function check(item, byHand) {
    const { query } = trainer.run, field = part(item, '[name=answer]'), slug = slugOf(item), inHand = item.classList.contains('open');
    if (byHand) part(item, '[data-found]').textContent = say('checking');
    const verdict = await verdictOn(slug, query, field?.value.trim().replace('−', '-').replace(/(\d),(?=\d{3}\b)/g, '$1'));
    if (trainer.run.query !== query) { if (byHand) part(item, '[data-found]').textContent = ''; return false; }
    if (byHand || (inHand && verdict?.found) || verdict?.solved) tell(item, verdict);
    if (!verdict?.solved) return verdict !== null;
    const fresh = !progress.isDone(slug);
    progress.done(slug, query);
    show();
    if (fresh) {
      item.classList.add('fresh');
      announce(say('toast', part(item, '.name').textContent));
      if (item === front) top();
    }
    return true;
  }

  // Once for each run; one that a busy server has left without a verdict is checked when its end is come to again.
  async function ended() {
    const { query } = trainer.run ?? {};
    if (!trainer.run || !trainer.atEnd || trainer.playing || checked.has(query) || checking.has(query)) return;
    checking.add(query);
    let judged = true;
    for (const item of all) {
      const typed = part(item, '[name=answer]');
      if (typed && !typed.value.trim()) continue;
      if (progress.isDone(slugOf(item)) && !item.classList.contains('open')) continue;
      judged = trainer.run.query === query && await check(item, false) && judged;
    }
    checking.delete(query);
    if (judged) checked.add(query);
  }

  for (const item of all) {
    const button = part(item, 'button');
    button.addEventListener('click', () => {
      const now = button.getAttribute('aria-expanded') !== 'true';
      open(item, now);
      note('mission', now ? slugOf(item) : null);
    });
    part(item, '[data-check]').addEventListener('submit', (event) => { event.preventDefault(); check(item, true); });
    part(item, '[data-more]').addEventListener('click', () => {
      const n = progress.hints(slugOf(item)) + 1;
      progress.took(slugOf(item), n);
      show();
      (n <= HINTS ? part(item, '[data-hints]').children[n - 1] : part(item, '[data-why]')).focus({ preventScroll: true });
    });
  }

  const kept = (text) => { $('[data-kept]').textContent = text; };
  $('[data-export]').addEventListener('click', () => {
    const url = URL.createObjectURL(new Blob([progress.text()], { type: 'application/json' }));
    Object.assign(document.createElement('a'), { href: url, download: 'sinefit-missions.json' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    kept(say('exported', progress.count));
  });
  $('[data-import]').addEventListener('click', () => $('[data-file]').click());
  $('[data-file]').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    const fresh = file.size > 100_000 ? -1 : progress.take(await file.text().catch(() => ''));
    target.value = '';
    show();
    kept(fresh < 0 ? say('notImported', file.name) : say('imported', fresh, progress.count));
  });
  let sure = false;
  $('[data-forget]').addEventListener('click', () => {
    if (!sure) { sure = true; kept(say('sure')); return; }
    sure = false;
    progress.forget();
    show();
    kept(say('forgotten'));
  });
  addEventListener('storage', () => { progress.refresh(); show(); });

  // A link that names a mission puts it in front: open, and told beside the lesson's title.
  const front = all.find((item) => slugOf(item) === asked) ?? null;
  function top() {
    const intro = document.querySelector('.intro'), left = $('[data-left-out]');
    intro.querySelector('.mission-top')?.remove();
    if (!front && !left) return;
    const line = Object.assign(document.createElement('p'), { className: 'mission-top' }), target = front ? front.id : root.id;
    const link = Object.assign(document.createElement('a'), { href: `#${target}`, textContent: front ? part(front, '.name').textContent : left.firstChild.textContent.trim() });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      land(target);
      (front ? part(front, 'button') : root).focus({ preventScroll: true });
    });
    line.append(say(!front ? 'hintUnknown' : progress.isDone(asked) ? 'solved' : 'hintTop'), ' ');
    line.append(link);
    if (front && !progress.isDone(asked)) line.append(Object.assign(document.createElement('span'), { className: 'goal', textContent: part(front, '.goal').textContent }));
    intro.append(line);
  }
  if (front) open(front, true);
  show();
  top();
  trainer.on('state', ended);
  trainer.on('run', () => { for (const item of all) part(item, '[data-found]').replaceChildren(); });
  ended();
}
