// What both charts share: options, and text written straight onto the lines.
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

/** Text with a halo in the plot's own ground, kept inside the area. */
export function label(context, area, text, x, y, { fill, ground, align = 'left', weight = 500, size = 13, halo = 5 }) {
  context.save();
  context.font = `${weight} ${size}px ${colour('sans')}`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  const width = context.measureText(text).width;
  const left = Math.min(Math.max(align === 'right' ? x - width : align === 'center' ? x - width / 2 : x, area.left + 1), area.right - width - 1);
  context.strokeStyle = ground;
  context.lineWidth = halo;
  context.strokeText(text, left, y);
  context.fillStyle = fill;
  context.fillText(text, left, y);
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
