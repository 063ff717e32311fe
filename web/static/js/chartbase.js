// What all charts share: options, and text written straight onto the lines.
import { colour, isSmall } from './colours.js';

export const LINE = { borderWidth: 2, pointRadius: 0, tension: 0, borderCapStyle: 'round', borderJoinStyle: 'round' };

/** Options for a chart that draws when told to, and only then. */
export function options(padding, scales) {
  return {
    animation: false, parsing: false, normalized: true, responsive: true, maintainAspectRatio: false, events: [],
    layout: { padding }, scales, plugins: { legend: { display: false }, tooltip: { enabled: false } },
  };
}

export function tickFont() {
  return { family: colour('sans'), size: isSmall() ? 11 : 12 };
}

const widths = new Map();

/** How wide a text is; digits count as equally wide, so that most texts are measured once. */
export function widthOf(context, font, text) {
  const key = `${font} ${text.replace(/\d/g, '0')}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text.replace(/\d/g, '0')).width);
  }
  return widths.get(key);
}

/** Faces that have come meanwhile have other widths. */
export function forgetWidths() { widths.clear(); }

export const sans = (weight, size) => `${weight} ${size}px ${colour('sans')}`;
export const letter = (size) => `italic ${size}px KaTeX_Math, serif`;

/** Text with a halo in the plot's own ground, kept inside the area. */
export function label(context, area, text, x, y, { fill, ground, align = 'left', weight = 500, size = 13, halo = 5, font = sans(weight, size) }) {
  context.save();
  const width = widthOf(context, font, text);
  context.font = font;
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  const before = align === 'right' ? width : align === 'center' ? width / 2 : 0;
  const at = Math.min(Math.max(x, area.left + 1 + before), area.right - 1 - (width - before));
  context.strokeStyle = ground;
  context.lineWidth = halo;
  context.strokeText(text, at, y);
  context.fillStyle = fill;
  context.fillText(text, at, y);
  context.restore();
  return width;
}

/** A round mark on a line. */
export function dot(context, x, y, radius, fill, ring) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = ring;
  context.stroke();
}
