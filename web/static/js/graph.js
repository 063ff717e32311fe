// The graph of the loss: numbers on the cards and in the table below, the cards lit as the passes go through them, and a
// note on the card pointed at.
import { coefficient, significant, whole } from './format.js';
import { shown } from './put.js';
import { word } from './words.js';

const PACE = { hand: 900, slow: 900, train: 160 }; // ms that a pass takes to go through all cards
const NOISE = 1e-14; // of the largest slope: what terms that cancel leave behind
const RAISED = '⁻⁰¹²³⁴⁵⁶⁷⁸⁹';

export class Graph {
  #field; #passes; #step; #about; #note; #cards; #rows; #typeset; #phase = ''; #picked = null; #answer = null;

  /**
   * @param {(root: HTMLElement) => void} typeset sets the formulas of a subtree
   * @param {(phase: string) => void} choose a phase was chosen
   * @param {AbortSignal} signal the graph is another run's
   */
  constructor(box, typeset, choose, signal) {
    this.#typeset = typeset;
    this.#field = box.querySelector('[data-graph]');
    this.#passes = [...box.querySelectorAll('[data-light]')];
    for (const button of this.#passes) button.addEventListener('click', () => choose(button.dataset.light), { signal });
    this.#step = box.querySelector('[data-graph-step]');
    this.#about = box.querySelector('[data-graph-of]');
    this.#note = Object.fromEntries([...box.querySelectorAll('[data-note]')].map((place) => [place.dataset.note, place]));
    const within = (host) => ({ host, value: host.querySelector('[data-value]'), slope: host.querySelector('[data-slope]') });
    this.#cards = new Map([...box.querySelectorAll('[data-node]')].map((card) => [card.dataset.node, within(card)]));
    for (const [id, card] of this.#cards) card.edges = box.querySelectorAll(`[data-to=${id}]`);
    this.#rows = new Map([...box.querySelectorAll('[data-row]')].map((row) => [row.dataset.row, within(row)]));
    for (const lit of box.querySelectorAll('[data-forward]')) {
      lit.style.setProperty('--there', lit.dataset.forward);
      lit.style.setProperty('--back', lit.dataset.backward);
    }
    box.querySelector('details').addEventListener('toggle', ({ target }) => { if (target.open) this.#set(target); }, { signal });
    if (box.querySelector('details').open) this.#set(box.querySelector('details'));
    this.#field.addEventListener('pointerover', ({ target }) => this.#pick(target.closest('[data-node]')), { signal });
    this.#field.addEventListener('pointerleave', ({ pointerType }) => { if (pointerType === 'mouse') this.#pick(null); }, { signal });
    this.#field.addEventListener('click', ({ target }) => this.#pick(target.closest('[data-node]')), { signal });
  }

  /** The formulas of the table are set when somebody wants to see them. */
  #set(root) {
    for (const host of root.querySelectorAll('[data-late]')) {
      host.dataset.tex = host.dataset.late;
      delete host.dataset.late;
    }
    this.#typeset(root);
  }

  /** No numbers: those of another run do not hold. */
  clear() {
    this.#answer = null;
    this.#step.textContent = '–';
    for (const { value, slope } of [...this.#cards.values(), ...this.#rows.values()]) {
      raise(value, '');
      raise(slope, '');
    }
  }

  /** @param {{step: number, of: string, sample?: number, nodes: {id: string, value: number | null, slope: number | null}[]}} answer of the server */
  show(answer) {
    this.#answer = answer;
    text(this.#step, whole(answer.step));
    const { sample, nodes } = answer, unseen = sample !== undefined && nodes.find(({ id }) => id === 'error').value === null;
    text(this.#about, sample === undefined ? word('tape.rms', whole(answer.samples)) : word(unseen ? 'tape.unseen' : 'tape.one', whole(sample)));
    const largest = Math.max(...nodes.map(({ slope }) => Math.abs(slope ?? 0)));
    for (const { id, value, slope } of nodes) {
      const card = this.#cards.get(id), row = this.#rows.get(id);
      if (!card) continue;
      for (const part of [card.host, ...card.edges]) part.classList.toggle('off', value === null && !unseen);
      const given = card.host.classList.contains('given'), rounding = given && slope !== 0 && Math.abs(slope) < NOISE * largest;
      const texts = [value === null ? '' : (given ? coefficient : significant)(value), slope === null ? '' : rounding ? '≈ 0' : significant(slope)];
      card.host.classList.toggle('long', texts[1].length > 8);
      for (const { value: above, slope: below } of [card, row]) {
        raise(above, texts[0]);
        raise(below, texts[1]);
      }
    }
  }

  /** @param {'hand' | 'slow' | 'train'} how */
  light(phase, how) {
    this.#phase = phase;
    this.#field.style.setProperty('--pace', `${PACE[how]}ms`);
    this.#field.dataset.pass = '';
    void this.#field.offsetWidth; // the dark is taken in before the light comes
    this.#field.dataset.pass = phase;
    for (const button of this.#passes) button.setAttribute('aria-pressed', button.dataset.light === phase);
    if (!this.#picked) this.#tell();
  }

  #pick(card) {
    const id = card?.dataset.node ?? null;
    if (id === this.#picked) return;
    this.#cards.get(this.#picked)?.host.classList.remove('picked');
    this.#picked = id;
    card?.classList.add('picked');
    this.#tell();
  }

  // Of the card pointed at how it is made and how its slope comes about; else what the phase does.
  #tell() {
    const { about, made, rule } = this.#note, card = this.#cards.get(this.#picked);
    made.replaceChildren();
    rule.replaceChildren();
    if (!card) { text(about, word(`tape.${this.#phase}`)); return; }
    text(about, card.host.classList.contains('off') ? word('tape.off') : card.host.classList.contains('given') ? word('tape.given') : '');
    const [first, second] = this.#rows.get(this.#picked).host.querySelectorAll('.seen');
    for (const [place, from] of [[made, first], [rule, second]]) {
      const copy = document.createElement('span');
      copy.dataset.tex = from.dataset.tex ?? from.dataset.late;
      place.append(copy);
    }
    this.#typeset(this.#field);
  }
}

function text(place, now) { if (place.textContent !== now) place.textContent = now; }

/** A number into a cell, if it is another; its exponent raised, in drawings and in the page. */
function raise(place, now) {
  if (shown.get(place) === now) return;
  shown.set(place, now);
  const at = [...now].findIndex((c) => RAISED.includes(c)), svg = place.namespaceURI.endsWith('svg');
  if (at < 0) { place.textContent = now; return; }
  const exponent = [...now.slice(at)].map((c) => (c === '⁻' ? '−' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  const raised = svg ? document.createElementNS(place.namespaceURI, 'tspan') : document.createElement('sup');
  if (svg) {
    raised.setAttribute('dy', '-4');
    raised.setAttribute('class', 'small');
  }
  raised.textContent = exponent;
  place.replaceChildren(now.slice(0, at), raised);
}
