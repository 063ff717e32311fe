// What stands and moves on a map of the landscape, whatever its surface: the start with its grip, the way down, who left.
import { colour } from './colours.js';
import { coefficient } from './format.js';
import { neat } from './relief.js';
import { asWished } from './wish.js';
import { word } from './words.js';

export const ARROW = 30; // px
const HEAD = 6;

export function ring(ctx, x, y) {
  ctx.beginPath();
  ctx.arc(x, y, 8, 0, 7);
  ctx.fillStyle = `${colour('edge')}24`;
  ctx.fill();
  ctx.setLineDash([1.5, 2.6]);
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = colour('ink-2');
  ctx.stroke();
  ctx.setLineDash([]);
}

export function arrow(ctx, [x, y], [dx, dy], length) {
  const tip = [x + dx * length, y + dy * length];
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(...tip);
  for (const side of [1, -1]) {
    ctx.moveTo(...tip);
    ctx.lineTo(tip[0] - HEAD * dx + side * HEAD * 0.6 * dy, tip[1] - HEAD * dy - side * HEAD * 0.6 * dx);
  }
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = colour('ink');
  ctx.lineCap = 'round';
  ctx.stroke();
  ctx.lineCap = 'butt';
}

/** Out of the frame: at its edge, which way it went. */
export function gone(ctx, { area }, [x, y]) {
  const at = [Math.min(Math.max(x, area.left + 6), area.right - 6), Math.min(Math.max(y, area.top + 6), area.bottom - 6)];
  ctx.beginPath();
  ctx.arc(...at, 4, 0, 7);
  ctx.lineWidth = 2;
  ctx.strokeStyle = colour('fit');
  ctx.stroke();
}

/** Beyond the frame a way has nothing to show: one that swings from side to side would only fill it. */
export function inside(points, map) {
  const out = points.findIndex((point, i) => i > 0 && !map.contains(point, 60) && !map.contains(points[i - 1], 60));
  return out < 0 ? points : points.slice(0, out);
}

/** The start's grip lies on its ring: it takes finger, pointer and keys. */
export function lay(grip, map, { parameters, start }) {
  grip.hidden = !map;
  if (!map) return;
  const [x, y] = map.at(start), place = `translate(${x}px, ${y}px)`, names = map.axes.map((k) => `${parameters[k]} ${coefficient(start[k])}`).join(', ');
  if (grip.style.transform !== place) grip.style.transform = place;
  const text = word('landscape.grip', names);
  if (grip.getAttribute('aria-label') !== text) grip.setAttribute('aria-label', text);
}

/** @param {() => object | undefined} map that it lies on, if there is one now @param {() => object} run @returns {{let: () => void}} lets go of the start */
export function gripped(grip, map, run) {
  let dragged = null;
  const at = ({ clientX, clientY }) => {
    const { left, top } = grip.parentElement.querySelector('canvas').getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const take = () => {
    const was = dragged;
    dragged = null;
    if (was && was.texts.some((text, k) => text !== fields()[k].value)) fields()[0].dispatchEvent(new Event('change', { bubbles: true }));
  };
  const drop = () => {
    if (!dragged) return;
    put(dragged.texts);
    dragged = null;
  };
  const begin = (offset) => { dragged ??= { texts: fields().map(({ value }) => value), offset }; };
  const start = () => asWished(run()).start;
  grip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !map()) return;
    event.preventDefault();
    grip.focus({ preventScroll: true });
    grip.setPointerCapture(event.pointerId);
    const [x, y] = at(event), [px, py] = map().at(start());
    begin([px - x, py - y]);
  });
  grip.addEventListener('pointermove', (event) => {
    if (!dragged || !map() || !grip.hasPointerCapture(event.pointerId)) return;
    const [x, y] = at(event), [dx, dy] = dragged.offset ?? [0, 0];
    put(map().under(x + dx, y + dy, start()).map(written));
  });
  grip.addEventListener('pointerup', take);
  grip.addEventListener('pointercancel', drop);
  grip.addEventListener('blur', take);
  grip.addEventListener('keydown', (event) => {
    const [axis, side] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] }[event.key] ?? [];
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') drop();
    else if (axis === undefined || map()?.axes[axis] === undefined) return;
    else {
      begin();
      const next = [...start()], grain = map().grain(axis);
      next[map().axes[axis]] = neat(next[map().axes[axis]] + side * grain, grain / 20);
      put(next.map(written));
    }
    event.preventDefault();
  });
  return { let() { dragged = null; } };
}

const fields = () => [...document.querySelectorAll('#recipe [data-start]')];
const written = (value) => String(value).replace(/-/g, '\u2212');

function put(texts) {
  fields().forEach((field, k) => { field.value = texts[k]; });
  fields()[0].dispatchEvent(new Event('input', { bubbles: true }));
}
