// Points of one's own under the hand: added, moved and taken away in the upper chart, by pointer, finger or keys. What comes
// of it is written into the field that holds them, and sent from there.
import { bestThrough } from './bestfit.js';
import { fixed } from './format.js';
import { framed, spots } from './dots.js';
import { tooMuch } from './columns.js';
import { nice } from './ticks.js';
import { word } from './words.js';

const FEWEST = 2, MOST = 200, BOUND = { x: 100, y: 1e6 };
const STILL = 4; // px that a press may move and is none the less no drag
const TWICE = 400; // ms between two presses that are one wish
const PAUSE = 600; // ms after the last key before a new run begins
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

const field = () => document.getElementById('f-points');
const order = ([ax, ay], [bx, by]) => ax - bx || ay - by;
const same = ([ax, ay], [bx, by]) => ax === bx && ay === by;

/**
 * @param {HTMLElement} box over the chart, for what can be taken hold of
 * @param {object} chart the upper chart
 * @param {{pointed: object, say: (text: string) => void, take: (text: string, why?: string) => void}} on take: these points, as two columns, are the run's
 */
export function ownPoints(box, chart, { pointed, say, take }) {
  let run = null, points = [], active = 0, drag = null, tapped = null, timer = 0, sent = null;
  Object.assign(chart, { own: { framed, spots }, laid: lay });

  const scales = () => chart.chart.scales, button = (index) => box.children[index];
  // As many as a pixel is worth, or almost.
  const decimals = ({ min, max, width, height }) => Math.max(0, Math.floor(0.35 - Math.log10((max - min) / Math.max(1, width, height))));
  const within = (value, bound) => Math.min(bound, Math.max(-bound, value));
  function brief(scale, value, bound) { return Number(within(value, bound).toFixed(decimals(scale))) + 0; }

  /** The point under a place on the chart, in no more digits than can be seen; the frame holds it. */
  function under(px, py) {
    const { x, y } = scales(), { left, right, top, bottom } = chart.chart.chartArea;
    return [brief(x, x.getValueForPixel(Math.min(right, Math.max(left, px))), BOUND.x), brief(y, y.getValueForPixel(Math.min(bottom, Math.max(top, py))), BOUND.y)];
  }

  const named = ([x, y]) => [fixed(x, decimals(scales().x)), fixed(y, decimals(scales().y))];
  const spread = (all) => all.some(([x]) => x !== all[0][0]);

  // One button for each point, one of them in the way of the tabulator.
  function lay() {
    if (!chart.chart || !run?.points) return;
    const { x, y } = scales(), room = chart.chart.chartArea.width / points.length;
    box.style.setProperty('--grip', `${Math.round(Math.min(matchMedia('(pointer: coarse)').matches ? 44 : 26, Math.max(22, room)))}px`);
    while (box.children.length > points.length) box.lastChild.remove();
    while (box.children.length < points.length) box.append(made());
    points.forEach((point, i) => {
      const one = button(i), [px, py] = [x.getPixelForValue(point[0]), y.getPixelForValue(point[1])], place = `translate(${px.toFixed(1)}px, ${py.toFixed(1)}px)`, text = word('points.point', i + 1, ...named(point));
      if (one.style.transform !== place) one.style.transform = place;
      if (one.getAttribute('aria-label') !== text) one.setAttribute('aria-label', text);
      one.tabIndex = i === active ? 0 : -1;
    });
  }

  function made() {
    const one = Object.assign(document.createElement('button'), { type: 'button' });
    one.setAttribute('aria-describedby', 'points-keys');
    return one;
  }

  // Seen at once, sent when it is done.
  function see(next) {
    points = next;
    chart.dots(points, bestThrough(run, points));
    lay();
  }

  /** These points are the run's from now on; the one under the hand keeps its place there. */
  function done(why) {
    clearTimeout(timer);
    const held = points[active], next = [...points].sort(order);
    if (!spread(next)) { back(); return; }
    active = Math.max(0, next.indexOf(held));
    const focused = box.contains(document.activeElement);
    if (run.points.length === next.length && run.points.every((point, i) => same(point, next[i]))) { back(); return; }
    see(next);
    if (focused) button(active).focus({ preventScroll: true });
    sent = next;
    take(next.map((point) => point.join('\t')).join('\n'), why);
  }

  /** As the run has them. */
  function back() {
    clearTimeout(timer);
    drag = sent = null;
    if (!run?.points) return;
    points = run.points;
    active = Math.min(active, points.length - 1);
    see(points);
  }

  function add(point) {
    if (points.length >= MOST) { say(word('points.most', MOST)); return; }
    active = points.length;
    points = [...points, point];
    say(word('points.added', ...named(point), points.length));
    done();
  }

  function remove(index) {
    const left = points.filter((_, i) => i !== index);
    if (left.length < FEWEST || !spread(left)) { say(word('points.fewest')); return; }
    points = left;
    active = Math.min(index, left.length - 1);
    say(word('points.removed', left.length));
    const focused = box.contains(document.activeElement);
    done();
    if (focused) button(active)?.focus({ preventScroll: true });
  }

  const at = ({ clientX, clientY }) => {
    const { left, top } = box.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  function nearest([px, py]) {
    const { x, y } = scales(), far = ([vx, vy]) => Math.hypot(x.getPixelForValue(vx) - px, y.getPixelForValue(vy) - py);
    return points.reduce((best, point, i) => (far(point) < far(points[best]) ? i : best), 0);
  }

  box.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target === box) return;
    event.preventDefault();
    const place = at(event), { x, y } = scales();
    active = nearest(place);
    const one = button(active), [vx, vy] = points[active];
    one.focus({ preventScroll: true });
    one.setPointerCapture(event.pointerId);
    drag = { id: event.pointerId, from: place, offset: [x.getPixelForValue(vx) - place[0], y.getPixelForValue(vy) - place[1]], moved: false };
    lay();
  });
  box.addEventListener('pointermove', (event) => {
    const [px, py] = at(event);
    if (!drag || drag.id !== event.pointerId) {
      if (event.target !== box && event.pointerType === 'mouse') pointed.hover(sent ? null : nearest([px, py]), 'chart');
      return;
    }
    drag.moved ||= Math.hypot(px - drag.from[0], py - drag.from[1]) > STILL;
    if (!drag.moved) return;
    pointed.hover(null, null);
    see(points.map((point, i) => (i === active ? under(px + drag.offset[0], py + drag.offset[1]) : point)));
  });
  box.addEventListener('pointerup', (event) => {
    if (!drag || drag.id !== event.pointerId) return;
    const { moved } = drag, twice = !moved && tapped && tapped.index === active && event.timeStamp - tapped.when < TWICE;
    tapped = moved || twice ? null : { index: active, when: event.timeStamp };
    drag = null;
    if (twice) remove(active);
    else if (moved) {
      say(word('points.moved', ...named(points[active])));
      done();
    }
  });
  box.addEventListener('pointercancel', back);
  box.addEventListener('pointerout', () => pointed.leave('chart'));

  // A press where no point is makes one: it must have begun there, since a point that is gone lets the end of its press through.
  const canvas = box.parentElement.querySelector('canvas');
  let pressed = false;
  document.addEventListener('pointerdown', ({ target }) => { pressed = target === canvas; }, true);
  canvas.addEventListener('click', (event) => {
    const area = chart.chart?.chartArea;
    if (!pressed || !run?.points || !area || event.offsetX < area.left || event.offsetX > area.right) return;
    tapped = null;
    add(under(event.offsetX, event.offsetY));
  });

  box.addEventListener('focusin', ({ target }) => {
    active = Math.max(0, [...box.children].indexOf(target));
    for (const [i, one] of [...box.children].entries()) one.tabIndex = i === active ? 0 : -1;
  });
  box.addEventListener('focusout', () => { if (!drag && timer) nudged(); });
  function nudged() {
    clearTimeout(timer);
    timer = 0;
    const [x, y] = named(points[active]);
    say(word('points.moved', x, y));
    done(`nudge ${points.length}`);
  }
  const go = (index) => button(Math.min(points.length - 1, Math.max(0, index))).focus({ preventScroll: true });
  box.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, shiftKey } = event, way = KEYS[key], { x, y } = scales(), parts = shiftKey ? 1000 : 100;
    if (way) {
      const step = [nice((x.max - x.min) / parts), nice((y.max - y.min) / parts)];
      const moved = points[active].map((value, k) => Number(within(value + way[k] * step[k], k === 0 ? BOUND.x : BOUND.y).toPrecision(10)));
      see(points.map((point, i) => (i === active ? moved : point)));
      clearTimeout(timer);
      timer = setTimeout(nudged, PAUSE);
    } else if (key === 'PageDown') go(active + 1);
    else if (key === 'PageUp') go(active - 1);
    else if (key === 'Home') go(0);
    else if (key === 'End') go(points.length - 1);
    else if (key === 'Enter' && timer) nudged();
    else if (key === 'Escape' && timer) { timer = 0; back(); }
    else if (key === 'Delete' || key === 'Backspace') remove(active);
    else if (key === 'Insert' || key === '+') {
      const [ax, ay] = points[active], [bx, by] = points[active + 1] ?? points[active - 1];
      add([brief(x, (ax + bx) / 2, BOUND.x), brief(y, (ay + by) / 2, BOUND.y)]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // Two columns that are pasted take the place of all that was there. What is too long for an address is told here.
  document.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (event.target !== field() || !/\n/.test(text.trim())) return;
    // Ten thousand rows would only be laid out to be refused.
    if (refuses(text)) { event.preventDefault(); return; }
    field().select();
    setTimeout(() => field()?.dispatchEvent(new Event('change', { bubbles: true })));
  });
  // The text as it was typed or pasted, to be had back once two columns stand in its place.
  let typed = '';
  const asTyped = () => document.querySelector('[data-as-typed]');
  document.addEventListener('change', (event) => {
    if (event.target !== field()) return;
    if (field().value !== field().defaultValue) typed = field().value; // not what the server wrote in its place
    if (refuses(field().value)) event.stopPropagation();
  }, true);
  document.addEventListener('click', ({ target }) => {
    if (!target.closest?.('[data-as-typed]')) return;
    field().value = typed;
    field().focus();
    asTyped().hidden = true;
  });
  function refuses(text) {
    const refusal = tooMuch(text), line = document.getElementById('e-points');
    if (!refusal) return false;
    line.textContent = word(...refusal);
    line.hidden = false;
    field().setAttribute('aria-invalid', 'true');
    line.closest('.f').classList.add('bad');
    return true;
  }

  return {
    load(next) {
      const held = points[active];
      run = next;
      sent = null;
      drag = null;
      timer = 0;
      points = run.points ?? [];
      const index = held ? points.findIndex((point) => same(point, held)) : -1;
      active = index < 0 ? Math.min(active, Math.max(0, points.length - 1)) : index;
      box.hidden = points.length === 0;
      if (asTyped()) asTyped().hidden = typed.trim() === '' || typed.trim() === field().value.trim();
      const focused = box.contains(document.activeElement);
      lay();
      if (focused) button(active)?.focus({ preventScroll: true });
    },
    back,
  };
}
