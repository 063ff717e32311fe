// The samples as a table: what each adds to the loss and to every gradient, and what they add up to.
import { amount, fixed, whole } from './format.js';
import { put } from './put.js';
import { rowList, scrolledTo, strideOf } from './rowlist.js';
import { shareText, sumTo, termOf } from './samples.js';
import { word } from './words.js';

const LEAD = ['i', 'x', 'y', 'fit', 'error', 'square']; // the columns before the gradients'
const WIDTHS = [46, 58, 58, 58, 66, 66]; // px
const FUNCTION = { monomial: 'x', scaled: 'z', legendre: 'P', chebyshev: 'T' };

const made = (tag, className, ...children) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
};

// 1, x, x² …, or what stands for them in another basis.
function named(basis, k) {
  const name = FUNCTION[basis];
  if (k === 0) return [];
  const low = basis === 'legendre' || basis === 'chebyshev', index = low || k > 1 ? [made(low ? 'sub' : 'sup', '', String(k))] : [];
  return ['·', made('i', '', name), ...index];
}

export class SampleTable {
  run = null; shown = null;
  #box; #table; #body; #every; #samples; #pointed; #rows = []; #open = false; #list = null; #first = 0; #seen = 1; #height = 18; #above; #below; #partial; #total; #said; #told = null; #marked = {}; #indices = [];

  /** @param {Element} every the choice between an overview and all rows */
  constructor(box, every, { samples, pointed }) {
    this.#box = box;
    this.#every = every;
    this.#samples = samples;
    this.#pointed = pointed;
    this.#table = box.querySelector('table');
    this.#body = this.#table.tBodies[0];
    this.#said = box.querySelector('[data-samples-wait]');
    every.addEventListener('change', () => { box.scrollTop = 0; this.#draw(true); });
    box.addEventListener('scroll', () => this.#draw());
    this.#body.addEventListener('pointerover', (event) => {
      const index = this.#at(event);
      if (event.pointerType !== 'touch' && index !== undefined) pointed.hover(index, 'table');
    });
    this.#body.addEventListener('pointerleave', () => pointed.leave('table'));
    this.#body.addEventListener('click', (event) => {
      const index = this.#at(event);
      if (index !== undefined) pointed.hold(index);
    });
    this.#table.addEventListener('keydown', (event) => this.#key(event));
    this.#table.addEventListener('blur', () => pointed.leave('table'));
  }

  #at({ target }) {
    const rank = this.#rows.findIndex(({ line }) => line.contains(target));
    return rank < 0 || this.#rows[rank].line.hidden ? undefined : this.#indices[rank];
  }

  get #stride() { return this.#every.querySelector(':checked').value === 'all' ? 1 : strideOf(this.run.n); }

  load({ run, shown }) {
    Object.assign(this, { run, shown });
    this.#every.querySelector('[data-stride]').textContent = word('samples.every', whole(strideOf(run.n)));
    this.#build();
    this.#draw(true);
  }

  open({ shown }) {
    this.shown = shown;
    this.#open = true;
    this.#draw(true);
  }

  close() { this.#open = false; }
  build() { this.#draw(true); }
  show({ shown }) {
    this.shown = shown;
    this.#draw();
  }

  /** At another step the rows follow with the next show(): a table is the dearest of all to lay out. */
  mark({ shown }) {
    const { index, held } = this.#pointed;
    if (index === this.#marked.index && held === this.#marked.held) return;
    this.show({ shown });
  }

  /** The phase whose columns are lit. */
  light(phase) { this.#table.dataset.phase = phase; }

  // Head, foot and no rows yet.
  #build() {
    const { parameters, basis, mean, n } = this.run, each = mean ? '/n' : '';
    const head = [
      made('th', 'k-i', word('samples.sample')), made('th', 'k-x', made('i', '', 'x')), made('th', 'k-y', made('i', '', 'y')), made('th', 'k-fit', made('i', '', 'ŷ')),
      made('th', 'k-error', made('i', '', 'r'), ' = ', made('i', '', 'ŷ'), '−', made('i', '', 'y')), made('th', 'k-square', made('i', '', 'r'), made('sup', '', '2'), each),
      ...parameters.map((name, k) => made('th', `k-g c${name}`, made('b', '', made('i', '', name)), ' 2', made('i', '', 'r'), ...named(basis, k), each)),
    ];
    for (const cell of head) cell.scope = 'col';
    this.#table.tHead.replaceChildren(made('tr', '', ...head));
    const widths = document.createElement('colgroup'), total = WIDTHS.reduce((sum, width) => sum + width, 0);
    widths.append(...head.map((_, c) => {
      const column = document.createElement('col');
      if (c < WIDTHS.length) column.style.width = `${WIDTHS[c]}px`;
      return column;
    }));
    this.#table.querySelector('colgroup')?.remove();
    this.#table.prepend(widths);
    this.#table.style.minWidth = `${total + 66 * parameters.length}px`;
    this.#table.setAttribute('aria-colcount', head.length);
    const foot = (name) => {
      const label = made('th', ''), text = made('span', '');
      label.scope = 'row';
      label.colSpan = LEAD.length - 1;
      label.append(text);
      const cells = [made('td', 'k-square'), ...parameters.map((letter) => made('td', `k-g c${letter}`))];
      return { text, cells, line: made('tr', name, label, ...cells) };
    };
    this.#partial = foot('partial');
    this.#total = foot('total');
    this.#table.tFoot.replaceChildren(this.#partial.line, this.#total.line);
    const gap = () => {
      const cell = made('td', '');
      cell.colSpan = head.length;
      const line = made('tr', 'gap', cell);
      line.setAttribute('role', 'presentation');
      line.setAttribute('aria-hidden', 'true');
      return { cell, line };
    };
    this.#above = gap();
    this.#below = gap();
    this.#rows = [];
    this.#body.replaceChildren(this.#above.line, this.#below.line);
    put(this.#total.text, word('samples.all', whole(n)));
  }

  #row() {
    const head = made('th', 'k-i'), cells = [...LEAD.slice(1).map((name) => made('td', `k-${name}`)), ...this.run.parameters.map((name) => made('td', `k-g c${name}`))];
    head.scope = 'row';
    const line = made('tr', '', head, ...cells);
    line.id = `sample-row-${this.#rows.length}`;
    this.#below.line.before(line);
    const row = { line, cells: [head, ...cells] };
    this.#rows.push(row);
    return row;
  }

  // A scroll, a step, another sample pointed at: all lead here; only what changed is written.
  #draw(anew = false) {
    if (!this.#open || !this.run) return;
    const { run } = this, samples = this.#samples, pointed = this.#pointed;
    this.#said.hidden = samples.here;
    this.#table.hidden = !samples.here;
    this.#every.hidden = strideOf(run.n) === 1;
    if (!samples.here) { samples.want(); return; }
    if (anew || this.#list === null) {
      // Whole rows fill the room between head and foot.
      const room = this.#box.clientHeight - this.#table.tHead.offsetHeight - this.#table.tFoot.offsetHeight - 1;
      this.#seen = Math.max(1, Math.floor(room / (parseFloat(getComputedStyle(this.#box).getPropertyValue('--row')) || 17)));
      this.#height = Math.max(12, room / this.#seen);
      this.#box.style.setProperty('--fit-row', `${this.#height}px`);
    }
    this.#marked = { index: pointed.index, held: pointed.held };
    this.#list = rowList(run.n, this.#stride, [pointed.held, pointed.by === 'table' ? null : pointed.index]);
    const list = this.#list, height = this.#height, seen = this.#seen;
    const wanted = pointed.index === null || pointed.by === 'table' ? null : list.rankOf(pointed.index);
    const count = Math.min(list.length, seen + 2);
    while (this.#rows.length < count) this.#row();
    const place = (top) => {
      this.#first = Math.max(0, Math.min(Math.floor(top), list.length - count));
      this.#above.cell.style.height = `${this.#first * height}px`;
      this.#below.cell.style.height = `${(list.length - this.#first - count) * height}px`;
    };
    place(this.#box.scrollTop / height);
    if (wanted !== null && this.#told !== pointed.index) {
      const top = scrolledTo(wanted, this.#box.scrollTop / height, seen);
      if (Math.abs(top * height - this.#box.scrollTop) > 0.5) {
        this.#box.scrollTop = top * height;
        place(this.#box.scrollTop / height);
      }
    }
    this.#told = wanted === null ? null : pointed.index;
    this.#table.setAttribute('aria-rowcount', list.length + 3);
    this.#rows.forEach((row, r) => this.#fill(row, r, r < count ? list.at(this.#first + r) : null));
    const at = this.#rows.findIndex((_, r) => this.#indices[r] === pointed.index && pointed.index !== null);
    if (at < 0) this.#table.removeAttribute('aria-activedescendant');
    else this.#table.setAttribute('aria-activedescendant', `sample-row-${at}`);
    this.#sums(pointed.index ?? list.at(Math.min(list.length, Math.max(1, Math.floor(this.#box.scrollTop / height + seen + 0.01))) - 1));
  }

  #fill({ line, cells }, r, index) {
    line.hidden = index === null;
    this.#indices[r] = index;
    if (index === null) return;
    const { run, shown } = this, term = termOf(run, this.#samples, shown.theta, index);
    line.classList.toggle('hit', index === this.#pointed.index);
    line.setAttribute('aria-selected', index === this.#pointed.held);
    line.setAttribute('aria-rowindex', this.#first + r + 2);
    [whole(index), fixed(term.x, 4), fixed(term.y, 4), fixed(term.fit, 4), fixed(term.error, 4), run.mean ? shareText(run, term.square) : fixed(term.square, 4), ...term.shares.map((share) => shareText(run, share))]
      .forEach((text, c) => { put(cells[c], text); });
  }

  #sums(last) {
    const { run, shown } = this, { n } = run, all = last === n - 1;
    const total = { square: shown.loss, shares: shown.gradient };
    // All of them are the server's own sum.
    const part = all ? total : sumTo(run, this.#samples, shown.theta, last);
    put(this.#partial.text, word('samples.first', whole(last + 1)));
    for (const [{ cells }, { square, shares }] of [[this.#partial, part], [this.#total, total]]) {
      put(cells[0], amount(square));
      run.parameters.forEach((_, k) => { put(cells[k + 1], shares ? amount(shares[k]) : '…'); });
    }
  }

  #key(event) {
    const page = Math.max(1, this.#seen - 1), last = this.#list ? this.#list.length - 1 : 0;
    const index = this.#pointed.index, rank = index === null ? -1 : this.#list.rankOf(index);
    if ((event.key === 'Enter' || event.key === ' ') && index !== null) {
      event.preventDefault();
      this.#pointed.hold(index);
      return;
    }
    const next = { ArrowDown: rank + 1, ArrowUp: rank - 1, PageDown: rank + page, PageUp: rank - page, Home: 0, End: last }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(last, next));
    this.#pointed.hover(this.#list.at(to), 'table');
    this.#box.scrollTop = scrolledTo(to, this.#box.scrollTop / this.#height, this.#seen) * this.#height;
    this.#draw();
  }
}
