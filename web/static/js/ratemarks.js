// Where rate or momentum was changed in mid-run: a thin line, and the new value at its top.
import { label, sans, widthOf } from './chartbase.js';
import { colour } from './colours.js';
import { rate } from './format.js';
import { apart } from './place.js';

/** A thin line from top to bottom. */
export function upright(ctx, area, at, name) {
  ctx.save();
  ctx.lineWidth = 1;
  ctx.strokeStyle = colour(name);
  ctx.beginPath();
  ctx.moveTo(Math.round(at) + 0.5, area.top);
  ctx.lineTo(Math.round(at) + 0.5, area.bottom);
  ctx.stroke();
  ctx.restore();
}

export function rateLines({ ctx, x, area }, tweaks) {
  for (const { step } of tweaks) upright(ctx, area, x.getPixelForValue(step), 'ink-3');
}

/** Names the lines, each to its right; one with no room before the next line has none. Returns the boxes of the names. */
export function rateNames({ ctx, x, area }, tweaks, size, ground) {
  const font = sans(480, size), lines = tweaks.map(({ step }) => x.getPixelForValue(step));
  const names = tweaks.map(({ lr, momentum }, k) => {
    const text = [lr === undefined ? '' : `η ${rate(lr)}`, momentum === undefined ? '' : `μ ${rate(momentum)}`].filter(Boolean).join(', '), at = lines[k], width = widthOf(ctx, font, text), crossed = lines.some((other) => other > at && other < at + 8 + width);
    // At the right end, where nothing follows, the name may stand before its line.
    const left = at + 5 + width > area.right ? at - 5 - width : at + 5;
    return { text, crossed, left, right: left + width, top: area.top + 1, bottom: area.top + 14 };
  }).filter(({ left, crossed }) => left > area.left && !crossed);
  const kept = apart(names, 8).map((i) => names[i]);
  for (const { text, left, bottom } of kept) label(ctx, area, text, left, bottom - 3, { fill: colour('ink-3'), ground, font, halo: 3 });
  return kept;
}
